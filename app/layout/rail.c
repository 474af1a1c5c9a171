#include "layout/city_widget.h"
#include "layout/money.h"
#include "layout/updated.h"

#include <assert.h>
#include <math.h>

// The rail: the currency widget, one slide a pair, and below it the cities, one slide each where the weather
// of one is known, else their clocks.

#define MOST_SLIDES 64

static int pad(const struct sheet *sheet) {
    return sheet_px(sheet, 30);
}

static struct rect currency_box(const struct grid *grid) {
    struct rect box = grid->rail;
    if (!grid->portrait) {
        box.h = grid_px(grid, 442);
    }
    return box;
}

// Below the currencies; without any at their place, as high as ever.
static struct rect cities_box(const struct deck *deck) {
    const struct grid *grid = &deck->grid;
    struct rect box = grid->rail;
    int above = currency_box(grid).h + grid_px(grid, 24);
    return (struct rect){box.x, box.y + (deck->rail_has_pairs ? above : 0), box.w, box.h - above};
}

// "▲ 0.0038  +0.41%" from `x`, or the percentage alone ending at it.
static void draw_change(struct sheet *sheet, const struct rate *rate, int x, int baseline, bool from_right) {
    double change = rate_change(rate);
    uint32_t color = change_color(sheet, change);
    char amount[LOCALE_TEXT], percent[LOCALE_TEXT];
    locale_number(sheet->env->locale, change < 0 ? -change : change, rate_decimals(rate->value), amount);
    locale_percent(sheet->env->locale, rate_change_ratio(rate), 2, percent);
    // A change that is less than the number's last figure would read "0.0000".
    bool is_seen = fabs(change) * pow(10, rate_decimals(rate->value)) >= 0.5;
    const char *text = from_right || !is_seen
                           ? arena_text(sheet->arena, percent)
                           : arena_printf(sheet->arena, "%s\xE2\x80\x82%s", amount, percent);
    int size = sheet_px(sheet, 30);
    int width = sheet_text_width(sheet, ROLE_DELTA, text);
    int left = from_right ? x - width - size - sheet_px(sheet, 12) : x;
    if (change > 0 || change < 0) {
        struct rect sign = {left, baseline - sheet_px(sheet, 24), size, sheet_px(sheet, 24)};
        sheet_triangle(sheet, sign, change > 0, color);
    }
    struct spot spot = {ROLE_DELTA, color, left + size + sheet_px(sheet, 12), baseline, 0, ALIGN_START};
    sheet_text(sheet, &spot, text);
}

static void draw_pair(struct sheet *sheet, const struct rate *rate, enum role role, int x, int baseline) {
    uint32_t ink = sheet_color(sheet, role == ROLE_PAIR ? COLOR_INK : COLOR_DIM);
    struct spot spot = {role, ink, x, baseline, 0, ALIGN_START};
    struct type type = theme_type(sheet->env->theme, role, sheet->grid->scale);
    struct font_metrics metrics = sheet->env->measure->metrics(sheet->env->measure->context, &type);
    spot.x += sheet_text(sheet, &spot, rate->base);
    int gap = type.size / 3, length = type.size * 7 / 10, height = metrics.cap_height * 2 / 3;
    struct rect arrow = {spot.x + gap, baseline - metrics.cap_height / 2 - height / 2, length, height};
    sheet_arrow(sheet, arrow, (float)type.size / 10, ink);
    spot.x += gap + length + gap;
    sheet_text(sheet, &spot, rate->quote);
}

// Returns the x behind it.
static int draw_number(struct sheet *sheet, const struct rate *rate, int x, int baseline, int room) {
    char number[LOCALE_TEXT];
    locale_number(sheet->env->locale, rate->value, rate_decimals(rate->value), number);
    struct spot spot = {ROLE_NUMBER, sheet_color(sheet, COLOR_INK), x, baseline, room, ALIGN_START};
    return x + figure_draw(sheet, &spot, number);
}

// What a slide of the currency widget shows.
struct pair_slide {
    const struct rate *rate;
    size_t index, count; // of the slides with a pair
    millis wall;
};

// At the foot: who fixed it and when, or, of a rate that is older than it should be, when it came. Where that
// is too long it is smaller; a date is never cut, so that a source with a very long name is left to the page
// of rates.
static void foot_draw(struct sheet *sheet, const struct pair_slide *slide, struct spot spot) {
    const char *text = updated_text(sheet, slide->rate->age, slide->wall);
    bool is_old = text != NULL;
    text = is_old ? text : fixing_text(sheet, slide->rate);
    if (!text) {
        return;
    }
    if (sheet_text_width(sheet, spot.role, text) > spot.width) {
        spot.role = ROLE_META_SMALL;
    }
    if (!is_old && sheet_text_width(sheet, spot.role, text) > spot.width) {
        struct rate nameless = *slide->rate;
        nameless.source_name = moment_is_known(nameless.date) ? NULL : nameless.source_name;
        text = fixing_text(sheet, &nameless);
    }
    sheet_text(sheet, &spot, text);
}

static void slide_landscape(struct sheet *sheet, const struct pair_slide *slide) {
    const struct rate *rate = slide->rate;
    struct rect box = currency_box(sheet->grid);
    int x = box.x + pad(sheet), right = box.x + box.w - pad(sheet), y = box.y;
    struct spot title = {
        ROLE_META, sheet_color(sheet, COLOR_DIM), x, y + sheet_px(sheet, 57), 0, ALIGN_START};
    sheet_text(sheet, &title, sheet->env->words->text[WORD_CURRENCY]);
    if (slide->count > 1) {
        char a[LOCALE_TEXT], b[LOCALE_TEXT];
        locale_number(sheet->env->locale, (double)slide->index + 1, 0, a);
        locale_number(sheet->env->locale, (double)slide->count, 0, b);
        struct spot number = {
            ROLE_META, sheet_color(sheet, COLOR_DIM), right, y + sheet_px(sheet, 57), 0, ALIGN_END};
        sheet_text(sheet, &number, arena_printf(sheet->arena, "%s/%s", a, b));
    }
    draw_pair(sheet, rate, ROLE_PAIR, x, y + sheet_px(sheet, 117));
    draw_number(sheet, rate, x, y + sheet_px(sheet, 205), right - x);
    if (rate->previous > 0) {
        draw_change(sheet, rate, x, y + sheet_px(sheet, 252), false);
    }
    struct rect spark = {x, y + sheet_px(sheet, 284), box.w - 2 * pad(sheet), sheet_px(sheet, 76)};
    sheet_sparkline(sheet, spark, rate->history, rate->history_count, trend_color(sheet, rate));
    struct spot foot = {ROLE_META, sheet_color(sheet, COLOR_DIM), x, y + box.h - sheet_px(sheet, 35),
        box.w - 2 * pad(sheet), ALIGN_START};
    foot_draw(sheet, slide, foot);
}

static void slide_portrait(struct sheet *sheet, const struct pair_slide *slide) {
    const struct rate *rate = slide->rate;
    struct rect box = currency_box(sheet->grid);
    int x = box.x + pad(sheet), right = box.x + box.w - pad(sheet);
    draw_pair(sheet, rate, ROLE_META, x, box.y + sheet_px(sheet, 57));
    int left = draw_number(sheet, rate, x, box.y + sheet_px(sheet, 140), right - sheet_px(sheet, 300) - x) +
               sheet_px(sheet, 40);
    if (rate->previous > 0) {
        draw_change(sheet, rate, right, box.y + sheet_px(sheet, 100), true);
    }
    const char *updated = updated_text(sheet, rate->age, slide->wall);
    if (updated) {
        struct spot foot = {ROLE_META_SMALL, sheet_color(sheet, COLOR_DIM), right,
            box.y + sheet_px(sheet, 148), sheet_px(sheet, 220), ALIGN_END};
        sheet_text(sheet, &foot, updated);
    }
    struct rect spark = {
        left, box.y + sheet_px(sheet, 52), right - sheet_px(sheet, 220) - left, sheet_px(sheet, 76)};
    sheet_sparkline(sheet, spark, rate->history, rate->history_count, trend_color(sheet, rate));
}

// So many slides that both widgets come round; without end it is enough that each does.
static size_t slides_needed(size_t pairs, size_t cities) {
    size_t most = pairs > cities ? pairs : cities;
    if (!pairs || !cities) {
        return most;
    }
    for (size_t slides = most; slides <= MOST_SLIDES; slides++) {
        assert(pairs && cities);
        if (slides % pairs == 0 && slides % cities == 0) {
            return slides;
        }
    }
    return most;
}

void rail_prepare(struct desk *desk) {
    struct deck *deck = desk->deck;
    const struct layout_env *env = desk->env;
    struct rate *rates = arena_array(&deck->arena, env->pair_count + 1, sizeof *rates);
    size_t pairs = 0, cities = 0;
    for (size_t i = 0; desk->edition && i < env->pair_count; i++) {
        pairs += edition_rate(desk->edition, env->base, env->pairs[i], &deck->arena, &rates[pairs]);
    }
    if (!deck->grid.portrait && city_any_weather(desk)) {
        cities = env->city_count;
    }
    deck->rail_has_pairs = pairs > 0;
    if (!pairs && (deck->grid.portrait || !env->city_count)) { // nothing to show beside the page
        deck->grid.main = deck->grid.body;
    }
    size_t count = slides_needed(pairs, cities);
    struct slide *slides = arena_array(&deck->arena, count + 1, sizeof *slides);
    for (size_t i = 0; i < count; i++) {
        struct sheet sheet = {env, &deck->grid, &deck->arena, &slides[i].ops, &slides[i].lives};
        if (pairs) {
            const struct pair_slide slide = {&rates[i % pairs], i % pairs, pairs, desk->wall};
            (deck->grid.portrait ? slide_portrait : slide_landscape)(&sheet, &slide);
        }
        if (cities) {
            city_slide(&sheet, desk, cities_box(deck), &env->cities[i % cities]);
        }
        desk_pause(desk);
    }
    deck->rail = slides;
    deck->rail_count = count;
}

// Rows of cities with their time of day, as many as there is room for.
static void draw_cities(struct sheet *sheet, struct rect box) {
    const struct layout_env *env = sheet->env;
    int pitch = sheet_px(sheet, 68), inner = box.h - 2 * sheet_px(sheet, 18);
    size_t rows = inner > pitch ? (size_t)(inner / pitch) : 0;
    rows = rows < env->city_count ? rows : env->city_count;
    pitch = rows ? inner / (int)rows : 0;
    int most = sheet_px(sheet, 84);
    pitch = pitch < most ? pitch : most;
    box.h = (int)rows * pitch + 2 * sheet_px(sheet, 18);
    if (rows == 0) {
        return;
    }
    sheet_fill(sheet, ROLE_PANEL, box, sheet_color(sheet, COLOR_PANEL), sheet_px(sheet, 14));
    for (size_t i = 0; i < rows; i++) {
        int y = box.y + sheet_px(sheet, 18) + (int)i * pitch;
        int baseline = y + pitch / 2 + sheet_px(sheet, 12);
        int x = box.x + pad(sheet), right = box.x + box.w - pad(sheet);
        if (i) {
            sheet_rule(sheet, x, y, right - x);
        }
        struct spot name = {ROLE_META, sheet_color(sheet, COLOR_DIM), x, baseline,
            right - x - sheet_px(sheet, 130), ALIGN_START};
        sheet_text(sheet, &name, env->cities[i].name);
        struct live clock = {
            .kind = LIVE_TIME,
            .zone = env->cities[i].zone,
            .spot = {ROLE_PAIR, sheet_color(sheet, COLOR_INK), right, baseline, 0, ALIGN_END},
        };
        sheet_live(sheet, &clock);
    }
}

void rail_draw(struct sheet *sheet, const struct desk *desk) {
    const struct grid *grid = sheet->grid;
    struct rect currency = currency_box(grid), cities = cities_box(desk->deck);
    if (desk->deck->rail_has_pairs) {
        sheet_fill(sheet, ROLE_PANEL, currency, sheet_color(sheet, COLOR_PANEL), sheet_px(sheet, 14));
    }
    if (grid->portrait) {
        return;
    }
    if (city_any_weather(desk)) {
        sheet_fill(sheet, ROLE_PANEL, cities, sheet_color(sheet, COLOR_PANEL), sheet_px(sheet, 14));
    } else {
        draw_cities(sheet, cities);
    }
}
