#include "decode/chart.h"

#include <string.h>

#include "decode/json_tree.h"
#include "decode/repair.h"

static enum tree_kind kind_of(const cJSON *json) {
    return cJSON_IsObject(json)   ? TREE_OBJECT
           : cJSON_IsArray(json)  ? TREE_ARRAY
           : cJSON_IsString(json) ? TREE_TEXT
           : cJSON_IsNumber(json) ? TREE_NUMBER
           : cJSON_IsBool(json)   ? TREE_BOOL
                                  : TREE_NULL;
}

static bool copy_text(const char *from, struct arena *arena, const char **out) {
    size_t len = from ? strlen(from) + 1 : 0;
    char *copy = len ? arena_try(arena, len) : NULL;
    if (copy) {
        memcpy(copy, from, len);
    }
    *out = copy;
    return copy || !from;
}

// Recursion is bounded by LIMIT_JSON_DEPTH, which repair_json has checked.
static bool build(const cJSON *json, struct arena *arena, struct tree *out) {
    out->kind = kind_of(json);
    out->number = out->kind == TREE_NUMBER ? json->valuedouble : cJSON_IsTrue(json) ? 1.0 : 0.0;
    if (!copy_text(out->kind == TREE_TEXT ? json->valuestring : NULL, arena, &out->text)) {
        return false;
    }
    size_t count = 0;
    for (const cJSON *child = json->child; child; child = child->next) {
        count++;
    }
    struct tree *children = count ? arena_try(arena, count * sizeof *children) : NULL;
    if (count && !children) {
        return false;
    }
    out->children = children;
    out->count = count;
    for (const cJSON *child = json->child; child; child = child->next, children++) {
        children->parent = out;
        bool is_member = out->kind == TREE_OBJECT;
        if (!copy_text(is_member ? child->string : NULL, arena, &children->key) ||
            !build(child, arena, children)) {
            return false;
        }
    }
    return true;
}

const struct tree *chart_tree(const cJSON *json, struct arena *arena) {
    struct tree *root = arena_try(arena, sizeof *root);
    return root && build(json, arena, root) ? root : NULL;
}

enum error chart_spec_read(const char *text, size_t len, const char *name, struct arena *arena,
    struct chart_spec *out, struct reason *reason) {
    struct repaired repaired = {0};
    struct json_tree tree;
    *out = (struct chart_spec){.name = arena_text(arena, name)};
    json_tree_init(&tree);
    enum error error = repair_json(text, len, &repaired, reason);
    error = error ? error : json_tree_parse(&tree, &repaired, reason);
    if (!error) {
        out->root = chart_tree(tree.root, arena);
        bool is_whole = out->root && chart_spec_find_data(out, NULL, arena);
        error = is_whole ? ERROR_NONE : reason_set(reason, ERROR_LIMIT, "a chart of too many values");
    }
    json_tree_finish(&tree);
    repaired_finish(&repaired);
    if (error) {
        reason_prefix(reason, "%s", name);
    }
    return error;
}
