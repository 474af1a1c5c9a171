#include "render/turner.h"

#include <assert.h>
#include <stdlib.h>

// 16 KiB of pixels to read and as many to write.
#define TILE 64

struct turner {
    SDL_Renderer *renderer;
    int width, height; // of the page
    int rotate;
    uint32_t upright[TILE * TILE], turned[TILE * TILE];
};

struct rect turn_rect(struct rect place, int width, int height, int rotate) {
    switch (rotate) {
    case 90: return (struct rect){height - place.y - place.h, place.x, place.h, place.w};
    case 180: return (struct rect){width - place.x - place.w, height - place.y - place.h, place.w, place.h};
    case 270: return (struct rect){place.y, width - place.x - place.w, place.h, place.w};
    default: assert(rotate == 0); return place;
    }
}

struct turner *turner_create(SDL_Renderer *renderer, int width, int height, int rotate) {
    struct turner *turner = malloc(sizeof *turner);
    if (!turner) {
        abort();
    }
    turner->renderer = renderer;
    turner->width = width;
    turner->height = height;
    turner->rotate = rotate;
    return turner;
}

void turner_destroy(struct turner *turner) {
    free(turner);
}

// Each pixel (x, y) of w × h goes to where one step to the right is `right` pixels on and one down is `down`.
static void turn_pixels(struct turner *turner, int w, int h) {
    int first = 0, right = 1, down = w;
    if (turner->rotate == 90) {
        first = h - 1, right = h, down = -1;
    } else if (turner->rotate == 180) {
        first = w * h - 1, right = -1, down = -w;
    } else if (turner->rotate == 270) {
        first = (w - 1) * h, right = -h, down = 1;
    }
    for (int y = 0; y < h; y++) {
        const uint32_t *from = turner->upright + (ptrdiff_t)y * w;
        uint32_t *to = turner->turned + first + (ptrdiff_t)y * down;
        for (int x = 0; x < w; x++, to += right) {
            *to = from[x];
        }
    }
}

static void copy_tile(struct turner *turner, const struct sprite *from, int x, int y, struct rect tile,
    const struct sprite *to) {
    const SDL_Rect source = {tile.x - x, tile.y - y, tile.w, tile.h};
    const struct rect place = turn_rect(tile, turner->width, turner->height, turner->rotate);
    const SDL_Rect target = {place.x, place.y, place.w, place.h};
    SDL_SetRenderTarget(turner->renderer, from->texture);
    SDL_RenderReadPixels(
        turner->renderer, &source, SDL_PIXELFORMAT_RGB888, turner->upright, tile.w * (int)sizeof(uint32_t));
    turn_pixels(turner, tile.w, tile.h);
    SDL_UpdateTexture(to->texture, &target, turner->turned, place.w * (int)sizeof(uint32_t));
}

void turner_copy(struct turner *turner, const struct sprite *from, int x, int y, struct rect area,
    const struct sprite *to) {
    for (int top = area.y; top < area.y + area.h; top += TILE) {
        for (int left = area.x; left < area.x + area.w; left += TILE) {
            struct rect tile = rect_intersect((struct rect){left, top, TILE, TILE}, area);
            copy_tile(turner, from, x, y, tile, to);
        }
    }
}
