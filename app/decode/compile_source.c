#include <string.h>

#include "decode/compiler.h"

static bool reject_value(
    struct compiler *compiler, const struct path *path, const struct reference *reference) {
    if (reference->start == FROM_ITEM || reference->start == FROM_ROOT) {
        return false;
    }
    compiler_fault(compiler, path, "\"%.60s\" has no items (a pointer to an array or object was expected)",
        reference->text);
    return true;
}

static void compile_list(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct source *out) {
    struct source *list = compiler_array(compiler, node_count(node), sizeof *list);
    out->kind = SOURCE_LIST;
    out->list = list;
    for (const cJSON *child = node->child; child; child = child->next, out->count++) {
        struct path at = {path, NULL, out->count};
        if (cJSON_IsArray(child)) {
            compiler_fault(compiler, &at, "a list of sources inside a list");
            continue;
        }
        compile_source(compiler, &at, child, &list[out->count]);
    }
    if (out->count == 0) {
        compiler_fault(compiler, path, "the list of sources is empty");
    }
}

static void compile_object(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct source *out) {
    static const char *const zip_keys[] = {"zip", "max"};
    static const char *const one_keys[] = {"one"};
    static const char *const kinds[] = {"zip", "one"};
    bool is_zip = cJSON_GetObjectItemCaseSensitive(node, "zip") != NULL;
    if (!is_zip && node->child && !cJSON_GetObjectItemCaseSensitive(node, "one")) {
        struct path first = {path, node->child->string, 0};
        compiler_unknown(compiler, &first, "kind of source", node->child->string, kinds, 2);
        return;
    }
    const char *key = is_zip ? "zip" : "one";
    struct path at = {path, key, 0};
    out->kind = is_zip ? SOURCE_ZIP : SOURCE_ONE;
    if (is_zip ? compiler_keys(compiler, path, node, zip_keys, 2)
               : compiler_keys(compiler, path, node, one_keys, 1)) {
        const cJSON *inner = cJSON_GetObjectItemCaseSensitive(node, key);
        if (compile_reference(compiler, &at, inner, &out->reference)) {
            reject_value(compiler, &at, &out->reference);
        }
    }
    struct path max = {path, "max", 0};
    out->max = is_zip ? compiler_count(compiler, &max, cJSON_GetObjectItemCaseSensitive(node, "max")) : 0;
}

void compile_source(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct source *out) {
    *out = (struct source){.kind = SOURCE_ITEMS, .reference = {.text = ""}};
    if (cJSON_IsArray(node)) {
        compile_list(compiler, path, node, out);
    } else if (cJSON_IsObject(node)) {
        compile_object(compiler, path, node, out);
    } else if (cJSON_IsString(node)) {
        if (compile_reference(compiler, path, node, &out->reference)) {
            reject_value(compiler, path, &out->reference);
        }
    } else {
        compiler_fault(compiler, path,
            "an item source was expected (allowed: \"/pointer\", [\"/a\", \"/b\"], {\"zip\": …}, {\"one\": "
            "…})");
    }
}

// One value or a list of values.
static const struct value *compile_values(struct compiler *compiler, const cJSON *node, size_t *count) {
    *count = cJSON_IsArray(node) ? node_count(node) : 1;
    struct value *values = compiler_array(compiler, *count, sizeof *values);
    if (!cJSON_IsArray(node)) {
        values[0] = compiler_constant(compiler, node);
        return values;
    }
    size_t at = 0;
    for (const cJSON *child = node->child; child; child = child->next) {
        values[at++] = compiler_constant(compiler, child);
    }
    return values;
}

static void compile_test(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct test *out) {
    static const char *const keys[] = {"has", "not"};
    out->has = -1;
    compile_reference_text(compiler, path, node->string, &out->reference);
    if (!cJSON_IsObject(node)) {
        out->any = compile_values(compiler, node, &out->any_count);
        if (out->any_count == 0) {
            compiler_fault(compiler, path, "no value can be one of an empty list");
        }
        return;
    }
    compiler_keys(compiler, path, node, keys, sizeof keys / sizeof *keys);
    const cJSON *has = cJSON_GetObjectItemCaseSensitive(node, "has");
    const cJSON *none = cJSON_GetObjectItemCaseSensitive(node, "not");
    if (has && !cJSON_IsBool(has)) {
        struct path at = {path, "has", 0};
        compiler_fault(compiler, &at, "true or false was expected");
    } else if (has) {
        out->has = cJSON_IsTrue(has);
    }
    if (none) {
        out->none = compile_values(compiler, none, &out->none_count);
    }
    if (!has && !none) {
        compiler_fault(
            compiler, path, "an empty test (allowed: a value, a list, {\"not\": [...]}, {\"has\": true})");
    }
}

void compile_tests(struct compiler *compiler, const struct path *path, const cJSON *node, struct tests *out) {
    *out = (struct tests){0};
    if (!node) {
        return;
    }
    if (!cJSON_IsObject(node)) {
        compiler_fault(compiler, path, "tests were expected: {\"/pointer\": value}");
        return;
    }
    struct test *tests = compiler_array(compiler, node_count(node), sizeof *tests);
    for (const cJSON *child = node->child; child; child = child->next) {
        struct path at = {path, child->string, 0};
        compile_test(compiler, &at, child, &tests[out->count++]);
    }
    out->tests = tests;
}
