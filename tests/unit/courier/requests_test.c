// What a source asks: with the day in it, as often as its profile says.

#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "support/service.h"

#define FEED(title) "{\"items\":[{\"id\":\"urn:1\",\"title\":\"" title "\"}]}"
#define BY_DAY(rest)                                                                                         \
    "\"params\":{\"site\":null,\"day\":{\"today\":\"%F\"" rest "}},\"request\":{\"url\":\"{%site}/{%day}\"}"
// 2024-10-04T08:00:00Z
#define TODAY "/2024-10-04"
#define TOMORROW "/2024-10-05"

static void serve(struct service *service, const char *path, const char *body) {
    http_server_answer(service->desk.server, path, (struct http_reply){.body = body, .etag = "\"1\""});
}

static int hits(struct service *service, const char *path) {
    return http_server_hits(service->desk.server, path);
}

static void the_address_changes_at_midnight(void **state) {
    (void)state;
    struct service service;
    service_open(&service, BY_DAY(""));
    service.desk.sources[0].every = DAY;
    serve(&service, TODAY, FEED("today"));
    serve(&service, TOMORROW, FEED("tomorrow"));
    service_start(&service);
    service_round(&service);
    assert_string_equal(service_headlines(&service), "today");
    millis due = service_station(&service)->errand.due; // not in a day: at midnight, and a moment later
    assert_true(due >= 16 * HOUR && due < 16 * HOUR + MINUTE);
    service.desk.elapsed = due;
    service_round(&service);
    assert_string_equal(service_headlines(&service), "tomorrow");
    assert_int_equal(hits(&service, TODAY), 1);
    // The validators of yesterday are for yesterday.
    assert_false(service_was_told(&service, TOMORROW, "If-None-Match"));
    service_round(&service);
    assert_true(service_was_told(&service, TOMORROW, "If-None-Match"));
    service_close(&service);
}

static void midnight_is_where_the_profile_says(void **state) {
    (void)state;
    struct service service;
    service_open(&service, BY_DAY(",\"zone\":\"%timezone\""));
    service_add_param(&service, "timezone", "Asia/Tokyo", false);
    serve(&service, TODAY, FEED("today"));
    service.desk.sources[0].every = DAY;
    service_start(&service);
    service_round(&service);
    millis due = service_station(&service)->errand.due; // 08:00Z is 17:00 there
    assert_true(due >= 7 * HOUR && due < 7 * HOUR + MINUTE);
    service_close(&service);
}

static void yesterday_stays_until_today_is_there(void **state) {
    (void)state;
    struct service service;
    service_open(&service, BY_DAY(""));
    serve(&service, TODAY, FEED("today"));
    service.desk.shelf = service.shelf;
    service_start(&service);
    service_round(&service);
    service_end_life(&service);
    service.desk.elapsed = 16 * HOUR;
    service_start(&service);
    assert_string_equal(service_headlines(&service), "today"); // from the shelf, whatever the day
    service_round(&service);                                   // 404: it is not written yet
    assert_string_equal(service_headlines(&service), "today");
    serve(&service, TOMORROW, FEED("tomorrow"));
    service_round(&service);
    assert_false(service_was_told(&service, TOMORROW, "If-None-Match"));
    assert_string_equal(service_headlines(&service), "tomorrow");
    service_close(&service);
}

// Without a clock nobody knows what day it is: the source waits, says so once, and goes on.
static void without_a_clock_it_waits(void **state) {
    (void)state;
    struct service service;
    service_open(&service, BY_DAY(""));
    serve(&service, TODAY, FEED("today"));
    service.desk.built = DESK_MORNING;
    service_start(&service);
    struct instant lost = {0, 1000 * DAY};
    const char *said = service_round_at(&service, lost);
    assert_non_null(strstr(said, "source test: it waits until the clock is right"));
    for (int i = 1; i < 5; i++) {
        lost.steady += HOUR;
        said = service_round_at(&service, lost);
        assert_null(strstr(said, "it waits until"));
        assert_true(courier_turn(service.desk.courier, lost) > lost.steady); // and does not spin
    }
    assert_int_equal(hits(&service, TODAY), 0);
    service_round_at(&service, (struct instant){lost.steady, DESK_MORNING});
    assert_string_equal(service_headlines(&service), "today");
    service_close(&service);
}

// The clock is wrong, but a server with a good certificate has said what time it is.
static void a_servers_clock_will_do(void **state) {
    (void)state;
    struct service service;
    service_open(&service, BY_DAY(""));
    serve(&service, TODAY, FEED("today"));
    service.desk.built = 1000 * DAY;
    service_start(&service);
    struct instant wrong = {HOUR, 1000 * DAY};
    timepiece_hear(&service.desk.courier->timepiece, DESK_MORNING, HOUR);
    service_round_at(&service, wrong);
    assert_string_equal(service_headlines(&service), "today");
    service_close(&service);
}

static void a_survey_does_not_wait_for_a_clock(void **state) {
    (void)state;
    struct service service;
    service_open(&service, BY_DAY(""));
    service.desk.built = DESK_MORNING + DAY;
    service_start(&service);
    const struct survey_row *rows;
    const struct edition *edition = desk_survey(&service.desk, &rows);
    assert_int_equal(rows[0].error, ERROR_MISSING);
    assert_string_equal(rows[0].reason, "it waits until the clock is right");
    edition_unref(edition);
    service_close(&service);
}

// Seconds. 0: not said.
static const struct {
    const char *request; // members of it
    millis every, interval;
} intervals[] = {
    {"", 0, 10 * MINUTE},
    {",\"every\":\"90s\"", 0, 90 * SECOND},
    {",\"every\":\"90s\"", 20 * SECOND, 20 * SECOND},
    {",\"every\":\"90s\",\"at_least\":\"1m\"", 20 * SECOND, MINUTE},
    {",\"at_least\":\"1h\"", 0, HOUR},
    {",\"every\":\"1d\",\"at_least\":\"1h\"", 2 * HOUR, 2 * HOUR},
};

static void the_profile_says_how_often(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof intervals / sizeof *intervals; i++) {
        struct service service;
        char rest[256];
        snprintf(rest, sizeof rest, "\"request\":{\"url\":\"{%%site}/a\"%s}", intervals[i].request);
        service_open(&service, rest);
        service.desk.sources[0].every = intervals[i].every;
        serve(&service, "/a", FEED("one"));
        service_start(&service);
        service_round(&service);
        millis due = service_station(&service)->errand.due;
        assert_true(due >= intervals[i].interval * 9 / 10 - 1 && due <= intervals[i].interval * 11 / 10 + 1);
        service_close(&service);
    }
}

static void headers_are_sent(void **state) {
    (void)state;
    struct service service;
    service_open(&service,
        "\"params\":{\"site\":null,\"language\":\"ru\"},\"request\":{\"url\":\"{%site}/a\",\"headers\":{"
        "\"Accept\":\"application/geo+json\",\"Accept-Language\":\"{%language}\"}}");
    serve(&service, "/a", FEED("one"));
    service_start(&service);
    service_round(&service);
    assert_true(service_was_told(&service, "/a", "\r\nAccept: application/geo+json\r\n"));
    assert_true(service_was_told(&service, "/a", "\r\nAccept-Language: ru\r\n"));
    assert_true(service_was_told(&service, "/a", "\r\nUser-Agent: Broadside/"));
    service_close(&service);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_address_changes_at_midnight),
        cmocka_unit_test(midnight_is_where_the_profile_says),
        cmocka_unit_test(yesterday_stays_until_today_is_there),
        cmocka_unit_test(without_a_clock_it_waits),
        cmocka_unit_test(a_servers_clock_will_do),
        cmocka_unit_test(a_survey_does_not_wait_for_a_clock),
        cmocka_unit_test(the_profile_says_how_often),
        cmocka_unit_test(headers_are_sent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
