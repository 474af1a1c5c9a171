#include "layout/rows.h"

#include <string.h>

#include "base/utf8.h"
#include "text/breaks.h"

#define MOST_LINES 2
#define MOST_LEDE 3
#define BADGE 72 // pixels square

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

struct set_row row_set(struct sheet *sheet, const struct row *row, int width) {
    struct set_row set = {.row = *row, .width = width, .tag = tag_width(sheet, row, width / 3)};
    set.room = width - row->mark_width - (set.tag ? set.tag + sheet_px(sheet, 40) : 0);
    struct span span = {row->story->headline, ROLE_LIST, row->story->language};
    struct paragraph_form form = {.width = set.room, .max_lines = MOST_LINES, .fit = FIT_BALANCED};
    set.headline = paragraph_set(sheet->env, sheet->arena, &span, 1, &form);
    set.lede = set_lede(sheet, row, set.room);
    set.kicker = row->kicker ? sheet_px(sheet, 40) : 0;
    set.gap = set.lede.count ? sheet_px(sheet, 6) : 0;
    set.text_height = set.kicker + (int)set.headline.count * set.headline.line_height + set.gap +
                      (int)set.lede.count * set.lede.line_height;
    int least = row->least ? row->least : sheet_px(sheet, row->mark_role == ROLE_NUMERAL ? 104 : 86);
    // A numeral is higher than the line it stands on, and needs its air below the rule.
    int height = set.text_height + sheet_px(sheet, row->mark_role == ROLE_NUMERAL ? 44 : 28);
    set.height = height > least ? height : least;
    return set;
}

// Text stands in the middle of its row; below a kicker at the top, so that these have the same place in all.
static int text_top(struct sheet *sheet, const struct set_row *set, int y) {
    return y + (set->kicker ? sheet_px(sheet, 14) : (set->height - set->text_height) / 2);
}

// The first letter of a name, past the quotation mark or bracket it may begin with.
static const char *initial_of(struct sheet *sheet, const char *name) {
    size_t len = strlen(name), at = 0, used = 0;
    for (; at < len; at += used) {
        uint32_t sign = utf8_next(name + at, len - at, &used);
        bool is_sign = sign < '0' || sign == 0xAB || (sign >= 0x2010 && sign <= 0x2027);
        if (!is_sign) {
            char upper[LOCALE_TEXT];
            size_t end = breaks_next(sheet->env->breaker, name, len, at);
            const char *letter = arena_text_n(sheet->arena, name + at, end - at);
            return arena_text(sheet->arena, locale_upper(sheet->env->locale, letter, upper, sizeof upper));
        }
    }
    return NULL;
}

// A mark for who has none of its own: the initial, as large as the row allows.
static void badge_draw(struct sheet *sheet, const char *name, int x, int y) {
    const char *initial = initial_of(sheet, name);
    int side = sheet_px(sheet, BADGE);
    struct rect box = {x, y, side, side};
    sheet_fill(sheet, ROLE_PANEL, box, sheet_color(sheet, COLOR_PANEL), sheet_px(sheet, 14));
    struct type type = theme_type(sheet->env->theme, ROLE_NUMERAL, sheet->grid->scale);
    struct font_metrics metrics = sheet->env->measure->metrics(sheet->env->measure->context, &type);
    struct spot spot = {ROLE_NUMERAL, sheet_color(sheet, COLOR_INK), x + side / 2,
        y + (side + metrics.cap_height) / 2, side, ALIGN_CENTER};
    if (initial) {
        sheet_text(sheet, &spot, initial);
    }
}

void row_put(struct sheet *sheet, const struct set_row *set, int x, int y) {
    const struct row *row = &set->row;
    const struct paragraph *headline = &set->headline;
    sheet_rule(sheet, x, y, set->width);
    int top = text_top(sheet, set, y);
    if (row->kicker) {
        struct spot label = {ROLE_LABEL_SMALL, section_color(sheet, row->story->section), x + row->mark_width,
            top + sheet_px(sheet, 28), set->room, ALIGN_START};
        sheet_text(sheet, &label, row->kicker);
        top += set->kicker;
    }
    struct spot spot = {
        .role = ROLE_LIST,
        .color = sheet_color(sheet, COLOR_INK),
        .x = x + row->mark_width,
        .baseline = top,
        .width = set->room,
    };
    spot.baseline = sheet_lines(sheet, headline, 0, headline->count, &spot) + set->gap;
    spot.color = sheet_color(sheet, COLOR_DIM);
    sheet_lines(sheet, &set->lede, 0, set->lede.count, &spot);
    if (row->badge) {
        badge_draw(sheet, row->badge, x, y + sheet_px(sheet, 22));
    }
    // Mark and tag stand on the baseline of the first line.
    int lead = (headline->line_height - headline->ascent - headline->descent) / 2;
    int baseline = top + lead + headline->ascent;
    if (row->mark) {
        struct spot mark = {row->mark_role, row->mark_color, x, baseline, 0, ALIGN_START};
        sheet_text(sheet, &mark, row->mark);
    }
    if (set->tag) {
        uint32_t color = section_color(sheet, row->story->section);
        struct spot label = {ROLE_LABEL_SMALL, color, x + set->width, baseline, set->tag, ALIGN_END};
        sheet_text(sheet, &label, section_label(sheet->env, row->story->section));
    }
}

int row_draw(struct sheet *sheet, const struct row *row, struct rect column, int y) {
    struct set_row set = row_set(sheet, row, column.w);
    if (y + set.height > column.y + column.h) {
        return y;
    }
    row_put(sheet, &set, column.x, y);
    return y + set.height;
}

struct row row_numbered(struct sheet *sheet, size_t number, const struct story *story) {
    char text[LOCALE_TEXT];
    locale_number(sheet->env->locale, (double)number, 0, text);
    return (struct row){.mark = arena_text(sheet->arena, text),
        .mark_role = ROLE_NUMERAL,
        .mark_color = sheet_ink(sheet, COLOR_ACCENT),
        .mark_width = sheet_px(sheet, 98),
        .story = story};
}
