#include "layout/city_widget.h"

#include "layout/updated.h"
#include "layout/weather_symbol.h"
#include "layout/weather_text.h"

const struct weather *city_weather(const struct desk *desk, const struct env_city *city) {
    const struct weather *weather = desk->edition ? edition_weather(desk->edition, city->name) : NULL;
    return weather && weather_is_fresh(weather, desk->wall) ? weather : NULL;
}

bool city_any_weather(const struct desk *desk) {
    for (size_t i = 0; i < desk->env->city_count; i++) {
        if (city_weather(desk, &desk->env->cities[i])) {
            return true;
        }
    }
    return false;
}

void city_title(struct sheet *sheet, const struct env_city *city, int x, int baseline, int width) {
    uint32_t dim = sheet_color(sheet, COLOR_DIM);
    struct span widest = {" \xC2\xB7 00:00", ROLE_META, NULL};
    int time = line_set(sheet->env, sheet->arena, widest, 0).width;
    struct spot name = {ROLE_META, dim, x, baseline, width - time, ALIGN_START};
    struct live clock = {.kind = LIVE_TIME,
        .zone = city->zone,
        .prefix = " \xC2\xB7 ",
        .spot = {ROLE_META, dim, x, baseline, 0, ALIGN_START}};
    clock.spot.x += sheet_text(sheet, &name, city->name);
    sheet_live(sheet, &clock);
}

// A city whose weather nobody tells: its time of day, large.
static void clock_slide(struct sheet *sheet, struct rect inner, const struct env_city *city) {
    struct spot name = {ROLE_META, sheet_color(sheet, COLOR_DIM), inner.x, inner.y + sheet_px(sheet, 57),
        inner.w, ALIGN_START};
    sheet_text(sheet, &name, city->name);
    struct live clock = {.kind = LIVE_TIME,
        .zone = city->zone,
        .spot = {ROLE_NUMBER, sheet_color(sheet, COLOR_INK), inner.x, inner.y + sheet_px(sheet, 154), 0,
            ALIGN_START}};
    struct live day = {.kind = LIVE_DATE,
        .zone = city->zone,
        .spot = {ROLE_META, sheet_color(sheet, COLOR_DIM), inner.x, inner.y + sheet_px(sheet, 210), inner.w,
            ALIGN_START}};
    sheet_live(sheet, &clock);
    sheet_live(sheet, &day);
}

void city_slide(struct sheet *sheet, const struct desk *desk, struct rect box, const struct env_city *city) {
    const struct weather *weather = city_weather(desk, city);
    int pad = sheet_px(sheet, 30);
    struct rect inner = rect_inset(box, pad, 0, pad, 0);
    if (!weather) {
        clock_slide(sheet, inner, city);
        return;
    }
    city_title(sheet, city, inner.x, inner.y + sheet_px(sheet, 57), inner.w);
    struct rect symbol = {inner.x, inner.y + sheet_px(sheet, 76), sheet_px(sheet, 96), sheet_px(sheet, 96)};
    weather_symbol(sheet, symbol, weather->sky, zone_is_night(city->zone, desk->wall), COLOR_PANEL);
    int left = weather->sky == SKY_UNKNOWN ? inner.x : symbol.x + symbol.w + sheet_px(sheet, 30);
    struct spot degrees = {
        ROLE_NUMBER, sheet_color(sheet, COLOR_INK), left, inner.y + sheet_px(sheet, 154), 0, ALIGN_START};
    sheet_text(sheet, &degrees, degrees_text(sheet, weather->temperature));
    const char *text = joined_by_dot(
        sheet, sky_text(sheet->env->words, weather->sky), high_low_text(sheet, weather, desk->wall));
    const char *updated = updated_text(sheet, weather->age, desk->wall);
    text = updated ? text : joined_by_dot(sheet, text, wind_text(sheet, weather));
    struct type type = theme_type(sheet->env->theme, ROLE_META, sheet->grid->scale);
    int y = inner.y + sheet_px(sheet, 190), bottom = box.y + box.h - sheet_px(sheet, 20);
    int lines = (bottom - y) / type.line_height - (updated != NULL);
    struct spot spot = {ROLE_META, sheet_color(sheet, COLOR_DIM), inner.x, y, inner.w, ALIGN_START};
    if (text && lines > 0) {
        struct paragraph_form form = {inner.w, lines < 3 ? lines : 3, FIT_RAGGED};
        spot.baseline = sheet_paragraph(sheet, &spot, text, &form);
    }
    if (updated && spot.baseline + type.line_height <= bottom) {
        sheet_paragraph(sheet, &spot, updated, &(struct paragraph_form){inner.w, 1, FIT_RAGGED});
    }
}

const char *city_brief(struct sheet *sheet, const struct desk *desk) {
    if (!desk->env->city_count) {
        return NULL;
    }
    const struct env_city *city = &desk->env->cities[0];
    const struct weather *weather = city_weather(desk, city);
    return weather && !weather->age.is_stale
               ? arena_printf(sheet->arena, "%s %s", city->name, degrees_text(sheet, weather->temperature))
               : NULL;
}
