#include <string.h>

#include "base/utf8.h"
#include "decode/evaluation.h"

// Elements of a list inside a record.
#define MOST_ELEMENTS 4096

struct gathering {
    struct evaluation *evaluation;
    const struct expression *expression;
    struct value_list list;
    size_t limit;
};

struct contest {
    struct evaluation *evaluation;
    const struct expression *expression;
    struct value value; // of the best item so far
    bool found, has_number;
    double number; // at `max`
};

static struct value map_value(
    struct evaluation *evaluation, const struct field_map *map, const struct item *item) {
    struct member *members = evaluation_alloc(evaluation, map->count * sizeof *members);
    size_t count = 0;
    for (size_t i = 0; members && i < map->count; i++) {
        struct value value = expression_value(evaluation, map->fields[i].expression, item);
        if (!value_is_absent(value)) {
            members[count++] = (struct member){map->fields[i].name, value};
        }
    }
    return count ? (struct value){.kind = VALUE_MAP, .count = count, .as.map = members} : VALUE_NOTHING;
}

static struct value as_value(
    struct evaluation *evaluation, const struct expression *expression, const struct item *item) {
    if (expression->map) {
        return map_value(evaluation, expression->map, item);
    }
    return expression->inner ? expression_value(evaluation, expression->inner, item)
                             : item_value(evaluation, item);
}

static bool visit_each(void *context, const struct item *item) {
    struct gathering *gathering = context;
    struct evaluation *evaluation = gathering->evaluation;
    if (tests_hold(evaluation, &gathering->expression->where, item)) {
        struct value value = as_value(evaluation, gathering->expression, item);
        if (!value_is_absent(value)) {
            value_list_add(evaluation, &gathering->list, value);
        }
    }
    return !evaluation->error && gathering->list.count < gathering->limit;
}

static struct value each_value(
    struct evaluation *evaluation, const struct expression *expression, const struct item *item) {
    size_t limit = expression->limit && expression->limit < MOST_ELEMENTS ? expression->limit : MOST_ELEMENTS;
    struct gathering gathering = {.evaluation = evaluation, .expression = expression, .limit = limit};
    source_walk(evaluation, &expression->source, item, (struct item_visitor){&gathering, visit_each});
    return value_of_list(&gathering.list);
}

// The value is taken at once, because an item is gone when the walk goes on.
static bool visit_first(void *context, const struct item *item) {
    struct contest *contest = context;
    struct evaluation *evaluation = contest->evaluation;
    const struct expression *expression = contest->expression;
    if (!tests_hold(evaluation, &expression->where, item)) {
        return !evaluation->error;
    }
    double number = 0.0;
    bool has_number =
        expression->has_max && value_number(reference_value(evaluation, &expression->max, item), &number);
    if (!contest->found || (has_number && (!contest->has_number || number > contest->number))) {
        contest->found = true;
        contest->has_number = has_number;
        contest->number = number;
        contest->value = as_value(evaluation, expression, item);
    }
    return expression->has_max && !evaluation->error;
}

static struct value first_value(
    struct evaluation *evaluation, const struct expression *expression, const struct item *item) {
    struct contest contest = {.evaluation = evaluation, .expression = expression, .value = VALUE_NOTHING};
    source_walk(evaluation, &expression->source, item, (struct item_visitor){&contest, visit_first});
    return contest.value;
}

static struct value choice_value(
    struct evaluation *evaluation, const struct expression *expression, const struct item *item) {
    for (size_t i = 0; i < expression->choice_count; i++) {
        struct value value = expression_value(evaluation, &expression->choices[i], item);
        if (!value_is_absent(value)) {
            return value;
        }
    }
    return VALUE_NOTHING;
}

static struct value bare_value(
    struct evaluation *evaluation, const struct expression *expression, const struct item *item) {
    switch (expression->kind) {
    case REFERENCE: return reference_value(evaluation, &expression->reference, item);
    case CHOICE: return choice_value(evaluation, expression, item);
    case CONSTANT: return expression->constant;
    case TEMPLATE: return value_of_text(template_text(evaluation, &expression->template, item));
    case GET: return expression_value(evaluation, expression->inner, item);
    case EACH: return each_value(evaluation, expression, item);
    case FIRST: return first_value(evaluation, expression, item);
    }
    return VALUE_NOTHING;
}

// Recursion is that of the profile, which LIMIT_JSON_DEPTH bounds.
struct value expression_value(
    struct evaluation *evaluation, const struct expression *expression, const struct item *item) {
    if (evaluation->error) {
        return VALUE_NOTHING;
    }
    struct value value = bare_value(evaluation, expression, item);
    return expression->steps ? steps_apply(evaluation, expression->steps, value, item) : value;
}

static struct value cut_to_limit(struct evaluation *evaluation, struct value value) {
    size_t len = value.kind == VALUE_TEXT ? strlen(value.as.text) : 0;
    bool is_whole = len && value.as.text == evaluation->tree->root->valuestring; // has LIMIT_BODY
    if (len <= LIMIT_STRING || is_whole) {
        return value;
    }
    return value_of_text(
        evaluation_copy(evaluation, value.as.text, utf8_floor(value.as.text, len, LIMIT_STRING)));
}

void field_map_values(struct evaluation *evaluation, const struct field_map *map, const struct item *item,
    struct value *values) {
    for (size_t i = 0; i < map->count; i++) {
        evaluation->field = map->fields[i].name;
        values[i] = cut_to_limit(evaluation, expression_value(evaluation, map->fields[i].expression, item));
        if (evaluation->error) {
            return;
        }
    }
    evaluation->field = NULL;
}
