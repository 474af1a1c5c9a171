#include "render/ribbon.h"

#include <math.h>
#include <stdlib.h>

#include "render/keys.h"
#include "render/sprite.h"

// Small enough that making one fits into a frame, large enough that a screen has few of them.
#define SEGMENT_WIDTH 512
// On either side a segment has a column of what comes next, which is only seen between pixels.
#define MARGIN 1
// Segments that are kept besides a strip of them: those that are cut off at its ends, the next of the last
// headline, the first of the next headline; and for good measure.
#define MORE_KEPT 5

struct ribbon {
    struct ribbon_options options;
    struct cache *segments;
    int segment_width;
    int top, bottom; // rows of ink, the second past the last; none: top is not above bottom
    uint64_t textures;
};

static void forget_band(struct ribbon *ribbon) {
    bool is_looked_at = ribbon->options.is_looked_at;
    ribbon->top = is_looked_at ? ribbon->options.strip.h : 0;
    ribbon->bottom = is_looked_at ? 0 : ribbon->options.strip.h;
}

struct ribbon *ribbon_create(const struct ribbon_options *options) {
    struct ribbon *ribbon = calloc(1, sizeof *ribbon);
    if (!ribbon) {
        abort();
    }
    ribbon->options = *options;
    bool is_bounded = options->segment_most > 0 && options->segment_most < SEGMENT_WIDTH + 2 * MARGIN;
    ribbon->segment_width = is_bounded ? options->segment_most - 2 * MARGIN : SEGMENT_WIDTH;
    size_t columns = (size_t)options->strip.w + (size_t)MORE_KEPT * (SEGMENT_WIDTH + 2 * MARGIN);
    ribbon->segments = cache_create(columns * (size_t)options->strip.h * 4, sprite_destroy);
    forget_band(ribbon);
    return ribbon;
}

void ribbon_destroy(struct ribbon *ribbon) {
    if (ribbon) {
        cache_destroy(ribbon->segments);
        free(ribbon);
    }
}

void ribbon_clear(struct ribbon *ribbon) {
    cache_clear(ribbon->segments);
    forget_band(ribbon);
}

void ribbon_change_ground(struct ribbon *ribbon, uint32_t ground) {
    if (ground != ribbon->options.ground) {
        ribbon->options.ground = ground;
        ribbon_clear(ribbon);
    }
}

// Of the renderer's target.
static bool has_ink(const struct ribbon *ribbon, const struct sprite *segment, int row) {
    Uint32 pixels[SEGMENT_WIDTH + 2 * MARGIN];
    const SDL_Rect part = {0, row, segment->w, 1};
    if (SDL_RenderReadPixels(
            ribbon->options.renderer, &part, SDL_PIXELFORMAT_RGB888, pixels, (int)sizeof pixels) != 0) {
        return true;
    }
    int at = 0;
    while (at < segment->w && (pixels[at] & 0xFFFFFF) == ribbon->options.ground) {
        at++;
    }
    return at < segment->w;
}

// The band grows to hold what was painted onto the renderer's target.
static void look_at(struct ribbon *ribbon, const struct sprite *segment) {
    int top = 0, bottom = segment->h;
    while (top < ribbon->top && !has_ink(ribbon, segment, top)) {
        top++;
    }
    while (bottom > ribbon->bottom && bottom > top && !has_ink(ribbon, segment, bottom - 1)) {
        bottom--;
    }
    ribbon->top = top;
    ribbon->bottom = bottom > ribbon->bottom ? bottom : ribbon->bottom;
}

struct rect ribbon_band(const struct ribbon *ribbon) {
    int rows = ribbon->bottom - ribbon->top;
    return (struct rect){0, ribbon->top, ribbon->options.strip.w, rows > 0 ? rows : 0};
}

static void paint_segment(
    struct ribbon *ribbon, const struct sprite *segment, const struct ticker_item *item, int index) {
    const struct rect whole = {0, 0, segment->w, segment->h};
    const uint32_t ground = ribbon->options.ground;
    SDL_SetRenderTarget(ribbon->options.renderer, segment->texture);
    SDL_SetRenderDrawColor(
        ribbon->options.renderer, ground >> 16 & 0xFF, ground >> 8 & 0xFF, ground & 0xFF, 255);
    SDL_RenderClear(ribbon->options.renderer);
    painter_paint(ribbon->options.painter, &item->ops, &whole, MARGIN - index * ribbon->segment_width, 0);
    look_at(ribbon, segment);
    SDL_SetRenderTarget(ribbon->options.renderer, NULL);
}

static uint64_t key_of(const struct ticker_item *item, int index) {
    return hash_u64(hash_u64(HASH_START, item->key), (uint64_t)index);
}

static int segment_width(const struct ribbon *ribbon, const struct ticker_item *item, int index) {
    int left = item->width - index * ribbon->segment_width;
    return left < ribbon->segment_width ? left : ribbon->segment_width;
}

// True if it had to be made.
static bool make_segment(struct ribbon *ribbon, const struct ticker_item *item, int index) {
    uint64_t key = key_of(item, index);
    if (cache_find(ribbon->segments, key)) {
        return false;
    }
    struct sprite *segment = sprite_create_target(ribbon->options.renderer,
        segment_width(ribbon, item, index) + 2 * MARGIN, ribbon->options.strip.h, &ribbon->textures);
    if (segment) {
        SDL_SetTextureScaleMode(segment->texture, SDL_ScaleModeLinear); // between pixels; else it is exact
        paint_segment(ribbon, segment, item, index);
        cache_add(ribbon->segments, key, segment, segment->bytes);
    }
    return segment != NULL;
}

// The segments of an item at `x` that meet the columns from `left` to `right`: first to last, possibly none.
struct span_of_segments {
    int first, last;
};

static struct span_of_segments segments_in(
    const struct ribbon *ribbon, const struct ribbon_place *place, int left, int right) {
    int x = (int)floorf(place->x), width = place->item->width;
    int begin = left - x - (place->x > (float)x), end = right - x;
    begin = begin > 0 ? begin : 0;
    end = end < width ? end : width;
    if (begin >= end) {
        return (struct span_of_segments){0, -1};
    }
    return (struct span_of_segments){begin / ribbon->segment_width, (end - 1) / ribbon->segment_width};
}

static bool make_in(
    struct ribbon *ribbon, const struct ribbon_place *place, int left, int right, bool only_one) {
    bool has_made = false;
    struct span_of_segments seen = segments_in(ribbon, place, left, right);
    for (int i = seen.first; i <= seen.last && !(has_made && only_one); i++) {
        has_made = make_segment(ribbon, place->item, i) || has_made;
    }
    return has_made;
}

void ribbon_prepare(struct ribbon *ribbon, const struct ribbon_place *places, size_t count) {
    int width = ribbon->options.strip.w, ahead = ribbon->segment_width;
    for (size_t i = 0; i < count; i++) {
        make_in(ribbon, &places[i], 0, width, false);
    }
    int left = ribbon->options.is_mirrored ? -ahead : width;
    for (size_t i = 0; i < count && !make_in(ribbon, &places[i], left, left + ahead, true); i++) {
    }
}

// What is being drawn: this part of the strip, whose corner is at a place of the target.
struct pass {
    struct ribbon *ribbon;
    SDL_Point at;
    struct rect part;
};

static void fill_ground(const struct pass *pass, int from, int to) {
    if (from >= to) {
        return;
    }
    SDL_Renderer *renderer = pass->ribbon->options.renderer;
    const uint32_t ground = pass->ribbon->options.ground;
    const SDL_Rect gap = {pass->at.x + from, pass->at.y + pass->part.y, to - from, pass->part.h};
    SDL_SetRenderDrawBlendMode(renderer, SDL_BLENDMODE_NONE);
    SDL_SetRenderDrawColor(renderer, ground >> 16 & 0xFF, ground >> 8 & 0xFF, ground & 0xFF, 255);
    SDL_RenderFillRect(renderer, &gap);
}

static void draw_item(const struct pass *pass, const struct ribbon_place *place) {
    struct ribbon *ribbon = pass->ribbon;
    const struct rect part = pass->part;
    struct span_of_segments seen = segments_in(ribbon, place, part.x, part.x + part.w);
    for (int i = seen.first; i <= seen.last; i++) {
        const struct sprite *segment = cache_find(ribbon->segments, key_of(place->item, i));
        float left = place->x + (float)(i * ribbon->segment_width);
        int width = segment_width(ribbon, place->item, i);
        if (segment) {
            const SDL_Rect from = {MARGIN, part.y, width, part.h};
            const SDL_FRect to = {
                (float)pass->at.x + left, (float)(pass->at.y + part.y), (float)width, (float)part.h};
            SDL_RenderCopyF(ribbon->options.renderer, segment->texture, &from, &to);
        } else { // the screen had no room for it
            fill_ground(pass, (int)left, (int)left + width);
        }
    }
}

void ribbon_draw(
    struct ribbon *ribbon, const struct ribbon_place *places, size_t count, SDL_Point at, struct rect part) {
    const struct pass pass = {ribbon, at, part};
    const SDL_Rect window = {at.x + part.x, at.y + part.y, part.w, part.h};
    const int right = part.x + part.w;
    if (rect_is_empty(part)) {
        return; // headlines without ink
    }
    SDL_RenderSetClipRect(ribbon->options.renderer, &window);
    int covered = part.x; // the columns before it have their pixels, as long as the items follow each other
    for (size_t i = 0; i < count; i++) {
        int start = (int)ceilf(places[i].x), end = (int)floorf(places[i].x) + places[i].item->width;
        fill_ground(&pass, covered, start < right ? start : right);
        draw_item(&pass, &places[i]);
        covered = end > covered ? end : covered;
    }
    fill_ground(&pass, covered, right);
    SDL_RenderSetClipRect(ribbon->options.renderer, NULL);
}

const struct cache_stats *ribbon_stats(const struct ribbon *ribbon) {
    return cache_stats(ribbon->segments);
}

uint64_t ribbon_textures(const struct ribbon *ribbon) {
    return ribbon->textures;
}
