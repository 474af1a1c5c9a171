#include <string.h>

#include "decode/compiler.h"

// A profile is small. This keeps a plan, and the work that it may ask for, small too.
#define MOST_EXPRESSIONS 10000

#define MOST_KEYS 16

// The forms of an expression object: the member that makes it one, and what may stand beside it.
static const struct form {
    const char *key;
    enum expression_kind kind;
    const char *beside[4];
    bool has_steps;
} forms[] = {
    {"const", CONSTANT, {0}, false},
    {"template", TEMPLATE, {0}, true},
    {"get", GET, {0}, true},
    {"each", EACH, {"where", "as", "limit"}, true},
    {"first", FIRST, {"where", "max", "as"}, true},
};

static const struct form *form_of(const cJSON *node) {
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (cJSON_GetObjectItemCaseSensitive(node, forms[i].key)) {
            return &forms[i];
        }
    }
    return NULL;
}

static void check_keys(
    struct compiler *compiler, const struct path *path, const cJSON *node, const struct form *form) {
    const char *keys[MOST_KEYS] = {form->key};
    size_t count = 1;
    for (size_t i = 0; i < 4 && form->beside[i]; i++) {
        keys[count++] = form->beside[i];
    }
    for (size_t i = 0; form->has_steps && i < step_key_count; i++) {
        keys[count++] = step_keys[i];
    }
    compiler_keys(compiler, path, node, keys, count);
}

static void compile_choices(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct expression *out) {
    out->kind = CHOICE;
    struct expression *choices = compiler_array(compiler, node_count(node), sizeof *choices);
    for (const cJSON *child = node->child; child; child = child->next, out->choice_count++) {
        struct path at = {path, NULL, out->choice_count};
        compile_expression(compiler, &at, child, &choices[out->choice_count]);
    }
    out->choices = choices;
    if (out->choice_count == 0) {
        compiler_fault(compiler, path, "the list of expressions is empty");
    }
}

static const struct expression *compile_inner(
    struct compiler *compiler, const struct path *path, const cJSON *node) {
    struct expression *inner = compiler_array(compiler, 1, sizeof *inner);
    compile_expression(compiler, path, node, inner);
    return inner;
}

// `as` is an expression, or a field map if it is an object of no expression's form.
static void compile_as(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct expression *out) {
    const cJSON *as = cJSON_GetObjectItemCaseSensitive(node, "as");
    struct path at = {path, "as", 0};
    if (!as) {
        return;
    }
    if (cJSON_IsObject(as) && !form_of(as)) {
        struct field_map *map = compiler_array(compiler, 1, sizeof *map);
        compile_field_map(compiler, &at, as, map);
        out->map = map;
    } else {
        out->inner = compile_inner(compiler, &at, as);
    }
}

static void compile_items(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct expression *out) {
    const char *key = out->kind == EACH ? "each" : "first";
    struct path source = {path, key, 0}, where = {path, "where", 0}, max = {path, "max", 0},
                limit = {path, "limit", 0};
    compile_source(compiler, &source, cJSON_GetObjectItemCaseSensitive(node, key), &out->source);
    compile_tests(compiler, &where, cJSON_GetObjectItemCaseSensitive(node, "where"), &out->where);
    compile_as(compiler, path, node, out);
    const cJSON *largest = cJSON_GetObjectItemCaseSensitive(node, "max");
    if (out->kind == FIRST && largest) {
        out->has_max = compile_reference(compiler, &max, largest, &out->max);
    }
    if (out->kind == EACH) {
        out->limit = compiler_count(compiler, &limit, cJSON_GetObjectItemCaseSensitive(node, "limit"));
    }
}

static void compile_object(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct expression *out) {
    const struct form *form = form_of(node);
    if (!form) {
        compiler_fault(compiler, path,
            "an expression was expected (allowed: \"/pointer\", a list, {\"const\"}, {\"template\"}, "
            "{\"get\"}, {\"each\"}, {\"first\"})");
        return;
    }
    check_keys(compiler, path, node, form);
    out->kind = form->kind;
    const cJSON *main = cJSON_GetObjectItemCaseSensitive(node, form->key);
    struct path at = {path, form->key, 0};
    if (form->kind == CONSTANT) {
        out->constant = compiler_constant(compiler, main);
    } else if (form->kind == TEMPLATE) {
        const char *text = compiler_text(compiler, &at, main);
        if (text) {
            compile_template(compiler, &at, text, &out->template);
        }
    } else if (form->kind == GET) {
        out->inner = compile_inner(compiler, &at, main);
    } else {
        compile_items(compiler, path, node, out);
    }
    out->steps = form->has_steps ? compile_steps(compiler, path, node) : NULL;
}

void compile_expression(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct expression *out) {
    *out = (struct expression){.kind = CONSTANT};
    if (compiler->expression_count == MOST_EXPRESSIONS) {
        compiler_fault(compiler, path, "the profile has more than %d expressions", MOST_EXPRESSIONS);
    }
    if (++compiler->expression_count > MOST_EXPRESSIONS) {
        return;
    }
    if (cJSON_IsString(node)) {
        out->kind = REFERENCE;
        compile_reference(compiler, path, node, &out->reference);
    } else if (cJSON_IsArray(node)) {
        compile_choices(compiler, path, node, out);
    } else if (cJSON_IsObject(node)) {
        compile_object(compiler, path, node, out);
    } else {
        compiler_fault(compiler, path, "an expression was expected; a fixed value is {\"const\": …}");
    }
}

void compile_field_map(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct field_map *out) {
    *out = (struct field_map){0};
    if (!cJSON_IsObject(node) || !node->child) {
        compiler_fault(compiler, path, "a field map was expected: {\"field\": expression}");
        return;
    }
    size_t count = node_count(node);
    struct field *fields = compiler_array(compiler, count, sizeof *fields);
    struct expression *expressions = compiler_array(compiler, count, sizeof *expressions);
    for (const cJSON *child = node->child; child; child = child->next, out->count++) {
        struct path at = {path, child->string, 0};
        compile_expression(compiler, &at, child, &expressions[out->count]);
        fields[out->count] =
            (struct field){arena_text(compiler->arena, child->string), &expressions[out->count]};
    }
    out->fields = fields;
}
