#include "layout/page_kinds.h"
#include "layout/rows.h"
#include "layout/title.h"

// What readers read most: now, today, this week, each list a page in turn, its place among them underlined.

#define MOST_ROWS 7

static const struct {
    const char *list;
    enum word word;
} lists[] = {
    {"most-read-now", WORD_NOW},
    {"most-read-today", WORD_TODAY},
    {"most-read-week", WORD_THIS_WEEK},
};

#define LISTS (sizeof lists / sizeof *lists)

// Seven rows fill a page; fewer are not spread.
static void draw_rows(struct sheet *sheet, const struct story_choice *choice, struct rect column) {
    int y = column.y, least = column.h / MOST_ROWS, most = sheet_px(sheet, sheet->grid->portrait ? 160 : 110);
    for (size_t i = 0; i < choice->count; i++) {
        struct row row = row_numbered(sheet, i + 1, choice->stories[i]);
        row.least = least < most ? least : most;
        int below = row_draw(sheet, &row, column, y);
        if (below == y) {
            return;
        }
        y = below;
    }
}

static bool lay_out_list(
    struct desk *desk, const struct page_spec *spec, const char *list, const struct title_tabs *tabs) {
    struct page_spec of_list = *spec;
    of_list.from = list;
    struct story_choice choice = desk_stories(desk, &of_list, list);
    size_t most = spec->count ? (size_t)spec->count : MOST_ROWS;
    choice.count = choice.count < most ? choice.count : most;
    struct sheet sheet;
    struct page_head head = {
        .kind = spec->kind,
        .key = arena_printf(&desk->deck->arena, "most-read/%s", list),
        .title = desk->env->words->text[WORD_MOST_READ],
        .section = spec->section,
        .has_rail = true,
        .age = choice_age(&choice),
    };
    if (!desk_open_page(desk, &head, &sheet)) {
        return false;
    }
    struct rect column = sheet.grid->main;
    int y = title_draw(&sheet, column, head.title, tabs);
    column.h -= y - column.y;
    column.y = y;
    draw_rows(&sheet, &choice, column);
    desk_close_page(desk, spec);
    return true;
}

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    const char *names[LISTS], *found[LISTS];
    size_t count = 0;
    for (size_t i = 0; i < LISTS && !spec->from; i++) {
        struct page_spec of_list = *spec;
        of_list.from = lists[i].list;
        if (desk_stories(desk, &of_list, NULL).count) {
            names[count] = desk->env->words->text[lists[i].word];
            found[count++] = lists[i].list;
        }
    }
    for (size_t i = 0; i < count; i++) {
        struct title_tabs tabs = {names, count, i};
        if (!lay_out_list(desk, spec, found[i], count > 1 ? &tabs : NULL)) {
            return;
        }
    }
    if (spec->from && desk_stories(desk, spec, NULL).count) {
        lay_out_list(desk, spec, spec->from, NULL);
    }
}

const struct page_kind page_kind_most_read = {"most-read", lay_out};
