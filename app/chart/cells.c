#include <math.h>

#include "chart/cells.h"

// The cells of a chart: one, or those of small multiples, and what stands above each.

// Few wide names make no giants.
void cells_limit(const struct plot *plot, struct room *room) {
    double size = plot->form->style.text;
    for (size_t i = 0; i < plot->unit_count; i++) {
        if (plot->units[i].mark == MARK_ARC) { // a circle stands in the middle of a square
            double side = fmin(room->x1 - room->x0, room->y1 - room->y0),
                   spare = (room->x1 - room->x0 - side) / 2;
            room->x0 += spare;
            room->x1 = room->x0 + side;
            room->y1 = room->y0 + side;
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
            room->y1 = fmin(room->y1, room->y0 + most);
        } else {
            room->x1 = fmin(room->x1, room->x0 + most);
        }
    }
}

// A bin is called by both its ends.
static const char *bin_text(const struct plot *plot, int which, struct scalar value) {
    for (size_t i = 0; i < plot->unit_count; i++) {
        const struct unit *unit = &plot->units[i];
        for (size_t row = 0; unit->facet_range[which] != TABLE_NONE && row < unit->table.rows; row++) {
            if (scalar_is_equal(table_at(&unit->table, unit->facet_column[which], row), value)) {
                return table_at(&unit->table, unit->facet_range[which], row).text;
            }
        }
    }
    return NULL;
}

static const char *facet_text(const struct plot *plot, int which, struct scalar value) {
    const struct encoding *encoding = &plot->facet.encoding[which];
    const char *bin = bin_text(plot, which, value);
    return bin ? bin
               : plot_text(plot, encoding,
                     tree_text(tree_member(encoding_member(encoding, "header"), "format"), NULL), value);
}

void cell_put_header(struct plot *plot, const struct cell *cell) {
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

struct cell_grid cells_plan(const struct plot *plot, const struct room *room) {
    const struct facet *facet = &plot->facet;
    double size = plot->form->style.text;
    struct cell_grid grid = {.columns = 1, .rows = 1, .count = 1};
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

struct cell cell_add(struct plot *plot, const struct cell_grid *grid, const struct room *room, size_t i) {
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
