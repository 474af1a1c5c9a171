#include "render/output.h"

#include "render/fade.h"

static struct rect whole_page(const struct stage *stage) {
    return (struct rect){0, 0, stage->options.width, stage->options.height};
}

static void copy_upright(const struct stage *stage, const struct sprite *from) {
    const SDL_Rect page = {0, 0, stage->options.width, stage->options.height};
    SDL_RenderCopy(stage->options.renderer, from->texture, NULL, &page);
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

static struct rect whole_strip(const struct stage *stage) {
    return (struct rect){0, 0, stage->options.ticker.w, stage->options.ticker.h};
}

// What this frame draws of the strip, on the page.
static struct rect moving_part(const struct stage *stage) {
    struct rect part = stage->moving;
    part.x += stage->options.ticker.x;
    part.y += stage->options.ticker.y;
    return part;
}

// With its corner at that place of the renderer's target.
static void draw_ribbon(
    const struct stage *stage, const struct ribbon_place *places, size_t count, SDL_Point at) {
    ribbon_draw(stage->ribbon, places, count, at, stage->moving);
}

static SDL_Point strip_corner(const struct stage *stage) {
    return (SDL_Point){stage->options.ticker.x, stage->options.ticker.y};
}

// By a graphics processor: the whole output.

typedef void copy_page(const struct stage *stage, const struct sprite *from);

static void copy_page_turned(const struct stage *stage, const struct sprite *from) {
    copy_turned(stage, from, whole_page(stage));
}

static void add_share(const struct stage *stage, copy_page *copy) {
    fade_add(stage->page->texture, stage->share);
    copy(stage, stage->page);
    fade_end(stage->page->texture);
}

static void draw_page(const struct stage *stage, copy_page *copy) {
    if (!stage_is_fading(stage)) {
        copy(stage, stage->page);
        return;
    }
    fade_dim(stage->before->texture, FADE_WHOLE - stage->share);
    copy(stage, stage->before);
    fade_end(stage->before->texture);
    add_share(stage, copy);
}

void output_keep(struct stage *stage) {
    SDL_Renderer *renderer = stage->options.renderer;
    SDL_SetRenderTarget(renderer, stage->before->texture);
    if (stage_is_fading(stage)) {
        fade_dim_target(renderer, FADE_WHOLE - stage->share);
        add_share(stage, copy_upright);
    } else {
        copy_upright(stage, stage->page);
    }
    SDL_SetRenderTarget(renderer, NULL);
}

static void draw_turned(struct stage *stage, const struct ribbon_place *places, size_t count) {
    SDL_Renderer *renderer = stage->options.renderer;
    if (count > 0) {
        SDL_SetRenderTarget(renderer, stage->strip->texture);
        draw_ribbon(stage, places, count, (SDL_Point){0, 0});
        SDL_SetRenderTarget(renderer, NULL);
    }
    draw_page(stage, copy_page_turned);
    if (count > 0) {
        copy_turned(stage, stage->strip, stage->options.ticker);
    }
}

void output_draw_upright(struct stage *stage, const struct ribbon_place *places, size_t count) {
    draw_page(stage, copy_upright);
    if (count > 0) {
        ribbon_draw(stage->ribbon, places, count, strip_corner(stage), whole_strip(stage));
    }
}

static void draw_whole(struct stage *stage, const struct ribbon_place *places, size_t count) {
    if (stage->options.rotate != 0) {
        draw_turned(stage, places, count);
    } else {
        output_draw_upright(stage, places, count);
    }
}

// By the processor: what differs.

// True where the ribbon will cover all that the page has there: on most frames, on all of the frame.
static bool is_covered(const struct stage *stage, struct rect place, size_t count) {
    return count > 0 && rect_is_equal(place, moving_part(stage));
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
        draw_ribbon(stage, places, count, (SDL_Point){0, 0});
        turner_copy(stage->turner, stage->strip, ticker.x, ticker.y, moving_part(stage), stage->turned);
    }
    SDL_SetRenderTarget(renderer, NULL);
}

static void copy_part(const struct stage *stage, const struct sprite *from, struct rect part) {
    const SDL_Rect place = {part.x, part.y, part.w, part.h};
    SDL_RenderCopy(stage->options.renderer, from->texture, &place, &place);
}

static void draw_copied(struct stage *stage, const struct ribbon_place *places, size_t count) {
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
        draw_ribbon(stage, places, count, strip_corner(stage));
    }
}

// The page is there: the ticker comes above it, or what was beneath it.
static void draw_painted(struct stage *stage, const struct ribbon_place *places, size_t count) {
    const struct rect ticker = stage->options.ticker;
    if (count > 0) {
        draw_ribbon(stage, places, count, strip_corner(stage));
    } else if (stage->has_ribbon) {
        SDL_RenderCopy(stage->options.renderer, stage->under->texture, NULL,
            &(SDL_Rect){ticker.x, ticker.y, ticker.w, ticker.h});
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

// Whether that part of the strip can be drawn without the rest. What is drawn for the page may reach into the
// strip, and does so with all of the joined rectangle.
static bool add_part(struct stage *stage, struct rect part) {
    const struct region before = stage->pending;
    stage->moving = part;
    region_add(&stage->pending, moving_part(stage));
    for (size_t i = 0; i < stage->pending.count; i++) {
        struct rect both = rect_intersect(stage->pending.rects[i], stage->options.ticker);
        if (!rect_is_empty(both) && !rect_has_rect(moving_part(stage), both)) {
            stage->pending = before;
            return false;
        }
    }
    return true;
}

// Where the headlines have only moved, an output that can moves what it shows of them. What they were drawn
// into has them where they were: until all of the strip is drawn again, no more of it may be shown than this
// draws.
static bool add_scrolled(struct stage *stage, const struct lineup *before) {
    struct scroll scroll = {.box = ribbon_band(stage->ribbon)};
    if (stage->way != OUTPUT_PAINTED || !stage->options.scroll ||
        !lineup_has_moved(before, &stage->lineup, scroll.box.w, &scroll.by)) {
        return false;
    }
    const struct region pending = stage->pending;
    bool is_alone = add_part(stage, scroll_uncovered(&scroll));
    scroll.box.x += stage->options.ticker.x;
    scroll.box.y += stage->options.ticker.y;
    if (is_alone && stage->options.scroll(&scroll)) {
        return true;
    }
    stage->pending = pending;
    return false;
}

// Where headlines were and only they have moved, the rows that none has ink in are there already.
static void add_strip(struct stage *stage, const struct ribbon_place *places, size_t count) {
    const struct lineup before = stage->lineup;
    lineup_take(&stage->lineup, places, count);
    bool is_added =
        stage->has_ribbon && (add_scrolled(stage, &before) || add_part(stage, ribbon_band(stage->ribbon)));
    if (!is_added) {
        stage->moving = whole_strip(stage);
        region_add(&stage->pending, stage->options.ticker);
    }
}

// The parts of the output that this frame draws.
static void find_shown(struct stage *stage, const struct ribbon_place *places, size_t count) {
    add_region(&stage->pending, &stage->painted);
    add_region(&stage->pending, &stage->tinted);
    if (stage->way == OUTPUT_WHOLE) {
        stage->moving = whole_strip(stage);
        stage_expose(stage);
    } else if (count > 0) {
        add_strip(stage, places, count);
    } else if (stage->has_ribbon) {
        region_add(&stage->pending, stage->options.ticker); // where it does not run any more the page shows
    }
    stage->shown = stage->pending;
    for (size_t i = 0; i < stage->shown.count; i++) {
        stage->shown.rects[i] = on_output(stage, stage->shown.rects[i]);
    }
}

void output_draw(struct stage *stage, const struct ribbon_place *places, size_t count) {
    static void (*const ways[])(struct stage * stage, const struct ribbon_place *places, size_t count) = {
        [OUTPUT_PAINTED] = draw_painted, [OUTPUT_COPIED] = draw_copied, [OUTPUT_WHOLE] = draw_whole};
    find_shown(stage, places, count);
    ways[stage->way](stage, places, count);
    if (stage->options.tints) {
        tint(stage);
    }
    region_clear(&stage->pending);
    stage->has_ribbon = count > 0;
}
