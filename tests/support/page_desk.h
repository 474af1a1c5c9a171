#ifndef BROADSIDE_TESTS_SUPPORT_PAGE_DESK_H
#define BROADSIDE_TESTS_SUPPORT_PAGE_DESK_H

#include "layout/deck.h"
#include "layout/env.h"

// Everything layout needs, with nothing from outside but ICU and the system's time zones: the fake measure, a
// theme that stays as it is when assets/themes change, English, Moscow, eight sections, three pairs, three
// cities.
struct page_desk {
    struct theme theme;
    struct locale *locale;
    struct breaker *breaker;
    struct zone *zones[3];
    struct env_city cities[3];
    struct layout_env env; // a test may change any of it
};

void page_desk_open(struct page_desk *desk, int width, int height);
void page_desk_language(struct page_desk *desk, const char *language); // instead of English
void page_desk_close(struct page_desk *desk);

// The theme of tests: the roles as in night.json at the time of writing.
extern const struct theme fake_theme;

#endif
