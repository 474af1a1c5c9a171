#include "base/utf8.h"

#include <string.h>

// Lead byte → length and the range its second byte may have (Unicode 15, table 3-7).
static size_t lead(unsigned char byte, unsigned char *low, unsigned char *high) {
    *low = 0x80;
    *high = 0xBF;
    if (byte < 0x80) {
        return 1;
    }
    if (byte >= 0xC2 && byte <= 0xDF) {
        return 2;
    }
    if (byte >= 0xE0 && byte <= 0xEF) {
        *low = byte == 0xE0 ? 0xA0 : 0x80;
        *high = byte == 0xED ? 0x9F : 0xBF;
        return 3;
    }
    if (byte >= 0xF0 && byte <= 0xF4) {
        *low = byte == 0xF0 ? 0x90 : 0x80;
        *high = byte == 0xF4 ? 0x8F : 0xBF;
        return 4;
    }
    return 0;
}

static uint32_t utf8_scan(const char *text, size_t len, size_t *used, bool *valid) {
    const unsigned char *bytes = (const unsigned char *)text;
    unsigned char low, high;
    size_t want = lead(bytes[0], &low, &high);
    *used = 1;
    *valid = want == 1;
    if (want < 2) {
        return want == 1 ? bytes[0] : UTF8_REPLACEMENT;
    }
    uint32_t character = bytes[0] & (0x7Fu >> want);
    for (size_t i = 1; i < want; i++) {
        if (i >= len || bytes[i] < low || bytes[i] > high) {
            return UTF8_REPLACEMENT;
        }
        character = character << 6 | (bytes[i] & 0x3Fu);
        *used = i + 1;
        low = 0x80;
        high = 0xBF;
    }
    *valid = true;
    return character;
}

uint32_t utf8_next(const char *text, size_t len, size_t *used) {
    bool valid;
    return utf8_scan(text, len, used, &valid);
}

size_t utf8_put(uint32_t character, char out[4]) {
    if (character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF)) {
        character = UTF8_REPLACEMENT;
    }
    if (character < 0x80) {
        out[0] = (char)character;
        return 1;
    }
    size_t len = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = len; i-- > 1; character >>= 6) {
        out[i] = (char)(0x80u | (character & 0x3Fu));
    }
    out[0] = (char)((0xF00u >> len) | character);
    return len;
}

size_t utf8_floor(const char *text, size_t len, size_t at) {
    if (at >= len) {
        at = len;
    }
    size_t start = at;
    while (start > 0 && at - start < 4) {
        start--;
        if (((unsigned char)text[start] & 0xC0) != 0x80) {
            size_t used;
            bool valid;
            utf8_scan(text + start, len - start, &used, &valid);
            unsigned char low, high;
            bool cut_by_end =
                !valid && start + used == len && lead((unsigned char)text[start], &low, &high) > used;
            return start + used > at || cut_by_end ? start : at;
        }
    }
    return at;
}

bool utf8_is_valid(const char *text, size_t len) {
    for (size_t at = 0; at < len;) {
        size_t used;
        bool valid;
        utf8_scan(text + at, len - at, &used, &valid);
        if (!valid) {
            return false;
        }
        at += used;
    }
    return true;
}

size_t utf8_count(const char *text) {
    size_t count = 0;
    for (size_t at = 0, len = strlen(text); at < len; count++) {
        size_t used;
        utf8_next(text + at, len - at, &used);
        at += used;
    }
    return count;
}
