#include "tests/support/page_desk.h"

#include "tests/support/fake_measure.h"
#include "tests/support/test.h"

static const struct env_section sections[] = {
    {"World", NULL, true, 0x5AA9FF},
    {"Politics & Diplomacy", "Politics", true, 0xB18CFF},
    {"Business & Economy", "Business", true, 0x3ECF8E},
    {"Military & Defense", "Defense", true, 0xFF6B5E},
    {"Science & Space", "Science", true, 0x4DD0E1},
    {"Society & Culture", "Culture", false, 0},
    {"Sport", NULL, true, 0x102030}, // too dark for a tag as it is
    {"Press Review", "Press", false, 0},
};
static const char *const pairs[] = {"EUR", "RUB", "CNY"};
static const int amounts[] = {10, 50, 100, 500, 1000};
static const char *const zones[][2] = {
    {"Moscow", "Europe/Moscow"}, {"New York", "America/New_York"}, {"Delhi", "Asia/Kolkata"}};

#define COUNT(array) (sizeof(array) / sizeof *(array))

void page_desk_language(struct page_desk *desk, const char *language) {
    struct reason reason;
    locale_destroy(desk->locale);
    breaker_destroy(desk->breaker);
    if (locale_create(language, &desk->locale, &reason) ||
        breaker_create(language, &desk->breaker, &reason)) {
        fail_msg("%s", reason.text);
    }
    desk->env.locale = desk->locale;
    desk->env.breaker = desk->breaker;
}

void page_desk_open(struct page_desk *desk, int width, int height) {
    *desk = (struct page_desk){.theme = fake_theme};
    desk->env = (struct layout_env){
        .theme = &desk->theme,
        .measure = &fake_measure,
        .words = words_english(),
        .title = "Broadside",
        .width = width,
        .height = height,
        .sections = sections,
        .section_count = COUNT(sections),
        .base = "USD",
        .pairs = pairs,
        .pair_count = COUNT(pairs),
        .amounts = amounts,
        .amount_count = COUNT(amounts),
        .cities = desk->cities,
        .city_count = COUNT(zones),
        .has_ticker = true,
    };
    page_desk_language(desk, "en");
    for (size_t i = 0; i < COUNT(zones); i++) {
        struct reason reason;
        if (zone_create(zones[i][1], &desk->zones[i], &reason)) {
            fail_msg("%s", reason.text);
        }
        desk->cities[i] = (struct env_city){zones[i][0], desk->zones[i]};
    }
    desk->env.zone = desk->zones[0];
}

void page_desk_close(struct page_desk *desk) {
    for (size_t i = 0; i < COUNT(zones); i++) {
        zone_destroy(desk->zones[i]);
    }
    locale_destroy(desk->locale);
    breaker_destroy(desk->breaker);
}
