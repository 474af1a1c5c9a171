#ifndef BROADSIDE_TEXT_LOCALE_INSIDE_H
#define BROADSIDE_TEXT_LOCALE_INSIDE_H

#include <unicode/ucasemap.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/unumberformatter.h>
#include <unicode/ureldatefmt.h>

#include "text/locale.h"

// What a locale is made of. Private to the room.

#define LOCALE_UNITS 256 // UTF-16 units of a text under way
#define NUMBER_STYLES 24
#define DATE_STYLES 16

// Formatters by what was asked for, the last used first. They are remembered, which changes no answer.
struct number_style {
    char skeleton[96];
    UNumberFormatter *formatter; // NULL: free
};
struct date_style {
    char skeleton[32];
    UDateFormat *format; // NULL: free
};

struct locale {
    char language[64];
    char id[ULOC_FULLNAME_CAPACITY];
    UDateFormat *dates[LOCALE_FORMAT_COUNT];
    URelativeDateTimeFormatter *relative;
    UCaseMap *cases;
    struct number_style *numbers;   // NUMBER_STYLES
    struct date_style *date_styles; // DATE_STYLES
    struct locale_signs *signs;
    char (*sign_texts)[LOCALE_SIGN]; // what `signs` points to
};

// UTF-8, cut at a character.
const char *locale_utf8(const UChar *units, int32_t count, char *out, size_t size);
// A format by a CLDR skeleton, in UTC; NULL and a status if it cannot be.
UDateFormat *locale_open_date(const char *id, const char *skeleton, UErrorCode *status);

// locale_number.c: by an ICU number skeleton; "" of one that cannot be.
const char *locale_format_number(
    const struct locale *locale, const char *skeleton, double value, char out[LOCALE_TEXT]);

// locale_signs.c
void locale_take_signs(struct locale *locale, UErrorCode *status);

#endif
