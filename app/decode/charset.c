#include "decode/charset.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include <unicode/ucnv.h>

#include "base/utf8.h"

#define LONGEST_NAME 64

// A name from a header or declaration: "charset=…", "encoding=…", with or without quotes.
static bool named_value(const char *text, size_t len, const char *key, char out[LONGEST_NAME]) {
    size_t key_len = strlen(key);
    for (size_t i = 0; i + key_len < len; i++) {
        if (strncasecmp(text + i, key, key_len) != 0) {
            continue;
        }
        size_t at = i + key_len;
        while (at < len && (text[at] == ' ' || text[at] == '=' || text[at] == '"' || text[at] == '\'')) {
            at++;
        }
        size_t count = 0;
        while (at < len && count < LONGEST_NAME - 1 && text[at] > ' ' && !strchr("\"';?>,", text[at])) {
            out[count++] = text[at++];
        }
        out[count] = '\0';
        return count > 0;
    }
    return false;
}

static const struct mark {
    const char *bytes;
    size_t len;
    const char *name;
} marks[] = {
    {"\xEF\xBB\xBF", 3, "UTF-8"},
    {"\xFF\xFE\x00\x00", 4, "UTF-32LE"},
    {"\x00\x00\xFE\xFF", 4, "UTF-32BE"},
    {"\xFF\xFE", 2, "UTF-16LE"},
    {"\xFE\xFF", 2, "UTF-16BE"},
    // The first character of JSON or XML without a mark is ASCII.
    {"{\x00\x00\x00", 4, "UTF-32LE"},
    {"[\x00\x00\x00", 4, "UTF-32LE"},
    {"<\x00\x00\x00", 4, "UTF-32LE"},
    {"\x00\x00\x00{", 4, "UTF-32BE"},
    {"\x00\x00\x00[", 4, "UTF-32BE"},
    {"\x00\x00\x00<", 4, "UTF-32BE"},
    {"{\x00", 2, "UTF-16LE"},
    {"[\x00", 2, "UTF-16LE"},
    {"<\x00", 2, "UTF-16LE"},
    {"\x00{", 2, "UTF-16BE"},
    {"\x00[", 2, "UTF-16BE"},
    {"\x00<", 2, "UTF-16BE"},
};

static const struct mark *mark_of(const char *bytes, size_t len) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (len >= marks[i].len && memcmp(bytes, marks[i].bytes, marks[i].len) == 0) {
            return &marks[i];
        }
    }
    return NULL;
}

static bool is_ascii(const char *bytes, size_t len) {
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)bytes[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

static bool is_any(const char *name, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strcasecmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

// What the declared name means, or NULL when the bytes stay as they are.
static const char *effective_name(const char *name, const char *bytes, size_t len) {
    static const char *const utf8[] = {"utf-8", "utf8", "us-ascii", "ascii", "unicode-1-1-utf-8"};
    // As browsers do (WHATWG Encoding standard): these labels are used for Windows-1252.
    static const char *const latin1[] = {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1", "cp819"};
    // Escapes switch the meaning of ASCII bytes.
    static const char *const shifting[] = {"iso-2022-jp", "iso-2022-kr", "iso-2022-cn", "hz-gb-2312"};
    if (is_any(name, utf8, sizeof utf8 / sizeof *utf8)) {
        return NULL;
    }
    bool ascii = is_ascii(bytes, len);
    if (ascii && !is_any(name, shifting, sizeof shifting / sizeof *shifting)) {
        return NULL;
    }
    if (!ascii && utf8_is_valid(bytes, len)) {
        return NULL;
    }
    return is_any(name, latin1, sizeof latin1 / sizeof *latin1) ? "windows-1252" : name;
}

static enum error convert(
    const char *name, const char *bytes, size_t len, struct strbuf *out, struct reason *reason) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter *from = ucnv_open(name, &status);
    if (U_FAILURE(status)) {
        return reason_set(reason, ERROR_INPUT, "unknown character set \"%.40s\"", name);
    }
    UConverter *to = ucnv_open("UTF-8", &status);
    const char *source = bytes, *end = bytes + len;
    UChar pivot[1024], *pivot_source = pivot, *pivot_target = pivot;
    bool reset = true;
    do {
        char chunk[4096], *target = chunk;
        status = U_ZERO_ERROR;
        ucnv_convertEx(to, from, &target, chunk + sizeof chunk, &source, end, pivot, &pivot_source,
            &pivot_target, pivot + sizeof pivot / sizeof *pivot, reset, true, &status);
        reset = false;
        strbuf_add(out, chunk, (size_t)(target - chunk));
    } while (status == U_BUFFER_OVERFLOW_ERROR && !out->full);
    ucnv_close(from);
    ucnv_close(to);
    if (out->full) {
        return reason_set(reason, ERROR_LIMIT, "the answer is too large as UTF-8");
    }
    if (U_FAILURE(status)) {
        return reason_set(reason, ERROR_INPUT, "cannot be read as %.40s", name);
    }
    return ERROR_NONE;
}

enum error charset_convert(
    const char *bytes, size_t len, const char *content_type, struct strbuf *out, struct reason *reason) {
    char name[LONGEST_NAME];
    const struct mark *mark = mark_of(bytes, len);
    if (mark && strcmp(mark->name, "UTF-8") == 0) {
        return ERROR_NONE;
    }
    if (mark) {
        return convert(mark->name, bytes, len, out, reason);
    }
    bool named = content_type && named_value(content_type, strlen(content_type), "charset", name);
    if (!named && len > 5 && memcmp(bytes, "<?xml", 5) == 0) {
        const char *end = memchr(bytes, '>', len < 400 ? len : 400);
        named = end && named_value(bytes, (size_t)(end - bytes), "encoding", name);
    }
    const char *effective = named ? effective_name(name, bytes, len) : NULL;
    return effective ? convert(effective, bytes, len, out, reason) : ERROR_NONE;
}
