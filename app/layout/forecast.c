#include "layout/forecast.h"

#include <math.h>

#include "layout/weather_symbol.h"
#include "layout/weather_text.h"

#define MOST_HOURS 6
#define HOUR_WIDTH 120 // at least
#define HOUR_STEP (3 * HOUR)

// `offset` in seconds east of UTC.
static const char *local_text(struct sheet *sheet, enum locale_format format, millis utc, millis offset) {
    char text[LOCALE_TEXT];
    return arena_text(sheet->arena, locale_date(sheet->env->locale, format, utc + offset * SECOND, text));
}

// A day is that of the service, whatever its midnight is.
static const char *day_text(struct sheet *sheet, enum locale_format format, const struct weather_day *day) {
    return local_text(sheet, format, day->date.utc, day->date.offset);
}

// Text in the middle of a box, on a baseline.
static void center_text(
    struct sheet *sheet, enum role role, enum color color, struct rect box, int baseline, const char *text) {
    struct spot spot = {role, sheet_color(sheet, color), box.x + box.w / 2, baseline, box.w, ALIGN_CENTER};
    if (text) {
        sheet_text(sheet, &spot, text);
    }
}

static struct rect middle_square(struct rect box, int y, int side) {
    return (struct rect){box.x + (box.w - side) / 2, y, side, side};
}

// Services tell every hour, every third or every sixth; shown are those that are far enough apart.
static size_t coming_hours(const struct forecast *forecast, size_t most, const struct weather_hour **out) {
    const struct weather *weather = forecast->weather;
    millis next = forecast->wall + 1;
    size_t count = 0;
    for (size_t i = 0; i < weather->hour_count && count < most; i++) {
        const struct weather_hour *hour = &weather->hours[i];
        if (moment_is_known(hour->time) && hour->time.utc >= next && isfinite(hour->temperature)) {
            next = hour->time.utc + HOUR_STEP;
            out[count++] = hour;
        }
    }
    return count;
}

static void hour_draw(
    struct sheet *sheet, const struct forecast *forecast, const struct weather_hour *hour, struct rect box) {
    int side = box.h * 3 / 10;
    center_text(sheet, ROLE_META_SMALL, COLOR_DIM, box, box.y + box.h / 4,
        local_text(sheet, LOCALE_TIME, hour->time.utc, zone_offset(forecast->zone, hour->time.utc)));
    weather_symbol(sheet, middle_square(box, box.y + box.h / 2 - side / 2, side), hour->sky,
        zone_is_night(forecast->zone, hour->time.utc), COLOR_PANEL);
    center_text(
        sheet, ROLE_DELTA, COLOR_INK, box, box.y + box.h - box.h / 7, degrees_text(sheet, hour->temperature));
}

bool forecast_hours(struct sheet *sheet, const struct forecast *forecast, struct rect box) {
    const struct weather_hour *hours[MOST_HOURS];
    struct rect inner = rect_inset(box, sheet_px(sheet, 16), 0, sheet_px(sheet, 16), 0);
    int most = inner.w > 0 ? inner.w / sheet_px(sheet, HOUR_WIDTH) : 0;
    size_t count = coming_hours(forecast, most < MOST_HOURS ? (size_t)most : MOST_HOURS, hours);
    if (count < 2) {
        return false;
    }
    sheet_fill(sheet, ROLE_PANEL, box, sheet_color(sheet, COLOR_PANEL), sheet_px(sheet, 14));
    for (size_t i = 0; i < count; i++) {
        int left = inner.w * (int)i / (int)count, right = inner.w * (int)(i + 1) / (int)count;
        hour_draw(sheet, forecast, hours[i], (struct rect){inner.x + left, box.y, right - left, box.h});
    }
    return true;
}

static void tile_draw(struct sheet *sheet, const struct weather_day *day, struct rect box) {
    sheet_fill(sheet, ROLE_PANEL, box, sheet_color(sheet, COLOR_PANEL), sheet_px(sheet, 14));
    int side = box.h * 2 / 5, middle = box.x + box.w / 2;
    center_text(sheet, ROLE_META, COLOR_DIM, rect_inset(box, 8, 0, 8, 0), box.y + sheet_px(sheet, 56),
        day_text(sheet, LOCALE_WEEKDAY_SHORT, day));
    weather_symbol(
        sheet, middle_square(box, box.y + sheet_px(sheet, 80), side), day->sky, false, COLOR_PANEL);
    int baseline = box.y + box.h - sheet_px(sheet, 40);
    const char *low = degrees_text(sheet, day->low);
    struct spot high = {ROLE_NUMBER_2, sheet_color(sheet, COLOR_INK),
        low ? middle - sheet_px(sheet, 14) : middle, baseline, 0, low ? ALIGN_END : ALIGN_CENTER};
    sheet_text(sheet, &high, degrees_text(sheet, day->high));
    struct spot spot = {ROLE_CONVERTER, sheet_color(sheet, COLOR_DIM), middle + sheet_px(sheet, 14), baseline,
        0, ALIGN_START};
    if (low) {
        sheet_text(sheet, &spot, low);
    }
}

bool forecast_tiles(struct sheet *sheet, const struct forecast *forecast, struct rect box) {
    struct weather_day days[FORECAST_DAYS];
    size_t count = forecast_days(forecast, days);
    int gap = sheet_px(sheet, 24), width = count ? (box.w - gap * ((int)count - 1)) / (int)count : 0;
    int most = sheet_px(sheet, 420);
    width = width < most ? width : most;
    for (size_t i = 0; i < count; i++) {
        tile_draw(sheet, &days[i], (struct rect){box.x + (int)i * (width + gap), box.y, width, box.h});
    }
    return count > 0;
}

static void row_draw_day(struct sheet *sheet, const struct weather_day *day, struct rect row) {
    int baseline = row.y + row.h / 2 + sheet_px(sheet, 14), right = row.x + row.w;
    int column = sheet_px(sheet, 150), side = row.h - sheet_px(sheet, 20);
    struct rect symbol = {
        right - 2 * column - side - sheet_px(sheet, 50), row.y + sheet_px(sheet, 10), side, side};
    struct spot name = {ROLE_LIST, sheet_color(sheet, COLOR_INK), row.x, baseline,
        symbol.x - row.x - sheet_px(sheet, 20), ALIGN_START};
    sheet_rule(sheet, row.x, row.y, row.w);
    sheet_text(sheet, &name, day_text(sheet, LOCALE_WEEKDAY_DATE, day));
    weather_symbol(sheet, symbol, day->sky, false, COLOR_BACKGROUND);
    struct spot high = {ROLE_NUMBER_2, sheet_color(sheet, COLOR_INK), right - column, baseline, 0, ALIGN_END};
    struct spot low = {ROLE_CONVERTER, sheet_color(sheet, COLOR_DIM), right, baseline, 0, ALIGN_END};
    sheet_text(sheet, &high, degrees_text(sheet, day->high));
    if (isfinite(day->low)) {
        sheet_text(sheet, &low, degrees_text(sheet, day->low));
    }
}

bool forecast_rows(struct sheet *sheet, const struct forecast *forecast, struct rect box) {
    struct weather_day days[FORECAST_DAYS];
    size_t count = forecast_days(forecast, days);
    int height = sheet_px(sheet, 110);
    for (size_t i = 0; i < count && (int)(i + 1) * height <= box.h; i++) {
        row_draw_day(sheet, &days[i], (struct rect){box.x, box.y + (int)i * height, box.w, height});
    }
    return count > 0;
}
