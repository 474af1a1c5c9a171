#ifndef BROADSIDE_DECODE_COMPILER_H
#define BROADSIDE_DECODE_COMPILER_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "decode/plan.h"

// What the parts of the profile compiler share: where they are in the file, where faults go, and the arena of
// the plan. Compiling never stops at a fault: a profile's author sees all of them at once.

// A place in the profile, as a chain on the stack of the functions that descend into it.
struct path {
    const struct path *up;
    const char *key; // NULL: an element
    size_t index;
};

struct compiler {
    const char *file;
    const char *text;
    size_t len;
    struct arena *arena;
    struct strbuf *faults; // may be NULL
    struct reason *reason; // the first fault; may be NULL
    size_t fault_count;
    size_t expression_count;
    const struct plan *plan; // what there is of it: parameters come first
    bool is_in_request;      // where secrets and days may stand, and nothing of an answer
    bool has_next_param;     // {%next} was there
};

// "FILE:LINE:COLUMN: POINTER: what is wrong"
void compiler_fault(struct compiler *compiler, const struct path *path, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
// "… `word` is not a WHAT (did you mean `near`? allowed: a, b, c)"
void compiler_unknown(struct compiler *compiler, const struct path *path, const char *what, const char *word,
    const char *const *allowed, size_t count);

// Every member of `object` must be one of the words. False if `node` is no object at all (a fault, too).
bool compiler_keys(struct compiler *compiler, const struct path *path, const cJSON *node,
    const char *const *allowed, size_t count);
// The text of a node, copied; NULL and a fault if it is none or empty. NULL without a fault if `node` is
// NULL.
const char *compiler_text(struct compiler *compiler, const struct path *path, const cJSON *node);
// A whole number from 1 up; 0 if `node` is NULL, 0 and a fault if it is none.
size_t compiler_count(struct compiler *compiler, const struct path *path, const cJSON *node);
// A constant of any kind, copied.
struct value compiler_constant(struct compiler *compiler, const cJSON *node);
// `count` elements of `size` bytes in the plan.
void *compiler_array(struct compiler *compiler, size_t count, size_t size);
size_t node_count(const cJSON *node);
const cJSON *node_member(const cJSON *node, const char *key); // NULL if it has none

// compile_reference.c
bool compile_reference(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct reference *out);
bool compile_reference_text(
    struct compiler *compiler, const struct path *path, const char *text, struct reference *out);
bool compile_template(
    struct compiler *compiler, const struct path *path, const char *text, struct template *out);
// Text with parameters in braces, where all other braces are only braces: JSON has some of its own.
void compile_body_text(
    struct compiler *compiler, const struct path *path, const char *text, struct template *out);
// compile_params.c: `params`.
void compile_params(struct compiler *compiler, const cJSON *node, struct plan *out);
// compile_request.c: `request`.
void compile_request(struct compiler *compiler, const cJSON *node, struct plan *out);
// compile_source.c
void compile_source(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct source *out);
void compile_tests(struct compiler *compiler, const struct path *path, const cJSON *node, struct tests *out);
// compile_expression.c
void compile_expression(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct expression *out);
void compile_field_map(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct field_map *out);
// compile_steps.c
extern const char *const step_keys[];
extern const size_t step_key_count;
// NULL if the object has none.
const struct steps *compile_steps(struct compiler *compiler, const struct path *path, const cJSON *node);
// compile_plan.c
void compile_plan(struct compiler *compiler, const cJSON *root, struct plan *out);

#endif
