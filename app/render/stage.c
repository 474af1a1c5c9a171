#include "render/stage.h"

#include <SDL2/SDL.h>
#include <assert.h>
#include <stdlib.h>

#include "base/clock.h"
#include "render/png.h"
#include "render/ribbon.h"
#include "render/sprite.h"

struct stage {
    struct stage_options options;
    struct painter *painter;
    struct ribbon *ribbon;
    struct sprite *page;   // the picture that is kept
    struct sprite *turned; // the same as the screen wants it; only if there is a rotation
    struct sprite *strip;  // the ticker before it is turned; likewise
    bool is_turned;        // `turned` is a picture of `page`
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

static void fill_page(struct stage *stage) {
    SDL_Renderer *renderer = stage->options.renderer;
    SDL_SetRenderTarget(renderer, stage->page->texture);
    SDL_SetRenderDrawColor(renderer, 0, 0, 0, 255);
    SDL_RenderClear(renderer);
    SDL_SetRenderTarget(renderer, NULL);
    stage->is_turned = false;
}

// False after a reset for which the screen had no room.
static bool is_complete(const struct stage *stage) {
    bool has_strip = stage->strip || rect_is_empty(stage->options.ticker);
    return stage->page && (stage->options.rotate == 0 || (stage->turned && has_strip));
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
    int width = is_sideways(stage) ? options->height : options->width;
    int height = is_sideways(stage) ? options->width : options->height;
    stage->turned = sprite_create_target(options->renderer, width, height, &stage->textures);
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
    stage->is_turned = false;
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
        const struct rect page = {0, 0, stage->options.width, stage->options.height};
        struct rect clip = rect_intersect(damage->rects[i], page);
        painter_paint(stage->painter, ops, &clip, 0, 0);
        stage->stats.pixels_painted += (uint64_t)clip.w * (uint64_t)clip.h;
    }
    SDL_SetRenderTarget(stage->options.renderer, NULL);
    stage->is_turned = false;
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

static void turn_page(struct stage *stage) {
    const struct rect whole = {0, 0, stage->options.width, stage->options.height};
    SDL_SetRenderTarget(stage->options.renderer, stage->turned->texture);
    copy_turned(stage, stage->page, whole);
    SDL_SetRenderTarget(stage->options.renderer, NULL);
    stage->is_turned = true;
}

static void show_turned(struct stage *stage, const struct ribbon_place *places, size_t count) {
    SDL_Renderer *renderer = stage->options.renderer;
    if (!stage->is_turned) {
        turn_page(stage); // only when it was painted: turning costs more than everything else of a frame
    }
    if (count > 0) {
        assert(stage->strip);
        SDL_SetRenderTarget(renderer, stage->strip->texture);
        ribbon_draw(stage->ribbon, places, count, 0, 0);
        SDL_SetRenderTarget(renderer, NULL);
    }
    SDL_RenderCopy(renderer, stage->turned->texture, NULL, NULL);
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

void stage_present(struct stage *stage, const struct ribbon_place *places, size_t count) {
    count = rect_is_empty(stage->options.ticker) ? 0 : count;
    if (!is_complete(stage)) {
        return;
    }
    ribbon_prepare(stage->ribbon, places, count);
    if (stage->options.rotate != 0) {
        show_turned(stage, places, count);
    } else {
        show(stage, places, count);
    }
    SDL_RenderPresent(stage->options.renderer);
    stage->stats.frames++;
}

const struct stage_stats *stage_stats(const struct stage *stage) {
    struct stage *own = (struct stage *)(uintptr_t)stage; // the figures are gathered when asked for
    own->stats.textures_created =
        stage->textures + painter_textures(stage->painter) + ribbon_textures(stage->ribbon);
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
