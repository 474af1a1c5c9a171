#include <math.h>
#include <string.h>

#include "chart/domain.h"
#include "chart/plot.h"

// Everything in its place: legends, axes, cells. Text of marks may reach past the plot; then the plot
// gives way and is drawn again.

struct sheet_plan {
    struct axis_plan x, y;
    double inset[4]; // left, top, right, bottom: for text that reached past the cells
    double shrink;   // of the spec's pixels
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

// Few wide names make no giants.
static void limit(const struct plot *plot, struct room *cell) {
    double size = plot->form->style.text;
    for (size_t i = 0; i < plot->unit_count; i++) {
        if (plot->units[i].mark == MARK_ARC) { // a circle stands in the middle of a square
            double side = fmin(cell->x1 - cell->x0, cell->y1 - cell->y0),
                   spare = (cell->x1 - cell->x0 - side) / 2;
            cell->x0 += spare;
            cell->x1 = cell->x0 + side;
            cell->y1 = cell->y0 + side;
            return;
        }
    }
    for (int i = 0; i < 2; i++) {
        enum channel channel = i ? CH_Y : CH_X, offset = i ? CH_YOFFSET : CH_XOFFSET;
        const struct scale *scale = &plot->scales[channel], *inner = &plot->scales[offset];
        if (!scale->is_used || !scale_is_discrete(scale)) {
            continue;
        }
        double nested = inner->is_used && scale_is_discrete(inner) ? fmin(4, (double)inner->count) : 1;
        double most = (double)scale->count * size * (i ? 3.6 + 1.5 * nested : 7 + 4 * nested);
        if (i) {
            cell->y1 = fmin(cell->y1, cell->y0 + most);
        } else {
            cell->x1 = fmin(cell->x1, cell->x0 + most);
        }
    }
}

static const char *facet_text(const struct plot *plot, int which, struct scalar value) {
    const struct encoding *encoding = &plot->facet.encoding[which];
    return plot_text(
        plot, encoding, tree_text(tree_member(encoding_member(encoding, "header"), "format"), NULL), value);
}

static void put_header(struct plot *plot, const struct cell *cell) {
    double size = plot->form->style.text;
    const char *words = NULL;
    for (int i = 0; i < 2; i++) {
        if (plot->facet.encoding[i].field) {
            const char *one = facet_text(plot, i, cell->facet[i]);
            words = words ? arena_printf(plot->arena, "%s · %s", words, one) : one;
        }
    }
    if (words) {
        words = text_wrap(plot, CHART_BOLD, size, words, cell->x1 - cell->x0, 1);
        struct drawing_item *item =
            line_put(plot, DRAWING_HEADER, CHART_BOLD, size, words, cell->x0, cell->y0 - size * 0.55);
        item->cell = cell->number;
        item->fill = plot->form->style.ink;
    }
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

static size_t columns_of(const struct plot *plot, const struct room *room) {
    const struct facet *facet = &plot->facet;
    if (!facet->is_wrapped) {
        return facet->count[1] ? facet->count[1] : 1;
    }
    size_t count = facet->count[1], best = 1;
    double least = (double)INFINITY, goal = plot->ref_width / plot->ref_height;
    for (size_t columns = 1; columns <= count && columns <= 6;
         columns++) { // cells of about the spec's proportions
        double rows = ceil((double)count / (double)columns);
        double shape = (room->x1 - room->x0) / (double)columns / ((room->y1 - room->y0) / rows);
        double waste = rows * (double)columns - (double)count,
               score = fabs(log(shape / fmax(goal, 1.3))) + waste * 0.15;
        if (score < least) {
            least = score;
            best = columns;
        }
    }
    if (facet->columns) { // as the spec has them, unless that leaves no room for labels
        best = facet->columns < count ? facet->columns : count;
        while (best > 1 && (room->x1 - room->x0) / (double)best < plot->form->style.text * 8) {
            best = (best + 1) / 2;
        }
    }
    return best;
}

struct grid_plan {
    size_t columns, rows, count;
    double width, height, gap_x, gap_y;
};

static struct grid_plan plan_grid(const struct plot *plot, const struct room *room) {
    const struct facet *facet = &plot->facet;
    double size = plot->form->style.text;
    struct grid_plan grid = {.columns = 1, .rows = 1, .count = 1};
    if (facet->is_used) {
        grid.columns = columns_of(plot, room);
        grid.count =
            facet->is_wrapped ? facet->count[1] : (facet->count[0] ? facet->count[0] : 1) * grid.columns;
        grid.rows = (grid.count + grid.columns - 1) / (grid.columns ? grid.columns : 1);
        grid.gap_x = size * 2.9; // a label at the end of one axis and at the start of the next
        grid.gap_y = size * 2.0;
    }
    grid.width = (room->x1 - room->x0 - grid.gap_x * (double)(grid.columns - 1)) / (double)grid.columns;
    grid.height = (room->y1 - room->y0 - grid.gap_y * (double)(grid.rows - 1)) / (double)grid.rows;
    return grid;
}

static struct cell cell_at(
    struct plot *plot, const struct grid_plan *grid, const struct room *room, size_t i) {
    size_t column = i % grid->columns, row = i / grid->columns;
    struct cell cell = {.number = (int)i};
    cell.x0 = room->x0 + (grid->width + grid->gap_x) * (double)column;
    cell.y0 = room->y0 + (grid->height + grid->gap_y) * (double)row;
    cell.x1 = cell.x0 + grid->width;
    cell.y1 = cell.y0 + grid->height;
    if (plot->facet.is_used) {
        size_t across = plot->facet.is_wrapped ? i : column;
        cell.facet[0] = plot->facet.count[0] ? plot->facet.values[0][row] : SCALAR_MISSING;
        cell.facet[1] = plot->facet.count[1] ? plot->facet.values[1][across] : SCALAR_MISSING;
    }
    struct drawing_cell *out = &plot->drawing->cells[plot->drawing->cell_count++];
    *out = (struct drawing_cell){.box = {cell.x0, cell.y0, cell.x1, cell.y1}};
    for (int j = 0; j < 2; j++) {
        out->facet_field[j] = plot->facet.encoding[j].field;
        out->facet_value[j] = out->facet_field[j] ? facet_text(plot, j, cell.facet[j]) : NULL;
    }
    return cell;
}

static void draw_axes(struct plot *plot, const struct sheet_plan *plan, const struct grid_plan *grid,
    const struct cell *cells, int ids[2][MOST_CELLS]) {
    for (size_t i = 0; i < grid->count; i++) {
        bool is_left = i % grid->columns == 0, is_bottom = i + grid->columns >= grid->count,
             is_top = i < grid->columns;
        bool is_shared = plot->facet.is_used;
        size_t column = i % grid->columns, row = i / grid->columns;
        if (plan->x.is_used) {
            ids[0][column] =
                is_top || !is_shared ? axis_register(plot, &plan->x, &cells[i], is_shared) : ids[0][column];
            axis_draw(plot, &plan->x, &cells[i], is_bottom, ids[0][column]);
        }
        if (plan->y.is_used) {
            ids[1][row] = is_left ? axis_register(plot, &plan->y, &cells[i], is_shared) : ids[1][row];
            axis_draw(plot, &plan->y, &cells[i], is_left, ids[1][row]);
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

static enum error draw_once(
    struct plot *plot, struct sheet_plan *plan, struct room room, double over[4], bool *reaches) {
    double size = plot->form->style.text, text_room = direct_labels_width(plot);
    const struct room whole = room;
    int ids[2][MOST_CELLS] = {{0}};
    struct grid_plan rough = plan_grid(plot, &room);
    plot->has_value_labels = value_labels_fit(plot, (struct room){0, 0, rough.width, rough.height});
    plan->x = axis_plan(plot, CH_X);
    plan->y = axis_plan(plot, CH_Y);
    bool has_x_title = plan->x.is_used && plan->x.title, has_y_title = plan->y.is_used && plan->y.title;
    if (!plot_wants_direct_labels(plot)) {
        room.y0 = legends_draw(plot, room.x0, room.y0, room.x1 - room.x0);
    }
    double title_y = room.y0 + size * 0.9;
    room.y0 += has_y_title ? size * 1.5 : size * 0.3;
    room.y0 += plot->facet.is_used ? size * 1.5 : 0;
    room.y1 -= has_x_title ? size * 1.25 : 0;
    room.x0 += label_column(plot, &plan->y, room.x1 - room.x0) + plan->inset[0];
    room.x1 -= text_room + plan->inset[2];
    for (size_t i = 0; i < plan->x.count; i++) { // a label under the end of the axis reaches past it
        double half = text_width(plot, CHART_REGULAR, size, plan->x.labels[i]) / 2;
        double past = plan->x.at[i] * (room.x1 - room.x0) + half - (room.x1 - room.x0);
        bool is_tight = past > text_room && !scale_is_discrete(&plot->scales[CH_X]);
        text_room = is_tight ? past : text_room;
        room.x1 = fmin(room.x1, whole.x1 - plan->inset[2] - text_room);
    }
    room.y0 += plan->inset[1];
    room.y1 -= plan->inset[3];
    struct room inner = room;
    if (!plot->facet.is_used) {
        limit(plot, &inner);
    }
    struct grid_plan grid = plan_grid(plot, &inner);
    const struct axis_span across = {
        grid.width, inner.x0 - plot->form->x, plot->form->x + plot->form->width - inner.x1};
    axis_fit(plot, &plan->x, &across);
    bool is_named = plan->x.is_used && scale_is_discrete(&plot->scales[CH_X]);
    plot->wants_turn = is_named && plan->x.is_thinned && plot_may_turn(plot);
    if (plan->x.is_used) {
        inner.y1 = fmin(inner.y1, room.y1 - axis_height(plot, &plan->x));
        grid = plan_grid(plot, &inner);
    }
    axis_fit(plot, &plan->y, &(struct axis_span){.length = grid.height});
    if (grid.count > MOST_CELLS) {
        return plot_refuse(plot, plot->root, "more than %d small multiples", MOST_CELLS);
    }
    if (grid.width < size * 2 || grid.height < size * 2) {
        return plot_refuse(plot, plot->root, "there is no room for %zu cells", grid.count);
    }
    double k = fmin(grid.width / plot->ref_width, grid.height / plot->ref_height), least = size / 24,
           most = size / 9.4;
    plot->scale = fmax(least, fmin(most, k)) * plan->shrink;
    struct cell cells[MOST_CELLS];
    for (size_t i = 0; i < grid.count; i++) {
        cells[i] = cell_at(plot, &grid, &inner, i);
    }
    draw_axes(plot, plan, &grid, cells, ids);
    size_t first = plot->drawing->count;
    enum error error = ERROR_NONE;
    for (size_t i = 0; !error && i < grid.count; i++) {
        error = marks_draw(plot, &cells[i]);
        value_labels_draw(plot, &cells[i]);
        put_header(plot, &cells[i]);
    }
    if (plot_wants_direct_labels(plot) && !direct_labels_draw(plot, &cells[0])) {
        plot->has_no_room_for_names = true;
        return error;
    }
    if (has_y_title) {
        const char *words = text_wrap(plot, CHART_REGULAR, size, plan->y.title, whole.x1 - whole.x0, 1);
        line_put(plot, DRAWING_AXIS_TITLE, CHART_REGULAR, size, words, whole.x0, title_y)->axis = ids[1][0];
    }
    if (has_x_title) {
        struct room title = {
            whole.x0, 0, cells[grid.count > grid.columns ? grid.columns - 1 : grid.count - 1].x1, 0};
        put_x_title(plot, &plan->x, &title, inner.y1 + axis_height(plot, &plan->x) + size * 0.2, ids[0][0]);
    }
    // labels and axis keep their own room; what marks write must stay above them
    struct room bounds = {whole.x0, fmin(whole.y0, inner.y0), whole.x1, whole.y1};
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
    struct room room = head_put(plot);
    struct sheet_plan plan = {.shrink = 1};
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
        error = draw_once(plot, &plan, room, over, &reaches);
        if (!error && wanted_names && plot->has_no_room_for_names) { // a legend after all
            plan = (struct sheet_plan){.shrink = 1};
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
