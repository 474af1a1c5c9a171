#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <unicode/ucurr.h>
#include <unicode/ustring.h>

#include "text/locale_inside.h"

// Numbers, shares and money as a language writes them.

#define UNITS LOCALE_UNITS

// What the skeleton says, read once: to read it costs ten times what a number does. One that has not been
// used for the longest time gives up its place; NULL if ICU does not understand it.
static const UNumberFormatter *formatter_of(
    struct number_style styles[NUMBER_STYLES], const char *id, const char *skeleton, UErrorCode *status) {
    size_t at = 0;
    while (at < NUMBER_STYLES - 1 && styles[at].formatter && strcmp(styles[at].skeleton, skeleton) != 0) {
        at++;
    }
    struct number_style style = styles[at];
    if (!style.formatter || strcmp(style.skeleton, skeleton) != 0) {
        UChar wanted[UNITS];
        unumf_close(style.formatter);
        snprintf(style.skeleton, sizeof style.skeleton, "%s", skeleton);
        u_uastrncpy(wanted, skeleton, UNITS - 1);
        wanted[UNITS - 1] = 0;
        style.formatter = unumf_openForSkeletonAndLocale(wanted, -1, id, status);
        style.formatter = U_SUCCESS(*status) ? style.formatter : NULL;
    }
    memmove(styles + 1, styles, at * sizeof *styles);
    styles[0] = style;
    return style.formatter;
}

const char *locale_format_number(
    const struct locale *locale, const char *skeleton, double value, char out[LOCALE_TEXT]) {
    UErrorCode status = U_ZERO_ERROR;
    UChar units[UNITS];
    const UNumberFormatter *formatter = formatter_of(locale->numbers, locale->id, skeleton, &status);
    UFormattedNumber *result = unumf_openResult(&status);
    int32_t len = 0;
    if (U_SUCCESS(status)) {
        unumf_formatDouble(formatter, value, result, &status);
        len = unumf_resultToString(result, units, UNITS, &status);
    }
    unumf_closeResult(result);
    return locale_utf8(units, U_SUCCESS(status) ? len : 0, out, LOCALE_TEXT);
}

// ".0000" for four: the number skeleton's way to ask for exactly so many.
static const char *fraction(int decimals, char out[16]) {
    assert(decimals >= 0 && decimals < 14);
    if (decimals == 0) {
        return "precision-integer";
    }
    snprintf(out, 16, ".%.*s", decimals, "00000000000000");
    return out;
}

const char *locale_number(const struct locale *locale, double value, int decimals, char out[LOCALE_TEXT]) {
    char digits[16];
    return locale_format_number(locale, fraction(decimals, digits), value, out);
}

const char *locale_compact(
    const struct locale *locale, double value, struct locale_digits digits, char out[LOCALE_TEXT]) {
    char skeleton[64];
    int count = digits.count < 1 ? 1 : digits.count > 20 ? 20 : digits.count;
    snprintf(skeleton, sizeof skeleton, "compact-short %s%.*s", digits.has_zeros ? "" : "@",
        digits.has_zeros ? count : count - 1,
        digits.has_zeros ? "@@@@@@@@@@@@@@@@@@@@" : "####################");
    return locale_format_number(locale, skeleton, value, out);
}

const char *locale_percent(const struct locale *locale, double ratio, int decimals, char out[LOCALE_TEXT]) {
    char digits[16], skeleton[64];
    snprintf(skeleton, sizeof skeleton, "percent scale/100 sign-except-zero %s", fraction(decimals, digits));
    locale_format_number(locale, skeleton, ratio, out);
    char *sign = strchr(out, '-'); // in Arabic behind a mark of direction
    if (sign) {                    // a typographer's minus: as wide as the plus, at its height
        char rest[LOCALE_TEXT];
        snprintf(rest, sizeof rest, "%s", sign + 1);
        snprintf(sign, (size_t)(out + LOCALE_TEXT - sign), "\xE2\x88\x92%s", rest);
    }
    return out;
}

static void currency_code(const char *currency, UChar out[4]) {
    u_uastrncpy(out, currency, 3);
    out[3] = 0;
}

// Between words from right to left, the $ of "US$" would stand before it: a sign without direction at the end
// of letters from left to right. A left-to-right mark after it keeps it there (CLDR has it since 44).
static void hold_symbol(const struct locale *locale, const char *currency, char out[LOCALE_TEXT]) {
    UErrorCode status = U_ZERO_ERROR;
    UChar code[4];
    char symbol[32], rest[LOCALE_TEXT];
    currency_code(currency, code);
    int32_t len = 0;
    const UChar *name = ucurr_getName(code, locale->id, UCURR_NARROW_SYMBOL_NAME, NULL, &len, &status);
    locale_utf8(name, U_SUCCESS(status) ? len : 0, symbol, sizeof symbol);
    char *end = symbol[0] && locale_is_rtl(locale) ? strstr(out, symbol) : NULL;
    if (end) {
        end += strlen(symbol);
        snprintf(rest, sizeof rest, "%s", end);
        snprintf(end, (size_t)(out + LOCALE_TEXT - end), "\u200E%s", rest);
    }
}

const char *locale_money(
    const struct locale *locale, double value, const char *currency, int decimals, char out[LOCALE_TEXT]) {
    char digits[16], skeleton[96];
    snprintf(skeleton, sizeof skeleton, "currency/%.3s unit-width-narrow %s", currency,
        decimals < 0 ? "precision-currency-standard" : fraction(decimals, digits));
    locale_format_number(locale, skeleton, value, out);
    hold_symbol(locale, currency, out);
    return out;
}

const char *locale_currency_name(const struct locale *locale, const char *currency, char out[LOCALE_TEXT]) {
    UErrorCode status = U_ZERO_ERROR;
    UChar code[4];
    currency_code(currency, code);
    int32_t len = 0;
    const UChar *name = ucurr_getName(code, locale->id, UCURR_LONG_NAME, NULL, &len, &status);
    return locale_utf8(name, U_SUCCESS(status) ? len : 0, out, LOCALE_TEXT);
}

const char *locale_currency_plural(const struct locale *locale, const char *currency, char out[LOCALE_TEXT]) {
    UErrorCode status = U_ZERO_ERROR;
    UChar code[4];
    currency_code(currency, code);
    int32_t len = 0;
    const UChar *name = ucurr_getPluralName(code, locale->id, NULL, "many", &len, &status);
    return locale_utf8(name, U_SUCCESS(status) ? len : 0, out, LOCALE_TEXT);
}
