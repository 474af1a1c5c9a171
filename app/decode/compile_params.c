#include <math.h>
#include <string.h>

#include "decode/compiler.h"
#include "decode/day.h"
#include "decode/number.h"

// `params`: text, a number, null (must be configured), {"secret": name}, {"today": pattern}.

#define MOST_DAYS 3660                    // before or after today
#define MOST_OFFSET ((double)(14 * 3600)) // seconds east or west of UTC

static void compile_secret(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct param_default *out) {
    static const char *const keys[] = {"secret"};
    struct path secret = {path, "secret", 0};
    out->kind = PARAM_SECRET;
    compiler_keys(compiler, path, node, keys, 1);
    out->value = compiler_text(compiler, &secret, node_member(node, "secret"));
}

static bool is_whole_within(const cJSON *node, double most) {
    return cJSON_IsNumber(node) && fabs(node->valuedouble) <= most && number_is_whole(node->valuedouble);
}

static void compile_zone(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct day_param *out) {
    const char *text = cJSON_IsString(node) ? node->valuestring : "";
    struct zone *zone = NULL;
    struct reason reason;
    if (is_whole_within(node, MOST_OFFSET)) {
        out->offset = (int32_t)node->valuedouble;
    } else if (text[0] == '%' && text[1]) {
        out->zone_param = arena_text(compiler->arena, text + 1);
    } else if (*text && !zone_create(text, &zone, &reason)) {
        out->zone = arena_text(compiler->arena, text);
    } else {
        compiler_fault(compiler, path,
            "no zone (allowed: seconds east of UTC, a name such as \"Europe/Moscow\", %%parameter)");
    }
    zone_destroy(zone);
}

static void compile_day(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct param_default *out) {
    static const char *const keys[] = {"today", "days", "zone"};
    struct path today = {path, "today", 0}, days = {path, "days", 0}, zone = {path, "zone", 0};
    const char *wrong;
    out->kind = PARAM_DAY;
    compiler_keys(compiler, path, node, keys, 3);
    out->value = compiler_text(compiler, &today, node_member(node, "today"));
    if (out->value && !day_pattern_is_valid(out->value, &wrong)) {
        compiler_fault(compiler, &today,
            "\"%.3s\" is no part of a date (allowed: %%Y %%y %%m %%-m %%d %%-d %%j %%F %%s)",
            *wrong ? wrong : out->value);
    }
    if (is_whole_within(node_member(node, "days"), MOST_DAYS)) {
        out->day.days = (int)node_member(node, "days")->valuedouble;
    } else if (node_member(node, "days")) {
        compiler_fault(compiler, &days, "a whole number was expected: days after today, or before it (-1)");
    }
    if (node_member(node, "zone")) {
        compile_zone(compiler, &zone, node_member(node, "zone"), &out->day);
    }
}

static void compile_text(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct param_default *out) {
    char room[VALUE_TEXT_ROOM];
    bool is_blank = cJSON_IsString(node) && !*node->valuestring;
    const char *text = is_blank ? "" : value_text(value_of_node(node), room);
    if (!text && !cJSON_IsNull(node)) {
        compiler_fault(compiler, path,
            "text, a number, null (must be configured), {\"secret\": …} or {\"today\": …} was expected");
    }
    out->value = arena_text(compiler->arena, text);
    out->is_number = cJSON_IsNumber(node);
}

static void compile_param(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct param_default *out) {
    out->name = arena_text(compiler->arena, node->string);
    if (node_member(node, "secret")) {
        compile_secret(compiler, path, node, out);
    } else if (node_member(node, "today")) {
        compile_day(compiler, path, node, out);
    } else {
        compile_text(compiler, path, node, out);
    }
}

void compile_params(struct compiler *compiler, const cJSON *node, struct plan *out) {
    struct path path = {NULL, "params", 0};
    if (!node) {
        return;
    }
    if (!cJSON_IsObject(node) || node_count(node) > LIMIT_PARAMS) {
        compiler_fault(compiler, &path, "an object of at most %d parameters was expected", LIMIT_PARAMS);
        return;
    }
    struct param_default *params = compiler_array(compiler, node_count(node), sizeof *params);
    for (const cJSON *child = node->child; child; child = child->next) {
        struct path at = {&path, child->string, 0};
        compile_param(compiler, &at, child, &params[out->param_count++]);
    }
    out->params = params;
}
