#include <stdlib.h>
#include <string.h>

#include "decode/evaluation.h"

struct walk {
    struct evaluation *evaluation;
    const struct reference *reference;
    const struct item *item; // where the walk was asked for; the enclosing item of what it finds
    struct item_visitor visitor;
};

static bool walk_from(const struct walk *walk, const cJSON *node, size_t token, const struct item *up);

// Every element or member of `node`: at the end of the pointer it is an item, at a star the walk goes on from
// it.
static bool walk_children(const struct walk *walk, const cJSON *node, size_t token, const struct item *up) {
    size_t index = 0;
    bool is_end = token == walk->reference->count;
    if (!cJSON_IsArray(node) && !cJSON_IsObject(node)) {
        return true;
    }
    for (const cJSON *child = node->child; child; child = child->next, index++) {
        struct item item = {
            .node = child, .key = cJSON_IsObject(node) ? child->string : NULL, .index = index, .up = up};
        if (!evaluation_spend(walk->evaluation, 1)) {
            return false;
        }
        if (!(is_end ? walk->visitor.visit(walk->visitor.context, &item)
                     : walk_from(walk, child, token + 1, &item))) {
            return false;
        }
    }
    return true;
}

// Recurses once a star of the pointer.
static bool walk_from(const struct walk *walk, const cJSON *node, size_t token, const struct item *up) {
    for (; node && token < walk->reference->count && !walk->reference->tokens[token].is_star; token++) {
        const char *name = token_name(walk->evaluation, &walk->reference->tokens[token], walk->item);
        node = name ? child_named(walk->evaluation, node, name) : NULL;
    }
    return node ? walk_children(walk, node, token, up) : true;
}

// The node that a source's reference names; a row of a zip cannot be one, its cells can.
static const cJSON *source_node(
    struct evaluation *evaluation, const struct reference *reference, const struct item *item) {
    struct value value = reference_value(evaluation, reference, item);
    return value.kind == VALUE_NODE ? value.as.node : NULL;
}

static bool walk_items(struct evaluation *evaluation, const struct source *source, const struct item *item,
    struct item_visitor visitor) {
    struct walk walk = {evaluation, &source->reference, item, visitor};
    const struct item *start = item;
    for (size_t up = source->reference.up; start && up > 0; up--) {
        start = start->up;
    }
    if (source->reference.start == FROM_ROOT) {
        return walk_from(&walk, evaluation->tree->root, 0, item);
    }
    if (!start || !start->row) {
        return start ? walk_from(&walk, start->node, 0, item) : true;
    }
    // From a row: its cell first, then as usual. Only the first token is special, and a star makes no sense
    // there.
    struct reference first = source->reference;
    first.count = first.count ? 1 : 0;
    const cJSON *cell = first.count ? source_node(evaluation, &first, item) : NULL;
    return cell ? walk_from(&walk, cell, 1, item) : true;
}

static bool walk_one(struct evaluation *evaluation, const struct source *source, const struct item *item,
    struct item_visitor visitor) {
    const struct reference *reference = &source->reference;
    bool is_itself = reference->count == 0 && reference->start == FROM_ITEM && reference->up == 0;
    bool is_text = !item->up && cJSON_IsString(item->node) && *item->node->valuestring; // the whole answer
    if (is_itself && (item->row || is_text)) {
        return visitor.visit(visitor.context, item);
    }
    const cJSON *node = source_node(evaluation, &source->reference, item);
    struct item one = {.node = node, .key = node ? node->string : NULL, .up = item};
    return node ? visitor.visit(visitor.context, &one) : true;
}

static size_t longest_array(const cJSON *object) {
    size_t longest = 0;
    for (const cJSON *member = object->child; member; member = member->next) {
        size_t count = 0;
        for (const cJSON *child = cJSON_IsArray(member) ? member->child : NULL; child; child = child->next) {
            count++;
        }
        longest = count > longest ? count : longest;
    }
    return longest;
}

static struct zip_row *row_create(const cJSON *object) {
    size_t count = 0;
    for (const cJSON *member = object->child; member; member = member->next) {
        count += cJSON_IsArray(member) ? 1 : 0;
    }
    struct zip_row *row = calloc(1, sizeof *row + count * sizeof row->cells[0]);
    if (!row) {
        abort();
    }
    for (const cJSON *member = object->child; member; member = member->next) {
        if (cJSON_IsArray(member)) {
            row->cells[row->count++] = (struct zip_cell){member->string, member->child};
        }
    }
    return row;
}

// All columns move on together, so that a row costs its columns and not its place.
static bool walk_zip(struct evaluation *evaluation, const struct source *source, const struct item *item,
    struct item_visitor visitor) {
    const cJSON *object = source_node(evaluation, &source->reference, item);
    if (!cJSON_IsObject(object)) {
        return true;
    }
    size_t count = longest_array(object);
    if (source->max && count > source->max) {
        count = source->max;
    }
    struct zip_row *row = row_create(object);
    bool goes_on = true;
    for (size_t i = 0; goes_on && i < count; i++) {
        struct item zipped = {.row = row, .index = i, .up = item};
        goes_on = evaluation_spend(evaluation, 1 + row->count) && visitor.visit(visitor.context, &zipped);
        for (size_t k = 0; k < row->count; k++) {
            row->cells[k].node = row->cells[k].node ? row->cells[k].node->next : NULL;
        }
    }
    free(row);
    return goes_on;
}

bool source_walk(struct evaluation *evaluation, const struct source *source, const struct item *item,
    struct item_visitor visitor) {
    switch (source->kind) {
    case SOURCE_ITEMS: return walk_items(evaluation, source, item, visitor);
    case SOURCE_ONE: return walk_one(evaluation, source, item, visitor);
    case SOURCE_ZIP: return walk_zip(evaluation, source, item, visitor);
    case SOURCE_LIST: break;
    }
    for (size_t i = 0; i < source->count; i++) {
        if (!source_walk(evaluation, &source->list[i], item, visitor)) {
            return false;
        }
    }
    return true;
}

static bool is_among(struct value value, const struct value *values, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (value_is_equal(value, values[i])) {
            return true;
        }
    }
    return false;
}

static bool test_holds(struct evaluation *evaluation, const struct test *test, const struct item *item) {
    struct value value = reference_value(evaluation, &test->reference, item);
    if (test->has >= 0 && value_is_absent(value) == (test->has == 1)) {
        return false;
    }
    if (test->any_count && !is_among(value, test->any, test->any_count)) {
        return false;
    }
    return !is_among(value, test->none, test->none_count);
}

bool tests_hold(struct evaluation *evaluation, const struct tests *tests, const struct item *item) {
    for (size_t i = 0; i < tests->count; i++) {
        if (!test_holds(evaluation, &tests->tests[i], item)) {
            return false;
        }
    }
    return true;
}
