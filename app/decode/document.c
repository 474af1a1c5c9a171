#include "decode/document.h"

#include <string.h>
#include <strings.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "decode/charset.h"
#include "decode/repair.h"
#include "decode/unwrap.h"
#include "decode/xml_tree.h"

static bool looks_like_html(const char *text, size_t len) {
    static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t count = strlen(starts[i]);
        if (len >= count && strncasecmp(text, starts[i], count) == 0) {
            return true;
        }
    }
    return false;
}

// Line ends and tabs are what lines of data are made of; other controls are dirt.
static void clean_text(const char *text, size_t len, struct strbuf *out) {
    size_t used;
    for (size_t at = 0; at < len; at += used) {
        char room[4];
        uint32_t character = utf8_next(text + at, len - at, &used);
        bool is_kept = character >= 0x20 ? character != 0x7F : strchr("\t\n\r", (int)character) && character;
        if (is_kept) {
            strbuf_add(out, room, utf8_put(character, room));
        }
    }
}

static enum error read_text(struct json_tree *tree, const char *text, size_t len, struct reason *reason) {
    struct strbuf clean;
    strbuf_init(&clean, 3 * (size_t)LIMIT_BODY); // each byte may become a replacement character
    clean_text(text, len, &clean);
    json_tree_open(tree);
    tree->root = cJSON_CreateString(strbuf_text(&clean));
    bool is_whole = json_tree_close(tree) && tree->root;
    strbuf_finish(&clean);
    return is_whole
               ? ERROR_NONE
               : reason_set(reason, ERROR_LIMIT, "the answer needs more than %u MiB", LIMIT_PARSE_HEAP >> 20);
}

static enum error read_utf8(
    struct json_tree *tree, const char *text, size_t len, bool may_be_text, struct reason *reason) {
    size_t start = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (start < len && strchr(" \t\r\n", text[start]) && text[start]) {
        start++;
    }
    if (start == len) {
        return reason_set(reason, ERROR_INPUT, "the answer is empty");
    }
    if (looks_like_html(text + start, len - start)) {
        return reason_set(reason, ERROR_INPUT, "the answer is a web page, not data");
    }
    text += start;
    len -= start;
    if (may_be_text && !strchr("{[<", *text)) {
        return read_text(tree, text, len, reason);
    }
    bool is_xml = *text == '<';
    if (!is_xml) {
        unwrap_json(&text, &len);
    }
    struct repaired repaired;
    enum error error =
        is_xml ? repair_xml(text, len, &repaired, reason) : repair_json(text, len, &repaired, reason);
    if (error) {
        return error;
    }
    error = is_xml ? xml_tree_parse(tree, repaired.text, repaired.len, reason)
                   : json_tree_parse(tree, &repaired, reason);
    repaired_finish(&repaired);
    return error;
}

enum error document_read(
    struct json_tree *tree, const struct document_bytes *document, struct reason *reason) {
    const char *bytes = document->bytes;
    size_t len = document->len;
    if (len > LIMIT_BODY) {
        return reason_set(reason, ERROR_LIMIT, "the answer has %zu bytes (at most %u)", len, LIMIT_BODY);
    }
    struct strbuf converted;
    strbuf_init(&converted, 2 * (size_t)LIMIT_BODY);
    enum error error = charset_convert(bytes, len, document->content_type, &converted, reason);
    if (!error) {
        bool is_new = converted.len > 0;
        error = read_utf8(tree, is_new ? strbuf_text(&converted) : bytes, is_new ? converted.len : len,
            document->may_be_text, reason);
    }
    strbuf_finish(&converted);
    return error;
}
