#include "decode/html_entity.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define LONGEST_NAME 32 // CounterClockwiseContourIntegral;
#define LONGEST_OLD_NAME 6

struct entity {
    const char *name; // with its semicolon, if it needs one
    const char *text;
};

static const struct entity entities[] = {
#include "decode/html_entities.inc"
};

// What &#128; to &#159; mean in HTML: Windows-1252.
static const uint16_t windows_1252[32] = {
    0x20AC,
    0x81,
    0x201A,
    0x0192,
    0x201E,
    0x2026,
    0x2020,
    0x2021,
    0x02C6,
    0x2030,
    0x0160,
    0x2039,
    0x0152,
    0x8D,
    0x017D,
    0x8F,
    0x90,
    0x2018,
    0x2019,
    0x201C,
    0x201D,
    0x2022,
    0x2013,
    0x2014,
    0x02DC,
    0x2122,
    0x0161,
    0x203A,
    0x0153,
    0x9D,
    0x017E,
    0x0178,
};

static int entity_order(const void *name, const void *entity) {
    return strcmp(name, ((const struct entity *)entity)->name);
}

static const char *entity_text(const char *name, size_t len) {
    char key[LONGEST_NAME + 2];
    memcpy(key, name, len);
    key[len] = '\0';
    const struct entity *found =
        bsearch(key, entities, sizeof entities / sizeof *entities, sizeof *entities, entity_order);
    return found ? found->text : NULL;
}

static int digit_of(char c, unsigned base) {
    int value = c >= '0' && c <= '9'                 ? c - '0'
                : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                     : 99;
    return value < (int)base ? value : -1;
}

static size_t numeric(const char *text, size_t len, size_t *used, char out[8]) {
    size_t at = 2;
    unsigned base = 10;
    if (at < len && (text[at] | 32) == 'x') {
        base = 16;
        at++;
    }
    size_t first = at;
    uint32_t character = 0;
    for (int digit; at < len && (digit = digit_of(text[at], base)) >= 0; at++) {
        if (character <= 0x10FFFF) {
            character = character * base + (uint32_t)digit;
        }
    }
    if (at == first) {
        return 0;
    }
    if (at < len && text[at] == ';') {
        at++;
    }
    if (character >= 0x80 && character < 0xA0) {
        character = windows_1252[character - 0x80];
    }
    *used = at;
    return utf8_put(character ? character : UTF8_REPLACEMENT, out);
}

static bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

size_t html_entity(const char *text, size_t len, size_t *used, char out[8]) {
    if (len < 3 || text[0] != '&') {
        return 0;
    }
    if (text[1] == '#') {
        return numeric(text, len, used, out);
    }
    const char *name = text + 1;
    size_t letters = 0;
    while (letters < LONGEST_NAME && letters + 1 < len && is_name_byte(name[letters])) {
        letters++;
    }
    const char *found = NULL;
    size_t taken = letters;
    if (letters && letters + 1 < len && name[letters] == ';') {
        taken = letters + 1;
        found = entity_text(name, taken);
    }
    for (size_t old = letters < LONGEST_OLD_NAME ? letters : LONGEST_OLD_NAME; !found && old >= 2; old--) {
        taken = old;
        found = entity_text(name, old);
    }
    if (!found) {
        return 0;
    }
    size_t count = strlen(found);
    memcpy(out, found, count);
    *used = taken + 1;
    return count;
}
