#include "platform/rpi/display_mode.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

bool display_mode_parse(const char *text, struct display_mode *out) {
    int used = 0;
    *out = (struct display_mode){0};
    return sscanf(text, "%5dx%5d%n", &out->width, &out->height, &used) == 2 && !text[used] &&
           out->width > 0 && out->height > 0;
}

static bool has_shape_of(const struct display_mode *mode, const struct display_mode *other) {
    long a = (long)mode->width * other->height, b = (long)other->width * mode->height;
    return labs(a - b) * 100 <= b;
}

static long area(const struct display_mode *mode) {
    return (long)mode->width * mode->height;
}

static int distance_to_60(const struct display_mode *mode) {
    return mode->refresh ? abs(mode->refresh - 60) : 60;
}

// Whether `mode` serves better than `best` (NULL: nothing yet) in place of `native`.
static bool is_better(
    const struct display_mode *mode, const struct display_mode *best, const struct display_mode *native) {
    if (!best || has_shape_of(mode, native) != has_shape_of(best, native)) {
        return !best || has_shape_of(mode, native);
    }
    return area(mode) != area(best) ? area(mode) > area(best) : distance_to_60(mode) < distance_to_60(best);
}

size_t display_mode_choose(const struct display_mode *modes, size_t count, int tallest) {
    assert(count > 0);
    const struct display_mode *native = &modes[0], *best = NULL;
    bool is_small_enough = tallest == 0 || native->height <= tallest;
    for (size_t i = 0; i < count; i++) {
        bool fits = is_small_enough ? modes[i].width == native->width && modes[i].height == native->height
                                    : modes[i].height <= tallest;
        if (fits && is_better(&modes[i], best, native)) {
            best = &modes[i];
        }
    }
    return best ? (size_t)(best - modes) : 0;
}
