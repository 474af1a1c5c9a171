#ifndef BROADSIDE_CHART_SCALAR_H
#define BROADSIDE_CHART_SCALAR_H

#include <stdbool.h>
#include <stdint.h>

#include "model/tree.h"

// One value of a data table. Absent, null and NaN are all SCALAR_NULL: a missing value.
enum scalar_kind { SCALAR_NULL, SCALAR_BOOL, SCALAR_NUMBER, SCALAR_TIME, SCALAR_TEXT };

struct scalar {
    enum scalar_kind kind;
    double number;    // a time is milliseconds since 1970 UTC
    const char *text; // only of SCALAR_TEXT
};

#define SCALAR_MISSING ((struct scalar){SCALAR_NULL, 0.0, NULL})

struct scalar scalar_of_number(double number); // NaN and infinities are missing
#define SCALAR_LATEST 8.64e15                  // ECMAScript's Date ends here, in milliseconds from 1970
struct scalar scalar_of_time(double ms);       // missing past that
struct scalar scalar_of_text(const char *text);
struct scalar scalar_of_tree(const struct tree *tree);

// As a number: texts are read as JavaScript does ("" is 0 there, missing here). NaN if it is none.
double scalar_number(struct scalar scalar);
bool scalar_is_missing(struct scalar scalar);
bool scalar_is_equal(struct scalar a, struct scalar b);
uint64_t scalar_hash(uint64_t hash, struct scalar scalar);
// The order of d3.ascending, with missing values first.
int scalar_compare(struct scalar a, struct scalar b);

#define SCALAR_TEXT_ROOM 64
// As text: "null", "true", "12.5"; a borrowed text, or `room`.
const char *scalar_text(struct scalar scalar, char room[SCALAR_TEXT_ROOM]);

#endif
