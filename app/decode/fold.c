#include "decode/fold.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

void fold_begin(struct fold *fold, struct strbuf *out) {
    *fold = (struct fold){.out = out, .start = out->len};
}

bool fold_is_empty(const struct fold *fold) {
    return fold->out->len == fold->start;
}

bool is_blank(uint32_t character) {
    if (character < 0x80) {
        return character == ' ' || (character >= '\t' && character <= '\r') ||
               (character >= 0x1C && character <= 0x1F);
    }
    return character == 0x85 || character == 0xA0 || character == 0x1680 ||
           (character >= 0x2000 && character <= 0x200A) || character == 0x2028 || character == 0x2029 ||
           character == 0x202F || character == 0x205F || character == 0x3000;
}

static bool is_dropped(uint32_t character) {
    return character < 0x20 || (character >= 0x7F && character < 0xA0) ||
           (character >= 0x202A && character <= 0x202E) || character == 0xFEFF;
}

void fold_blank(struct fold *fold) {
    fold->blank_due = !fold_is_empty(fold);
}

static void put_blank(struct fold *fold) {
    if (fold->blank_due) {
        strbuf_add_byte(fold->out, ' ');
        fold->blank_due = false;
    }
}

void fold_character(struct fold *fold, uint32_t character) {
    if (is_blank(character)) {
        fold_blank(fold);
    } else if (!is_dropped(character)) {
        char bytes[4];
        size_t count = utf8_put(character, bytes);
        put_blank(fold);
        strbuf_add(fold->out, bytes, count);
    }
}

static bool is_printable(char c) {
    return c > ' ' && c < 0x7F;
}

// Most text is printable ASCII with single blanks between words: copied by the run.
void fold_text(struct fold *fold, const char *text, size_t len) {
    for (size_t at = 0; at < len;) {
        size_t end = at;
        while (end < len && (is_printable(text[end]) || (text[end] == ' ' && end > at && end + 1 < len &&
                                                            is_printable(text[end + 1])))) {
            end++;
        }
        if (end > at) {
            put_blank(fold);
            strbuf_add(fold->out, text + at, end - at);
            at = end;
        } else {
            size_t used;
            fold_character(fold, utf8_next(text + at, len - at, &used));
            at += used;
        }
    }
}

bool text_is_visible(const char *text, size_t len) {
    const uint32_t unseen = U_GC_M_MASK | U_GC_CF_MASK | U_GC_Z_MASK;
    size_t used;
    for (size_t at = 0; at < len; at += used) {
        uint32_t character = utf8_next(text + at, len - at, &used);
        if (!(U_MASK(u_charType((UChar32)character)) & unseen)) {
            return true;
        }
    }
    return false;
}
