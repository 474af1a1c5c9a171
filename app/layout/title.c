#include "layout/title.h"

static int tabs_width(struct sheet *sheet, const struct title_tabs *tabs, int gap) {
    int width = 0;
    for (size_t i = 0; i < tabs->count; i++) {
        width += sheet_text_width(sheet, ROLE_TAB, tabs->names[i]) + (i ? gap : 0);
    }
    return width;
}

static void draw_tabs(struct sheet *sheet, const struct title_tabs *tabs, int x, int baseline, int gap) {
    for (size_t i = 0; i < tabs->count; i++) {
        bool is_current = i == tabs->current;
        struct spot spot = {
            ROLE_TAB, sheet_color(sheet, is_current ? COLOR_INK : COLOR_DIM), x, baseline, 0, ALIGN_START};
        int width = sheet_text(sheet, &spot, tabs->names[i]);
        if (is_current) {
            struct rect line = {x, baseline + sheet_px(sheet, 14), width, sheet_px(sheet, 4)};
            sheet_fill(sheet, ROLE_SIGN, line, sheet_color(sheet, COLOR_ACCENT), 0);
        }
        x += width + gap;
    }
}

int title_height(const struct grid *grid) {
    return grid_px(grid, 91);
}

int title_draw(struct sheet *sheet, struct rect column, const char *text, const struct title_tabs *tabs) {
    int gap = sheet_px(sheet, 26), tabs_room = tabs ? tabs_width(sheet, tabs, gap) : 0;
    struct spot title = {ROLE_PAGE_TITLE, sheet_color(sheet, COLOR_INK), column.x,
        column.y + sheet_px(sheet, 60), column.w, ALIGN_START};
    int x = column.x + sheet_text(sheet, &title, text) + sheet_px(sheet, 44);
    if (!tabs) {
        return column.y + title_height(sheet->grid);
    }
    if (x + tabs_room <= column.x + column.w) {
        draw_tabs(sheet, tabs, x, title.baseline, gap);
        return column.y + title_height(sheet->grid);
    }
    draw_tabs(sheet, tabs, column.x, title.baseline + sheet_px(sheet, 62), gap); // a line of their own
    return column.y + sheet_px(sheet, 153);
}
