#ifndef BROADSIDE_TESTS_SUPPORT_SCALE_CASE_H
#define BROADSIDE_TESTS_SUPPORT_SCALE_CASE_H

#include "chart/plot.h"

// The scales of a chart as far as they are built before anything is arranged: of the field v of its rows, on
// one channel.
struct scale_case {
    struct arena arena;
    struct chart_spec spec;
    struct chart_form form;
    struct drawing drawing;
    struct plot plot;
    struct reason reason;
    enum error error;
};

// `values`: JSON, comma-separated; `channel`: its name; `def`: its members, besides the field, as JSON.
// Returns the channel's scale, which lives in `it`.
const struct scale *scale_case_init(
    struct scale_case *it, const char *mark, const char *values, const char *channel, const char *def);
void scale_case_finish(struct scale_case *it);

#endif
