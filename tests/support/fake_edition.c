#include "tests/support/fake_edition.h"

#include <stdio.h>
#include <string.h>

#include "model/assemble.h"

static bool find_picture(void *context, const char *url, struct blob **blob, int *width, int *height) {
    (void)context;
    const char *size = strrchr(url, '/');
    if (!size || sscanf(size + 1, "%dx%d", width, height) != 2) {
        return false;
    }
    *blob = blob_create(strdup(url), strlen(url));
    return true;
}

struct edition *fake_edition_make(const struct fake_edition *plan) {
    static const char *const lists[] = {"top", "feed", "ticker"};
    struct batch batch = {
        .stories = plan->stories,
        .story_count = plan->story_count,
        .infographics = plan->infographics,
        .infographic_count = plan->infographic_count,
        .fixings = plan->fixings,
        .fixing_count = plan->fixing_count,
        .galleries = plan->galleries,
        .gallery_count = plan->gallery_count,
        .alerts = plan->alerts,
        .alert_count = plan->alert_count,
        .events = plan->events,
        .event_count = plan->event_count,
        .sponsors = plan->sponsors,
        .sponsor_count = plan->sponsor_count,
    };
    struct contribution contributions[1 + FAKE_PLACES] = {{
        .batch = &batch,
        .source_name = "ECB",
        .lists = plan->lists ? plan->lists : lists,
        .list_count = plan->lists ? plan->list_count : sizeof lists / sizeof *lists,
        .age.fetched = FAKE_NOW,
    }};
    struct batch weather[FAKE_PLACES] = {{.weather = NULL}};
    size_t count = 1;
    for (size_t i = 0; i < plan->weather_count && i < FAKE_PLACES; i++) {
        weather[i].weather = &plan->weather[i];
        contributions[count++] = (struct contribution){
            .batch = &weather[i],
            .source_name = "Weather Service",
            .place = plan->weather[i].place,
            .age.fetched = FAKE_NOW,
        };
    }
    struct picture_shelf shelf = {.find = find_picture};
    return edition_assemble(contributions, count, &shelf, FAKE_NOW);
}

enum { DAYS = 30 };

struct fixing *fake_fixings(size_t *count) {
    static const struct {
        const char *quote;
        double value;
        int step; // thousandths of the value that it moves by from day to day
    } quotes[] = {{"EUR", 0.9214, 1}, {"RUB", 78.4, -2}, {"CNY", 7.1032, 0}};
    static struct fixing fixings[3 * DAYS];
    *count = 0;
    for (size_t i = 0; i < 3; i++) {
        for (int day = 0; day < DAYS; day++) {
            double wave = (day * 7 % 11 - 5) / 1000.0 + quotes[i].step * (day - DAYS) / 1000.0;
            fixings[(*count)++] = (struct fixing){"USD", quotes[i].quote, quotes[i].value * (1 + wave),
                {FAKE_NOW - (DAYS - day) * DAY, FAKE_OFFSET}};
        }
    }
    return fixings;
}
