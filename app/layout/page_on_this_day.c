#include <stdlib.h>

#include "layout/page_kinds.h"
#include "layout/title.h"

#define MOST_LINES 5 // of one event

// What happened on this day of other years: the date, and the years as numerals, the earliest first.

static const char *year_text(struct sheet *sheet, int year) {
    const char *text = arena_printf(sheet->arena, "%d", year < 0 ? -year : year);
    return year < 0 ? words_format(sheet->env->words, WORD_BEFORE_CHRIST, sheet->arena, text, NULL) : text;
}

static int widest_year(struct sheet *sheet, const struct event *const *events, size_t count) {
    int widest = 0;
    for (size_t i = 0; i < count; i++) {
        int width = sheet_text_width(sheet, ROLE_NUMERAL, year_text(sheet, events[i]->year));
        widest = width > widest ? width : widest;
    }
    return widest;
}

// Returns the y below it, or `y`, having drawn nothing, if there is no room.
static int event_draw(struct sheet *sheet, const struct event *event, struct rect column, int years, int y) {
    int left = years + sheet_px(sheet, 44), room = column.w - left;
    struct span span = {event->text, ROLE_LIST, NULL};
    struct paragraph_form form = {room, MOST_LINES, FIT_BALANCED};
    struct paragraph text = paragraph_set(sheet->env, sheet->arena, &span, 1, &form);
    int text_height = (int)text.count * text.line_height, least = sheet_px(sheet, 112);
    int height = text_height + sheet_px(sheet, 40);
    height = height > least ? height : least;
    if (y + height > column.y + column.h) {
        return y;
    }
    sheet_rule(sheet, column.x, y, column.w);
    int top = y + (height - text_height) / 2;
    int baseline = top + (text.line_height - text.ascent - text.descent) / 2 + text.ascent;
    struct spot year = {ROLE_NUMERAL, sheet_ink(sheet, COLOR_ACCENT), column.x, baseline, years, ALIGN_START};
    sheet_text(sheet, &year, year_text(sheet, event->year));
    struct spot spot = {ROLE_LIST, sheet_color(sheet, COLOR_INK), column.x + left, top, room, ALIGN_START};
    sheet_lines(sheet, &text, 0, text.count, &spot);
    return y + height;
}

static int by_year(const void *left, const void *right) {
    const struct event *const *a = left;
    const struct event *const *b = right;
    if ((*a)->year != (*b)->year) {
        return (*a)->year < (*b)->year ? -1 : 1;
    }
    return (*a > *b) - (*a < *b); // one array: the address is the order of the answer
}

// The first of the answer, which a service puts first for a reason, in the order of their years.
static const struct event **choose(struct desk *desk, size_t count) {
    const struct event **events = arena_array(&desk->deck->arena, count + 1, sizeof *events);
    for (size_t i = 0; i < count; i++) {
        events[i] = &desk->edition->events[i];
    }
    qsort(events, count, sizeof(struct event *), by_year);
    return events;
}

static struct age age_of(const struct event *const *events, size_t count) {
    struct age age = events[0]->age;
    for (size_t i = 1; i < count; i++) {
        age = age_of_both(age, events[i]->age);
    }
    return age;
}

#define DEFAULT_EVENTS 5

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    size_t count = desk->edition ? desk->edition->event_count : 0;
    size_t most = spec->count ? (size_t)spec->count : DEFAULT_EVENTS;
    count = count < most ? count : most;
    if (!count) {
        return;
    }
    const struct event **events = choose(desk, count);
    struct sheet sheet;
    struct page_head head = {
        .kind = spec->kind,
        .key = "on-this-day",
        .title = desk->env->words->text[WORD_ON_THIS_DAY],
        .section = spec->section,
        .has_rail = true,
        .age = age_of(events, count),
    };
    if (!desk_open_page(desk, &head, &sheet)) {
        return;
    }
    struct rect column = sheet.grid->main;
    char date[LOCALE_TEXT];
    locale_date(desk->env->locale, LOCALE_DATE, env_local(desk->env, desk->wall), date);
    const char *day = arena_text(sheet.arena, date);
    int y = title_draw(&sheet, column, head.title, &(struct title_tabs){&day, 1, SIZE_MAX});
    column.h -= y - column.y;
    column.y = y;
    int years = widest_year(&sheet, events, count);
    for (size_t i = 0; i < count; i++) {
        int below = event_draw(&sheet, events[i], column, years, y);
        if (below == y) {
            break;
        }
        y = below;
    }
    desk_close_page(desk, spec);
}

const struct page_kind page_kind_on_this_day = {"on-this-day", lay_out};
