#ifndef BROADSIDE_LAYOUT_WORDS_H
#define BROADSIDE_LAYOUT_WORDS_H

#include "base/arena.h"
#include "chart/words.h"

// The interface's own words: everything on a page that no source wrote. One for each key of
// assets/locale/en.json; other languages are files with the same keys (app/kiosk/words_file.h).

enum word {
    WORD_TOP_STORIES,
    WORD_NEWS_FEED,
    WORD_ALL_SECTIONS,
    WORD_LATEST,
    WORD_BREAKING,
    WORD_INFOGRAPHIC,
    WORD_PHOTO,
    WORD_EXCHANGE_RATES,
    WORD_CONVERTER,
    WORD_CURRENCY,
    WORD_PAGE_OF, // {0} this page, {1} how many
    WORD_READ_ON_PHONE,
    WORD_UPDATED,    // {0} a time
    WORD_UPDATED_ON, // {0} a date
    WORD_SOURCE,     // {0} a name
    WORD_OFFLINE,
    WORD_UNITS_IN, // {0} a currency
    WORD_AS_OF,    // {0} a date
    WORD_FIXING,   // {0} who fixed the rate, {1} a date
    WORD_NO_NEWS,
    WORD_NO_NEWS_DETAIL,
    WORD_NO_CONNECTION,
    WORD_NO_CONNECTION_DETAIL,
    WORD_STARTING,
    WORD_STARTING_DETAIL,
    WORD_MOST_READ,
    WORD_NOW,
    WORD_TODAY,
    WORD_THIS_WEEK,
    WORD_PRESS_REVIEW,
    WORD_PARTNER_NEWS,
    WORD_IN_OTHER_MEDIA,
    WORD_ON_THIS_DAY,
    WORD_BEFORE_CHRIST, // {0} a year
    WORD_ADVERTISEMENT,
    WORD_DEMONSTRATION, // of a screen that cannot show its own news
    WORD_UNTIL,         // {0} a time: of a warning
    WORD_HIGH_LOW,      // {0} the day's highest temperature, {1} its lowest
    WORD_WIND,          // {0} a number
    WORD_SKY_CLEAR,     // these in the order of enum sky
    WORD_SKY_MOSTLY_CLEAR,
    WORD_SKY_PARTLY_CLOUDY,
    WORD_SKY_CLOUDY,
    WORD_SKY_OVERCAST,
    WORD_SKY_FOG,
    WORD_SKY_DRIZZLE,
    WORD_SKY_RAIN,
    WORD_SKY_SHOWERS,
    WORD_SKY_SLEET,
    WORD_SKY_SNOW,
    WORD_SKY_THUNDER,
    WORD_CHART, // the words of charts from here on, in the order of enum chart_word
    WORD_COUNT = WORD_CHART + CHART_WORD_END
};

struct words {
    const char *text[WORD_COUNT];
};

// The key in locale files ("top-stories"). Static.
const char *word_key(enum word word);
// How many different {n} a word has: 0, 1 or 2. Translations have the same, in any order.
int word_slots(enum word word);

// Static, never freed: what stands on the screen where a locale file says nothing.
const struct words *words_english(void);

// The word with {0} replaced by `first` and {1} by `second`, in one pass: braces in these two are left
// alone. NULL counts as "". The text lives in the arena.
const char *words_format(
    const struct words *words, enum word word, struct arena *arena, const char *first, const char *second);

#endif
