#include <math.h>
#include <string.h>

#include "chart/cells.h"
#include "chart/domain.h"

// Everything in its place: legends, axes, cells. Text of marks may reach past the plot; then the plot
// gives way and is drawn again.

struct sheet_plan {
    double inset[4]; // left, top, right, bottom: for text that reached past the cells
    double shrink;   // of the spec's pixels
    struct axis_plan x, y;
    struct room whole, room, inner; // the sheet, what its margins leave, the cells of it
    double title_y;                 // baseline of the vertical axis's title
    struct cell_grid grid;
    struct cell cells[MOST_CELLS];
    int axes[2][MOST_CELLS]; // numbers of the drawing's axes: of columns, of rows
};

// Names wrapped so that they need no more than this. False if one had to be cut.
static bool wrap_names(struct plot *plot, const struct axis_plan *y, double most, const char **out) {
    bool is_whole = true;
    for (size_t i = 0; i < y->count; i++) {
        out[i] = text_wrap(plot, CHART_REGULAR, plot->form->style.text, y->labels[i], most, 2);
        is_whole = is_whole && (!strstr(out[i], "\u2026") || strstr(y->labels[i], "\u2026"));
    }
    return is_whole;
}

// A third of the width, and rather more than a name without its end.
static double label_column(struct plot *plot, struct axis_plan *y, double width) {
    static const double shares[] = {0.34, 0.4, 0.46};
    double size = plot->form->style.text;
    if (!y->is_used || y->count == 0) {
        return 0;
    }
    const char **names = arena_array(plot->arena, y->count, sizeof *names);
    size_t i = 0;
    while (!wrap_names(plot, y, width * shares[i], names) && i + 1 < sizeof shares / sizeof *shares) {
        i++;
    }
    y->labels = names;
    return axis_label_width(plot, y) + size * 0.5;
}

static void put_x_title(
    struct plot *plot, const struct axis_plan *x, const struct room *room, double y, int axis) {
    double size = plot->form->style.text;
    const char *words = text_wrap(plot, CHART_REGULAR, size, x->title, room->x1 - room->x0, 1);
    struct drawing_text text = {words, CHART_REGULAR, size, CHART_RIGHT, room->x1, y + size * 0.9, size};
    struct drawing_item *item = text_put(plot, DRAWING_AXIS_TITLE, &text);
    item->axis = axis;
    if (item->box[0] < room->x0) {
        item->text.align = CHART_LEFT;
        item->text.x = item->box[0] = room->x0;
    }
}

static void draw_axes(struct plot *plot, struct sheet_plan *plan) {
    const struct cell_grid *grid = &plan->grid;
    for (size_t i = 0; i < grid->count; i++) {
        bool is_left = i % grid->columns == 0, is_bottom = i + grid->columns >= grid->count,
             is_top = i < grid->columns;
        bool is_shared = plot->facet.is_used;
        int *x = &plan->axes[0][i % grid->columns], *y = &plan->axes[1][i / grid->columns];
        if (plan->x.is_used) {
            *x = is_top || !is_shared ? axis_register(plot, &plan->x, &plan->cells[i], is_shared) : *x;
            axis_draw(plot, &plan->x, &plan->cells[i], is_bottom, *x);
        }
        if (plan->y.is_used) {
            *y = is_left ? axis_register(plot, &plan->y, &plan->cells[i], is_shared) : *y;
            axis_draw(plot, &plan->y, &plan->cells[i], is_left, *y);
        }
    }
}

// How far text of marks reaches past the room.
static bool measure_overflow(const struct plot *plot, size_t first, const struct room *room, double out[4]) {
    bool reaches = false;
    memset(out, 0, 4 * sizeof *out);
    for (size_t i = first; i < plot->drawing->count; i++) {
        const struct drawing_item *item = &plot->drawing->items[i];
        if (item->kind == DRAWING_TEXT &&
            (item->role == DRAWING_MARK || item->role == DRAWING_DIRECT_LABEL)) {
            double past[4] = {room->x0 - item->box[0], room->y0 - item->box[1], item->box[2] - room->x1,
                item->box[3] - room->y1};
            for (int j = 0; j < 4; j++) {
                out[j] = fmax(out[j], past[j]);
                reaches = reaches || past[j] > 1;
            }
        }
    }
    return reaches;
}

static bool has_title(const struct axis_plan *axis) {
    return axis->is_used && axis->title;
}

// A label under the end of the axis reaches past it: the names at the ends of lines stand in that room, too.
static void spare_last_label(struct plot *plot, const struct sheet_plan *plan, struct room *room) {
    double past = direct_labels_width(plot);
    room->x1 -= past + plan->inset[2];
    for (size_t i = 0; i < plan->x.count && !scale_is_discrete(&plot->scales[CH_X]); i++) {
        double half = text_width(plot, CHART_REGULAR, plot->form->style.text, plan->x.labels[i]) / 2;
        past = fmax(past, (plan->x.at[i] - 1) * (room->x1 - room->x0) + half);
        room->x1 = fmin(room->x1, plan->whole.x1 - plan->inset[2] - past);
    }
}

// Draws the legends and leaves a margin for titles and for the labels of the vertical axis.
static void take_margins(struct plot *plot, struct sheet_plan *plan) {
    double size = plot->form->style.text;
    struct room room = plan->whole;
    if (!plot_wants_direct_labels(plot)) {
        room.y0 = legends_draw(plot, room.x0, room.y0, room.x1 - room.x0);
    }
    plan->title_y = room.y0 + size * 0.9;
    room.y0 += has_title(&plan->y) ? size * 1.5 : size * 0.3;
    room.y0 += (plot->facet.is_used ? size * 1.5 : 0) + plan->inset[1];
    room.y1 -= (has_title(&plan->x) ? size * 1.25 : 0) + plan->inset[3];
    room.x0 += label_column(plot, &plan->y, room.x1 - room.x0) + plan->inset[0];
    spare_last_label(plot, plan, &room);
    plan->room = room;
}

// Labels are made to fit the cells, which then leave them their height.
static enum error plan_cells(struct plot *plot, struct sheet_plan *plan) {
    double size = plot->form->style.text;
    struct room inner = plan->room;
    if (!plot->facet.is_used) {
        cells_limit(plot, &inner);
    }
    struct cell_grid grid = cells_plan(plot, &inner);
    const struct axis_span across = {
        grid.width, inner.x0 - plot->form->x, plot->form->x + plot->form->width - inner.x1};
    axis_fit(plot, &plan->x, &across);
    bool is_named = plan->x.is_used && scale_is_discrete(&plot->scales[CH_X]);
    plot->wants_turn = is_named && plan->x.is_thinned && plot_may_turn(plot);
    if (plan->x.is_used) {
        inner.y1 = fmin(inner.y1, plan->room.y1 - axis_height(plot, &plan->x));
        grid = cells_plan(plot, &inner);
    }
    axis_fit(plot, &plan->y, &(struct axis_span){.length = grid.height});
    if (grid.count > MOST_CELLS) {
        return plot_refuse(plot, plot->root, "more than %d small multiples", MOST_CELLS);
    }
    if (grid.width < size * 2 || grid.height < size * 2) {
        return plot_refuse(plot, plot->root, "there is no room for %zu cells", grid.count);
    }
    double k = fmin(grid.width / plot->ref_width, grid.height / plot->ref_height);
    plot->scale = fmax(size / 24, fmin(size / 9.4, k)) * plan->shrink;
    for (size_t i = 0; i < grid.count; i++) {
        plan->cells[i] = cell_add(plot, &grid, &inner, i);
    }
    plan->grid = grid;
    plan->inner = inner;
    return ERROR_NONE;
}

static void put_titles(struct plot *plot, const struct sheet_plan *plan) {
    double size = plot->form->style.text;
    const struct room *whole = &plan->whole;
    if (has_title(&plan->y)) {
        const char *words = text_wrap(plot, CHART_REGULAR, size, plan->y.title, whole->x1 - whole->x0, 1);
        line_put(plot, DRAWING_AXIS_TITLE, CHART_REGULAR, size, words, whole->x0, plan->title_y)->axis =
            plan->axes[1][0];
    }
    if (has_title(&plan->x)) {
        const struct cell_grid *grid = &plan->grid;
        size_t last = grid->count > grid->columns ? grid->columns - 1 : grid->count - 1;
        struct room title = {whole->x0, 0, plan->cells[last].x1, 0};
        put_x_title(plot, &plan->x, &title, plan->inner.y1 + axis_height(plot, &plan->x) + size * 0.2,
            plan->axes[0][0]);
    }
}

static enum error draw_once(struct plot *plot, struct sheet_plan *plan, double over[4], bool *reaches) {
    struct cell_grid rough = cells_plan(plot, &plan->whole);
    plot->has_value_labels = value_labels_fit(plot, (struct room){0, 0, rough.width, rough.height});
    plan->x = axis_plan(plot, CH_X);
    plan->y = axis_plan(plot, CH_Y);
    take_margins(plot, plan);
    enum error error = plan_cells(plot, plan);
    if (error) {
        return error;
    }
    value_labels_spare(plot, &plan->cells[0]);
    draw_axes(plot, plan);
    size_t first = plot->drawing->count;
    for (size_t i = 0; !error && i < plan->grid.count; i++) {
        error = marks_draw(plot, &plan->cells[i]);
        value_labels_draw(plot, &plan->cells[i]);
        cell_put_header(plot, &plan->cells[i]);
    }
    if (plot_wants_direct_labels(plot) && !direct_labels_draw(plot, &plan->cells[0])) {
        plot->has_no_room_for_names = true;
        return error;
    }
    put_titles(plot, plan);
    // labels and axis keep their own room; what marks write must stay above them
    struct room bounds = plan->whole;
    bounds.y0 = fmin(bounds.y0, plan->inner.y0);
    *reaches = measure_overflow(plot, first, &bounds, over);
    return error;
}

// Legends stand before what they are the legends of: their symbols are as large as the marks of the round
// before.
static bool has_scaled_legend(const struct plot *plot) {
    return plot->drawing->legend_count > 0 &&
           (plot->scales[CH_SIZE].is_used || plot->scales[CH_WIDTH].is_used || plot->scales[CH_DASH].is_used);
}

#define MOST_ROUNDS 10

enum error plot_arrange(struct plot *plot) {
    const struct sheet_plan start = {.shrink = 1, .whole = head_put(plot)};
    struct sheet_plan plan = start;
    double over[4] = {0};
    bool reaches = false;
    enum error error = ERROR_NONE;
    for (int i = 0; !error && i < 2; i++) {
        if (plot->facet.is_used && plot->facet.encoding[i].field) {
            error = domain_of_facet(plot, i);
        }
    }
    size_t head = plot->drawing->count;
    plot->drawing->cells = arena_array(plot->arena, MOST_CELLS + 1, sizeof *plot->drawing->cells);
    plot->drawing->axes = arena_array(plot->arena, (size_t)4 * MOST_CELLS, sizeof *plot->drawing->axes);
    for (int round = 0; !error && round < MOST_ROUNDS; round++) {
        double scale = plot->scale;
        plot->drawing->count = head;
        plot->drawing->cell_count = plot->drawing->axis_count = plot->drawing->legend_count = 0;
        bool wanted_names = plot_wants_direct_labels(plot);
        error = draw_once(plot, &plan, over, &reaches);
        if (!error && wanted_names && plot->has_no_room_for_names) { // a legend after all
            plan = start;
            highlight_scales(plot);
            continue;
        }
        error = error ? error : plot_keep_within(plot);
        bool is_steady = !has_scaled_legend(plot) || fabs(plot->scale - scale) < 0.02 * scale;
        if (!reaches && is_steady) {
            break;
        }
        bool has_axis =
            plot->scales[CH_X].is_used || plot->scales[CH_Y].is_used || plot->scales[CH_THETA].is_used;
        for (int i = 0; has_axis && i < 4; i++) {
            plan.inset[i] += over[i];
        }
        plan.shrink *= has_axis ? 1 : 0.85;
    }
    return error;
}
