#ifndef BROADSIDE_DECODE_VALUE_H
#define BROADSIDE_DECODE_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/json_writer.h"
#include "base/time.h"

// What an expression of a profile yields. Small, passed by value; everything it points to is borrowed from
// the document, the profile or the arena of the evaluation.

enum value_kind {
    VALUE_ABSENT,
    VALUE_BOOL,
    VALUE_NUMBER,
    VALUE_TEXT,
    VALUE_DATE,
    VALUE_LIST,
    VALUE_MAP,
    VALUE_NODE
};

struct value {
    enum value_kind kind;
    size_t count; // elements of a list, members of a map
    union {
        bool truth;
        double number;
        const char *text;
        struct moment date;
        const struct value *list;
        const struct member *map;
        const cJSON *node; // an array or object of the document that is not empty
    } as;
};

struct member {
    const char *name;
    struct value value;
};

#define VALUE_NOTHING ((struct value){.kind = VALUE_ABSENT})

struct value value_of_text(const char *text);  // absent if NULL or ""
struct value value_of_number(double number);   // absent if not finite
struct value value_of_node(const cJSON *node); // absent if NULL, null or empty
static inline bool value_is_absent(struct value value) {
    return value.kind == VALUE_ABSENT;
}

// The same kind and content; numbers numerically. Lists, maps and nodes are equal to nothing.
bool value_is_equal(struct value a, struct value b);

// Text where text is wanted: numbers, truths and dates are spelled out in `room`. NULL for lists and maps.
#define VALUE_TEXT_ROOM 48
const char *value_text(struct value value, char room[VALUE_TEXT_ROOM]);

// A number, also from text; false if it is none.
bool value_number(struct value value, double *out);

// Writes the value; absent ones as null.
void value_write(struct value value, struct json_writer *writer, const char *key);

#endif
