#ifndef BROADSIDE_TESTS_SUPPORT_CHART_CASE_H
#define BROADSIDE_TESTS_SUPPORT_CHART_CASE_H

#include "chart/chart.h"

// A chart from its text to what is drawn or why it is not, on the ground of the night, every letter half an
// em wide.
struct chart_case {
    struct arena arena;
    struct chart_spec spec;
    struct drawing drawing;
    struct reason reason;
    enum error error;
};

// The form that these charts are drawn in; a test may change what it is about.
struct chart_form chart_case_form(int width, int height);

// 1700 by 600 pixels, labels of 34; the chart is called "spec".
void chart_case_init(struct chart_case *it, const char *text);
void chart_case_init_in(struct chart_case *it, const char *text, size_t len, int width, int height);
void chart_case_init_by(struct chart_case *it, const char *text, const struct chart_form *form);
void chart_case_finish(struct chart_case *it);

// The texts of a role, in paint order, "|" between them. Lives in the chart's arena.
const char *chart_case_texts(struct chart_case *it, enum drawing_role role);
// The labels of the axes of a channel, 'x' or 'y', the same way.
const char *chart_case_labels(struct chart_case *it, char channel);
// The first item with this text, NULL if there is none.
const struct drawing_item *chart_case_text(const struct chart_case *it, const char *text);
size_t chart_case_count(const struct chart_case *it, enum drawing_role role, enum drawing_kind kind);
// The n-th mark of a kind; NULL.
const struct drawing_item *chart_case_mark(const struct chart_case *it, enum drawing_kind kind, size_t n);
// Two texts of which one stands over the other, or one that reaches past the screen; NULL if there are none.
const char *chart_case_crowded(struct chart_case *it);

// What is wrong with the drawing, or NULL: every number is one, its marks lie in their cells (if `in_cells`),
// its labels on the screen, its dump is JSON.
const char *chart_case_fault(const struct chart_case *it, bool in_cells);

#endif
