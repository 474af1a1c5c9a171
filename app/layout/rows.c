#include "layout/rows.h"

#define MOST_LINES 2
#define MOST_LEDE 3

static int tag_width(struct sheet *sheet, const struct row *row, int most) {
    if (!row->has_section || !row->story->section) {
        return 0;
    }
    struct span span = {section_label(sheet->env, row->story->section), ROLE_LABEL_SMALL, NULL};
    return line_set(sheet->env, sheet->arena, span, most).width;
}

// No lines if there is none, or if it would break off: that says less than nothing.
static struct paragraph set_lede(struct sheet *sheet, const struct row *row, int width) {
    struct paragraph lede = {0};
    if (row->has_lede && row->story->summary) {
        struct span span = {row->story->summary, ROLE_META, row->story->language};
        struct paragraph_form form = {.width = width, .max_lines = MOST_LEDE, .fit = FIT_RAGGED};
        lede = paragraph_set(sheet->env, sheet->arena, &span, 1, &form);
        lede.count = lede.cut ? 0 : lede.count;
    }
    return lede;
}

int row_draw(struct sheet *sheet, const struct row *row, struct rect column, int y) {
    int tag = tag_width(sheet, row, column.w / 3);
    int room = column.w - row->mark_width - (tag ? tag + sheet_px(sheet, 40) : 0);
    struct span span = {row->story->headline, ROLE_LIST, row->story->language};
    struct paragraph_form form = {.width = room, .max_lines = MOST_LINES, .fit = FIT_BALANCED};
    struct paragraph headline = paragraph_set(sheet->env, sheet->arena, &span, 1, &form);
    struct paragraph lede = set_lede(sheet, row, room);
    int kicker = row->kicker ? sheet_px(sheet, 40) : 0, gap = lede.count ? sheet_px(sheet, 6) : 0;
    int text_height =
        kicker + (int)headline.count * headline.line_height + gap + (int)lede.count * lede.line_height;
    int least = row->least ? row->least : sheet_px(sheet, row->mark_role == ROLE_NUMERAL ? 104 : 86);
    // A numeral is higher than the line it stands on, and needs its air below the rule.
    int height = text_height + sheet_px(sheet, row->mark_role == ROLE_NUMERAL ? 44 : 28);
    height = height > least ? height : least;
    if (y + height > column.y + column.h) {
        return y;
    }
    sheet_rule(sheet, column.x, y, column.w);
    int top = y + (height - text_height) / 2;
    if (row->kicker) {
        struct spot label = {ROLE_LABEL_SMALL, section_color(sheet, row->story->section),
            column.x + row->mark_width, top + sheet_px(sheet, 28), room, ALIGN_START};
        sheet_text(sheet, &label, row->kicker);
        top += kicker;
    }
    struct spot spot = {
        .role = ROLE_LIST,
        .color = sheet_color(sheet, COLOR_INK),
        .x = column.x + row->mark_width,
        .baseline = top,
        .width = room,
    };
    spot.baseline = sheet_lines(sheet, &headline, 0, headline.count, &spot) + gap;
    spot.color = sheet_color(sheet, COLOR_DIM);
    sheet_lines(sheet, &lede, 0, lede.count, &spot);
    // Mark and tag stand on the baseline of the first line.
    int lead = (headline.line_height - headline.ascent - headline.descent) / 2;
    int baseline = top + lead + headline.ascent;
    if (row->mark) {
        struct spot mark = {row->mark_role, row->mark_color, column.x, baseline, 0, ALIGN_START};
        sheet_text(sheet, &mark, row->mark);
    }
    if (tag) {
        uint32_t color = section_color(sheet, row->story->section);
        struct spot label = {ROLE_LABEL_SMALL, color, column.x + column.w, baseline, tag, ALIGN_END};
        sheet_text(sheet, &label, section_label(sheet->env, row->story->section));
    }
    return y + height;
}
