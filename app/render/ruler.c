#include "render/ruler.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/keys.h"

#define KNOWN 8192  // widths remembered, 16 bytes each
#define PIECE 1024u // bytes shaped at once: SDL_ttf counts 1/64 pixels in an int

// No face kerns against an em space, and it is wide enough for ink that leaves the advance on either side,
// which SDL_ttf would count as width.
#define GUARD "\u2003"

struct known {
    uint64_t key; // 0: empty
    double advance;
};

struct ruler {
    struct faces *faces;
    struct known known[KNOWN];
    double digits[MOST_FACES]; // 0: not measured yet
    double guards[MOST_FACES]; // of two guards
    char text[2 * sizeof GUARD + PIECE];
};

struct ruler *ruler_create(struct faces *faces) {
    struct ruler *ruler = calloc(1, sizeof *ruler);
    if (!ruler) {
        abort();
    }
    ruler->faces = faces;
    return ruler;
}

void ruler_destroy(struct ruler *ruler) {
    free(ruler);
}

static double shaped_width(struct ruler *ruler, struct shaping shaping, const char *text, size_t len) {
    struct sized_font *font = faces_ruler(ruler->faces, shaping.face);
    const size_t guard = sizeof GUARD - 1;
    memcpy(ruler->text, GUARD, guard);
    memcpy(ruler->text + guard, text, len);
    memcpy(ruler->text + guard + len, GUARD, sizeof GUARD);
    sized_font_shape_as(font, shaping.rtl, shaping.script);
    int width = 0;
    TTF_SizeUTF8(font->font, ruler->text, &width, NULL);
    return width;
}

static double measured(struct ruler *ruler, struct shaping shaping, const char *text, size_t len) {
    if (ruler->guards[shaping.face] == 0) {
        ruler->guards[shaping.face] = shaped_width(ruler, (struct shaping){shaping.face, false, 0}, "", 0);
    }
    return (shaped_width(ruler, shaping, text, len) - ruler->guards[shaping.face]) / RULER_SIZE;
}

static uint64_t key_of(struct shaping shaping, const char *text, size_t len) {
    uint64_t key = hash_bytes(HASH_START, text, len);
    key = hash_pair(key, (int)shaping.face, shaping.rtl);
    return hash_u64(key, shaping.script) | 1; // never 0
}

static double remembered(struct ruler *ruler, struct shaping shaping, const char *text, size_t len) {
    uint64_t key = key_of(shaping, text, len);
    struct known *known = &ruler->known[(key >> 16 ^ key >> 40) & (KNOWN - 1)];
    if (known->key != key) {
        known->key = key;
        known->advance = measured(ruler, shaping, text, len);
    }
    return known->advance;
}

size_t text_piece(const char *text, size_t len, size_t most) {
    if (len <= most) {
        return len;
    }
    for (size_t at = most; at > most / 2; at--) {
        if (text[at - 1] == ' ') {
            return at;
        }
    }
    size_t at = utf8_floor(text, len, most);
    return at > 0 ? at : most;
}

double ruler_advance(struct ruler *ruler, struct shaping shaping, const char *text, size_t len) {
    double advance = 0;
    while (len > 0) {
        size_t piece = text_piece(text, len, PIECE);
        advance += remembered(ruler, shaping, text, piece);
        text += piece;
        len -= piece;
    }
    return advance;
}

double ruler_kerning(
    struct ruler *ruler, struct shaping shaping, const char *text, size_t first, size_t len) {
    return remembered(ruler, shaping, text, len) - remembered(ruler, shaping, text, first) -
           remembered(ruler, shaping, text + first, len - first);
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double digit_cell(struct ruler *ruler, face_id face) {
    double advances[10], ink = 0;
    for (int i = 0; i < 10; i++) {
        const char digit = (char)('0' + i);
        int left = 0, right = 0;
        advances[i] = measured(ruler, (struct shaping){face, false, 0}, &digit, 1);
        TTF_GlyphMetrics32(
            faces_ruler(ruler->faces, face)->font, (Uint32)digit, &left, &right, NULL, NULL, NULL);
        ink = fmax(ink, (double)(right - left) / RULER_SIZE);
    }
    qsort(advances, 10, sizeof *advances, by_size);
    return fmax((advances[4] + advances[5]) / 2, ink);
}

double ruler_digit(struct ruler *ruler, face_id face) {
    if (ruler->digits[face] == 0) {
        ruler->digits[face] = digit_cell(ruler, face);
    }
    return ruler->digits[face];
}
