#include "layout/words.h"

#include <string.h>

#include "base/slots.h"

static const char *const keys[WORD_COUNT] = {[WORD_TOP_STORIES] = "top-stories",
    [WORD_NEWS_FEED] = "news-feed",
    [WORD_ALL_SECTIONS] = "all-sections",
    [WORD_LATEST] = "latest",
    [WORD_BREAKING] = "breaking",
    [WORD_INFOGRAPHIC] = "infographic",
    [WORD_PHOTO] = "photo",
    [WORD_EXCHANGE_RATES] = "exchange-rates",
    [WORD_CONVERTER] = "converter",
    [WORD_CURRENCY] = "currency",
    [WORD_PAGE_OF] = "page-of",
    [WORD_READ_ON_PHONE] = "read-on-phone",
    [WORD_UPDATED] = "updated",
    [WORD_UPDATED_ON] = "updated-on",
    [WORD_SOURCE] = "source",
    [WORD_OFFLINE] = "offline",
    [WORD_UNITS_IN] = "units-in",
    [WORD_AS_OF] = "as-of",
    [WORD_FIXING] = "fixing",
    [WORD_NO_NEWS] = "no-news",
    [WORD_NO_NEWS_DETAIL] = "no-news-detail",
    [WORD_NO_CONNECTION] = "no-connection",
    [WORD_NO_CONNECTION_DETAIL] = "no-connection-detail",
    [WORD_STARTING] = "starting",
    [WORD_STARTING_DETAIL] = "starting-detail",
    [WORD_MOST_READ] = "most-read",
    [WORD_NOW] = "now",
    [WORD_TODAY] = "today",
    [WORD_THIS_WEEK] = "this-week",
    [WORD_PRESS_REVIEW] = "press-review",
    [WORD_PARTNER_NEWS] = "partner-news",
    [WORD_IN_OTHER_MEDIA] = "in-other-media",
    [WORD_ON_THIS_DAY] = "on-this-day",
    [WORD_BEFORE_CHRIST] = "before-christ",
    [WORD_ADVERTISEMENT] = "advertisement",
    [WORD_DEMONSTRATION] = "demonstration",
    [WORD_UNTIL] = "until",
    [WORD_HIGH_LOW] = "high-low",
    [WORD_WIND] = "wind",
    [WORD_SKY_CLEAR] = "sky-clear",
    [WORD_SKY_MOSTLY_CLEAR] = "sky-mostly-clear",
    [WORD_SKY_PARTLY_CLOUDY] = "sky-partly-cloudy",
    [WORD_SKY_CLOUDY] = "sky-cloudy",
    [WORD_SKY_OVERCAST] = "sky-overcast",
    [WORD_SKY_FOG] = "sky-fog",
    [WORD_SKY_DRIZZLE] = "sky-drizzle",
    [WORD_SKY_RAIN] = "sky-rain",
    [WORD_SKY_SHOWERS] = "sky-showers",
    [WORD_SKY_SLEET] = "sky-sleet",
    [WORD_SKY_SNOW] = "sky-snow",
    [WORD_SKY_THUNDER] = "sky-thunder",
#define WORD(name, key, text) [WORD_CHART + CHART_WORD_##name] = (key),
    CHART_WORDS(WORD)
#undef WORD
};

// Equal to assets/locale/en.json; a test says so. Here too, so that a kiosk without its assets still speaks.
static const struct words english = {{[WORD_TOP_STORIES] = "Top stories",
    [WORD_NEWS_FEED] = "News feed",
    [WORD_ALL_SECTIONS] = "All sections",
    [WORD_LATEST] = "Latest",
    [WORD_BREAKING] = "Breaking",
    [WORD_INFOGRAPHIC] = "Infographic",
    [WORD_PHOTO] = "Photo",
    [WORD_EXCHANGE_RATES] = "Exchange rates",
    [WORD_CONVERTER] = "Converter",
    [WORD_CURRENCY] = "Currency",
    [WORD_PAGE_OF] = "Page {0} of {1}",
    [WORD_READ_ON_PHONE] = "Read on your phone",
    [WORD_UPDATED] = "updated {0}",
    [WORD_UPDATED_ON] = "updated {0}",
    [WORD_SOURCE] = "Source: {0}",
    [WORD_OFFLINE] = "offline",
    [WORD_UNITS_IN] = "1 unit in {0}",
    [WORD_AS_OF] = "as of {0}",
    [WORD_FIXING] = "{0} fixing · {1}",
    [WORD_NO_NEWS] = "No news yet",
    [WORD_NO_NEWS_DETAIL] = ("The kiosk is running and keeps asking its sources. News appears here as soon "
                             "as one answers."),
    [WORD_NO_CONNECTION] = "No connection",
    [WORD_NO_CONNECTION_DETAIL] =
        "No server can be reached. The kiosk keeps trying; news appears here as soon as one answers.",
    [WORD_STARTING] = "Starting",
    [WORD_STARTING_DETAIL] = "The sources are being asked for the first time.",
    [WORD_MOST_READ] = "Most read",
    [WORD_NOW] = "Now",
    [WORD_TODAY] = "Today",
    [WORD_THIS_WEEK] = "This week",
    [WORD_PRESS_REVIEW] = "Press review",
    [WORD_PARTNER_NEWS] = "Partner news",
    [WORD_IN_OTHER_MEDIA] = "In other media",
    [WORD_ON_THIS_DAY] = "On this day",
    [WORD_BEFORE_CHRIST] = "{0} BC",
    [WORD_ADVERTISEMENT] = "Advertisement",
    [WORD_DEMONSTRATION] = "Demonstration, not the news",
    [WORD_UNTIL] = "in force until {0}",
    [WORD_HIGH_LOW] = "H\xC2\xA0{0}\xC2\xA0L\xC2\xA0{1}",
    [WORD_WIND] = "Wind\xC2\xA0{0}\xC2\xA0m/s",
    [WORD_SKY_CLEAR] = "Clear",
    [WORD_SKY_MOSTLY_CLEAR] = "Mostly clear",
    [WORD_SKY_PARTLY_CLOUDY] = "Partly cloudy",
    [WORD_SKY_CLOUDY] = "Cloudy",
    [WORD_SKY_OVERCAST] = "Overcast",
    [WORD_SKY_FOG] = "Fog",
    [WORD_SKY_DRIZZLE] = "Drizzle",
    [WORD_SKY_RAIN] = "Rain",
    [WORD_SKY_SHOWERS] = "Showers",
    [WORD_SKY_SLEET] = "Sleet",
    [WORD_SKY_SNOW] = "Snow",
    [WORD_SKY_THUNDER] = "Thunderstorm",
#define WORD(name, key, text) [WORD_CHART + CHART_WORD_##name] = (text),
    CHART_WORDS(WORD)
#undef WORD
}};

const char *word_key(enum word word) {
    return keys[word];
}

int word_slots(enum word word) {
    const char *text = english.text[word];
    return (strstr(text, "{0}") != NULL) + (strstr(text, "{1}") != NULL);
}

const struct words *words_english(void) {
    return &english;
}

const char *words_format(
    const struct words *words, enum word word, struct arena *arena, const char *first, const char *second) {
    return slots_fill(arena, words->text[word], first, second);
}
