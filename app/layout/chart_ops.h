#ifndef BROADSIDE_LAYOUT_CHART_OPS_H
#define BROADSIDE_LAYOUT_CHART_OPS_H

#include "chart/chart.h"
#include "layout/sheet.h"

// Charts on a page: a form from the page's theme, fonts and language, and a drawing as draw ops.

// Where and how a chart is drawn; `text` is the size of its labels in pixels. Borrows the env.
struct chart_form chart_form_of(const struct layout_env *env, struct rect room, double text);

// A drawing is put onto a page in two parts. Its shapes are one op, however many they are: a picture on the
// page's ground, which hides what was put onto the sheet before it where it has shapes, and ends with the
// paper; they are put there in pieces, and false is the answer if they are not wanted any more. Its texts are
// ops as on any page, above the shapes.
bool chart_shapes(
    struct sheet *sheet, const struct drawing *drawing, struct rect paper, const struct chart_pace *pace);
void chart_texts(struct sheet *sheet, const struct drawing *drawing);

#endif
