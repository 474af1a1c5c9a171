#include "decode/repair.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "decode/html_entity.h"

#define REPLACEMENT "\xEF\xBF\xBD"
// cJSON 1.7.15 copies a number into 64 bytes and stumbles over the rest of a longer one.
#define LONGEST_NUMBER 60
// libxml2 compares every attribute with every other.
#define MOST_ATTRIBUTES 256

// A text and its repairs so far. Nothing is copied until the first repair.
struct repair {
    const char *text;
    size_t len;
    size_t at;     // read up to here
    size_t copied; // copied up to here
    bool changed;
    size_t values, texts; // JSON: how many there are at most
    struct strbuf out;
};

static void repair_begin(struct repair *repair, const char *bytes, size_t len) {
    *repair = (struct repair){.text = bytes, .len = len};
    // Room for every byte being a bad one. An "&" becomes 5 bytes, but no document is made of those.
    strbuf_init(&repair->out, 3 * len + 64);
    if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        repair->text += 3;
        repair->len -= 3;
    }
}

// Puts `with` in the place of the next `count` bytes.
static void repair_replace(struct repair *repair, size_t count, const char *with, size_t with_len) {
    strbuf_add(&repair->out, repair->text + repair->copied, repair->at - repair->copied);
    strbuf_add(&repair->out, with, with_len);
    repair->at += count;
    repair->copied = repair->at;
    repair->changed = true;
}

static enum error repair_end(struct repair *repair, struct repaired *out, struct reason *reason) {
    size_t values = repair->values + 1; // a document that is one bare value
    *out =
        (struct repaired){.text = repair->text, .len = repair->len, .values = values, .texts = repair->texts};
    if (!repair->changed) {
        strbuf_finish(&repair->out);
        return ERROR_NONE;
    }
    if (!strbuf_add(&repair->out, repair->text + repair->copied, repair->len - repair->copied)) {
        strbuf_finish(&repair->out);
        *out = (struct repaired){0};
        return reason_set(reason, ERROR_LIMIT, "too much is broken in the answer");
    }
    out->len = repair->out.len;
    out->owned = strbuf_take(&repair->out);
    out->text = out->owned;
    return ERROR_NONE;
}

void repaired_finish(struct repaired *repaired) {
    free(repaired->owned);
    *repaired = (struct repaired){0};
}

static enum error check_size(size_t len, struct reason *reason) {
    if (len > LIMIT_BODY) {
        return reason_set(reason, ERROR_LIMIT, "the answer has %zu bytes (at most %u)", len, LIMIT_BODY);
    }
    return ERROR_NONE;
}

// A character past ASCII: kept if well-formed, else its ill-formed bytes become one U+FFFD.
static void repair_character(struct repair *repair) {
    size_t used;
    uint32_t character = utf8_next(repair->text + repair->at, repair->len - repair->at, &used);
    if (character != UTF8_REPLACEMENT ||
        (used == 3 && memcmp(repair->text + repair->at, REPLACEMENT, 3) == 0)) {
        repair->at += used;
    } else {
        repair_replace(repair, used, REPLACEMENT, 3);
    }
}

// The UTF-16 unit of \uXXXX at offset `at`, or -1.
static long unit_at(const struct repair *repair, size_t at) {
    if (repair->len - at < 6 || at > repair->len || repair->text[at] != '\\' || repair->text[at + 1] != 'u') {
        return -1;
    }
    long unit = 0;
    for (size_t i = at + 2; i < at + 6; i++) {
        unsigned char c = (unsigned char)repair->text[i];
        int digit = c >= '0' && c <= '9'                 ? c - '0'
                    : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                         : -1;
        if (digit < 0) {
            return -1;
        }
        unit = unit * 16 + digit;
    }
    return unit;
}

static void repair_escape(struct repair *repair) {
    long unit = unit_at(repair, repair->at);
    if (unit < 0) {
        // \n, \", …; a wrong escape is the parser's to refuse, but for \u without its digits, which cJSON
        // takes for NUL. What follows the backslash may be broken itself.
        char next = repair->len - repair->at > 1 ? repair->text[repair->at + 1] : '\0';
        if (next == 'u') {
            repair_replace(repair, 2, "\\uFFFD", 6);
        } else {
            repair->at += next == '"' || next == '\\' ? 2 : 1;
        }
        return;
    }
    bool is_high = unit >= 0xD800 && unit < 0xDC00;
    bool is_low = unit >= 0xDC00 && unit < 0xE000;
    if (is_high) {
        long low = unit_at(repair, repair->at + 6);
        if (low >= 0xDC00 && low < 0xE000) {
            repair->at += 12;
            return;
        }
    }
    if (is_high || is_low || unit == 0) {
        repair_replace(repair, 6, "\\uFFFD", 6);
    } else {
        repair->at += 6;
    }
}

// The bytes of a string that need no second look. Most of an answer is these, so they are passed over in a
// tight loop.
static bool is_plain(char c) {
    unsigned char byte = (unsigned char)c;
    return byte >= ' ' && byte < 0x80 && byte != '"' && byte != '\\';
}

// From the byte after the opening quote to past the closing one.
static void repair_string(struct repair *repair) {
    const char *text = repair->text;
    const size_t len = repair->len;
    while (repair->at < len) {
        size_t at = repair->at;
        while (at < len && is_plain(text[at])) {
            at++;
        }
        repair->at = at;
        unsigned char byte = at < len ? (unsigned char)text[at] : '"';
        if (byte == '"') {
            repair->at += at < len;
            return;
        }
        if (byte == '\\') {
            repair_escape(repair);
        } else if (byte >= 0x80) {
            repair_character(repair);
        } else if (byte == 0) {
            repair_replace(repair, 1, REPLACEMENT, 3);
        } else {
            repair->at++;
        }
    }
}

static bool is_number_byte(char c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

static void repair_number(struct repair *repair) {
    const char *text = repair->text + repair->at;
    size_t count = 1;
    while (count < repair->len - repair->at && is_number_byte(text[count])) {
        count++;
    }
    if (count <= LONGEST_NUMBER) {
        repair->at += count;
        return;
    }
    char number[40];
    char *copy = strndup(text, count);
    int len = snprintf(number, sizeof number, "%.17g", copy ? strtod(copy, NULL) : 0.0);
    bool is_finite = (number[0] >= '0' && number[0] <= '9') || (number[1] >= '0' && number[1] <= '9');
    free(copy);
    repair_replace(repair, count, is_finite ? number : "null", is_finite ? (size_t)len : 4);
}

static enum error repair_tokens(struct repair *repair, struct reason *reason) {
    size_t depth = 0;
    while (repair->at < repair->len) {
        unsigned char byte = (unsigned char)repair->text[repair->at];
        if (byte == '"') {
            repair->at++;
            repair->texts++;
            repair_string(repair);
        } else if (byte >= 0x80) {
            repair_character(repair);
        } else if (byte == 0) {
            repair_replace(repair, 1, REPLACEMENT, 3);
        } else if (byte == '-' || (byte >= '0' && byte <= '9')) {
            repair_number(repair);
        } else {
            if (byte == '{' || byte == '[') {
                depth++;
                repair->values += 2; // itself and its first child
            } else if (byte == ',') {
                repair->values++;
            } else if ((byte == '}' || byte == ']') && depth > 0) {
                depth--;
            }
            if (depth > LIMIT_JSON_DEPTH) {
                return reason_set(reason, ERROR_LIMIT, "nested deeper than %d", LIMIT_JSON_DEPTH);
            }
            repair->at++;
        }
    }
    return ERROR_NONE;
}

enum error repair_json(const char *bytes, size_t len, struct repaired *out, struct reason *reason) {
    *out = (struct repaired){0};
    enum error error = check_size(len, reason);
    if (error) {
        return error;
    }
    struct repair repair;
    repair_begin(&repair, bytes, len);
    error = repair_tokens(&repair, reason);
    if (error) {
        strbuf_finish(&repair.out);
        return error;
    }
    return repair_end(&repair, out, reason);
}

static bool starts_with(const struct repair *repair, const char *what) {
    size_t len = strlen(what);
    return repair->len - repair->at >= len && memcmp(repair->text + repair->at, what, len) == 0;
}

// &amp; &lt; &gt; &quot; &apos; and &#…; are XML's own.
static void repair_reference(struct repair *repair) {
    static const char *const own[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (starts_with(repair, own[i])) {
            repair->at += strlen(own[i]);
            return;
        }
    }
    char text[8], number[16];
    size_t used = 0;
    size_t count = html_entity(repair->text + repair->at, repair->len - repair->at, &used, text);
    bool is_control = count == 1 && (unsigned char)text[0] < ' ' && !strchr("\t\n\r", text[0]);
    if (!count || repair->text[repair->at + used - 1] != ';') {
        repair_replace(repair, 1, "&amp;", 5);
    } else if (is_control) {
        repair_replace(repair, used, REPLACEMENT, 3);
    } else if (count == 1) { // quotes and brackets stay references
        int len = snprintf(number, sizeof number, "&#%d;", text[0]);
        repair_replace(repair, used, number, (size_t)len);
    } else {
        repair_replace(repair, used, text, count);
    }
}

// Copies a CDATA section or comment up to its end without touching its ampersands.
static void repair_verbatim(struct repair *repair, const char *end) {
    while (repair->at < repair->len && !starts_with(repair, end)) {
        unsigned char byte = (unsigned char)repair->text[repair->at];
        if (byte >= 0x80) {
            repair_character(repair);
        } else if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') {
            repair_replace(repair, 1, REPLACEMENT, 3);
        } else {
            repair->at++;
        }
    }
}

// Where we are in a tag, for counting its attributes.
struct tag {
    bool is_open;
    char quote;
    size_t attributes;
};

static void tag_byte(struct tag *tag, char byte) {
    if (!tag->is_open) {
        return;
    }
    if (tag->quote) {
        tag->quote = byte == tag->quote ? '\0' : tag->quote;
    } else if (byte == '"' || byte == '\'') {
        tag->quote = byte;
    } else if (byte == '>') {
        tag->is_open = false;
    } else if (byte == '=') {
        tag->attributes++;
    }
}

static void repair_markup(struct repair *repair, struct tag *tag) {
    char byte = repair->text[repair->at];
    if (byte == '<' && starts_with(repair, "<![CDATA[")) {
        repair_verbatim(repair, "]]>");
    } else if (byte == '<' && starts_with(repair, "<!--")) {
        repair_verbatim(repair, "-->");
    } else if (byte == '<') {
        *tag = (struct tag){.is_open = true};
        repair->at++;
    } else if (byte == '&') {
        repair_reference(repair);
    } else if ((unsigned char)byte >= 0x80) {
        repair_character(repair);
    } else if ((unsigned char)byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') {
        repair_replace(repair, 1, REPLACEMENT, 3);
    } else {
        tag_byte(tag, byte);
        repair->at++;
    }
}

enum error repair_xml(const char *bytes, size_t len, struct repaired *out, struct reason *reason) {
    *out = (struct repaired){0};
    enum error error = check_size(len, reason);
    if (error) {
        return error;
    }
    struct repair repair;
    struct tag tag = {0};
    repair_begin(&repair, bytes, len);
    while (repair.at < repair.len) {
        repair_markup(&repair, &tag);
        if (tag.attributes > MOST_ATTRIBUTES) {
            strbuf_finish(&repair.out);
            return reason_set(reason, ERROR_LIMIT, "an element has more than %d attributes", MOST_ATTRIBUTES);
        }
    }
    return repair_end(&repair, out, reason);
}
