#include <stdio.h>

#include "layout/city_widget.h"
#include "layout/forecast.h"
#include "layout/page_kinds.h"
#include "layout/weather_symbol.h"
#include "layout/weather_text.h"

// A city: its local time, its weather now, the next hours and days.

#define DEFAULT_CITIES 4

// The name, and at the right its own time of day and date.
static void head_draw(struct sheet *sheet, const struct env_city *city) {
    struct rect body = sheet->grid->body;
    int baseline = body.y + sheet_px(sheet, 60), right = body.x + body.w;
    int time = time_width(sheet, ROLE_CLOCK) + sheet_px(sheet, 24);
    int date = sheet_px(sheet, 260);
    struct live clock = {.kind = LIVE_TIME,
        .zone = city->zone,
        .spot = {ROLE_CLOCK, sheet_color(sheet, COLOR_INK), right, baseline, 0, ALIGN_END}};
    struct live day = {.kind = LIVE_DATE,
        .zone = city->zone,
        .spot = {ROLE_META, sheet_color(sheet, COLOR_DIM), right - time, baseline, date, ALIGN_END}};
    struct spot name = {ROLE_PAGE_TITLE, sheet_color(sheet, COLOR_INK), body.x, baseline,
        body.w - time - date - sheet_px(sheet, 24), ALIGN_START};
    sheet_text(sheet, &name, city->name);
    sheet_live(sheet, &day);
    sheet_live(sheet, &clock);
}

// Sky, high and low, wind: "" for what is not known.
struct facts {
    const char *text[3];
};

static struct facts facts_of(struct sheet *sheet, const struct forecast *forecast) {
    struct facts facts = {{sky_text(sheet->env->words, forecast->weather->sky),
        high_low_text(sheet, forecast->weather, forecast->wall), wind_text(sheet, forecast->weather)}};
    for (size_t i = 0; i < 3; i++) {
        facts.text[i] = facts.text[i] ? facts.text[i] : "";
    }
    return facts;
}

static enum role fact_role(size_t fact) {
    return fact ? ROLE_META : ROLE_LIST_STRONG;
}

// One below the other in the middle of `box`.
static void facts_draw(struct sheet *sheet, const struct forecast *forecast, struct rect box) {
    struct facts facts = facts_of(sheet, forecast);
    struct paragraph lines[3] = {{0}};
    int height = 0;
    for (size_t i = 0; i < 3; i++) {
        struct span span = {facts.text[i], fact_role(i), NULL};
        struct paragraph_form form = {box.w, 2, FIT_RAGGED};
        lines[i] = paragraph_set(sheet->env, sheet->arena, &span, 1, &form);
        height += (int)lines[i].count * lines[i].line_height;
    }
    struct spot spot = {.x = box.x, .baseline = box.y + (box.h - height) / 2, .width = box.w};
    for (size_t i = 0; i < 3; i++) {
        spot.color = sheet_color(sheet, i ? COLOR_DIM : COLOR_INK);
        spot.baseline = sheet_lines(sheet, &lines[i], 0, lines[i].count, &spot);
    }
}

#define SYMBOL_GAP 40
#define FACTS_GAP 32

// What now_draw takes with all facts on one line each.
static int now_width(struct sheet *sheet, const struct forecast *forecast, int height) {
    struct facts facts = facts_of(sheet, forecast);
    int widest = 0;
    for (size_t i = 0; i < 3; i++) {
        int width = sheet_text_width(sheet, fact_role(i), facts.text[i]);
        widest = width > widest ? width : widest;
    }
    int symbol = forecast->weather->sky != SKY_UNKNOWN ? height + sheet_px(sheet, SYMBOL_GAP) : 0;
    return symbol +
           sheet_text_width(sheet, ROLE_DEGREES, degrees_text(sheet, forecast->weather->temperature)) +
           sheet_px(sheet, FACTS_GAP) + widest;
}

// Symbol and degrees large, the facts beside them.
static void now_draw(struct sheet *sheet, const struct forecast *forecast, struct rect box) {
    const struct weather *weather = forecast->weather;
    struct rect symbol = {box.x, box.y, box.h, box.h};
    int x = box.x;
    if (weather->sky != SKY_UNKNOWN) {
        weather_symbol(
            sheet, symbol, weather->sky, zone_is_night(forecast->zone, forecast->wall), COLOR_BACKGROUND);
        x += symbol.w + sheet_px(sheet, SYMBOL_GAP);
    }
    struct type type = theme_type(sheet->env->theme, ROLE_DEGREES, sheet->grid->scale);
    struct font_metrics metrics = sheet->env->measure->metrics(sheet->env->measure->context, &type);
    struct spot spot = {ROLE_DEGREES, sheet_color(sheet, COLOR_INK), x,
        box.y + (box.h + metrics.cap_height) / 2, 0, ALIGN_START};
    x += sheet_text(sheet, &spot, degrees_text(sheet, weather->temperature)) + sheet_px(sheet, FACTS_GAP);
    facts_draw(sheet, forecast, (struct rect){x, box.y, box.x + box.w - x, box.h});
}

// "Open-Meteo · as of 13:45".
static void foot_draw(struct sheet *sheet, const struct forecast *forecast, int baseline) {
    const struct weather *weather = forecast->weather;
    struct rect body = sheet->grid->body;
    const char *time = NULL;
    if (moment_is_known(weather->time)) {
        char text[LOCALE_TEXT];
        millis offset = zone_offset(forecast->zone, weather->time.utc);
        locale_date(sheet->env->locale, LOCALE_TIME, weather->time.utc + offset * SECOND, text);
        time = words_format(sheet->env->words, WORD_AS_OF, sheet->arena, text, NULL);
    }
    const char *text = joined_by_dot(sheet, weather->source_name, time);
    if (text) {
        struct spot spot = {
            ROLE_META_SMALL, sheet_color(sheet, COLOR_DIM), body.x, baseline, body.w, ALIGN_START};
        sheet_text(sheet, &spot, text);
    }
}

static void draw_landscape(struct sheet *sheet, const struct forecast *forecast) {
    struct rect body = sheet->grid->body;
    int top = body.y + sheet_px(sheet, 104), foot = body.y + body.h - sheet_px(sheet, 6);
    // Long facts make the panel narrower, by up to three of its six hours.
    int height = sheet_px(sheet, 250), gap = sheet_px(sheet, 32);
    int most = sheet_px(sheet, 760), least = sheet_px(sheet, 400);
    int hours = body.w - gap - now_width(sheet, forecast, height);
    hours = hours < least ? least : hours > most ? most : hours;
    struct rect now = {body.x, top, body.w - hours - gap, height};
    struct rect panel = {body.x + body.w - hours, top, hours, now.h};
    if (!forecast_hours(sheet, forecast, panel)) {
        now.w = body.w;
    }
    now_draw(sheet, forecast, now);
    int below = top + now.h + sheet_px(sheet, 32);
    forecast_tiles(sheet, forecast, (struct rect){body.x, below, body.w, foot - sheet_px(sheet, 44) - below});
    foot_draw(sheet, forecast, foot);
}

static void draw_portrait(struct sheet *sheet, const struct forecast *forecast) {
    struct rect body = sheet->grid->body;
    int y = body.y + sheet_px(sheet, 120), foot = body.y + body.h - sheet_px(sheet, 6);
    now_draw(sheet, forecast, (struct rect){body.x, y, body.w, sheet_px(sheet, 300)});
    y += sheet_px(sheet, 340);
    struct rect panel = {body.x, y, body.w, sheet_px(sheet, 260)};
    if (forecast_hours(sheet, forecast, panel)) {
        y += panel.h + sheet_px(sheet, 40);
    }
    forecast_rows(sheet, forecast, (struct rect){body.x, y, body.w, foot - sheet_px(sheet, 44) - y});
    foot_draw(sheet, forecast, foot);
}

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    size_t most = spec->count ? (size_t)spec->count : DEFAULT_CITIES, made = 0;
    for (size_t i = 0; i < desk->env->city_count && made < most; i++) {
        const struct env_city *city = &desk->env->cities[i];
        struct forecast forecast = {city_weather(desk, city), city->zone, desk->wall};
        if (!forecast.weather) {
            continue;
        }
        struct sheet sheet;
        struct page_head head = {
            .kind = spec->kind,
            .key = arena_printf(&desk->deck->arena, "city/%s", city->name),
            .title = city->name,
            .age = forecast.weather->age,
        };
        if (!desk_open_page(desk, &head, &sheet)) {
            return;
        }
        head_draw(&sheet, city);
        (sheet.grid->portrait ? draw_portrait : draw_landscape)(&sheet, &forecast);
        desk_close_page(desk, spec);
        made++;
    }
}

const struct page_kind page_kind_city = {"city", lay_out};
