#include "layout/leading.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

// The least line height in em at which no two lines touch, seen in the specimen (tests/specimen) with the
// Noto families; blocks of Unicode, in order.
static const struct {
    uint32_t first, last;
    double least;
} blocks[] = {
    {0x0590, 0x05FF, 1.15}, // Hebrew
    {0x0600, 0x08FF, 1.25}, // Arabic, Syriac, Thaana, N'Ko
    {0x0900, 0x0DFF, 1.30}, // Devanagari to Sinhala
    {0x0E00, 0x0EFF, 1.30}, // Thai, Lao
    {0x0F00, 0x109F, 1.40}, // Tibetan, Myanmar
    {0x1100, 0x11FF, 1.20}, // Hangul jamo
    {0x1780, 0x17FF, 1.40}, // Khmer
    {0x1EA0, 0x1EF9, 1.20}, // Vietnamese: two accents on a capital
    {0x2E80, 0x9FFF, 1.20}, // Han, kana
    {0xAC00, 0xD7AF, 1.20}, // Hangul
    {0xFB1D, 0xFEFF, 1.25}, // Hebrew and Arabic forms
};

static double least_of(uint32_t character) {
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks && character >= blocks[i].first; i++) {
        if (character <= blocks[i].last) {
            return blocks[i].least;
        }
    }
    return 0;
}

int leading_of(const struct type *type, const char *text) {
    size_t len = text ? strlen(text) : 0;
    double least = 0;
    for (size_t at = 0, used; at < len; at += used) {
        least = fmax(least, least_of(utf8_next(text + at, len - at, &used)));
    }
    int needed = (int)ceil(least * type->size);
    return needed > type->line_height ? needed : type->line_height;
}
