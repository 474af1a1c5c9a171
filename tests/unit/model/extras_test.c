#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "model/assemble.h"

#define NOW (1000 * DAY)
#define UNDATED                                                                                              \
    { MILLIS_NONE, 0 }
#define IN(minutes)                                                                                          \
    { NOW + (minutes)*MINUTE, 0 }
#define COUNT(array) (sizeof(array) / sizeof *(array))

// Has every picture but those whose address begins with "no".
static bool find_picture(void *context, const char *url, struct blob **blob, int *width, int *height) {
    (void)context;
    if (strncmp(url, "no", 2) == 0) {
        return false;
    }
    *blob = blob_create(strdup(url), strlen(url));
    *width = 800;
    *height = 600;
    return true;
}

static const struct picture_shelf shelf = {.find = find_picture};

static struct edition *assembled(const struct contribution *contributions, size_t count) {
    struct edition *edition = edition_assemble(contributions, count, &shelf, NOW);
    assert_non_null(edition);
    return edition;
}

static void galleries_keep_the_pictures_that_are_here(void **state) {
    (void)state;
    struct picture some[] = {{.url = "no1"}, {.url = "a", .caption = "A", .credit = "C"}, {.url = "a"}};
    struct picture none[] = {{.url = "no2"}};
    struct gallery galleries[] = {
        {.id = "1", .title = "The week", .pictures = some, .picture_count = 3, .published = UNDATED},
        {.id = "2", .title = "Nothing here", .pictures = none, .picture_count = 1, .published = UNDATED},
        {.id = "1", .title = "The week again", .pictures = some, .picture_count = 3, .published = UNDATED},
        {.title = "Without an id", .pictures = some, .picture_count = 3, .published = UNDATED},
    };
    struct batch batch = {.galleries = galleries, .gallery_count = COUNT(galleries)};
    struct contribution one = {.batch = &batch, .section = "World", .age.fetched = 7};
    struct edition *edition = assembled(&one, 1);
    assert_int_equal(edition->gallery_count, 2);
    assert_string_equal(edition->galleries[0].title, "The week");
    assert_string_equal(edition->galleries[0].section, "World");
    assert_int_equal(edition->galleries[0].age.fetched, 7);
    assert_int_equal(edition->galleries[0].picture_count, 1);
    assert_string_equal(edition->galleries[0].pictures[0].caption, "A");
    assert_int_equal(edition->galleries[0].pictures[0].width, 800);
    assert_string_equal(edition->galleries[1].id, "Without an id");
    edition_unref(edition); // the leak checker looks whether their bytes go with it
}

static void sponsors_have_a_picture_and_a_weight(void **state) {
    (void)state;
    struct picture here = {.url = "a"}, missing = {.url = "no"};
    struct sponsor sponsors[] = {
        {.id = "1", .name = "House", .picture = &here, .dwell = 5 * SECOND, .weight = 0},
        {.id = "2", .picture = &missing, .weight = 1},
        {.id = "3", .weight = 1},
        {.id = "1", .name = "Again", .picture = &here, .weight = 4},
    };
    struct batch batch = {.sponsors = sponsors, .sponsor_count = COUNT(sponsors)};
    struct contribution one = {.batch = &batch};
    struct edition *edition = assembled(&one, 1);
    assert_int_equal(edition->sponsor_count, 1);
    assert_string_equal(edition->sponsors[0].name, "House");
    assert_int_equal(edition->sponsors[0].weight, 1);
    assert_int_equal(edition->sponsors[0].dwell, 5 * SECOND);
    edition_unref(edition);
}

static void alerts_are_sorted_and_end(void **state) {
    (void)state;
    const char *paragraphs[] = {"Stay inside."};
    struct alert alerts[] = {
        {.id = "minor", .headline = "m", .severity = 1, .effective = IN(-5), .expires = IN(60)},
        {.id = "over", .headline = "o", .severity = 4, .effective = IN(-60), .expires = IN(0)},
        {.id = "severe",
            .headline = "s",
            .severity = 3,
            .effective = IN(-9),
            .expires = UNDATED,
            .paragraphs = paragraphs,
            .paragraph_count = 1},
        {.id = "later", .headline = "l", .severity = 3, .effective = IN(30), .expires = IN(90)},
    };
    struct batch batch = {.alerts = alerts, .alert_count = COUNT(alerts)};
    struct contribution one = {.batch = &batch, .source_name = "Met office"};
    struct edition *edition = assembled(&one, 1);
    assert_int_equal(edition->alert_count, 3);
    assert_string_equal(edition->alerts[0].id, "later"); // to come, but no less severe
    assert_string_equal(edition->alerts[1].id, "severe");
    assert_string_equal(edition->alerts[1].paragraphs[0], "Stay inside.");
    assert_string_equal(edition->alerts[1].source_name, "Met office");
    assert_string_equal(edition->alerts[2].id, "minor");
    edition_unref(edition);
}

// The newer answer counts even where it says that the danger is less.
static void of_one_alert_the_newest_word_counts(void **state) {
    (void)state;
    struct alert old = {.id = "1", .headline = "old", .severity = 4, .effective = IN(-9), .expires = IN(9)};
    struct alert new = {.id = "1", .headline = "new", .severity = 1, .effective = IN(-9), .expires = IN(9)};
    struct batch batches[] = {{.alerts = &old, .alert_count = 1}, {.alerts = &new, .alert_count = 1}};
    struct contribution both[] = {
        {.batch = &batches[0], .age.fetched = NOW - 9}, {.batch = &batches[1], .age.fetched = NOW}};
    struct edition *edition = assembled(both, 2);
    assert_int_equal(edition->alert_count, 1);
    assert_string_equal(edition->alerts[0].headline, "new");
    edition_unref(edition);
}

static void events_are_told_once(void **state) {
    (void)state;
    struct event events[] = {{.year = 1859, .text = "A book"}, {.year = 1859, .text = "A book"},
        {.year = -44, .text = "A murder"}, {.year = 1900, .text = NULL}};
    struct batch batch = {.events = events, .event_count = COUNT(events)};
    struct contribution twice[] = {{.batch = &batch}, {.batch = &batch}};
    struct edition *edition = assembled(twice, 2);
    assert_int_equal(edition->event_count, 2);
    assert_string_equal(edition->events[1].text, "A murder");
    assert_int_equal(edition->events[1].year, -44);
    edition_unref(edition);
}

static void weather_belongs_to_the_place_of_its_source(void **state) {
    (void)state;
    struct weather_day days[] = {{.high = 3, .low = -4, .sky = SKY_SNOW}};
    struct weather_hour hours[] = {{.temperature = 1}, {.temperature = 2}};
    struct weather cold = {.temperature = -3, .sky = SKY_SNOW, .days = days, .day_count = 1};
    struct weather warm = {.temperature = 17, .sky = SKY_CLEAR, .hours = hours, .hour_count = 2};
    struct batch batches[] = {{.weather = &cold}, {.weather = &warm}};
    struct contribution all[] = {
        {.batch = &batches[0], .place = "Moscow", .source_name = "Met", .age.fetched = NOW},
        {.batch = &batches[1], .place = "Tokyo", .age.fetched = NOW},
        {.batch = &batches[1], .place = "Moscow", .age.fetched = NOW - 1}, // older
        {.batch = &batches[1], .age.fetched = NOW},                        // of nowhere
    };
    struct edition *edition = assembled(all, COUNT(all));
    assert_int_equal(edition->weather_count, 2);
    const struct weather *moscow = edition_weather(edition, "Moscow");
    assert_non_null(moscow);
    assert_float_equal(moscow->temperature, -3, 0);
    assert_float_equal(moscow->days[0].high, 3, 0);
    assert_string_equal(moscow->source_name, "Met");
    assert_int_equal(edition_weather(edition, "Tokyo")->hour_count, 2);
    assert_null(edition_weather(edition, "Delhi"));
    assert_false(edition_is_empty(edition));
    edition_unref(edition);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(galleries_keep_the_pictures_that_are_here),
        cmocka_unit_test(sponsors_have_a_picture_and_a_weight),
        cmocka_unit_test(alerts_are_sorted_and_end),
        cmocka_unit_test(of_one_alert_the_newest_word_counts),
        cmocka_unit_test(events_are_told_once),
        cmocka_unit_test(weather_belongs_to_the_place_of_its_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
