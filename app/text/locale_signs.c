#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unum.h>

#include "text/locale_inside.h"

// The signs that a language writes numbers with, for whoever formats them by a pattern of its own.

enum {
    TEXT_DECIMAL,
    TEXT_GROUP,
    TEXT_MINUS,
    TEXT_MINUS_AFTER,
    TEXT_PLUS,
    TEXT_PLUS_AFTER,
    TEXT_PERCENT,
    TEXT_PERCENT_AFTER,
    TEXT_DOLLAR,
    TEXT_DOLLAR_AFTER,
    TEXT_DIGITS,
    TEXT_COUNT = TEXT_DIGITS + 10
};

static const struct locale_signs english = {.decimal = ".",
    .group = ",",
    .primary = 3,
    .secondary = 3,
    .least = 1,
    .minus = {"\u2212", ""},
    .plus = {"+", ""},
    .percent = {"", "%"},
    .dollar = {"$", ""},
    .digits = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}};

const struct locale_signs *locale_signs(const struct locale *locale) {
    return locale ? locale->signs : &english;
}

static void take_symbol(
    const UNumberFormat *format, UNumberFormatSymbol symbol, char out[LOCALE_SIGN], UErrorCode *status) {
    UChar units[LOCALE_UNITS];
    int32_t len = unum_getSymbol(format, symbol, units, LOCALE_UNITS, status);
    locale_utf8(units, U_SUCCESS(*status) ? len : 0, out, LOCALE_SIGN);
}

static void take_affix(const UNumberFormat *format, UNumberFormatTextAttribute affix, char out[LOCALE_SIGN],
    UErrorCode *status) {
    UChar units[LOCALE_UNITS];
    int32_t len = unum_getTextAttribute(format, affix, units, LOCALE_UNITS, status);
    locale_utf8(units, U_SUCCESS(*status) ? len : 0, out, LOCALE_SIGN);
}

// A typographer's minus, as wide as the plus and at its height; and the plus in its place.
static void trade(char text[LOCALE_SIGN], const char *sign) {
    char whole[LOCALE_SIGN * 2];
    const char *at = strchr(text, '-');
    if (at) {
        snprintf(whole, sizeof whole, "%.*s%s%s", (int)(at - text), text, sign, at + 1);
        snprintf(text, LOCALE_SIGN, "%.*s", LOCALE_SIGN - 1, whole);
    }
}

// "$1" or "1 $": what stands before the digits, what behind.
static void take_dollar(
    const struct locale *locale, char before[LOCALE_SIGN], char after[LOCALE_SIGN], const char *one) {
    char text[LOCALE_TEXT];
    const char *at = strstr(locale_money(locale, 1, "USD", 0, text), one);
    snprintf(before, LOCALE_SIGN, "%.*s", (int)(at ? at - text : 0), text);
    snprintf(after, LOCALE_SIGN, "%.15s", at ? at + strlen(one) : "");
}

static void take_numbers(struct locale *locale, char (*texts)[LOCALE_SIGN], UErrorCode *status) {
    static const UNumberFormatSymbol digits[] = {UNUM_ZERO_DIGIT_SYMBOL, UNUM_ONE_DIGIT_SYMBOL,
        UNUM_TWO_DIGIT_SYMBOL, UNUM_THREE_DIGIT_SYMBOL, UNUM_FOUR_DIGIT_SYMBOL, UNUM_FIVE_DIGIT_SYMBOL,
        UNUM_SIX_DIGIT_SYMBOL, UNUM_SEVEN_DIGIT_SYMBOL, UNUM_EIGHT_DIGIT_SYMBOL, UNUM_NINE_DIGIT_SYMBOL};
    struct locale_signs *signs = locale->signs;
    UNumberFormat *format = unum_open(UNUM_DECIMAL, NULL, 0, locale->id, NULL, status);
    if (U_FAILURE(*status)) {
        return;
    }
    take_symbol(format, UNUM_DECIMAL_SEPARATOR_SYMBOL, texts[TEXT_DECIMAL], status);
    take_symbol(format, UNUM_GROUPING_SEPARATOR_SYMBOL, texts[TEXT_GROUP], status);
    take_affix(format, UNUM_NEGATIVE_PREFIX, texts[TEXT_MINUS], status);
    take_affix(format, UNUM_NEGATIVE_SUFFIX, texts[TEXT_MINUS_AFTER], status);
    for (size_t i = 0; i < 10; i++) {
        take_symbol(format, digits[i], texts[TEXT_DIGITS + i], status);
    }
    signs->primary = unum_getAttribute(format, UNUM_GROUPING_SIZE);
    signs->secondary = unum_getAttribute(format, UNUM_SECONDARY_GROUPING_SIZE);
    signs->secondary = signs->secondary > 0 ? signs->secondary : signs->primary;
    char four[LOCALE_TEXT]; // CLDR's minimumGroupingDigits is 1 or 2, and ICU's attribute does not tell
    signs->least = strstr(locale_number(locale, 1234, 0, four), texts[TEXT_GROUP]) ? 1 : 2;
    unum_close(format);
}

static void take_percent(const struct locale *locale, char (*texts)[LOCALE_SIGN], UErrorCode *status) {
    UNumberFormat *format = unum_open(UNUM_PERCENT, NULL, 0, locale->id, NULL, status);
    if (U_SUCCESS(*status)) {
        take_affix(format, UNUM_POSITIVE_PREFIX, texts[TEXT_PERCENT], status);
        take_affix(format, UNUM_POSITIVE_SUFFIX, texts[TEXT_PERCENT_AFTER], status);
        unum_close(format);
    }
}

void locale_take_signs(struct locale *locale, UErrorCode *status) {
    char(*texts)[LOCALE_SIGN] = calloc(TEXT_COUNT, sizeof *texts);
    locale->signs = calloc(1, sizeof *locale->signs);
    if (!texts || !locale->signs) {
        abort();
    }
    locale->sign_texts = texts;
    take_numbers(locale, texts, status);
    take_percent(locale, texts, status);
    take_dollar(locale, texts[TEXT_DOLLAR], texts[TEXT_DOLLAR_AFTER], texts[TEXT_DIGITS + 1]);
    for (size_t i = 0; i < 2; i++) {
        memcpy(texts[TEXT_PLUS + i], texts[TEXT_MINUS + i], sizeof *texts);
        trade(texts[TEXT_PLUS + i], "+");
        trade(texts[TEXT_MINUS + i], "\u2212");
        locale->signs->minus[i] = texts[TEXT_MINUS + i];
        locale->signs->plus[i] = texts[TEXT_PLUS + i];
        locale->signs->percent[i] = texts[TEXT_PERCENT + i];
        locale->signs->dollar[i] = texts[TEXT_DOLLAR + i];
    }
    locale->signs->decimal = texts[TEXT_DECIMAL];
    locale->signs->group = texts[TEXT_GROUP];
    for (size_t i = 0; i < 10; i++) {
        locale->signs->digits[i] = texts[TEXT_DIGITS + i];
    }
}
