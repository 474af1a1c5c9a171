#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "decode/compiler.h"
#include "decode/date.h"

const char *const step_keys[] = {"cut", "text", "number", "date", "zone", "map", "else", "base"};
const size_t step_key_count = sizeof step_keys / sizeof *step_keys;

static const char *const text_names[] = {"html", "html-paragraphs", "plain-paragraphs"};

static void compile_cut(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct steps *out) {
    static const char *const keys[] = {"after", "before"};
    if (!compiler_keys(compiler, path, node, keys, 2)) {
        return;
    }
    struct path after = {path, "after", 0}, before = {path, "before", 0};
    out->cut_after = compiler_text(compiler, &after, cJSON_GetObjectItemCaseSensitive(node, "after"));
    out->cut_before = compiler_text(compiler, &before, cJSON_GetObjectItemCaseSensitive(node, "before"));
    if (!node->child) {
        compiler_fault(compiler, path, "nothing to cut (allowed: after, before)");
    }
}

static void compile_text(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct steps *out) {
    const char *name = compiler_text(compiler, path, node);
    for (size_t i = 0; name && i < 3; i++) {
        if (strcmp(name, text_names[i]) == 0) {
            out->text = (enum text_step)(TEXT_HTML + i);
        }
    }
    if (name && !out->text) {
        compiler_unknown(compiler, path, "kind of text", name, text_names, 3);
    }
}

static void compile_operand(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct operand *out) {
    if (!node) {
        return;
    }
    out->is_given = true;
    out->is_reference = cJSON_IsString(node);
    if (out->is_reference) {
        compile_reference(compiler, path, node, &out->reference);
    } else if (cJSON_IsNumber(node) && isfinite(node->valuedouble)) {
        out->number = node->valuedouble;
    } else {
        compiler_fault(compiler, path, "a number or a reference was expected");
    }
}

static void compile_number(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct steps *out) {
    static const char *const keys[] = {"mul", "div", "add", "inverse"};
    if (!compiler_keys(compiler, path, node, keys, 4)) {
        return;
    }
    out->has_number = true;
    struct path mul = {path, "mul", 0}, div = {path, "div", 0}, add = {path, "add", 0},
                inverse = {path, "inverse", 0};
    compile_operand(compiler, &mul, cJSON_GetObjectItemCaseSensitive(node, "mul"), &out->mul);
    compile_operand(compiler, &div, cJSON_GetObjectItemCaseSensitive(node, "div"), &out->div);
    compile_operand(compiler, &add, cJSON_GetObjectItemCaseSensitive(node, "add"), &out->add);
    const cJSON *turned = cJSON_GetObjectItemCaseSensitive(node, "inverse");
    if (turned && !cJSON_IsBool(turned)) {
        compiler_fault(compiler, &inverse, "true or false was expected");
    }
    out->inverse = cJSON_IsTrue(turned);
    if (out->div.is_given && !out->div.is_reference && !(fabs(out->div.number) > 0.0)) {
        compiler_fault(compiler, &div, "a division by zero");
    }
}

static void compile_date_format(
    struct compiler *compiler, const struct path *path, const cJSON *node, const char **out) {
    const char *wrong;
    *out = compiler_text(compiler, path, node);
    if (!*out || date_format_is_known(*out, &wrong)) {
        return;
    }
    if (*wrong == '%') {
        compiler_fault(compiler, path,
            "\"%.2s\" is no date directive (allowed: %%Y %%y %%m %%d %%e %%j %%H %%I %%M %%S %%f %%p %%b %%a "
            "%%z %%s %%F %%T)",
            wrong);
    } else {
        compiler_fault(compiler, path,
            "\"%.40s\" is no date format (allowed: iso, rfc822, unix, unix-ms, or a strptime pattern with a "
            "year)",
            *out);
    }
    *out = "iso";
}

static void compile_dates(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct steps *out) {
    bool is_list = cJSON_IsArray(node);
    size_t count = is_list ? node_count(node) : 1;
    const char **dates = compiler_array(compiler, count, sizeof *dates);
    if (!is_list) {
        compile_date_format(compiler, path, node, &dates[0]);
    } else if (count == 0) {
        compiler_fault(compiler, path, "the list of date formats is empty");
    }
    size_t at = 0;
    for (const cJSON *child = is_list ? node->child : NULL; child; child = child->next, at++) {
        struct path inner = {path, NULL, at};
        compile_date_format(compiler, &inner, child, &dates[at]);
    }
    for (size_t i = 0; i < count; i++) {
        dates[i] = dates[i] ? dates[i] : "iso"; // a fault was reported; keep the plan walkable
    }
    out->dates = dates;
    out->date_count = count;
}

static int word_order(const void *a, const void *b) {
    return strcmp(((const struct word *)a)->code, ((const struct word *)b)->code);
}

static void compile_map(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct steps *out) {
    if (!cJSON_IsObject(node) || !node->child) {
        compiler_fault(compiler, path, "a map was expected: {\"code\": \"word\"}");
        return;
    }
    struct word *words = compiler_array(compiler, node_count(node), sizeof *words);
    for (const cJSON *child = node->child; child; child = child->next) {
        words[out->word_count++] =
            (struct word){arena_text(compiler->arena, child->string), compiler_constant(compiler, child)};
    }
    qsort(words, out->word_count, sizeof *words, word_order);
    out->words = words;
}

static void compile_base(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct steps *out) {
    const char *text = compiler_text(compiler, path, node);
    struct template *base = compiler_array(compiler, 1, sizeof *base);
    if (text && compile_template(compiler, path, text, base)) {
        out->base = base;
    }
}

static void compile_zone(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct steps *out) {
    compile_operand(compiler, path, node, &out->zone);
}

static void compile_else(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct steps *out) {
    (void)path;
    out->has_otherwise = true;
    out->otherwise = compiler_constant(compiler, node);
}

static const struct {
    const char *key;
    void (*compile)(struct compiler *compiler, const struct path *path, const cJSON *node, struct steps *out);
} step_compilers[] = {
    {"cut", compile_cut},
    {"text", compile_text},
    {"number", compile_number},
    {"date", compile_dates},
    {"zone", compile_zone},
    {"map", compile_map},
    {"else", compile_else},
    {"base", compile_base},
};

const struct steps *compile_steps(struct compiler *compiler, const struct path *path, const cJSON *node) {
    struct steps *steps = NULL;
    for (size_t i = 0; i < sizeof step_compilers / sizeof *step_compilers; i++) {
        const cJSON *step = cJSON_GetObjectItemCaseSensitive(node, step_compilers[i].key);
        if (step) {
            struct path at = {path, step_compilers[i].key, 0};
            steps = steps ? steps : compiler_array(compiler, 1, sizeof *steps);
            step_compilers[i].compile(compiler, &at, step, steps);
        }
    }
    if (steps && steps->zone.is_given && !steps->dates) {
        struct path at = {path, "zone", 0};
        compiler_fault(compiler, &at, "\"zone\" belongs to a \"date\" step");
    }
    return steps;
}
