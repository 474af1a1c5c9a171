#include "layout/page_kinds.h"
#include "layout/title.h"

// The cities of the configuration, one below the other, each with its own day and time.

static void city_draw(struct sheet *sheet, const struct env_city *city, struct rect row) {
    int baseline = row.y + row.h / 2 + sheet_px(sheet, 15), right = row.x + row.w;
    int time = sheet_px(sheet, 200), day = sheet_px(sheet, 300);
    sheet_rule(sheet, row.x, row.y, row.w);
    struct spot name = {
        ROLE_LIST, sheet_color(sheet, COLOR_INK), row.x, baseline, row.w - time - day, ALIGN_START};
    sheet_text(sheet, &name, city->name);
    // What changes while the page is on is said by kind; the words are made when a frame is composed.
    struct live date = {.kind = LIVE_DATE,
        .zone = city->zone,
        .spot = {ROLE_META, sheet_color(sheet, COLOR_DIM), right - time, baseline, day, ALIGN_END}};
    struct live clock = {.kind = LIVE_TIME,
        .zone = city->zone,
        .spot = {ROLE_CLOCK, sheet_color(sheet, COLOR_INK), right, baseline, time, ALIGN_END}};
    sheet_live(sheet, &date);
    sheet_live(sheet, &clock);
}

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    size_t most = spec->count ? (size_t)spec->count : desk->env->city_count;
    if (!desk->env->city_count) {
        return; // nothing to show is no page
    }
    struct sheet sheet;
    struct page_head head = {
        .kind = spec->kind,
        .key = "world-clock", // the same in every edition, so that an edition does not turn the page
        .title = desk->env->words->text[WORD_NOW],
        .section = "",
        .has_rail = true,
    };
    if (!desk_open_page(desk, &head, &sheet)) {
        return; // the deck is full
    }
    struct rect column = sheet.grid->main;
    int bottom = column.y + column.h, height = sheet_px(&sheet, 110);
    int y = title_draw(&sheet, column, head.title, NULL);
    for (size_t i = 0; i < desk->env->city_count && i < most && y + height <= bottom; i++) {
        city_draw(&sheet, &desk->env->cities[i], (struct rect){column.x, y, column.w, height});
        y += height;
    }
    desk_close_page(desk, spec);
}

const struct page_kind page_kind_world_clock = {"world-clock", lay_out};
