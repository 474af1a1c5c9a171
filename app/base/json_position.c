#include "base/json_position.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

struct scan {
    const char *text;
    size_t len;
    size_t at;
};

void json_position_at(const char *text, size_t len, size_t offset, size_t *line, size_t *column) {
    *line = 1;
    *column = 1;
    size_t end = offset < len ? offset : len;
    for (size_t at = 0; at < end;) {
        size_t used;
        uint32_t character = utf8_next(text + at, len - at, &used);
        at += used;
        if (at > end) {
            return;
        }
        if (character == '\n') {
            ++*line;
            *column = 1;
        } else if (character != 0xFEFF) { // editors do not count a byte-order mark
            ++*column;
        }
    }
}

static char peek(const struct scan *scan) {
    return scan->at < scan->len ? scan->text[scan->at] : '\0';
}

static void skip_blanks(struct scan *scan) {
    while (scan->at < scan->len && strchr(" \t\r\n", scan->text[scan->at]) && scan->text[scan->at]) {
        scan->at++;
    }
}

static void skip_string(struct scan *scan) {
    for (scan->at++; scan->at < scan->len && scan->text[scan->at] != '"'; scan->at++) {
        if (scan->text[scan->at] == '\\') {
            scan->at++;
        }
    }
    scan->at = scan->at < scan->len ? scan->at + 1 : scan->len;
}

// Past one value, of any depth without recursion: brackets are counted, strings skipped whole.
static void skip_value(struct scan *scan) {
    size_t depth = 0;
    do {
        skip_blanks(scan);
        char c = peek(scan);
        if (c == '"') {
            skip_string(scan);
        } else if (c == '{' || c == '[') {
            depth++;
            scan->at++;
        } else if (c == '}' || c == ']') {
            if (depth == 0) {
                return; // the enclosing bracket: there was no value
            }
            depth--;
            scan->at++;
        } else if (c == ',' || c == ':') {
            if (depth == 0) {
                return;
            }
            scan->at++;
        } else {
            while (scan->at < scan->len && !strchr(" \t\r\n,:{}[]\"", scan->text[scan->at])) {
                scan->at++;
            }
        }
    } while (depth > 0 && scan->at < scan->len);
}

// Reads \uXXXX at `at` (after the backslash and u); false if it is none.
static bool hex4(const char *at, const char *end, uint32_t *unit) {
    *unit = 0;
    if (end - at < 4) {
        return false;
    }
    for (int i = 0; i < 4; i++) {
        char c = at[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0) {
            return false;
        }
        *unit = *unit << 4 | (uint32_t)digit;
    }
    return true;
}

// One character of a JSON string as UTF-8 in `out`; answers how many bytes, and moves *at.
static size_t string_character(const char **at, const char *end, char out[4]) {
    static const char escapes[] = "b\bf\fn\nr\rt\t";
    if (**at != '\\' || end - *at < 2) {
        out[0] = *(*at)++;
        return 1;
    }
    char kind = (*at)[1];
    *at += 2;
    uint32_t unit, low;
    if (kind == 'u' && hex4(*at, end, &unit)) {
        *at += 4;
        if (unit >= 0xD800 && unit < 0xDC00 && end - *at >= 6 && (*at)[0] == '\\' && (*at)[1] == 'u' &&
            hex4(*at + 2, end, &low) && low >= 0xDC00 && low < 0xE000) {
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            *at += 6;
        }
        return utf8_put(unit, out);
    }
    out[0] = kind;
    for (size_t i = 0; escapes[i]; i += 2) {
        if (escapes[i] == kind) {
            out[0] = escapes[i + 1];
        }
    }
    return 1;
}

// Whether the JSON string at scan->at (its opening quote) spells `token` of a pointer. Moves past the string.
static bool string_is_token(struct scan *scan, const char *token, size_t token_len) {
    const char *at = scan->text + scan->at + 1;
    skip_string(scan);
    const char *end = scan->text + scan->at;
    if (end > at && end[-1] == '"') {
        end--;
    }
    size_t i = 0;
    while (at < end) {
        char bytes[4];
        size_t count = string_character(&at, end, bytes);
        for (size_t k = 0; k < count; k++) {
            char want = i < token_len ? token[i++] : '\0';
            if (want == '~' && i < token_len) {
                want = token[i++] == '0' ? '~' : '/';
            }
            if (want != bytes[k]) {
                return false;
            }
        }
    }
    return i == token_len;
}

// Moves to the member named `token`: `place` is its key, scan->at its value.
static bool find_member(struct scan *scan, const char *token, size_t token_len, size_t *place) {
    scan->at++;
    for (;;) {
        skip_blanks(scan);
        if (peek(scan) != '"') {
            return false;
        }
        size_t key = scan->at;
        bool found = string_is_token(scan, token, token_len);
        skip_blanks(scan);
        if (peek(scan) != ':') {
            return false;
        }
        scan->at++;
        skip_blanks(scan);
        if (found) {
            *place = key;
            return true;
        }
        skip_value(scan);
        skip_blanks(scan);
        if (peek(scan) != ',') {
            return false;
        }
        scan->at++;
    }
}

static bool find_element(struct scan *scan, const char *token, size_t token_len, size_t *place) {
    size_t index = 0;
    for (size_t i = 0; i < token_len; i++) {
        if (token[i] < '0' || token[i] > '9' || index > SIZE_MAX / 100) {
            return false;
        }
        index = index * 10 + (size_t)(token[i] - '0');
    }
    scan->at++;
    for (;; index--) {
        skip_blanks(scan);
        char c = peek(scan);
        if (token_len == 0 || c == ']' || c == '\0') {
            return false;
        }
        if (index == 0) {
            *place = scan->at;
            return true;
        }
        skip_value(scan);
        skip_blanks(scan);
        if (peek(scan) != ',') {
            return false;
        }
        scan->at++;
    }
}

bool json_position_offset(const char *text, size_t len, const char *pointer, size_t *offset) {
    struct scan scan = {text, len, 0};
    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        scan.at = 3;
    }
    skip_blanks(&scan);
    *offset = scan.at;
    while (*pointer == '/') {
        const char *token = ++pointer;
        size_t token_len = strcspn(token, "/");
        pointer += token_len;
        char c = peek(&scan);
        bool found = c == '{'   ? find_member(&scan, token, token_len, offset)
                     : c == '[' ? find_element(&scan, token, token_len, offset)
                                : false;
        if (!found) {
            return false;
        }
    }
    return *pointer == '\0';
}

bool json_position(const char *text, size_t len, const char *pointer, size_t *line, size_t *column) {
    size_t offset;
    bool found = json_position_offset(text, len, pointer, &offset);
    json_position_at(text, len, offset, line, column);
    return found;
}
