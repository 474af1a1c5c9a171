#ifndef BROADSIDE_DECODE_EVALUATION_H
#define BROADSIDE_DECODE_EVALUATION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "decode/json_tree.h"
#include "decode/plan.h"
#include "decode/profile.h"

// One answer being read by one plan. Everything that a value points to lives until the next record, in
// `scratch`. A ceiling that is met sets `error` once; from then on everything is absent and the walk ends.

struct evaluation {
    const struct plan *plan;
    struct json_tree *tree;
    const struct profile_param *params;
    size_t param_count;
    struct arena scratch; // values of the record at hand
    struct strbuf line;   // text being made
    size_t work;          // steps left before this is called too much
    enum error error;
    struct reason *reason; // may be NULL
    // Where we are, for errors.
    const char *kind;
    size_t record;
    const char *field;
};

// What a pointer without "$" starts from: a node of the document, or a row of a zipped object.
struct item {
    const cJSON *node;         // NULL for a row
    const struct zip_row *row; // or NULL
    const char *key;           // the member's name, NULL for an element
    size_t index;              // the position
    const struct item *up;     // the enclosing item; NULL for the document
};

struct zip_row {
    size_t count;
    struct zip_cell {
        const char *key;
        const cJSON *node; // the element of this row; NULL where the array is shorter
    } cells[];
};

// Called for each item; false ends the walk.
struct item_visitor {
    void *context;
    bool (*visit)(void *context, const struct item *item);
};

// Memory of `scratch`, or NULL and a fault.
void *evaluation_alloc(struct evaluation *evaluation, size_t size);
const char *evaluation_copy(struct evaluation *evaluation, const char *text, size_t len);
// A list being gathered in `scratch`; false when there is no more room for it.
struct value_list {
    struct value *values;
    size_t count, room;
};
bool value_list_add(struct evaluation *evaluation, struct value_list *list, struct value value);
// Absent if it is empty.
struct value value_of_list(const struct value_list *list);
// Counts work; false when there was too much, or a fault before.
bool evaluation_spend(struct evaluation *evaluation, size_t cost);

// follow.c
struct value reference_value(
    struct evaluation *evaluation, const struct reference *reference, const struct item *item);
// NULL if a reference in it has no value.
const char *template_text(
    struct evaluation *evaluation, const struct template *template, const struct item *item);
struct value item_value(struct evaluation *evaluation, const struct item *item);
const char *param_value(const struct evaluation *evaluation, const char *name);
// A child of `node`: a member by name, an element by number. NULL if there is none.
const cJSON *child_named(struct evaluation *evaluation, const cJSON *node, const char *name);
const char *token_name(struct evaluation *evaluation, const struct token *token, const struct item *item);

// walk.c
// Answers false if the visitor ended the walk.
bool source_walk(struct evaluation *evaluation, const struct source *source, const struct item *item,
    struct item_visitor visitor);
bool tests_hold(struct evaluation *evaluation, const struct tests *tests, const struct item *item);

// express.c
struct value expression_value(
    struct evaluation *evaluation, const struct expression *expression, const struct item *item);
// Evaluates every field; `values` has room for map->count.
void field_map_values(struct evaluation *evaluation, const struct field_map *map, const struct item *item,
    struct value *values);

// apply.c
struct value steps_apply(
    struct evaluation *evaluation, const struct steps *steps, struct value value, const struct item *item);

#endif
