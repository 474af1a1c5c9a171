#include "layout/money.h"
#include "layout/page_kinds.h"

#include <stdio.h>

// Exchange rates: what one unit of each currency is worth in the base, with its month, and a converter beside
// it that goes through the pairs.

struct rates_table {
    const struct rate *rates; // quote → base
    size_t count;
    struct age age;
};

static struct rates_table collect(struct desk *desk) {
    const struct layout_env *env = desk->env;
    struct rate *rates = arena_array(&desk->deck->arena, env->pair_count + 1, sizeof *rates);
    size_t count = 0;
    for (size_t i = 0; i < env->pair_count; i++) {
        count += edition_rate(desk->edition, env->pairs[i], env->base, &desk->deck->arena, &rates[count]);
    }
    struct age age = count ? rates[0].age : (struct age){0};
    for (size_t i = 1; i < count; i++) {
        age = age_of_both(age, rates[i].age);
    }
    return (struct rates_table){rates, count, age};
}

static const char *units_text(const struct sheet *sheet, int units) {
    char number[LOCALE_TEXT];
    return units > 1
               ? arena_printf(sheet->arena, " (%s)", locale_number(sheet->env->locale, units, 0, number))
               : "";
}

static int name_width(const struct sheet *sheet, const struct rate *rate, enum role role) {
    char name[LOCALE_TEXT];
    return sheet_text_width(sheet, role, locale_currency_name(sheet->env->locale, rate->base, name)) +
           sheet_text_width(sheet, role, units_text(sheet, rate_units(rate->value)));
}

// "Japanese yen (100)": the name may be cut, the number of units never, because the rate means nothing
// without.
static void name_draw(struct sheet *sheet, const struct spot *spot, const char *currency, int units) {
    char name[LOCALE_TEXT];
    const char *many = units_text(sheet, units);
    struct spot at = *spot;
    at.width -= sheet_text_width(sheet, spot->role, many);
    at.width = at.width > 1 ? at.width : 1;
    at.x += sheet_text(sheet, &at, locale_currency_name(sheet->env->locale, currency, name));
    at.width = 0;
    sheet_text(sheet, &at, many);
}

// Where the parts of all rows stand, from left to right.
struct rate_row {
    int height;
    int name_x, name_width;
    int spark_x, spark_width;
    int number_right, number_width;
    enum role name_role;
    bool is_stacked; // the name below its code
};

static struct rate_row place_parts(const struct sheet *sheet, struct rect column) {
    bool narrow = column.w < sheet_px(sheet, 1050);
    struct rate_row row = {.height = sheet_px(sheet, 82),
        .name_role = ROLE_META,
        .name_x = column.x + sheet_px(sheet, 148),
        .spark_width = sheet_px(sheet, narrow ? 100 : 170),
        .number_right = column.x + column.w - sheet_px(sheet, 178),
        .number_width = sheet_px(sheet, 206)};
    row.spark_x = row.number_right - sheet_px(sheet, 218) - row.spark_width;
    row.name_width = row.spark_x - row.name_x - sheet_px(sheet, 24);
    return row;
}

static bool names_fit(
    const struct sheet *sheet, const struct rates_table *table, const struct rate_row *row) {
    for (size_t i = 0; i < table->count; i++) {
        if (name_width(sheet, &table->rates[i], row->name_role) > row->name_width) {
            return false;
        }
    }
    return true;
}

// Names that are too long for their place beside the code are set smaller, else below it, those of all rows
// alike.
static void make_names_fit(
    const struct sheet *sheet, const struct rates_table *table, int left, struct rate_row *row) {
    if (names_fit(sheet, table, row)) {
        return;
    }
    row->name_role = ROLE_META_SMALL;
    if (!names_fit(sheet, table, row)) {
        row->is_stacked = true;
        row->name_role = ROLE_META;
        row->height = sheet_px(sheet, 104);
        row->name_x = left;
        row->name_width = row->spark_x - left - sheet_px(sheet, 24);
        row->name_role = names_fit(sheet, table, row) ? ROLE_META : ROLE_META_SMALL;
    }
}

static void row_draw_rate(
    struct sheet *sheet, const struct rate *rate, const struct rate_row *parts, struct rect row) {
    const struct locale *locale = sheet->env->locale;
    char text[LOCALE_TEXT];
    int baseline = row.y + row.h / 2 + sheet_px(sheet, 15), right = row.x + row.w;
    int up = sheet_px(sheet, parts->is_stacked ? 19 : 0), down = sheet_px(sheet, parts->is_stacked ? 22 : 0);
    sheet_rule(sheet, row.x, row.y, row.w);
    struct spot code = {ROLE_CODE, sheet_color(sheet, COLOR_INK), row.x, baseline - up, 0, ALIGN_START};
    sheet_text(sheet, &code, rate->base);
    int units = rate_units(rate->value);
    struct spot label = {parts->name_role, sheet_color(sheet, COLOR_DIM), parts->name_x, baseline + down,
        parts->name_width, ALIGN_START};
    name_draw(sheet, &label, rate->base, units);
    uint32_t color = change_color(sheet, rate_change(rate));
    struct rect spark = {parts->spark_x, row.y + row.h / 4, parts->spark_width, row.h / 2};
    sheet_sparkline(sheet, spark, rate->history, rate->history_count, trend_color(sheet, rate));
    double value = rate->value * units;
    struct spot number = {ROLE_NUMBER_2, sheet_color(sheet, COLOR_INK), parts->number_right, baseline,
        parts->number_width, ALIGN_END};
    figure_draw(sheet, &number, locale_number(locale, value, rate_decimals(value), text));
    if (rate->previous > 0) {
        struct spot change = {ROLE_DELTA, color, right, baseline, 0, ALIGN_END};
        sheet_text(sheet, &change, locale_percent(locale, rate_change_ratio(rate), 2, text));
    }
}

static void head_draw(struct sheet *sheet, const struct rate *first, struct rect body) {
    const struct words *words = sheet->env->words;
    char name[LOCALE_TEXT], date[LOCALE_TEXT];
    struct spot title = {
        ROLE_PAGE_TITLE, sheet_color(sheet, COLOR_INK), body.x, body.y + sheet_px(sheet, 60), 0, ALIGN_START};
    int width = sheet_text(sheet, &title, words->text[WORD_EXCHANGE_RATES]);
    const char *units = words_format(words, WORD_UNITS_IN, sheet->arena,
        locale_currency_plural(sheet->env->locale, sheet->env->base, name), NULL);
    const char *origin = first->source_name;
    if (moment_is_known(first->date)) {
        locale_date(
            sheet->env->locale, LOCALE_SHORT_DATE, first->date.utc + first->date.offset * SECOND, date);
        origin = joined_by_dot(sheet, origin, arena_text(sheet->arena, date));
    }
    int x = body.x + width + sheet_px(sheet, 40);
    struct spot sub = {
        ROLE_META, sheet_color(sheet, COLOR_DIM), x, title.baseline, body.x + body.w - x, ALIGN_START};
    if (sheet->grid->portrait) {
        sub.x = body.x;
        sub.baseline += sheet_px(sheet, 52);
        sub.width = body.w;
    }
    sheet_text(sheet, &sub, joined_by_dot(sheet, units, origin));
}

#define CONVERTER_HEAD 80 // pixels above its rows, and below them
#define CONVERTER_FOOT 20

// One slide a pair: base → quote, so the amounts are in the base.
static void converter_slides(struct desk *desk, struct page *page, struct rect box) {
    const struct layout_env *env = desk->env;
    struct deck *deck = desk->deck;
    struct slide *slides = arena_array(&deck->arena, env->pair_count + 1, sizeof *slides);
    size_t count = 0;
    for (size_t i = 0; i < env->pair_count; i++) {
        struct rate rate;
        if (!edition_rate(desk->edition, env->base, env->pairs[i], &deck->arena, &rate)) {
            continue;
        }
        struct sheet sheet = {env, &deck->grid, &deck->arena, &slides[count].ops, NULL};
        int pad = grid_px(&deck->grid, 30), right = box.x + box.w - pad;
        struct spot pair = {
            ROLE_META, sheet_color(&sheet, COLOR_INK), right, box.y + grid_px(&deck->grid, 57), 0, ALIGN_END};
        char name[LOCALE_TEXT];
        sheet_text(&sheet, &pair, locale_currency_name(env->locale, rate.quote, name));
        struct rect rows = rect_inset(
            box, pad, grid_px(&deck->grid, CONVERTER_HEAD), pad, grid_px(&deck->grid, CONVERTER_FOOT));
        converter_draw(&sheet, rows, &rate);
        count++;
    }
    page->slides = slides;
    page->slide_count = count;
}

// As high as its rows, within the room there is.
static struct rect converter_box(const struct sheet *sheet, int top) {
    struct rect body = sheet->grid->body;
    bool portrait = sheet->grid->portrait;
    int frame = sheet_px(sheet, CONVERTER_HEAD + CONVERTER_FOOT);
    int room = portrait ? sheet_px(sheet, 620) : body.y + body.h - top;
    int height = frame + converter_height(sheet, room - frame);
    if (portrait) {
        return (struct rect){body.x, body.y + body.h - height, body.w, height};
    }
    int width = sheet_px(sheet, 560);
    return (struct rect){body.x + body.w - width, top, width, height};
}

static void lay_out_page(
    struct desk *desk, const struct page_spec *spec, const struct rates_table *table, size_t *at) {
    struct sheet sheet;
    const struct words *words = desk->env->words;
    struct page_head head = {
        .kind = spec->kind,
        .key = arena_printf(&desk->deck->arena, "rates/%zu", *at),
        .title = words->text[WORD_EXCHANGE_RATES],
        .section = spec->section,
        .age = table->age,
    };
    if (!desk_open_page(desk, &head, &sheet)) {
        *at = table->count;
        return;
    }
    struct rect body = sheet.grid->body;
    bool portrait = sheet.grid->portrait;
    head_draw(&sheet, &table->rates[0], body);
    int top = body.y + sheet_px(&sheet, portrait ? 150 : 104);
    struct rect converter = converter_box(&sheet, top);
    int bottom = portrait ? converter.y - sheet_px(&sheet, 30) : body.y + body.h;
    struct rect row = {body.x, top, portrait ? body.w : body.w - converter.w - sheet_px(&sheet, 96), 0};
    struct rate_row parts = place_parts(&sheet, row);
    make_names_fit(&sheet, table, row.x, &parts);
    row.h = parts.height;
    for (; *at < table->count && row.y + row.h <= bottom; (*at)++, row.y += row.h) {
        row_draw_rate(&sheet, &table->rates[*at], &parts, row);
    }
    sheet_fill(&sheet, ROLE_PANEL, converter, sheet_color(&sheet, COLOR_PANEL), sheet_px(&sheet, 14));
    struct spot title = {ROLE_META, sheet_color(&sheet, COLOR_DIM), converter.x + sheet_px(&sheet, 30),
        converter.y + sheet_px(&sheet, 57), 0, ALIGN_START};
    sheet_text(&sheet, &title, words->text[WORD_CONVERTER]);
    converter_slides(desk, &desk->deck->pages[desk->deck->count - 1], converter);
    desk_close_page(desk, spec);
}

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    if (!desk->edition) {
        return;
    }
    struct rates_table table = collect(desk);
    size_t most = spec->pages ? (size_t)spec->pages : 4;
    for (size_t at = 0, page = 0; at < table.count && page < most; page++) {
        size_t before = at;
        lay_out_page(desk, spec, &table, &at);
        if (at == before) {
            return; // not even one row fits this screen
        }
    }
}

const struct page_kind page_kind_rates = {"rates", lay_out};
