#include <math.h>
#include <string.h>

#include "chart/plot.h"

// Axes put onto the drawing: labels made to fit, lines, labels.

double axis_label_width(const struct plot *plot, const struct axis_plan *plan) {
    double widest = 0;
    for (size_t i = 0; i < plan->count; i++) {
        widest = fmax(widest, text_width(plot, CHART_REGULAR, plot->form->style.text, plan->labels[i]));
    }
    return widest;
}

static size_t tallest(const struct axis_plan *plan) {
    size_t lines = 1;
    for (size_t i = 0; i < plan->count; i++) {
        lines = text_lines(plan->labels[i]) > lines ? text_lines(plan->labels[i]) : lines;
    }
    return lines;
}

double axis_height(const struct plot *plot, const struct axis_plan *plan) {
    double size = plot->form->style.text;
    return plan->count ? size * (0.75 + 1.15 * (double)tallest(plan)) : size * 0.3;
}

static void keep_every(struct axis_plan *plan, size_t stride) {
    size_t kept = 0;
    plan->is_thinned = plan->is_thinned || stride > 1;
    for (size_t i = 0; i < plan->count; i += stride) {
        plan->ticks[kept] = plan->ticks[i];
        plan->at[kept] = plan->at[i];
        plan->labels[kept++] = plan->labels[i];
    }
    plan->count = kept;
}

static double smallest_gap(const struct axis_plan *plan, double span) {
    double gap = span;
    for (size_t i = 1; i < plan->count; i++) {
        gap = fmin(gap, fabs(plan->at[i] - plan->at[i - 1]) * span);
    }
    return gap;
}

// Where a label's middle comes to stand: at its tick, but inside the screen.
static double label_place(const struct plot *plot, double at, const char *label, const double ends[2]) {
    double half = text_width(plot, CHART_REGULAR, plot->form->style.text, label) / 2;
    return fmax(ends[0] + half, fmin(ends[1] - half, at));
}

static bool collide(const struct plot *plot, const struct axis_plan *plan, const struct axis_span *span,
    size_t stride, double air) {
    double size = plot->form->style.text, ends[2] = {-span->before, span->length + span->after};
    for (size_t i = stride; i < plan->count; i += stride) {
        const char *one = plan->labels[i - stride], *next = plan->labels[i];
        double gap = fabs(label_place(plot, plan->at[i] * span->length, next, ends) -
                          label_place(plot, plan->at[i - stride] * span->length, one, ends));
        double need =
            (text_width(plot, CHART_REGULAR, size, one) + text_width(plot, CHART_REGULAR, size, next)) / 2;
        if (gap < need + air * size) {
            return true;
        }
    }
    return false;
}

static void fit_down(const struct plot *plot, struct axis_plan *plan, double length) {
    double gap = smallest_gap(plan, length), line = plot->form->style.text * 1.02;
    size_t stride = 1;
    while (stride < plan->count && gap * (double)stride < line) {
        stride++;
    }
    keep_every(plan, stride);
}

static void split_wide(const struct plot *plot, struct axis_plan *plan, double length) {
    double size = plot->form->style.text, most = smallest_gap(plan, length) - size * 0.4;
    for (size_t i = 0; i < plan->count; i++) {
        const char *label = plan->labels[i];
        bool is_wide = text_width(plot, CHART_REGULAR, size, label) > most;
        plan->labels[i] = is_wide ? text_split(plot, CHART_REGULAR, size, label) : label;
    }
}

// Wide labels take two lines; where that is not enough every second, third … stays.
void axis_fit(struct plot *plot, struct axis_plan *plan, const struct axis_span *span) {
    double size = plot->form->style.text;
    size_t stride = 1;
    if (plan->count < 2) {
        return;
    }
    if (plan->channel == CH_Y) {
        fit_down(plot, plan, span->length);
        return;
    }
    bool is_named = scale_is_discrete(&plot->scales[CH_X]);
    if (is_named && collide(plot, plan, span, 1, 0.4) && smallest_gap(plan, span->length) > size * 3) {
        split_wide(plot, plan, span->length);
    }
    while (stride < plan->count && collide(plot, plan, span, stride, is_named ? 0.12 : 0.45)) {
        stride++;
    }
    keep_every(plan, stride);
}

int axis_register(struct plot *plot, const struct axis_plan *plan, const struct cell *cell, bool is_shared) {
    struct drawing *drawing = plot->drawing;
    const struct scale *scale = &plot->scales[plan->channel];
    struct drawing_axis *axis = &drawing->axes[drawing->axis_count];
    struct scalar *ends = arena_array(plot->arena, 2, sizeof *ends);
    bool is_time = scale->type == SCALE_TIME || scale->type == SCALE_UTC, is_named = scale_is_discrete(scale);
    ends[0] = is_time ? scalar_of_time(scale->domain[0]) : scalar_of_number(scale->domain[0]);
    ends[1] = is_time ? scalar_of_time(scale->domain[2]) : scalar_of_number(scale->domain[2]);
    *axis = (struct drawing_axis){.cell = is_shared ? -1 : cell->number,
        .channel = plan->channel == CH_X ? 'x' : 'y',
        .orient = plan->orient,
        .type = scale_type_name(scale->type),
        .domain = is_named ? scale->values : ends,
        .domain_count = is_named ? scale->count : 2,
        .is_reversed = scale->is_reversed};
    axis->span[0] = plan->channel == CH_X ? cell->x0 : cell->y0;
    axis->span[1] = plan->channel == CH_X ? cell->x1 : cell->y1;
    return (int)drawing->axis_count++;
}

static void put_line(
    struct plot *plot, enum drawing_role role, const double ends[4], uint32_t color, double width, int axis) {
    struct drawing_item *item = drawing_add(plot->drawing, role, DRAWING_RULE);
    memcpy(item->box, ends, sizeof item->box);
    item->axis = axis;
    item->has_stroke = true;
    item->stroke = color;
    item->width = width;
}

static void put_label(
    struct plot *plot, const struct axis_plan *plan, const struct cell *cell, size_t i, int axis) {
    double size = plot->form->style.text, at = pixel_of(plot, cell, plan->channel, plan->at[i]),
           leading = size * 1.15;
    double lines = (double)text_lines(plan->labels[i]);
    struct drawing_text text = {
        .text = plan->labels[i], .face = CHART_REGULAR, .size = size, .leading = leading};
    if (plan->channel == CH_X) {
        const double screen[2] = {plot->form->x, plot->form->x + plot->form->width};
        text.align = CHART_CENTER;
        text.x = label_place(plot, at, plan->labels[i], screen);
        text.baseline = cell->y1 + size * 1.3;
    } else {
        text.align = CHART_RIGHT;
        text.x = cell->x0 - size * 0.5;
        text.baseline = at + size * 0.36 - (lines - 1) * leading / 2;
    }
    struct drawing_item *item = text_put(plot, DRAWING_AXIS_LABEL, &text);
    item->axis = axis;
    item->value = plan->ticks[i];
    item->at[plan->channel == CH_X ? 0 : 1] = at;
}

void axis_draw(
    struct plot *plot, const struct axis_plan *plan, const struct cell *cell, bool has_labels, int axis) {
    const struct chart_style *style = &plot->form->style;
    double hair = fmax(1, style->text / 18);
    const struct scale *scale = &plot->scales[plan->channel];
    for (size_t i = 0; plan->has_grid && i < plan->count; i++) {
        double at = pixel_of(plot, cell, plan->channel, plan->at[i]);
        double across[4] = {cell->x0, at, cell->x1, at}, down[4] = {at, cell->y0, at, cell->y1};
        // a date needs no line of its own where values have theirs
        bool is_needed = plan->channel == CH_Y || !plot->scales[CH_Y].is_used ||
                         scale_is_discrete(&plot->scales[CH_Y]) || plot->units[0].mark == MARK_POINT;
        if (is_needed) {
            put_line(plot, DRAWING_AXIS_GRID, plan->channel == CH_X ? down : across, style->line, hair, axis);
        }
    }
    if (plan->has_domain && (scale_is_discrete(scale) || plan->channel == CH_X)) {
        double bottom[4] = {cell->x0, cell->y1, cell->x1, cell->y1},
               left[4] = {cell->x0, cell->y0, cell->x0, cell->y1};
        put_line(
            plot, DRAWING_AXIS_DOMAIN, plan->channel == CH_X ? bottom : left, style->dim, hair * 1.4, axis);
    }
    for (size_t i = 0; has_labels && i < plan->count; i++) {
        put_label(plot, plan, cell, i, axis);
    }
}
