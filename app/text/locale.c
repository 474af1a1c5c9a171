#include "text/locale.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/udatpg.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "text/locale_inside.h"

#define UNITS LOCALE_UNITS

// CLDR skeletons (UTS #35, part 4): what to show; the language decides order and punctuation.
static const char *const skeletons[LOCALE_FORMAT_COUNT] = {
    [LOCALE_TIME] = "Hmm",
    [LOCALE_WEEKDAY_DATE] = "EEEEdMMMM",
    [LOCALE_DATE] = "dMMMM",
    [LOCALE_SHORT_DATE] = "dMMM",
    [LOCALE_WEEKDAY_SHORT] = "EEEdMMM",
    [LOCALE_DATE_TIME] = "dMMMMHmm",
    [LOCALE_SHORT_DATE_TIME] = "dMMMHmm",
};

const char *locale_utf8(const UChar *units, int32_t count, char *out, size_t size) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t len = 0;
    u_strToUTF8(out, (int32_t)size - 1, &len, units, count, &status);
    if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) {
        len = 0;
    }
    size_t used = (size_t)len < size - 1 ? (size_t)len : size - 1;
    out[utf8_floor(out, used, used)] = '\0';
    return out;
}

// A date and a time are put together as in lists, "24 November, 14:05", not as in sentences, "… at 14:05".
static void take_short_glue(UDateTimePatternGenerator *generator) {
    UChar glue[32]; // a copy: the generator's own is not to be given back to it
    int32_t len = 0;
    u_strncpy(glue, udatpg_getDateTimeFormat(generator, &len), 31);
    udatpg_setDateTimeFormat(generator, glue, len < 31 ? len : 31);
}

UDateFormat *locale_open_date(const char *id, const char *skeleton, UErrorCode *status) {
    UChar wanted[32], pattern[UNITS];
    u_uastrcpy(wanted, skeleton);
    UDateTimePatternGenerator *generator = udatpg_open(id, status);
    if (U_SUCCESS(*status)) {
        take_short_glue(generator);
    }
    int32_t len =
        U_SUCCESS(*status) ? udatpg_getBestPattern(generator, wanted, -1, pattern, UNITS, status) : 0;
    udatpg_close(generator);
    static const UChar utc[] = {
        'U', 'T', 'C', 0}; // zones are ours: ICU gets local time and is told it is UTC
    return U_SUCCESS(*status) ? udat_open(UDAT_PATTERN, UDAT_PATTERN, id, utc, -1, pattern, len, status)
                              : NULL;
}

// News is dated by the Gregorian calendar everywhere; CLDR's own choice would be the Buddhist year in Thai,
// the Persian one in Persian. Who wants it says so: "th-u-ca-buddhist".
static void take_calendar(char id[ULOC_FULLNAME_CAPACITY], UErrorCode *status) {
    char calendar[32];
    UErrorCode unset = U_ZERO_ERROR;
    if (uloc_getKeywordValue(id, "calendar", calendar, sizeof calendar, &unset) == 0) {
        uloc_setKeywordValue("calendar", "gregorian", id, ULOC_FULLNAME_CAPACITY, status);
    }
}

static enum error locale_open(struct locale *locale, struct reason *reason) {
    UErrorCode status = U_ZERO_ERROR;
    const char *tag = strcmp(locale->language, "en") == 0 ? "en-001" : locale->language;
    int32_t parsed = 0;
    uloc_forLanguageTag(tag, locale->id, sizeof locale->id, &parsed, &status);
    if (U_FAILURE(status) || parsed != (int32_t)strlen(tag) || !locale->id[0]) {
        return reason_set(reason, ERROR_INPUT, "\"%s\" is not a language (allowed: BCP 47, as en, ru, pt-BR)",
            locale->language);
    }
    locale->cases = ucasemap_open(locale->id, 0, &status); // knows no keywords
    take_calendar(locale->id, &status);
    for (size_t i = 0; i < LOCALE_FORMAT_COUNT; i++) {
        locale->dates[i] = locale_open_date(locale->id, skeletons[i], &status);
    }
    locale->relative =
        ureldatefmt_open(locale->id, NULL, UDAT_STYLE_SHORT, UDISPCTX_CAPITALIZATION_FOR_STANDALONE, &status);
    locale_take_signs(locale, &status);
    if (U_FAILURE(status)) {
        return reason_set(reason, ERROR_INPUT, "language \"%s\": %s", locale->language, u_errorName(status));
    }
    return ERROR_NONE;
}

enum error locale_create(const char *language, struct locale **out, struct reason *reason) {
    struct locale *locale = calloc(1, sizeof *locale);
    struct number_style *numbers = calloc(NUMBER_STYLES, sizeof *numbers);
    struct date_style *dates = calloc(DATE_STYLES, sizeof *dates);
    if (!locale || !numbers || !dates) {
        abort();
    }
    locale->numbers = numbers;
    locale->date_styles = dates;
    snprintf(locale->language, sizeof locale->language, "%s", language);
    enum error error = locale_open(locale, reason);
    if (error) {
        locale_destroy(locale);
        locale = NULL;
    }
    *out = locale;
    return error;
}

void locale_destroy(struct locale *locale) {
    if (locale) {
        for (size_t i = 0; i < LOCALE_FORMAT_COUNT; i++) {
            udat_close(locale->dates[i]);
        }
        ureldatefmt_close(locale->relative);
        ucasemap_close(locale->cases);
        for (size_t i = 0; locale->numbers && i < NUMBER_STYLES; i++) {
            unumf_close(locale->numbers[i].formatter);
        }
        for (size_t i = 0; locale->date_styles && i < DATE_STYLES; i++) {
            udat_close(locale->date_styles[i].format);
        }
        free(locale->numbers);
        free(locale->date_styles);
        free(locale->signs);
        free(locale->sign_texts);
        free(locale);
    }
}

const char *locale_language(const struct locale *locale) {
    return locale->language;
}

bool locale_is_rtl(const struct locale *locale) {
    return uloc_isRightToLeft(locale->id);
}

bool locale_is_english(const struct locale *locale) {
    const char *language = locale ? locale->language : "en";
    return strncmp(language, "en", 2) == 0 && (!language[2] || language[2] == '-');
}

const char *locale_date(
    const struct locale *locale, enum locale_format format, millis local, char out[LOCALE_TEXT]) {
    UChar units[UNITS];
    UErrorCode status = U_ZERO_ERROR;
    int32_t len = udat_format(locale->dates[format], (UDate)local, units, UNITS, NULL, &status);
    return locale_utf8(units, U_SUCCESS(status) ? len : 0, out, LOCALE_TEXT);
}

// What the skeleton says, read once: see formatter_of below. NULL if ICU does not understand it.
static const UDateFormat *date_style(
    struct date_style styles[DATE_STYLES], const char *id, const char *skeleton, UErrorCode *status) {
    size_t at = 0;
    while (at < DATE_STYLES - 1 && styles[at].format && strcmp(styles[at].skeleton, skeleton) != 0) {
        at++;
    }
    struct date_style style = styles[at];
    if (!style.format || strcmp(style.skeleton, skeleton) != 0) {
        udat_close(style.format);
        snprintf(style.skeleton, sizeof style.skeleton, "%s", skeleton);
        style.format = locale_open_date(id, style.skeleton, status);
    }
    memmove(styles + 1, styles, at * sizeof *styles);
    styles[0] = style;
    return style.format;
}

const char *locale_date_by(
    const struct locale *locale, const char *skeleton, millis local, char out[LOCALE_TEXT]) {
    UChar units[UNITS];
    UErrorCode status = U_ZERO_ERROR;
    const UDateFormat *format = date_style(locale->date_styles, locale->id, skeleton, &status);
    int32_t len = format ? udat_format(format, (UDate)local, units, UNITS, NULL, &status) : 0;
    return locale_utf8(units, U_SUCCESS(status) ? len : 0, out, LOCALE_TEXT);
}

// Ages in the unit a reader thinks in.
static const struct age_unit {
    millis below; // ages shorter than this
    millis unit;
    URelativeDateTimeUnit icu;
} age_units[] = {
    {HOUR, MINUTE, UDAT_REL_UNIT_MINUTE},
    {DAY, HOUR, UDAT_REL_UNIT_HOUR},
    {MILLIS_NEVER, DAY, UDAT_REL_UNIT_DAY},
};

static const struct age_unit *age_unit(millis ago) {
    const struct age_unit *unit = age_units;
    while (ago >= unit->below) {
        unit++;
    }
    return unit;
}

const char *locale_ago(const struct locale *locale, millis ago, char out[LOCALE_TEXT]) {
    UChar units[UNITS];
    UErrorCode status = U_ZERO_ERROR;
    const struct age_unit *unit = age_unit(ago);
    int32_t len;
    if (ago < MINUTE) {
        len = ureldatefmt_format(locale->relative, 0, UDAT_REL_UNIT_SECOND, units, UNITS, &status);
    } else {
        millis units_ago = ago / unit->unit;
        len =
            ureldatefmt_formatNumeric(locale->relative, -(double)units_ago, unit->icu, units, UNITS, &status);
    }
    return locale_utf8(units, U_SUCCESS(status) ? len : 0, out, LOCALE_TEXT);
}

millis locale_ago_next(millis ago) {
    millis unit = age_unit(ago)->unit;
    return (ago / unit + 1) * unit;
}

// "UTC" as news has it in every language, the figures as the language has them. Between words from right to
// left a mark after the sign keeps the three in their order.
const char *locale_offset(const struct locale *locale, int32_t seconds, char out[LOCALE_TEXT]) {
    unsigned minutes = (unsigned)(seconds < 0 ? -seconds : seconds) / 60, whole = minutes / 60;
    const char *sign = seconds < 0 ? "\xE2\x88\x92" : "+"; // U+2212: a minus as wide as the plus
    const char *mark = locale_is_rtl(locale) ? "\u200E" : "";
    char hours[LOCALE_TEXT], rest[LOCALE_TEXT];
    if (minutes == 0) {
        snprintf(out, LOCALE_TEXT, "UTC");
        return out;
    }
    locale_format_number(locale, "precision-integer", whole, hours);
    if (minutes % 60) {
        locale_format_number(locale, "precision-integer integer-width/00", minutes % 60, rest);
        snprintf(out, LOCALE_TEXT, "UTC%s%s%.16s:%.16s", sign, mark, hours, rest);
    } else {
        snprintf(out, LOCALE_TEXT, "UTC%s%s%.16s", sign, mark, hours);
    }
    return out;
}

const char *locale_upper(const struct locale *locale, const char *text, char *out, size_t size) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t len = ucasemap_utf8ToUpper(locale->cases, out, (int32_t)size - 1, text, -1, &status);
    if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) {
        len = 0;
    }
    size_t used = (size_t)len < size - 1 ? (size_t)len : size - 1;
    out[utf8_floor(out, used, used)] = '\0';
    return out;
}
