#include "render/stage.h"

#include <SDL2/SDL.h>
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "render/output.h"
#include "render/png.h"

// Bytes as multiples of the page's own: what a page and the one after it are made of. Text of a page full of
// it takes three eighths, a picture as large as the page all of it.
static struct painter_budget budget_for(int width, int height) {
    size_t page = (size_t)width * (size_t)height * 4;
    return (struct painter_budget){.runs = page * 6 / 8, .pictures = 2 * page, .paths = page};
}

static bool is_sideways(const struct stage *stage) {
    return stage->options.rotate == 90 || stage->options.rotate == 270;
}

static struct rect whole_page(const struct stage *stage) {
    return (struct rect){0, 0, stage->options.width, stage->options.height};
}

static bool has_ticker(const struct stage *stage) {
    return !rect_is_empty(stage->options.ticker);
}

static struct sprite *make_strip(struct stage *stage) {
    const struct rect *ticker = &stage->options.ticker;
    return has_ticker(stage)
               ? sprite_create_target(stage->options.renderer, ticker->w, ticker->h, &stage->textures)
               : NULL;
}

// NULL: onto the output.
static void fill(struct stage *stage, const struct sprite *target) {
    SDL_Renderer *renderer = stage->options.renderer;
    SDL_SetRenderTarget(renderer, target ? target->texture : NULL);
    SDL_SetRenderDrawColor(renderer, 0, 0, 0, 255);
    SDL_RenderClear(renderer);
    SDL_SetRenderTarget(renderer, NULL);
}

// False after a reset for which the screen had no room.
static bool is_complete(const struct stage *stage) {
    if (stage->way == OUTPUT_PAINTED) {
        return stage->under || !has_ticker(stage);
    }
    bool needs_strip = stage->options.rotate != 0 && has_ticker(stage);
    return stage->page && (stage->strip || !needs_strip) && (stage->turned || !stage->turner);
}

static bool make_targets(struct stage *stage) {
    const struct stage_options *options = &stage->options;
    stage_expose(stage);
    if (stage->way == OUTPUT_PAINTED) {
        fill(stage, NULL);
        stage->under = make_strip(stage);
        if (stage->under) {
            fill(stage, stage->under);
        }
        return is_complete(stage);
    }
    stage->page = sprite_create_target(options->renderer, options->width, options->height, &stage->textures);
    if (!stage->page) {
        return false;
    }
    fill(stage, stage->page);
    if (stage->way == OUTPUT_WHOLE && options->fades) { // without room for it pages change by a cut
        stage->before =
            sprite_create_target(options->renderer, options->width, options->height, &stage->textures);
    }
    if (options->rotate == 0) {
        return true;
    }
    if (stage->turner) {
        int width = is_sideways(stage) ? options->height : options->width;
        int height = is_sideways(stage) ? options->width : options->height;
        stage->turned = sprite_create_target(options->renderer, width, height, &stage->textures);
    }
    stage->strip = make_strip(stage);
    return is_complete(stage);
}

static void drop_targets(struct stage *stage) {
    sprite_destroy(stage->page);
    sprite_destroy(stage->before);
    sprite_destroy(stage->under);
    sprite_destroy(stage->turned);
    sprite_destroy(stage->strip);
    stage->page = stage->before = stage->under = stage->turned = stage->strip = NULL;
    stage->share = FADE_WHOLE;
    stage->has_ribbon = false;
}

static enum output_way find_way(const struct stage_options *options, const char *renderer) {
    int width, height;
    if (strcmp(renderer, "software") != 0) {
        return OUTPUT_WHOLE;
    }
    bool is_whole = SDL_GetRendererOutputSize(options->renderer, &width, &height) == 0 &&
                    width == options->width && height == options->height;
    return is_whole && options->rotate == 0 && !options->tints ? OUTPUT_PAINTED : OUTPUT_COPIED;
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
    stage->share = FADE_WHOLE;
    stage->way = find_way(options, info.name);
    stage->stats.renderer = info.name;
    if (stage->way == OUTPUT_COPIED && options->rotate != 0) {
        stage->turner = turner_create(options->renderer, options->width, options->height, options->rotate);
    }
    stage->painter = painter_create(
        options->renderer, options->fonts, options->decoder, budget_for(options->width, options->height));
    stage->ribbon = ribbon_create(&(struct ribbon_options){
        .renderer = options->renderer,
        .painter = stage->painter,
        .strip = options->ticker,
        .ground = options->ticker_ground,
        .is_mirrored = options->ticker_is_mirrored,
        .segment_most = info.max_texture_width,
        .is_looked_at = stage->way != OUTPUT_WHOLE,
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

static void paint(struct stage *stage, const struct oplist *ops, const struct sprite *target,
    const struct region *damage, struct rect part) {
    SDL_SetRenderTarget(stage->options.renderer, target ? target->texture : NULL);
    for (size_t i = 0; i < damage->count; i++) {
        struct rect clip = rect_intersect(damage->rects[i], part);
        clip.x -= part.x;
        clip.y -= part.y;
        painter_paint(stage->painter, ops, &clip, -part.x, -part.y);
    }
    SDL_SetRenderTarget(stage->options.renderer, NULL);
}

void stage_paint(struct stage *stage, const struct oplist *ops, const struct region *damage) {
    if (!is_complete(stage)) {
        return;
    }
    paint(stage, ops, stage->page, damage, whole_page(stage));
    if (stage->under) {
        paint(stage, ops, stage->under, damage, stage->options.ticker);
    }
    for (size_t i = 0; i < damage->count; i++) {
        struct rect clip = rect_intersect(damage->rects[i], whole_page(stage));
        region_add(&stage->pending, clip);
        if (stage->options.tints) {
            region_add(&stage->painted, clip);
        }
        stage->stats.pixels_painted += (uint64_t)clip.w * (uint64_t)clip.h;
    }
}

bool stage_has_pictures(const struct stage *stage, const struct oplist *ops) {
    return painter_has_pictures(stage->painter, ops);
}

void stage_ask(struct stage *stage, const struct oplist *ops) {
    painter_ask(stage->painter, ops);
}

// Where a page still fades in, that is what fades out, as far as it had come.
void stage_keep(struct stage *stage) {
    if (stage->before && stage->stats.frames) {
        output_keep(stage);
        stage->share = 0;
    }
}

void stage_fade(struct stage *stage, int share) {
    if (stage_is_fading(stage) && share != stage->share) {
        stage->share = share;
        stage_expose(stage);
    }
}

bool stage_is_fading(const struct stage *stage) {
    return stage->share < FADE_WHOLE;
}

void stage_turn(struct stage *stage) {
    painter_turn(stage->painter);
}

bool stage_prepare(struct stage *stage, const struct oplist *ops, millis budget) {
    const int64_t end = clock_ns() + budget * 1000000;
    for (size_t i = 0; i < ops->count;) {
        enum prepared prepared = painter_prepare(stage->painter, &ops->ops[i]);
        i += prepared != PREPARED_IN_PART;
        if (prepared != PREPARED_BEFORE && clock_ns() >= end && i < ops->count) {
            return false;
        }
    }
    return true;
}

void stage_prepare_headline(struct stage *stage, const struct ribbon_place *place) {
    if (has_ticker(stage)) {
        ribbon_prepare(stage->ribbon, place, 1);
    }
}

const struct region *stage_present(struct stage *stage, const struct ribbon_place *places, size_t count) {
    count = has_ticker(stage) ? count : 0;
    region_clear(&stage->shown);
    if (!is_complete(stage)) {
        return &stage->shown;
    }
    ribbon_prepare(stage->ribbon, places, count);
    output_draw(stage, places, count);
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

void stage_change_ground(struct stage *stage, uint32_t ground) {
    if (ground != stage->options.ticker_ground) {
        region_add(&stage->pending, stage->options.ticker); // also where no headline has ink
    }
    stage->options.ticker_ground = ground;
    ribbon_change_ground(stage->ribbon, ground);
}

bool stage_can_zoom(SDL_Renderer *renderer) {
    SDL_RendererInfo info;
    return SDL_GetRendererInfo(renderer, &info) == 0 && strcmp(info.name, "software") != 0;
}

bool stage_is_between(const struct stage *stage) {
    return stage->way == OUTPUT_WHOLE;
}

bool stage_is_behind(const struct stage *stage) {
    return !region_is_empty(&stage->pending);
}

const struct stage_stats *stage_stats(const struct stage *stage) {
    struct stage *own = (struct stage *)(uintptr_t)stage; // the figures are gathered when asked for
    own->stats.textures_created =
        stage->textures + painter_textures(stage->painter) + ribbon_textures(stage->ribbon);
    own->stats.parts_made = ribbon_textures(stage->ribbon);
    own->stats.caches[STAGE_RUNS] = *painter_stats(stage->painter, STORE_RUNS);
    own->stats.caches[STAGE_PICTURES] = *painter_stats(stage->painter, STORE_PICTURES);
    own->stats.caches[STAGE_SHAPES] = *painter_stats(stage->painter, STORE_PATHS);
    own->stats.caches[STAGE_RIBBON] = *ribbon_stats(stage->ribbon);
    return &stage->stats;
}

static enum error write_copy(struct stage *stage, const struct ribbon_place *places, size_t count,
    const char *path, struct reason *reason) {
    const struct stage_options *options = &stage->options;
    struct sprite *frame = stage->page ? sprite_create_target(options->renderer, options->width,
                                             options->height, &stage->textures)
                                       : NULL;
    if (!frame) {
        return reason_set(reason, ERROR_IO, "%s: there is no picture to write", path);
    }
    SDL_SetRenderTarget(options->renderer, frame->texture);
    output_draw_upright(stage, places, count);
    enum error error = png_write_target(options->renderer, path, reason);
    SDL_SetRenderTarget(options->renderer, NULL);
    sprite_destroy(frame);
    return error;
}

enum error stage_write_png(struct stage *stage, const struct ribbon_place *places, size_t count,
    const char *path, struct reason *reason) {
    count = has_ticker(stage) ? count : 0;
    ribbon_prepare(stage->ribbon, places, count);
    if (stage->way != OUTPUT_PAINTED) {
        return write_copy(stage, places, count, path, reason);
    }
    stage_expose(stage); // the picture is the output's: all of it, before it has been shown and after
    output_draw(stage, places, count);
    stage_expose(stage);
    return png_write_target(stage->options.renderer, path, reason);
}
