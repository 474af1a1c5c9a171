#include "chart/scalar.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

struct scalar scalar_of_number(double number) {
    return isfinite(number) ? (struct scalar){SCALAR_NUMBER, number + 0.0, NULL} : SCALAR_MISSING;
}

struct scalar scalar_of_time(double ms) {
    return fabs(ms) <= SCALAR_LATEST ? (struct scalar){SCALAR_TIME, ms + 0.0, NULL} : SCALAR_MISSING;
}

struct scalar scalar_of_text(const char *text) {
    return text ? (struct scalar){SCALAR_TEXT, 0.0, text} : SCALAR_MISSING;
}

struct scalar scalar_of_tree(const struct tree *tree) {
    if (tree_is(tree, TREE_NUMBER)) {
        return scalar_of_number(tree->number);
    }
    if (tree_is(tree, TREE_BOOL)) {
        return (struct scalar){SCALAR_BOOL, tree->number, NULL};
    }
    return scalar_of_text(tree_text(tree, NULL));
}

double scalar_number(struct scalar scalar) {
    if (scalar.kind != SCALAR_TEXT) {
        return scalar.kind == SCALAR_NULL ? (double)NAN : scalar.number;
    }
    char *end;
    const char *text = scalar.text;
    while (isspace((unsigned char)*text)) {
        text++;
    }
    // strtod also knows "inf", "nan" and hexadecimal, which no data mean.
    bool is_number = strspn(text, "+-.0123456789eE") > 0;
    double number = is_number ? strtod(text, &end) : (double)NAN;
    if (!is_number || end == text) {
        return (double)NAN;
    }
    while (isspace((unsigned char)*end)) {
        end++;
    }
    return *end == '\0' && isfinite(number) ? number : (double)NAN;
}

bool scalar_is_missing(struct scalar scalar) {
    return scalar.kind == SCALAR_NULL;
}

bool scalar_is_equal(struct scalar a, struct scalar b) {
    if (a.kind != b.kind) {
        return false;
    }
    return a.kind == SCALAR_NULL   ? true
           : a.kind == SCALAR_TEXT ? strcmp(a.text, b.text) == 0
                                   : !(a.number < b.number) && !(a.number > b.number);
}

uint64_t scalar_hash(uint64_t hash, struct scalar scalar) {
    unsigned char kind = (unsigned char)scalar.kind;
    hash = hash_bytes(hash, &kind, 1);
    double number = scalar.number + 0.0; // -0 is equal to 0
    return scalar.kind == SCALAR_TEXT ? hash_text(hash, scalar.text)
                                      : hash_bytes(hash, &number, sizeof number);
}

int scalar_compare(struct scalar a, struct scalar b) {
    if (a.kind == SCALAR_NULL || b.kind == SCALAR_NULL) {
        return (a.kind != SCALAR_NULL) - (b.kind != SCALAR_NULL);
    }
    if (a.kind == SCALAR_TEXT && b.kind == SCALAR_TEXT) {
        return strcmp(a.text, b.text); // UTF-8 keeps the order of code points
    }
    double x = scalar_number(a), y = scalar_number(b);
    if (isnan(x) || isnan(y)) {
        return (a.kind == SCALAR_TEXT) - (b.kind == SCALAR_TEXT);
    }
    return (x > y) - (x < y);
}

const char *scalar_text(struct scalar scalar, char room[SCALAR_TEXT_ROOM]) {
    switch (scalar.kind) {
    case SCALAR_TEXT: return scalar.text;
    case SCALAR_NULL: return "null";
    case SCALAR_BOOL: return scalar.number > 0 ? "true" : "false";
    case SCALAR_NUMBER:
    case SCALAR_TIME: break;
    }
    for (int digits = 1; digits <= 17; digits++) { // the shortest that reads back the same
        snprintf(room, SCALAR_TEXT_ROOM, "%.*g", digits, scalar.number);
        if (!(strtod(room, NULL) < scalar.number) && !(strtod(room, NULL) > scalar.number)) {
            break;
        }
    }
    if (fabs(scalar.number) < 1e15 && strchr(room, 'e')) {
        snprintf(room, SCALAR_TEXT_ROOM, "%.*f", fabs(scalar.number) < 1e-4 ? 12 : 0, scalar.number);
    }
    return room;
}
