#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "decode/address.h"
#include "decode/chart.h"
#include "decode/document.h"

// Rows of charts, and the specs that name them.

static bool copy_text(const char *from, struct arena *arena, const char **out) {
    char *copy = from ? arena_try(arena, strlen(from) + 1) : NULL;
    if (copy) {
        memcpy(copy, from, strlen(from) + 1);
    }
    *out = copy;
    return copy || !from;
}

struct search {
    struct chart_data found[LIMIT_CHART_DATA];
    size_t count;
    const char *base;
    struct arena *arena;
    bool is_full; // the arena
};

static void add(struct search *search, const struct tree *data) {
    const struct tree *url = tree_member(data, "url");
    const char *said = tree_text(url ? url : tree_member(data, "name"), NULL);
    bool is_new = said && search->count < LIMIT_CHART_DATA && !tree_member(data, "values");
    for (size_t i = 0; is_new && i < search->count; i++) {
        is_new = strcmp(search->found[i].said, said) != 0;
    }
    if (!is_new) {
        return;
    }
    bool has_base = search->base || strstr(said, "://");
    char *address = url && has_base ? address_resolve(said, search->base) : NULL;
    struct chart_data *out = &search->found[search->count++];
    *out = (struct chart_data){.said = said, .is_name = !url}; // which lies in the arena with its spec
    search->is_full = !copy_text(address, search->arena, &out->address) || search->is_full;
    free(address);
}

// A view's own data, then those of the views in it. Recursion is bounded by LIMIT_JSON_DEPTH.
static void look(struct search *search, const struct tree *view) {
    const struct tree *layers = tree_member(view, "layer"), *spec = tree_member(view, "spec");
    add(search, tree_member(view, "data"));
    for (size_t i = 0; tree_is(layers, TREE_ARRAY) && i < layers->count; i++) {
        look(search, &layers->children[i]);
    }
    if (spec) {
        look(search, spec);
    }
}

bool chart_spec_find_data(struct chart_spec *spec, const char *base, struct arena *arena) {
    struct search search = {.base = base, .arena = arena};
    look(&search, spec->root);
    struct chart_data *data = search.count ? arena_try(arena, search.count * sizeof *data) : NULL;
    if (search.is_full || (search.count && !data)) {
        return false;
    }
    if (data) {
        memcpy(data, search.found, search.count * sizeof *data);
    }
    spec->data = data;
    spec->data_count = search.count;
    return true;
}

enum error chart_rows_read(const char *text, size_t len, const char *name, struct arena *arena,
    const struct tree **out, struct reason *reason) {
    struct json_tree tree;
    const struct document_bytes document = {text, len, NULL, true};
    json_tree_init(&tree);
    enum error error = document_read(&tree, &document, reason);
    if (!error) {
        *out = chart_tree(tree.root, arena);
        error = *out ? ERROR_NONE : reason_set(reason, ERROR_LIMIT, "a table of too many values");
    }
    json_tree_finish(&tree);
    if (error) {
        reason_prefix(reason, "%s", name);
    }
    return error;
}

static bool build(struct value value, struct arena *arena, struct tree *out);

static bool build_children(struct value value, struct arena *arena, struct tree *out) {
    struct tree *children = value.count ? arena_try(arena, value.count * sizeof *children) : NULL;
    bool is_map = value.kind == VALUE_MAP;
    if (value.count && !children) {
        return false;
    }
    out->kind = is_map ? TREE_OBJECT : TREE_ARRAY;
    out->children = children;
    out->count = value.count;
    for (size_t i = 0; i < value.count; i++) {
        children[i].parent = out;
        if ((is_map && !copy_text(value.as.map[i].name, arena, &children[i].key)) ||
            !build(is_map ? value.as.map[i].value : value.as.list[i], arena, &children[i])) {
            return false;
        }
    }
    return true;
}

// As deep as the profile's own expressions, which are as deep as LIMIT_JSON_DEPTH lets them.
static bool build(struct value value, struct arena *arena, struct tree *out) {
    char room[VALUE_TEXT_ROOM];
    if (value.kind == VALUE_LIST || value.kind == VALUE_MAP) {
        return build_children(value, arena, out);
    }
    if (value.kind == VALUE_NODE) { // keeps its own place among the rows
        const struct tree *node = chart_tree(value.as.node, arena);
        if (!node) {
            return false;
        }
        out->kind = node->kind;
        out->children = node->children;
        out->count = node->count;
        return true;
    }
    out->kind = value.kind == VALUE_NUMBER   ? TREE_NUMBER
                : value.kind == VALUE_BOOL   ? TREE_BOOL
                : value.kind == VALUE_ABSENT ? TREE_NULL
                                             : TREE_TEXT;
    out->number = value.kind == VALUE_NUMBER ? value.as.number : value.kind == VALUE_BOOL && value.as.truth;
    return out->kind != TREE_TEXT || copy_text(value_text(value, room), arena, &out->text);
}

const struct tree *chart_rows_of_value(struct value value, struct arena *arena) {
    struct tree *root = arena_try(arena, sizeof *root);
    return root && build(value, arena, root) ? root : NULL;
}
