#include "layout/rows.h"

#define MOST_LINES 2

static int tag_width(struct sheet *sheet, const struct row *row) {
    if (!row->has_section || !row->story->section) {
        return 0;
    }
    struct span span = {section_label(sheet->env, row->story->section), ROLE_LABEL_SMALL};
    return line_set(sheet->env, sheet->arena, span, 0).width;
}

int row_draw(struct sheet *sheet, const struct row *row, struct rect column, int y) {
    int tag = tag_width(sheet, row);
    int room = column.w - row->mark_width - (tag ? tag + sheet_px(sheet, 40) : 0);
    struct span span = {row->story->headline, ROLE_LIST};
    struct paragraph_form form = {.width = room, .max_lines = MOST_LINES, .fit = FIT_BALANCED};
    struct paragraph headline = paragraph_set(sheet->env, sheet->arena, &span, 1, &form);
    int text_height = (int)headline.count * headline.line_height;
    int least = sheet_px(sheet, row->mark_role == ROLE_NUMERAL ? 104 : 86);
    int height = text_height + sheet_px(sheet, 28);
    height = height > least ? height : least;
    if (y + height > column.y + column.h) {
        return y;
    }
    sheet_rule(sheet, column.x, y, column.w);
    int top = y + (height - text_height) / 2;
    struct spot spot = {
        .role = ROLE_LIST,
        .color = sheet_color(sheet, COLOR_INK),
        .x = column.x + row->mark_width,
        .baseline = top,
        .width = room,
    };
    sheet_lines(sheet, &headline, 0, headline.count, &spot);
    // Mark and tag stand on the baseline of the first line.
    int lead = (headline.line_height - headline.ascent - headline.descent) / 2;
    int baseline = top + lead + headline.ascent;
    if (row->mark) {
        struct spot mark = {row->mark_role, row->mark_color, column.x, baseline, 0, ALIGN_LEFT};
        sheet_text(sheet, &mark, row->mark);
    }
    if (tag) {
        uint32_t color = section_color(sheet, row->story->section);
        struct spot label = {ROLE_LABEL_SMALL, color, column.x + column.w, baseline, 0, ALIGN_RIGHT};
        sheet_text(sheet, &label, section_label(sheet->env, row->story->section));
    }
    return y + height;
}
