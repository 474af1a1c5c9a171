#include "layout/grid.h"

#include <math.h>

int grid_px(const struct grid *grid, double units) {
    return (int)lround(units * grid->scale);
}

struct rect grid_place(const struct grid *grid, struct rect box) {
    if (grid->mirrored) {
        box.x = grid->width - box.x - box.w;
    }
    return box;
}

struct grid grid_make(int width, int height, bool has_ticker) {
    struct grid grid = {.width = width, .height = height, .portrait = height > width};
    grid.scale = (grid.portrait ? width : height) / 1080.0;
    grid.margin = grid_px(&grid, grid.portrait ? 56 : 72);
    int inner = width - 2 * grid.margin;
    int ticker = has_ticker ? grid_px(&grid, 92) : 0;
    grid.ticker = (struct rect){0, height - ticker, width, ticker};
    grid.masthead = (struct rect){grid.margin, grid_px(&grid, 40), inner, grid_px(&grid, 72)};
    int progress_bottom = height - (has_ticker ? grid_px(&grid, 105) : grid_px(&grid, 40));
    int thick = grid_px(&grid, 5) > 2 ? grid_px(&grid, 5) : 2;
    grid.progress = (struct rect){grid.margin, progress_bottom - thick, inner, thick};
    int top = grid_px(&grid, 150);
    grid.body = (struct rect){grid.margin, top, inner, grid.progress.y - grid_px(&grid, 22) - top};
    grid.main = grid.body;
    if (grid.portrait) {
        int strip = grid_px(&grid, 180);
        grid.rail = (struct rect){grid.margin, grid.body.y + grid.body.h - strip, inner, strip};
        grid.main.h -= strip + grid_px(&grid, 28);
    } else {
        int rail = grid_px(&grid, 452);
        grid.rail = (struct rect){grid.margin + inner - rail, top, rail, grid.body.h};
        grid.main.w = inner - rail - grid_px(&grid, 48);
    }
    return grid;
}
