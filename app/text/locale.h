#ifndef BROADSIDE_TEXT_LOCALE_H
#define BROADSIDE_TEXT_LOCALE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/time.h"

// How a language writes dates, times, numbers, currencies and capitals: ICU's data (CLDR). One thread only.
// All functions write NUL-terminated UTF-8 into `out`, cut at a character, and return `out`.

struct locale;

// `language` is BCP 47. Plain "en" is taken as world English ("en-001": 24 November, 40 min ago). The caller
// owns *out. Digits are those that the language uses, and the calendar is the Gregorian one, unless the tag
// says otherwise: "ar-u-nu-latn", "th-u-ca-buddhist" (UTS #35, part 1, "Unicode BCP 47 U Extension").
enum error locale_create(const char *language, struct locale **out, struct reason *reason);
void locale_destroy(struct locale *locale);               // accepts NULL
const char *locale_language(const struct locale *locale); // as given

// Is the language written from right to left? Of its usual script; "az-Arab" names another.
bool locale_is_rtl(const struct locale *locale);

// English of any country; NULL is English, too.
bool locale_is_english(const struct locale *locale);

#define LOCALE_TEXT 128 // bytes that hold any of the texts below

enum locale_format {
    LOCALE_TIME,            // 14:05
    LOCALE_WEEKDAY_DATE,    // Tuesday, 24 November
    LOCALE_DATE,            // 24 November
    LOCALE_SHORT_DATE,      // 23 Nov
    LOCALE_WEEKDAY_SHORT,   // Tue, 24 Nov
    LOCALE_DATE_TIME,       // 24 November, 14:05
    LOCALE_SHORT_DATE_TIME, // 23 Nov, 14:05
    LOCALE_FORMAT_COUNT
};

// A time of the wall: `local` is Unix time plus the zone's offset.
const char *locale_date(
    const struct locale *locale, enum locale_format format, millis local, char out[LOCALE_TEXT]);
// By what of it is to be shown, as CLDR skeletons say it ("yMMMd", "EEEE"; at most 31 letters): order,
// punctuation and forms of words are the language's. "" of one that cannot be.
const char *locale_date_by(
    const struct locale *locale, const char *skeleton, millis local, char out[LOCALE_TEXT]);
// "UTC+3", "UTC+5:30", "UTC".
const char *locale_offset(const struct locale *locale, int32_t seconds, char out[LOCALE_TEXT]);
// "40 min ago", "3 hr ago", "now"; `ago` >= 0. Minutes, hours below a day, then days.
const char *locale_ago(const struct locale *locale, millis ago, char out[LOCALE_TEXT]);
// The first age greater than `ago` whose text differs.
millis locale_ago_next(millis ago);

// What numbers are written with, for patterns that are none of the language's. Pairs stand before and after
// the digits.
#define LOCALE_SIGN 24
struct locale_signs {
    const char *decimal, *group;
    int primary, secondary; // digits of a group: the last before the point, the others
    int least;              // digits that must stand before the last group sign
    const char *minus[2], *plus[2], *percent[2], *dollar[2];
    const char *digits[10];
};
// Borrowed from the locale; of NULL, world English.
const struct locale_signs *locale_signs(const struct locale *locale);

// A number with exactly `decimals` after the point.
const char *locale_number(const struct locale *locale, double value, int decimals, char out[LOCALE_TEXT]);
// Short, as it is read aloud: "1.2M", "1,2 млн", "120万"; whole below a thousand, and in German below a
// million. So many digits that count; without `has_zeros`, those at the end that are 0 go. For what is
// below 1e18.
struct locale_digits {
    int count; // 1 to 20
    bool has_zeros;
};
const char *locale_compact(
    const struct locale *locale, double value, struct locale_digits digits, char out[LOCALE_TEXT]);
// With its sign always shown, as a change is: "+0.41%" for a ratio of 0.0041.
const char *locale_percent(const struct locale *locale, double ratio, int decimals, char out[LOCALE_TEXT]);
// "€9.21", "10 $"; the language's own order, the narrow symbol. `decimals` < 0: as the currency has.
const char *locale_money(
    const struct locale *locale, double value, const char *currency, int decimals, char out[LOCALE_TEXT]);
// "euro" as the language calls it, first letter as in a list; the code itself if it is unknown.
const char *locale_currency_name(const struct locale *locale, const char *currency, char out[LOCALE_TEXT]);

// Many of it, CLDR's plural "many" or else "other": "US dollars", "долларов США".
const char *locale_currency_plural(const struct locale *locale, const char *currency, char out[LOCALE_TEXT]);

// Capitals by the language's rules (Turkish i, German ß). Any length: cut to `size`.
const char *locale_upper(const struct locale *locale, const char *text, char *out, size_t size);

#endif
