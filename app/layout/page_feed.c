#include "layout/packing.h"
#include "layout/page_kinds.h"
#include "layout/rows.h"

// The feed: headlines newest first, grouped by day, as many pages as there is news, all as
// full.

#define MOST_PAGES 3    // unless the rundown says otherwise
#define LEAST_HEIGHT 86 // of a row

struct feed {
    struct desk *desk;
    const struct page_spec *spec;
    struct age age;
    struct set_row *rows;
    struct block *blocks; // one for each row
    millis *days;         // local midnight of the day each row stands under; MILLIS_NONE before the first
    size_t count;         // that have a place
};

static millis local_day(const struct layout_env *env, const struct story *story) {
    if (!moment_is_known(story->published)) {
        return MILLIS_NONE;
    }
    millis local = env_local(env, story->published.utc);
    return local - local % DAY;
}

static const char *day_text(const struct feed *feed, millis day) {
    if (day == MILLIS_NONE) {
        return NULL;
    }
    char text[LOCALE_TEXT];
    return arena_text(
        &feed->desk->deck->arena, locale_date(feed->desk->env->locale, LOCALE_WEEKDAY_DATE, day, text));
}

// Of rows; the title is above them, and the day of the first.
static struct rect column_of(const struct grid *grid) {
    return rect_inset(grid->main, 0, grid_px(grid, 131), 0, 0);
}

// A page has no more than these.
static size_t most_rows(const struct grid *grid) {
    int room = column_of(grid).h;
    return room > 0 ? (size_t)(room / grid_px(grid, LEAST_HEIGHT)) : 0;
}

static struct set_row story_set(const struct feed *feed, struct sheet *sheet, const struct story *story) {
    const struct layout_env *env = feed->desk->env;
    struct row row = {
        .mark_role = ROLE_META,
        .mark_color = sheet_color(sheet, COLOR_DIM),
        .mark_width = sheet_px(sheet, 124),
        .story = story,
        .has_section = !sheet->grid->portrait && !feed->spec->section,
        .least = sheet_px(sheet, LEAST_HEIGHT),
    };
    if (moment_is_known(story->published)) {
        char time[LOCALE_TEXT];
        millis local = env_local(env, story->published.utc);
        row.mark = arena_text(sheet->arena, locale_date(env->locale, LOCALE_TIME, local, time));
    }
    return row_set(sheet, &row, column_of(sheet->grid).w);
}

// Sets rows until they are enough for so many pages, and says under which day each is. One without a date has
// no day to be headed by: it stands where its order puts it. False: nothing is wanted any more.
static bool set_rows(struct feed *feed, const struct story_choice *choice, size_t pages) {
    enum { AT_ONCE = 8 };
    struct deck *deck = feed->desk->deck;
    struct oplist none = {0};
    struct sheet sheet = {feed->desk->env, &deck->grid, &deck->arena, &none, NULL};
    int room = column_of(&deck->grid).h, heading = sheet_px(&sheet, 72);
    millis day = MILLIS_NONE;
    size_t page = 0;
    for (int used = 0; feed->count < choice->count; feed->count++) {
        const struct story *story = choice->stories[feed->count];
        millis own = local_day(feed->desk->env, story);
        bool is_new_day = own != MILLIS_NONE && own != day;
        day = is_new_day ? own : day;
        struct set_row row = story_set(feed, &sheet, story);
        struct block block = {row.height, is_new_day ? heading : 0};
        used += block.height + (used ? block.above : 0);
        if (used > room) {
            used = block.height;
            page++;
        }
        if (page == pages || block.height > room) {
            return true;
        }
        feed->rows[feed->count] = row;
        feed->blocks[feed->count] = block;
        feed->days[feed->count] = day;
        if (feed->count % AT_ONCE == AT_ONCE - 1 && !desk_pause(feed->desk)) {
            return false;
        }
    }
    return true;
}

static bool open_page(const struct feed *feed, size_t number, millis day, struct sheet *sheet) {
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
    if (!desk_open_page(feed->desk, &head, sheet)) {
        return false;
    }
    struct rect main = sheet->grid->main;
    struct spot title = {ROLE_PAGE_TITLE, sheet_color(sheet, COLOR_INK), main.x, main.y + sheet_px(sheet, 60),
        main.w, ALIGN_START};
    sheet_text(sheet, &title, head.title);
    const char *scope = feed->spec->section ? feed->spec->section : words->text[WORD_ALL_SECTIONS];
    struct spot sub = {
        ROLE_META, sheet_color(sheet, COLOR_DIM), main.x, main.y + sheet_px(sheet, 112), main.w, ALIGN_START};
    sheet_text(sheet, &sub, joined_by_dot(sheet, scope, day_text(feed, day)));
    return true;
}

// The heading of a new day in the middle of a page.
static void draw_day(const struct feed *feed, struct sheet *sheet, millis day, int y) {
    struct rect column = column_of(sheet->grid);
    sheet_rule(sheet, column.x, y, column.w);
    struct spot spot = {
        ROLE_META, sheet_color(sheet, COLOR_DIM), column.x, y + sheet_px(sheet, 52), column.w, ALIGN_START};
    sheet_text(sheet, &spot, day_text(feed, day));
}

static void draw_rows(const struct feed *feed, struct sheet *sheet, size_t first, size_t end) {
    struct rect column = column_of(sheet->grid);
    int y = column.y;
    for (size_t i = first; i < end; i++) {
        if (i > first && feed->blocks[i].above) {
            draw_day(feed, sheet, feed->days[i], y);
            y += feed->blocks[i].above;
        }
        row_put(sheet, &feed->rows[i], column.x, y);
        y += feed->blocks[i].height;
    }
}

static void draw_pages(const struct feed *feed, size_t most) {
    struct deck *deck = feed->desk->deck;
    size_t *ends = arena_array(&deck->arena, most, sizeof *ends);
    size_t pages = packing_balance(feed->blocks, feed->count, column_of(&deck->grid).h, most, ends);
    for (size_t page = 0, first = 0; page < pages; first = ends[page++]) {
        struct sheet sheet;
        if (!open_page(feed, page + 1, feed->days[first], &sheet)) {
            return;
        }
        draw_rows(feed, &sheet, first, ends[page]);
        desk_close_page(feed->desk, feed->spec);
    }
}

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    struct story_choice choice = desk_stories(desk, spec, "feed");
    if (spec->count && (size_t)spec->count < choice.count) {
        choice.count = (size_t)spec->count;
    }
    struct arena *arena = &desk->deck->arena;
    size_t pages = spec->pages ? (size_t)spec->pages : MOST_PAGES;
    size_t most = pages * most_rows(&desk->deck->grid) + 1;
    most = most < choice.count ? most : choice.count;
    struct feed feed = {.desk = desk,
        .spec = spec,
        .age = choice_age(&choice),
        .rows = arena_array(arena, most + 1, sizeof *feed.rows),
        .blocks = arena_array(arena, most + 1, sizeof *feed.blocks),
        .days = arena_array(arena, most + 1, sizeof *feed.days)};
    choice.count = most;
    if (set_rows(&feed, &choice, pages) && feed.count) {
        draw_pages(&feed, pages);
    }
}

const struct page_kind page_kind_feed = {"feed", lay_out};
