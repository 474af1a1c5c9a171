#ifndef BROADSIDE_DECODE_PLAN_H
#define BROADSIDE_DECODE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "decode/value.h"

// A profile as compiled: plain tables, immutable, in the profile's arena. compile_*.c make them,
// evaluate.c walks them. The vocabulary is that of docs/profiles.md.

// A piece of text with references in it: "/rates/{%base}", "https://x/{/slug}".
struct part {
    const char *literal;               // or NULL:
    const struct reference *reference; // its value goes here
};

struct template {
    const struct part *parts;
    size_t count;
};

// One step of a pointer.
struct token {
    const char *name; // unescaped; NULL if it is made from `parts`
    struct template parts;
    bool is_star; // every element or member; only in item sources
};

enum reference_start { FROM_ITEM, FROM_ROOT, FROM_PARAM, FROM_KEY, FROM_INDEX };

struct reference {
    const char *text; // as written, for errors
    enum reference_start start;
    size_t up;         // so many enclosing items up (FROM_ITEM, FROM_KEY, FROM_INDEX)
    const char *param; // FROM_PARAM
    const struct token *tokens;
    size_t count;
};

enum source_kind { SOURCE_ITEMS, SOURCE_ZIP, SOURCE_ONE, SOURCE_LIST };

struct source {
    enum source_kind kind;
    struct reference reference; // all but SOURCE_LIST
    const struct source *list;  // SOURCE_LIST
    size_t count;
    size_t max; // SOURCE_ZIP; 0: no bound of its own
};

struct test {
    struct reference reference;
    const struct value *any; // equal to one of these; none if `any_count` is 0
    size_t any_count;
    const struct value *none; // equal to none of these
    size_t none_count;
    int has; // 1: not empty, 0: empty, -1: not asked
};

struct tests {
    const struct test *tests;
    size_t count;
};

// A number in a step: a constant, or what a reference names.
struct operand {
    bool is_given;
    bool is_reference;
    double number;
    struct reference reference;
};

enum text_step { TEXT_AS_IS, TEXT_HTML, TEXT_HTML_PARAGRAPHS, TEXT_PLAIN_PARAGRAPHS };

struct word {
    const char *code;
    struct value value;
};

struct steps {
    const char *cut_after, *cut_before; // NULL: not given
    enum text_step text;
    bool has_number, inverse;
    struct operand mul, div, add;
    const char *const *dates; // formats; NULL: no date step
    size_t date_count;
    struct operand zone;
    const struct word *words; // sorted by code
    size_t word_count;
    struct value otherwise; // "else"; absent if not given
    bool has_otherwise;
    const struct template *base;
};

struct field {
    const char *name;
    const struct expression *expression;
};

struct field_map {
    const struct field *fields;
    size_t count;
};

enum expression_kind { REFERENCE, CHOICE, CONSTANT, TEMPLATE, GET, EACH, FIRST };

struct expression {
    enum expression_kind kind;
    struct reference reference;       // REFERENCE
    const struct expression *choices; // CHOICE: the first that is not empty
    size_t choice_count;
    struct value constant;          // CONSTANT
    struct template template;       // TEMPLATE
    const struct expression *inner; // GET; the `as` of EACH and FIRST, or NULL
    const struct field_map *map;    // the `as` of EACH and FIRST when it is a field map
    struct source source;           // EACH, FIRST
    struct tests where;
    size_t limit; // EACH; 0: none of its own
    bool has_max; // FIRST: the item with the largest number at `max`
    struct reference max;
    const struct steps *steps; // or NULL
};

struct record_plan {
    const struct record_kind *kind;
    struct source each;
    struct tests where;
    const size_t *require; // places in `map`
    size_t require_count;
    size_t limit; // 0: none of its own
    struct field_map map;
};

struct header {
    const char *name;
    struct template value;
};

// A day counted from the one that it is when the request is made: {"today": "%Y-%m-%d", "days": -1}.
struct day_param {
    int days;               // from today
    int32_t offset;         // of the zone in which the day begins, seconds east of UTC, if neither is named:
    const char *zone;       // an IANA name
    const char *zone_param; // the parameter that is one
};

enum param_kind { PARAM_TEXT, PARAM_SECRET, PARAM_DAY };

// What a parameter is where the configuration does not say.
struct param_default {
    const char *name;
    enum param_kind kind;
    const char *value; // the text, or NULL: must be given; the secret's name; the day's pattern
    bool is_number;    // and so is what the configuration puts in its place
    struct day_param day;
};

// A body that is JSON. Only the texts have references in them.
enum body_kind { BODY_TEXT, BODY_CONSTANT, BODY_LIST, BODY_OBJECT };

struct body {
    enum body_kind kind;
    const char *name; // as a member; NULL: an element, or the whole
    struct template text;
    struct value constant;
    const struct body *parts;
    size_t count;
};

struct plan {
    const char *name, *title, *documentation, *terms, *source_name;
    const char *method;  // "GET"
    const char *address; // the url as written
    struct template url;
    bool has_url, has_body, body_is_json;
    struct template body_text;
    struct body body;
    const struct header *headers;
    size_t header_count;
    bool has_next_param; // {%next} stands in it
    millis every, at_least;
    const struct param_default *params;
    size_t param_count;
    bool may_be_empty; // an answer without records is a good one
    bool may_be_text;  // an answer that is neither JSON nor XML is one text
    struct tests ok;
    const struct expression *error; // or NULL
    struct field_map feed;
    const struct record_plan *records;
    size_t record_count;
    const struct expression *next; // or NULL
    bool next_is_link_header;
    size_t pages;
    size_t expression_count; // of the whole profile: the measure of how much work an answer may take
};

#endif
