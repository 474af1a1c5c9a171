#include "tests/support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "decode/profile.h"

// What records become in a batch, with the shipped profiles of our own formats.

static struct batch *decoded(const char *path, const char *answer_text) {
    struct reason reason = {""};
    struct profile *profile;
    struct batch *batch;
    char *text;
    size_t len;
    assert_int_equal(file_read(path, 1 << 20, &text, &len, &reason), ERROR_NONE);
    if (profile_create(path, text, len, &profile, NULL, &reason)) {
        fail_msg("%s", reason.text);
    }
    free(text);
    struct answer answer = {.bytes = answer_text,
        .len = strlen(answer_text),
        .url = "https://h.example/d/list.json",
        .fetched = 5};
    if (profile_decode(profile, &answer, &batch, &reason)) {
        fail_msg("%s", reason.text);
    }
    profile_destroy(profile);
    return batch;
}

static struct batch *decoded_by(const char *profile_text, const char *answer_text) {
    struct reason reason = {""};
    struct profile *profile;
    struct batch *batch;
    if (profile_create("test.json", profile_text, strlen(profile_text), &profile, NULL, &reason)) {
        fail_msg("%s", reason.text);
    }
    struct answer answer = {.bytes = answer_text, .len = strlen(answer_text), .url = "https://h.example/"};
    if (profile_decode(profile, &answer, &batch, &reason)) {
        fail_msg("%s", reason.text);
    }
    profile_destroy(profile);
    return batch;
}

static void galleries(void **state) {
    (void)state;
    struct batch *batch = decoded("assets/profiles/gallery.json",
        "{\"galleries\":[{\"title\":\"The fair &amp; its visitors\",\"section\":\"Culture\",\"published\":"
        "\"2026-11-24T09:00:00+03:00\",\"pictures\":[{\"url\":\"a.jpg\",\"caption\":\"One\",\"credit\":\"A. "
        "Reader\",\"focus\":[0.25,1]},{\"caption\":\"lost\"},{\"url\":\"b.jpg\",\"focus\":[0.5,1.5]},{"
        "\"url\":\"a.jpg\"}]},"
        "{\"title\":\"No pictures\",\"pictures\":[]}]}");
    assert_int_equal(batch->gallery_count, 1);
    assert_int_equal(batch->skipped, 1);
    const struct gallery *gallery = &batch->galleries[0];
    assert_string_equal(gallery->title, "The fair & its visitors");
    assert_string_equal(gallery->id, "The fair & its visitors");
    assert_int_equal(gallery->picture_count, 2);
    assert_string_equal(gallery->pictures[0].url, "https://h.example/d/a.jpg");
    assert_string_equal(gallery->pictures[0].credit, "A. Reader");
    assert_true(gallery->pictures[0].has_focus);
    assert_float_equal(gallery->pictures[0].focus_x, 0.25, 1e-9);
    assert_float_equal(gallery->pictures[0].focus_y, 1, 1e-9);
    assert_false(gallery->pictures[1].has_focus); // outside the picture
    assert_null(gallery->pictures[1].caption);
    assert_int_equal(gallery->published.offset, 10800);
    assert_int_equal(gallery->age.fetched, 5);
    batch_destroy(batch);
}

static void sponsors(void **state) {
    (void)state;
    struct batch *batch = decoded("assets/profiles/sponsor.json",
        "{\"sponsors\":[{\"id\":\"tea\",\"name\":\"Tea "
        "House\",\"picture\":{\"url\":\"tea.png\",\"alt\":\"Tea\"},"
        "\"seconds\":8.5,\"weight\":3},{\"picture\":{\"url\":\"b.png\"},\"seconds\":-1,\"weight\":1e9},"
        "{\"id\":\"gone\",\"active\":false,\"picture\":{\"url\":\"c.png\"}}]}");
    assert_int_equal(batch->sponsor_count, 2);
    assert_int_equal(batch->sponsors[0].dwell, 8500);
    assert_int_equal(batch->sponsors[0].weight, 3);
    assert_string_equal(batch->sponsors[0].picture->caption, "Tea");
    assert_int_equal(batch->sponsors[1].dwell, 0);
    assert_int_equal(batch->sponsors[1].weight, 1);
    assert_string_equal(batch->sponsors[1].id, "b.png");
    batch_destroy(batch);
}

static void weather(void **state) {
    (void)state;
    struct batch *batch = decoded("assets/profiles/weather.json",
        "{\"zone\":10800,\"now\":{\"temperature\":-3.5,\"sky\":\"snow\",\"time\":\"2026-11-24T12:00:00Z\"},"
        "\"hours\":[{\"time\":\"2026-11-24T13:00:00Z\",\"temperature\":\"-4\",\"sky\":\"odd\",\"rain\":0.2},"
        "{\"temperature\":1}],"
        "\"days\":[{\"date\":\"2026-11-24\",\"high\":-1,\"low\":-6,\"sky\":\"cloudy\"},"
        "{\"date\":\"2026-11-25\"}]}");
    assert_non_null(batch->weather);
    assert_true(fabs(batch->weather->temperature + 3.5) < 1e-9);
    assert_true(isnan(batch->weather->wind));
    assert_int_equal(batch->weather->sky, SKY_SNOW);
    assert_int_equal(batch->weather->hour_count, 1);
    assert_int_equal(batch->weather->hours[0].sky, SKY_UNKNOWN);
    assert_true(fabs(batch->weather->hours[0].temperature + 4) < 1e-9);
    assert_int_equal(batch->weather->day_count, 1);
    assert_int_equal(batch->weather->days[0].date.offset, 10800);
    assert_int_equal(batch->weather->days[0].sky, SKY_CLOUDY);
    assert_int_equal(batch->skipped, 2);
    assert_int_equal(batch_count(batch), 1);
    batch_destroy(batch);
}

static void hours_of_a_day_are_added(void **state) {
    (void)state;
    struct batch *batch = decoded_by(
        "{\"profile\":\"p\",\"records\":{\"hour\":{\"each\":\"\",\"fields\":{\"time\":{\"get\":\"/d\","
        "\"date\":\"%Y-%m-%d\"},\"hour\":{\"get\":\"/h\",\"number\":{\"div\":100}},\"temp\":\"/t\"}}}}",
        "[{\"d\":\"2026-11-24\",\"h\":\"300\",\"t\":1},{\"d\":\"2026-11-24\",\"h\":\"2100\",\"t\":2}]");
    assert_int_equal(batch->weather->hour_count, 2);
    assert_true(isnan(batch->weather->temperature));
    assert_int_equal(batch->weather->hours[1].time.utc - batch->weather->hours[0].time.utc, 18 * HOUR);
    batch_destroy(batch);
}

static void most_read_are_in_the_order_of_rank(void **state) {
    (void)state;
    struct batch *batch = decoded_by(
        "{\"profile\":\"p\",\"records\":{\"mostread\":{\"each\":\"/m\",\"fields\":{\"headline\":\"/h\","
        "\"rank\":\"/r\"}},\"story\":{\"each\":\"/s\",\"fields\":{\"headline\":\"\"}}}}",
        "{\"s\":[\"plain\"],\"m\":[{\"h\":\"c\",\"r\":3},{\"h\":\"a\",\"r\":1},{\"h\":\"b\",\"r\":\"2\"},"
        "{\"h\":\"b2\"},{\"h\":\"d\",\"r\":30}]}");
    static const char *const order[] = {"plain", "a", "b", "b2", "c", "d"};
    assert_int_equal(batch->story_count, 6);
    // Those without a rank stay behind the one before them in the answer's order so far.
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(batch->stories[i].headline, order[i]);
    }
    assert_string_equal(batch->stories[5].headline, "d");
    batch_destroy(batch);
}

static void alerts_and_events(void **state) {
    (void)state;
    struct batch *batch = decoded_by(
        "{\"profile\":\"p\",\"records\":{\"alert\":{\"each\":\"/a\",\"fields\":{\"id\":\"/id\",\"event\":"
        "\"/e\",\"severity\":\"/s\",\"paragraphs\":{\"get\":\"/d\",\"text\":\"plain-paragraphs\"},"
        "\"instruction\":\"/i\",\"expires\":{\"get\":\"/x\",\"date\":\"iso\"}}},\"event\":{\"each\":\"/v\","
        "\"fields\":{\"year\":\"/y\",\"text\":\"/t\",\"url\":\"/u\"}}}}",
        "{\"a\":[{\"e\":\"Gale "
        "warning\",\"s\":3,\"d\":\"One.\\n\\nTwo.\",\"i\":\"Stay "
        "in.\",\"x\":\"2026-11-24T18:00:00Z\"},"
        "{\"id\":\"nameless\",\"s\":4}],\"v\":[{\"y\":-44,\"t\":\"A "
        "senate\",\"u\":\"/w\"},{\"y\":\"1969\",\"t\":\"A "
        "step\"},{\"t\":\"no year\"}]}");
    assert_int_equal(batch->alert_count, 1);
    assert_string_equal(batch->alerts[0].headline, "Gale warning");
    assert_int_equal(batch->alerts[0].severity, 3);
    assert_int_equal(batch->alerts[0].paragraph_count, 3);
    assert_string_equal(batch->alerts[0].paragraphs[2], "Stay in.");
    assert_false(moment_is_known(batch->alerts[0].effective));
    assert_int_equal(batch->event_count, 2);
    assert_int_equal(batch->events[0].year, -44);
    assert_string_equal(batch->events[0].url, "https://h.example/w");
    assert_int_equal(batch->events[1].year, 1969);
    assert_int_equal(batch->skipped, 2);
    batch_destroy(batch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(galleries),
        cmocka_unit_test(sponsors),
        cmocka_unit_test(weather),
        cmocka_unit_test(hours_of_a_day_are_added),
        cmocka_unit_test(most_read_are_in_the_order_of_rank),
        cmocka_unit_test(alerts_and_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
