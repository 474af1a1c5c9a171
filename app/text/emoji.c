#include "text/emoji.h"

#include <stdbool.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#define TEXT_STYLE 0xFE0E
#define EMOJI_STYLE 0xFE0F
#define JOINER 0x200D
#define KEYCAP 0x20E3

static UChar32 character(const UChar *units, int32_t at, int32_t limit) {
    if (at >= limit) {
        return 0;
    }
    if (U16_IS_LEAD(units[at]) && at + 1 < limit && U16_IS_TRAIL(units[at + 1])) {
        return U16_GET_SUPPLEMENTARY(units[at], units[at + 1]);
    }
    return units[at];
}

static bool is(UChar32 c, UProperty property) {
    return u_hasBinaryProperty(c, property);
}

// Drawn as a picture with this after it?
static bool is_picture(UChar32 c, UChar32 next) {
    if (next == EMOJI_STYLE) {
        return is(c, UCHAR_EMOJI);
    }
    if (is(next, UCHAR_EMOJI_MODIFIER)) {
        return is(c, UCHAR_EMOJI_MODIFIER_BASE);
    }
    return next != TEXT_STYLE && is(c, UCHAR_EMOJI_PRESENTATION);
}

static bool continues(UChar32 c) {
    return c == EMOJI_STYLE || c == KEYCAP || is(c, UCHAR_EMOJI_MODIFIER) || (c >= 0xE0020 && c <= 0xE007F);
}

int32_t emoji_len(const UChar *units, int32_t at, int32_t limit) {
    int32_t end = at;
    for (;;) {
        UChar32 first = character(units, end, limit);
        int32_t after = end + U16_LENGTH(first);
        if (first < 0x23 || !is_picture(first, character(units, after, limit))) {
            return end > at ? end - 1 - at : 0; // without the joiner that joins nothing
        }
        end = after;
        bool is_flag = is(first, UCHAR_REGIONAL_INDICATOR);
        if (is_flag && is(character(units, end, limit), UCHAR_REGIONAL_INDICATOR)) {
            end += 2;
        }
        while (end < limit && continues(character(units, end, limit))) {
            end += U16_LENGTH(character(units, end, limit));
        }
        if (character(units, end, limit) != JOINER) {
            return end - at;
        }
        end++;
    }
}
