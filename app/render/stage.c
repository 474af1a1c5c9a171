#include "render/stage.h"

#include <SDL2/SDL.h>
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "render/png.h"
#include "render/ribbon.h"
#include "render/sprite.h"
#include "render/turner.h"

struct stage {
    struct stage_options options;
    struct painter *painter;
    struct ribbon *ribbon;
    struct turner *turner; // only if there is a rotation and the renderer is the software one
    struct sprite *page;   // the picture that is kept
    struct sprite *turned; // the same as the screen wants it; only with a turner
    struct sprite *strip;  // the ticker before it is turned; only if there is a rotation
    struct region pending; // of the page: not yet on the output
    struct region shown;   // of the output: drawn by the last present
    struct region painted; // of the page, since the last present; kept only to be tinted
    struct region tinted;  // of the page, by the last present
    bool keeps_output;     // what was drawn onto the output is there until it is drawn over
    bool has_ribbon;       // on the output
    uint64_t textures;     // of these three
    struct stage_stats stats;
};

// Bytes as multiples of the page's own: what a page and the one after it are made of.
static struct painter_budget budget_for(int width, int height) {
    size_t page = (size_t)width * (size_t)height * 4;
    return (struct painter_budget){.runs = page, .pictures = 2 * page, .paths = page};
}

static bool is_sideways(const struct stage *stage) {
    return stage->options.rotate == 90 || stage->options.rotate == 270;
}

static struct rect whole_page(const struct stage *stage) {
    return (struct rect){0, 0, stage->options.width, stage->options.height};
}

static void fill_page(struct stage *stage) {
    SDL_Renderer *renderer = stage->options.renderer;
    SDL_SetRenderTarget(renderer, stage->page->texture);
    SDL_SetRenderDrawColor(renderer, 0, 0, 0, 255);
    SDL_RenderClear(renderer);
    SDL_SetRenderTarget(renderer, NULL);
    stage_expose(stage);
}

// False after a reset for which the screen had no room.
static bool is_complete(const struct stage *stage) {
    bool needs_strip = stage->options.rotate != 0 && !rect_is_empty(stage->options.ticker);
    return stage->page && (stage->strip || !needs_strip) && (stage->turned || !stage->turner);
}

static bool make_targets(struct stage *stage) {
    const struct stage_options *options = &stage->options;
    stage->page = sprite_create_target(options->renderer, options->width, options->height, &stage->textures);
    if (!stage->page) {
        return false;
    }
    fill_page(stage);
    if (options->rotate == 0) {
        return true;
    }
    if (stage->turner) {
        int width = is_sideways(stage) ? options->height : options->width;
        int height = is_sideways(stage) ? options->width : options->height;
        stage->turned = sprite_create_target(options->renderer, width, height, &stage->textures);
    }
    if (!rect_is_empty(options->ticker)) {
        stage->strip =
            sprite_create_target(options->renderer, options->ticker.w, options->ticker.h, &stage->textures);
    }
    return is_complete(stage);
}

static void drop_targets(struct stage *stage) {
    sprite_destroy(stage->page);
    sprite_destroy(stage->turned);
    sprite_destroy(stage->strip);
    stage->page = stage->turned = stage->strip = NULL;
}

enum error stage_create(const struct stage_options *options, struct stage **out, struct reason *reason) {
    SDL_RendererInfo info;
    *out = NULL;
    assert(options->rotate % 90 == 0 && options->rotate >= 0 && options->rotate < 360);
    if (SDL_GetRendererInfo(options->renderer, &info) != 0 || !(info.flags & SDL_RENDERER_TARGETTEXTURE)) {
        return reason_set(reason, ERROR_IO, "the screen's renderer cannot draw into textures");
    }
    struct stage *stage = calloc(1, sizeof *stage);
    if (!stage) {
        abort();
    }
    stage->options = *options;
    stage->keeps_output = strcmp(info.name, "software") == 0;
    if (stage->keeps_output && options->rotate != 0) {
        stage->turner = turner_create(options->renderer, options->width, options->height, options->rotate);
    }
    stage->painter = painter_create(
        options->renderer, options->fonts, options->decoder, budget_for(options->width, options->height));
    stage->ribbon = ribbon_create(&(struct ribbon_options){
        .renderer = options->renderer,
        .painter = stage->painter,
        .strip = options->ticker,
        .ground = options->ticker_ground,
        .segment_most = info.max_texture_width,
    });
    if (!make_targets(stage)) {
        stage_destroy(stage);
        return reason_set(reason, ERROR_IO, "the screen has no room for a picture of %d by %d pixels",
            options->width, options->height);
    }
    *out = stage;
    return ERROR_NONE;
}

void stage_destroy(struct stage *stage) {
    if (stage) {
        drop_targets(stage);
        ribbon_destroy(stage->ribbon);
        painter_destroy(stage->painter);
        turner_destroy(stage->turner);
        free(stage);
    }
}

void stage_reset(struct stage *stage) {
    drop_targets(stage);
    ribbon_clear(stage->ribbon);
    painter_clear(stage->painter);
    make_targets(stage); // if even this fails, nothing is shown until the next reset
}

void stage_receive(struct stage *stage, const struct oplist *ops, struct region *damage) {
    painter_receive(stage->painter, ops, damage);
}

void stage_paint(struct stage *stage, const struct oplist *ops, const struct region *damage) {
    if (!stage->page || region_is_empty(damage)) {
        return;
    }
    SDL_SetRenderTarget(stage->options.renderer, stage->page->texture);
    for (size_t i = 0; i < damage->count; i++) {
        struct rect clip = rect_intersect(damage->rects[i], whole_page(stage));
        painter_paint(stage->painter, ops, &clip, 0, 0);
        region_add(&stage->pending, clip);
        if (stage->options.tints) {
            region_add(&stage->painted, clip);
        }
        stage->stats.pixels_painted += (uint64_t)clip.w * (uint64_t)clip.h;
    }
    SDL_SetRenderTarget(stage->options.renderer, NULL);
}

bool stage_prepare(struct stage *stage, const struct oplist *ops, millis budget) {
    const int64_t end = clock_ns() + budget * 1000000;
    for (size_t i = 0; i < ops->count; i++) {
        if (painter_prepare(stage->painter, &ops->ops[i]) && clock_ns() >= end && i + 1 < ops->count) {
            return false;
        }
    }
    return true;
}

void stage_prepare_headline(struct stage *stage, const struct ribbon_place *place) {
    if (!rect_is_empty(stage->options.ticker)) {
        ribbon_prepare(stage->ribbon, place, 1);
    }
}

// Copies `from` so that what stands at `place` of the page stands where the turned screen has that place. It
// is turned around its left upper corner, which is always between whole pixels; its middle need not be.
static void copy_turned(const struct stage *stage, const struct sprite *from, struct rect place) {
    const int width = stage->options.width, height = stage->options.height;
    SDL_Rect to = {place.x, place.y, place.w, place.h};
    if (stage->options.rotate == 90) {
        to.x = height - place.y;
        to.y = place.x;
    } else if (stage->options.rotate == 180) {
        to.x = width - place.x;
        to.y = height - place.y;
    } else if (stage->options.rotate == 270) {
        to.x = place.y;
        to.y = width - place.x;
    }
    const SDL_Point corner = {0, 0};
    SDL_RenderCopyEx(
        stage->options.renderer, from->texture, NULL, &to, stage->options.rotate, &corner, SDL_FLIP_NONE);
}

// By a graphics processor: the whole output.

static void show_turned(struct stage *stage, const struct ribbon_place *places, size_t count) {
    SDL_Renderer *renderer = stage->options.renderer;
    if (count > 0) {
        SDL_SetRenderTarget(renderer, stage->strip->texture);
        ribbon_draw(stage->ribbon, places, count, 0, 0);
        SDL_SetRenderTarget(renderer, NULL);
    }
    copy_turned(stage, stage->page, whole_page(stage));
    if (count > 0) {
        copy_turned(stage, stage->strip, stage->options.ticker);
    }
}

static void show(struct stage *stage, const struct ribbon_place *places, size_t count) {
    SDL_RenderCopy(stage->options.renderer, stage->page->texture, NULL,
        &(SDL_Rect){0, 0, stage->options.width, stage->options.height});
    if (count > 0) {
        ribbon_draw(stage->ribbon, places, count, stage->options.ticker.x, stage->options.ticker.y);
    }
}

// By the processor: what differs.

// True where the ribbon will cover all that the page has there: on most frames, on all of the frame.
static bool is_covered(const struct stage *stage, struct rect place, size_t count) {
    return count > 0 && rect_is_equal(place, stage->options.ticker);
}

static void turn_pending(struct stage *stage, const struct ribbon_place *places, size_t count) {
    SDL_Renderer *renderer = stage->options.renderer;
    const struct rect ticker = stage->options.ticker;
    for (size_t i = 0; i < stage->pending.count; i++) {
        if (!is_covered(stage, stage->pending.rects[i], count)) {
            turner_copy(stage->turner, stage->page, 0, 0, stage->pending.rects[i], stage->turned);
        }
    }
    if (count > 0) {
        SDL_SetRenderTarget(renderer, stage->strip->texture);
        ribbon_draw(stage->ribbon, places, count, 0, 0);
        turner_copy(stage->turner, stage->strip, ticker.x, ticker.y, ticker, stage->turned);
    }
    SDL_SetRenderTarget(renderer, NULL);
}

static void copy_part(const struct stage *stage, const struct sprite *from, struct rect part) {
    const SDL_Rect place = {part.x, part.y, part.w, part.h};
    SDL_RenderCopy(stage->options.renderer, from->texture, &place, &place);
}

static void show_pending(struct stage *stage, const struct ribbon_place *places, size_t count) {
    if (stage->turner) {
        turn_pending(stage, places, count);
        for (size_t i = 0; i < stage->shown.count; i++) {
            copy_part(stage, stage->turned, stage->shown.rects[i]);
        }
        return;
    }
    for (size_t i = 0; i < stage->pending.count; i++) {
        if (!is_covered(stage, stage->pending.rects[i], count)) {
            copy_part(stage, stage->page, stage->pending.rects[i]);
        }
    }
    if (count > 0) {
        ribbon_draw(stage->ribbon, places, count, stage->options.ticker.x, stage->options.ticker.y);
    }
}

static struct rect on_output(const struct stage *stage, struct rect place) {
    return turn_rect(place, stage->options.width, stage->options.height, stage->options.rotate);
}

// What was tinted is shown as it is, unless it was painted again. The colours take turns, so that one place
// painted twice is seen twice.
static void tint(struct stage *stage) {
    static const SDL_Color colors[] = {{255, 0, 255, 96}, {0, 255, 0, 96}, {255, 160, 0, 96}};
    const SDL_Color *color = &colors[stage->stats.frames % (sizeof colors / sizeof *colors)];
    SDL_Renderer *renderer = stage->options.renderer;
    SDL_SetRenderDrawBlendMode(renderer, SDL_BLENDMODE_BLEND);
    SDL_SetRenderDrawColor(renderer, color->r, color->g, color->b, color->a);
    for (size_t i = 0; i < stage->painted.count; i++) {
        const struct rect place = on_output(stage, stage->painted.rects[i]);
        SDL_RenderFillRect(renderer, &(SDL_Rect){place.x, place.y, place.w, place.h});
    }
    stage->tinted = stage->painted;
    region_clear(&stage->painted);
}

static void add_region(struct region *region, const struct region *other) {
    for (size_t i = 0; i < other->count; i++) {
        region_add(region, other->rects[i]);
    }
}

// The parts of the output that this frame draws.
static void find_shown(struct stage *stage, size_t count) {
    const struct stage_options *options = &stage->options;
    add_region(&stage->pending, &stage->painted);
    add_region(&stage->pending, &stage->tinted);
    if (!stage->keeps_output) {
        stage_expose(stage);
    } else if (count > 0 || stage->has_ribbon) {
        region_add(&stage->pending, options->ticker); // where it does not run any more the page shows again
    }
    stage->shown = stage->pending;
    for (size_t i = 0; i < stage->shown.count; i++) {
        stage->shown.rects[i] = on_output(stage, stage->shown.rects[i]);
    }
}

const struct region *stage_present(struct stage *stage, const struct ribbon_place *places, size_t count) {
    count = rect_is_empty(stage->options.ticker) ? 0 : count;
    if (!is_complete(stage)) {
        region_clear(&stage->shown);
        return &stage->shown;
    }
    ribbon_prepare(stage->ribbon, places, count);
    find_shown(stage, count);
    if (stage->keeps_output) {
        show_pending(stage, places, count);
    } else if (stage->options.rotate != 0) {
        show_turned(stage, places, count);
    } else {
        show(stage, places, count);
    }
    if (stage->options.tints) {
        tint(stage);
    }
    region_clear(&stage->pending);
    stage->has_ribbon = count > 0;
    stage->stats.frames++;
    for (size_t i = 0; i < stage->shown.count; i++) {
        stage->stats.pixels_shown += (uint64_t)stage->shown.rects[i].w * (uint64_t)stage->shown.rects[i].h;
    }
    return &stage->shown;
}

void stage_expose(struct stage *stage) {
    region_clear(&stage->pending);
    region_add(&stage->pending, whole_page(stage));
}

bool stage_is_behind(const struct stage *stage) {
    return !region_is_empty(&stage->pending);
}

const struct stage_stats *stage_stats(const struct stage *stage) {
    struct stage *own = (struct stage *)(uintptr_t)stage; // the figures are gathered when asked for
    own->stats.textures_created =
        stage->textures + painter_textures(stage->painter) + ribbon_textures(stage->ribbon);
    own->stats.parts_made = ribbon_textures(stage->ribbon);
    own->stats.run_bytes = painter_stats(stage->painter, STORE_RUNS)->bytes;
    own->stats.picture_bytes = painter_stats(stage->painter, STORE_PICTURES)->bytes;
    own->stats.path_bytes = painter_stats(stage->painter, STORE_PATHS)->bytes;
    own->stats.ribbon_bytes = ribbon_stats(stage->ribbon)->bytes;
    return &stage->stats;
}

enum error stage_write_png(struct stage *stage, const struct ribbon_place *places, size_t count,
    const char *path, struct reason *reason) {
    const struct stage_options *options = &stage->options;
    struct sprite *frame = stage->page ? sprite_create_target(options->renderer, options->width,
                                             options->height, &stage->textures)
                                       : NULL;
    if (!frame) {
        return reason_set(reason, ERROR_IO, "%s: there is no picture to write", path);
    }
    count = rect_is_empty(options->ticker) ? 0 : count;
    ribbon_prepare(stage->ribbon, places, count);
    SDL_SetRenderTarget(options->renderer, frame->texture);
    show(stage, places, count);
    enum error error = png_write_target(options->renderer, path, reason);
    SDL_SetRenderTarget(options->renderer, NULL);
    sprite_destroy(frame);
    return error;
}
