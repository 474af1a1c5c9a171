#include "fetch/link.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// A piece of the header.
struct piece {
    const char *text;
    size_t len;
};

static const char *skip_blanks(const char *at) {
    return at + strspn(at, " \t");
}

static bool is_word(struct piece piece, const char *word) {
    return piece.len == strlen(word) && strncasecmp(piece.text, word, piece.len) == 0;
}

// A list of relations has blanks between.
static bool has_relation(struct piece list, const char *relation) {
    while (list.len) {
        size_t len = 0;
        while (len < list.len && list.text[len] != ' ') {
            len++;
        }
        if (is_word((struct piece){list.text, len}, relation)) {
            return true;
        }
        len += len < list.len;
        list.text += len;
        list.len -= len;
    }
    return false;
}

// A quoted text without its quotes, or a token. No relation that is registered has a backslash.
static const char *read_value(const char *at, struct piece *value) {
    if (*at != '"') {
        *value = (struct piece){at, strcspn(at, ";, \t")};
        return at + value->len;
    }
    value->text = ++at;
    while (*at && *at != '"') {
        at += at[0] == '\\' && at[1] ? 2 : 1;
    }
    value->len = (size_t)(at - value->text);
    return at + (*at == '"');
}

// The parameters of a link, up to the comma behind it. Of several `rel` the first counts; with an anchor the
// link is of something else.
static const char *read_params(const char *at, bool *is_next) {
    bool has_relations = false, is_of_other = false;
    *is_next = false;
    for (at = skip_blanks(at); *at == ';'; at = skip_blanks(at)) {
        at = skip_blanks(at + 1);
        struct piece name = {at, strcspn(at, "=;, \t")}, value = {"", 0};
        at = skip_blanks(at + name.len);
        if (*at == '=') {
            at = read_value(skip_blanks(at + 1), &value);
        }
        is_of_other = is_of_other || is_word(name, "anchor");
        if (is_word(name, "rel") && !has_relations) {
            has_relations = true;
            *is_next = has_relation(value, "next");
        }
    }
    *is_next = *is_next && !is_of_other;
    return at + strcspn(at, ",");
}

char *link_next(const char *header) {
    for (const char *at = header; at && *at;) {
        at += strspn(at, " \t,");
        if (*at != '<') {
            return NULL; // whatever it is, it is no list of links any more
        }
        struct piece target = {at + 1, strcspn(at + 1, ">")};
        if (!target.text[target.len]) {
            return NULL;
        }
        bool is_next;
        at = read_params(target.text + target.len + 1, &is_next);
        if (is_next) {
            char *copy = strndup(target.text, target.len);
            if (!copy) {
                abort();
            }
            return copy;
        }
    }
    return NULL;
}
