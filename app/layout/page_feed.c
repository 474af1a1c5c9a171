#include "layout/page_kinds.h"
#include "layout/rows.h"

// The feed: headlines newest first, grouped by day, as many pages as there is news.

#define MOST_PAGES 3 // unless the rundown says otherwise

struct feed {
    struct desk *desk;
    const struct page_spec *spec;
    struct sheet sheet;
    struct rect column; // of rows on this page
    int y;
    millis day; // local midnight of the rows being set; MILLIS_NONE before the first
    struct age age;
};

static millis local_day(const struct layout_env *env, const struct story *story) {
    if (!moment_is_known(story->published)) {
        return MILLIS_NONE;
    }
    millis local = env_local(env, story->published.utc);
    return local - local % DAY;
}

static const char *day_text(struct feed *feed, millis day) {
    if (day == MILLIS_NONE) {
        return NULL;
    }
    char text[LOCALE_TEXT];
    return arena_text(
        feed->sheet.arena, locale_date(feed->desk->env->locale, LOCALE_WEEKDAY_DATE, day, text));
}

static bool open_page(struct feed *feed, size_t number, millis day) {
    const struct words *words = feed->desk->env->words;
    struct arena *arena = &feed->desk->deck->arena;
    struct page_head head = {
        .kind = feed->spec->kind,
        .key = arena_printf(arena, "feed/%s/%zu", feed->spec->section ? feed->spec->section : "", number),
        .title = words->text[WORD_NEWS_FEED],
        .section = feed->spec->section,
        .has_rail = true,
        .age = feed->age,
    };
    if (!desk_open_page(feed->desk, &head, &feed->sheet)) {
        return false;
    }
    struct sheet *sheet = &feed->sheet;
    struct rect main = sheet->grid->main;
    struct spot title = {ROLE_PAGE_TITLE, sheet_color(sheet, COLOR_INK), main.x, main.y + sheet_px(sheet, 60),
        main.w, ALIGN_START};
    sheet_text(sheet, &title, head.title);
    const char *scope = feed->spec->section ? feed->spec->section : words->text[WORD_ALL_SECTIONS];
    struct spot sub = {
        ROLE_META, sheet_color(sheet, COLOR_DIM), main.x, main.y + sheet_px(sheet, 112), main.w, ALIGN_START};
    sheet_text(sheet, &sub, joined_by_dot(sheet, scope, day_text(feed, day)));
    feed->y = main.y + sheet_px(sheet, 131);
    feed->column = (struct rect){main.x, feed->y, main.w, main.y + main.h - feed->y};
    feed->day = day;
    return true;
}

// The heading of a new day in the middle of a page.
static void draw_day(struct feed *feed, millis day) {
    struct sheet *sheet = &feed->sheet;
    sheet_rule(sheet, feed->column.x, feed->y, feed->column.w);
    struct spot spot = {ROLE_META, sheet_color(sheet, COLOR_DIM), feed->column.x,
        feed->y + sheet_px(sheet, 52), feed->column.w, ALIGN_START};
    sheet_text(sheet, &spot, day_text(feed, day));
}

// False if it does not fit any more; a new day's heading does not come without its first story.
static bool add_story(struct feed *feed, const struct story *story) {
    struct sheet *sheet = &feed->sheet;
    millis day = local_day(feed->desk->env, story);
    // One without a date has no day to be headed by: it stands where its order puts it.
    bool is_new_day = day != MILLIS_NONE && day != feed->day;
    char time[LOCALE_TEXT];
    struct row row = {
        .mark_role = ROLE_META,
        .mark_color = sheet_color(sheet, COLOR_DIM),
        .mark_width = sheet_px(sheet, 124),
        .story = story,
        .has_section = !sheet->grid->portrait && !feed->spec->section,
    };
    if (day != MILLIS_NONE) {
        millis local = env_local(feed->desk->env, story->published.utc);
        row.mark = arena_text(sheet->arena, locale_date(feed->desk->env->locale, LOCALE_TIME, local, time));
    }
    int top = feed->y + (is_new_day ? sheet_px(sheet, 72) : 0);
    int below = row_draw(sheet, &row, feed->column, top);
    if (below == top) {
        return false;
    }
    if (is_new_day) {
        draw_day(feed, day);
        feed->day = day;
    }
    feed->y = below;
    return true;
}

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    struct story_choice choice = desk_stories(desk, spec, "feed");
    if (spec->count && (size_t)spec->count < choice.count) {
        choice.count = (size_t)spec->count;
    }
    struct feed feed = {.desk = desk, .spec = spec, .age = choice_age(&choice)};
    size_t pages = spec->pages ? (size_t)spec->pages : MOST_PAGES;
    size_t at = 0;
    for (size_t number = 1; number <= pages && at < choice.count; number++) {
        if (!open_page(&feed, number, local_day(desk->env, choice.stories[at]))) {
            return;
        }
        size_t first = at;
        while (at < choice.count && add_story(&feed, choice.stories[at])) {
            at++;
        }
        desk_close_page(desk, spec);
        if (at == first) {
            return; // not even one row fits this screen
        }
    }
}

const struct page_kind page_kind_feed = {"feed", lay_out};
