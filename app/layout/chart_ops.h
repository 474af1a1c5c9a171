#ifndef BROADSIDE_LAYOUT_CHART_OPS_H
#define BROADSIDE_LAYOUT_CHART_OPS_H

#include "chart/chart.h"
#include "layout/sheet.h"

// Charts on a page: a form from the page's theme, fonts and language, and a drawing as draw ops.

// Where and how a chart is drawn; `text` is the size of its labels in pixels. Borrows the env.
struct chart_form chart_form_of(const struct layout_env *env, struct rect room, double text);

// The same marks in the same colour next to each other become one path: a scatter of thousands is a few ops.
void chart_ops(struct sheet *sheet, const struct drawing *drawing);

#endif
