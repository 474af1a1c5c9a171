#include "layout/money.h"

#include <math.h>

int rate_decimals(double value) {
    static const struct {
        double below;
        int decimals;
    } table[] = {{0.001, 7}, {0.01, 6}, {0.1, 5}, {20, 4}, {1000, 2}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (fabs(value) < table[i].below) {
            return table[i].decimals;
        }
    }
    return fabs(value) < 1e6 ? 1 : 0;
}

int rate_units(double value) {
    int units = 1;
    while (units < 100000 && value * units < 0.05) {
        units *= units == 1 ? 100 : 10;
    }
    return units;
}

uint32_t change_color(const struct sheet *sheet, double change) {
    return sheet_color(sheet, change > 0 ? COLOR_UP : change < 0 ? COLOR_DOWN : COLOR_DIM);
}

uint32_t trend_color(const struct sheet *sheet, const struct rate *rate) {
    size_t count = rate->history_count;
    return change_color(sheet, count ? rate->history[count - 1] - rate->history[0] : 0);
}

const char *fixing_text(struct sheet *sheet, const struct rate *rate) {
    if (!moment_is_known(rate->date)) {
        return rate->source_name;
    }
    char date[LOCALE_TEXT];
    locale_date(sheet->env->locale, LOCALE_SHORT_DATE, rate->date.utc + rate->date.offset * SECOND, date);
    if (!rate->source_name) {
        return arena_text(sheet->arena, date);
    }
    return words_format(sheet->env->words, WORD_FIXING, sheet->arena, rate->source_name, date);
}

int figure_draw(struct sheet *sheet, const struct spot *spot, const char *text) {
    static const enum role smaller[] = {ROLE_NUMBER, ROLE_NUMBER_2, ROLE_DELTA, ROLE_META_SMALL};
    const size_t count = sizeof smaller / sizeof *smaller;
    struct spot at = *spot;
    for (size_t i = 0; i < count; i++) {
        struct span span = {text, at.role, NULL};
        if (line_set(sheet->env, sheet->arena, span, 0).width <= spot->width) {
            break;
        }
        at.role = smaller[i] == at.role && i + 1 < count ? smaller[i + 1] : at.role;
    }
    return sheet_text(sheet, &at, text);
}

// As the currency has it, but never "0.00" for something.
static int worth_decimals(double worth) {
    return worth < 0.05 ? rate_decimals(worth) : -1;
}

static int converter_pitch(const struct sheet *sheet, int room) {
    int pitch = room / (int)sheet->env->amount_count, most = sheet_px(sheet, 120);
    return pitch < most ? pitch : most;
}

int converter_height(const struct sheet *sheet, int room) {
    return sheet->env->amount_count ? converter_pitch(sheet, room) * (int)sheet->env->amount_count : 0;
}

void converter_draw(struct sheet *sheet, struct rect box, const struct rate *rate) {
    const struct layout_env *env = sheet->env;
    size_t count = env->amount_count;
    if (count == 0) {
        return;
    }
    int pitch = converter_pitch(sheet, box.h);
    for (size_t i = 0; i < count; i++) {
        int y = box.y + (int)i * pitch;
        char amount[LOCALE_TEXT], worth[LOCALE_TEXT];
        sheet_rule(sheet, box.x, y, box.w);
        int baseline = y + pitch / 2 + sheet_px(sheet, 16);
        struct spot left = {ROLE_CONVERTER, sheet_color(sheet, COLOR_DIM), box.x, baseline, 0, ALIGN_START};
        struct spot right = {
            ROLE_NUMBER_2, sheet_color(sheet, COLOR_INK), box.x + box.w, baseline, 0, ALIGN_END};
        right.width =
            box.w - sheet_px(sheet, 20) -
            sheet_text(sheet, &left, locale_money(env->locale, env->amounts[i], rate->base, 0, amount));
        double value = env->amounts[i] * rate->value;
        figure_draw(
            sheet, &right, locale_money(env->locale, value, rate->quote, worth_decimals(value), worth));
    }
}
