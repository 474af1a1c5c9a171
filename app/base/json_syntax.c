#include "base/json_syntax.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#define LONGEST_NUMBER 60 // cJSON converts in a buffer of 64

struct scan {
    const char *text;
    size_t len;
    size_t at;
    size_t depth;
    size_t wanted; // stop at this value and leave its offset in out->offset
    bool done;     // it was found
    enum error error;
    struct json_syntax *out;
};

static int peek(const struct scan *scan) {
    return scan->at < scan->len ? (unsigned char)scan->text[scan->at] : -1;
}

static bool is_one_of(int c, const char *set) {
    return c > 0 && strchr(set, c);
}

static void skip_blanks(struct scan *scan) {
    while (is_one_of(peek(scan), " \t\r\n")) {
        scan->at++;
    }
}

// ASCII only: what words and names are made of, whatever the locale.
static bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

// What stands at the scan, for people: a whole word, else one character.
static void describe(const struct scan *scan, char *out, size_t size) {
    const char *here = scan->text + scan->at;
    size_t left = scan->len - scan->at;
    size_t word = 0;
    while (word < left && word < 24 && is_word_byte(here[word])) {
        word++;
    }
    size_t used = 1;
    uint32_t character = left ? utf8_next(here, left, &used) : 0;
    if (!left) {
        snprintf(out, size, "the end of the file");
    } else if (word) {
        snprintf(out, size, "%.*s", (int)word, here);
    } else if (character == '\n' || character == '\r') {
        snprintf(out, size, "a line break");
    } else if (character < 0x20 || character == 0x7F) {
        snprintf(out, size, "the control character U+%04X", (unsigned)character);
    } else if (!utf8_is_valid(here, used)) {
        snprintf(out, size, "the byte 0x%02X, which is no UTF-8", (unsigned char)*here);
    } else {
        snprintf(out, size, "%.*s", (int)used, here);
    }
}

static bool fail(struct scan *scan, enum error error, const char *message) {
    scan->error = error;
    scan->out->offset = scan->at;
    reason_set(&scan->out->fault, error, "%s", message);
    return false;
}

static bool expect_failed(struct scan *scan, const char *expected) {
    char found[64];
    describe(scan, found, sizeof found);
    bool comment = peek(scan) == '/';
    scan->error = ERROR_INPUT;
    scan->out->offset = scan->at;
    reason_set(&scan->out->fault, ERROR_INPUT, "found %s, expected %s%s", found, expected,
        comment ? " (JSON has no comments; a member named \"//\" serves as one)" : "");
    return false;
}

static bool digits(struct scan *scan) {
    size_t start = scan->at;
    while (peek(scan) >= '0' && peek(scan) <= '9') {
        scan->at++;
    }
    return scan->at > start || expect_failed(scan, "a digit");
}

static bool number(struct scan *scan) {
    size_t start = scan->at;
    if (peek(scan) == '-') {
        scan->at++;
    }
    bool zero = peek(scan) == '0';
    size_t whole = scan->at;
    if (!digits(scan)) {
        return false;
    }
    if (zero && scan->at > whole + 1) {
        scan->at = whole;
        return fail(scan, ERROR_INPUT, "a number must not begin with a superfluous 0");
    }
    if (peek(scan) == '.') {
        scan->at++;
        if (!digits(scan)) {
            return false;
        }
    }
    if (peek(scan) == 'e' || peek(scan) == 'E') {
        scan->at++;
        if (peek(scan) == '+' || peek(scan) == '-') {
            scan->at++;
        }
        if (!digits(scan)) {
            return false;
        }
    }
    if (scan->at - start > LONGEST_NUMBER) {
        scan->at = start;
        return fail(scan, ERROR_LIMIT, "a number of more than 60 characters");
    }
    return true;
}

// Four hexadecimal digits; -1 if there are none.
static int32_t hex4(struct scan *scan) {
    int32_t value = 0;
    for (int i = 0; i < 4; i++, scan->at++) {
        int c = peek(scan);
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0) {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}

// After "\u". A pair of surrogates is one character; half of one, and NUL, are no text.
static bool unicode_escape(struct scan *scan, size_t start) {
    int32_t code = hex4(scan);
    if (code < 0) {
        return expect_failed(scan, "four hexadecimal digits after \\u");
    }
    bool high = code >= 0xD800 && code <= 0xDBFF;
    bool paired = false;
    if (high && peek(scan) == '\\' && scan->at + 1 < scan->len && scan->text[scan->at + 1] == 'u') {
        scan->at += 2;
        int32_t low = hex4(scan);
        paired = low >= 0xDC00 && low <= 0xDFFF;
    }
    if (code == 0 || (code >= 0xD800 && code <= 0xDFFF && !paired)) {
        scan->at = start;
        return fail(scan, ERROR_INPUT,
            code ? "half of a surrogate pair is no character" : "\\u0000 is not allowed in text");
    }
    return true;
}

static bool string(struct scan *scan) {
    scan->at++;
    for (;;) {
        int c = peek(scan);
        size_t start = scan->at;
        size_t used = 1;
        if (c == '"') {
            scan->at++;
            return true;
        }
        if (c < 0x20) { // the end, too
            return expect_failed(scan, "the rest of the text and \" (a line break in text is written \\n)");
        }
        if (c == '\\') {
            scan->at++;
            int escape = peek(scan);
            if (!is_one_of(escape, "\"\\/bfnrtu")) {
                return expect_failed(scan, "one of \" \\ / b f n r t u after \\");
            }
            scan->at++;
            if (escape == 'u' && !unicode_escape(scan, start)) {
                return false;
            }
            continue;
        }
        utf8_next(scan->text + scan->at, scan->len - scan->at, &used);
        if (!utf8_is_valid(scan->text + scan->at, used)) {
            return expect_failed(scan, "text in UTF-8");
        }
        scan->at += used;
    }
}

static bool value(struct scan *scan, size_t place);

static bool member(struct scan *scan) {
    size_t place = scan->at;
    if (peek(scan) != '"') {
        return expect_failed(scan, "the name of a member in double quotes");
    }
    if (!string(scan)) {
        return false;
    }
    skip_blanks(scan);
    if (peek(scan) != ':') {
        return expect_failed(scan, "\":\" after the name of the member");
    }
    scan->at++;
    return value(scan, place);
}

// An object or a list: members or values with commas between them.
static bool container(struct scan *scan, bool is_object) {
    const int close = is_object ? '}' : ']';
    if (++scan->depth > LIMIT_JSON_DEPTH) {
        return fail(scan, ERROR_LIMIT, "nested too deep (allowed: 32 levels)");
    }
    scan->at++;
    skip_blanks(scan);
    while (peek(scan) != close) {
        if (!(is_object ? member(scan) : value(scan, scan->at))) {
            return false;
        }
        skip_blanks(scan);
        if (peek(scan) == close) {
            break;
        }
        if (peek(scan) != ',') {
            return expect_failed(scan, is_object ? "\",\" or \"}\"" : "\",\" or \"]\"");
        }
        size_t comma = scan->at++;
        skip_blanks(scan);
        if (peek(scan) == close) {
            scan->at = comma;
            return fail(scan, ERROR_INPUT, "a comma after the last one (JSON has no trailing commas)");
        }
    }
    scan->at++;
    scan->depth--;
    return true;
}

static bool literal(struct scan *scan) {
    static const char *const words[] = {"true", "false", "null"};
    size_t len = 0;
    while (scan->at + len < scan->len && is_word_byte(scan->text[scan->at + len])) {
        len++;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (len == strlen(words[i]) && memcmp(scan->text + scan->at, words[i], len) == 0) {
            scan->at += len;
            return true;
        }
    }
    return expect_failed(scan, "a value: text in double quotes, a number, true, false, null, { or [");
}

// `place` is where a person looks for the value: its key, if it has one.
static bool value(struct scan *scan, size_t place) {
    if (scan->out->values == scan->wanted) {
        scan->out->offset = place;
        scan->done = true;
        return false;
    }
    skip_blanks(scan);
    if (++scan->out->values > LIMIT_JSON_VALUES) {
        return fail(scan, ERROR_LIMIT, "too many values in one file");
    }
    int c = peek(scan);
    return c == '"'                             ? string(scan)
           : c == '{' || c == '['               ? container(scan, c == '{')
           : c == '-' || (c >= '0' && c <= '9') ? number(scan)
                                                : literal(scan);
}

static struct scan scan_from(const char *text, size_t len, struct json_syntax *out) {
    *out = (struct json_syntax){0};
    struct scan scan = {.text = text, .len = len, .wanted = SIZE_MAX, .out = out};
    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        scan.at = 3;
    }
    skip_blanks(&scan);
    return scan;
}

enum error json_syntax_check(const char *text, size_t len, struct json_syntax *out) {
    struct scan scan = scan_from(text, len, out);
    if (scan.at == len) {
        fail(&scan, ERROR_INPUT, "the file is empty (the least is {})");
        return scan.error;
    }
    if (value(&scan, scan.at)) {
        skip_blanks(&scan);
        if (scan.at < len) {
            expect_failed(&scan, "the end of the file");
        }
    }
    return scan.error;
}

size_t json_syntax_offset(const char *text, size_t len, size_t index) {
    struct json_syntax out;
    struct scan scan = scan_from(text, len, &out);
    scan.wanted = index;
    value(&scan, scan.at);
    return scan.done ? out.offset : scan.at;
}
