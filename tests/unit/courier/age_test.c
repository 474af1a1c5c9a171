// What an edition says about its own age, the network and the clock.

#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "support/desk.h"

static void open_world(struct desk *desk) {
    log_set_level(LOG_ERROR);
    desk_open(desk);
    desk_add(desk, "world", "/world.json");
    http_server_answer(
        desk->server, "/world.json", (struct http_reply){.body = desk_feed(0, "one", NULL), .etag = "\"1\""});
    desk_start_courier(desk);
    edition_unref(desk_await_headline(desk, "one"));
}

// Editions until one is as wished, while time passes.
static const struct edition *await(struct desk *desk, bool is_stale, bool is_offline) {
    for (int tries = 0; tries < 200; tries++) {
        const struct edition *edition = courier_take(desk->courier);
        if (edition && edition->is_offline == is_offline &&
            (edition->story_count ? edition->stories[0].age.is_stale : false) == is_stale) {
            return edition;
        }
        edition_unref(edition);
        int hits = http_server_hits(desk->server, "/world.json");
        desk_advance(desk, MINUTE);
        http_server_await(desk->server, "/world.json", hits + 1, 200);
    }
    fail_msg("no such edition");
    return NULL;
}

static void an_unchanged_answer_makes_it_young_again(void **state) {
    (void)state;
    struct desk desk;
    open_world(&desk);
    http_server_answer(desk.server, "/world.json", (struct http_reply){.status = 500});
    const struct edition *edition = await(&desk, true, false);
    assert_int_equal(edition->stories[0].age.fetched, DESK_MORNING); // "updated 8:00"
    edition_unref(edition);
    http_server_answer(
        desk.server, "/world.json", (struct http_reply){.body = desk_feed(0, "one", NULL), .etag = "\"1\""});
    edition = await(&desk, false, false);
    assert_true(edition->stories[0].age.fetched > DESK_MORNING + 2 * DESK_EVERY);
    edition_unref(edition);
    desk_close(&desk);
}

static void without_a_network_it_is_offline(void **state) {
    (void)state;
    struct desk desk;
    open_world(&desk);
    http_server_answer(desk.server, "/world.json", (struct http_reply){.fault = FAULT_CLOSE});
    desk_advance(&desk, DESK_EVERY * 11 / 10);
    const struct edition *edition = desk_next(&desk); // at once
    assert_true(edition->is_offline);
    assert_false(edition->stories[0].age.is_stale);
    edition_unref(edition);
    edition_unref(await(&desk, true, true)); // and old after a while
    http_server_answer(desk.server, "/world.json", (struct http_reply){.status = 503});
    edition_unref(await(&desk, true, false)); // an error page is a network
    desk_close(&desk);
}

static const char alert[] =
    "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>1</identifier>"
    "<sent>2024-10-04T08:00:00+00:00</sent><status>Actual</status><msgType>Alert</msgType>"
    "<scope>Public</scope><info><event>Storm</event><urgency>Immediate</urgency>"
    "<severity>Severe</severity><certainty>Observed</certainty><headline>Storm</headline></info></alert>";

// A record of every kind, from the profile that reads it; the picture that it needs is at /one.png.
static const struct {
    const char *profile, *body;
} kinds[] = {
    {"json-feed", "{\"items\":[{\"id\":\"urn:1\",\"title\":\"one\"}]}"},
    {"frankfurter-v2", "[{\"date\":\"2024-10-04\",\"base\":\"USD\",\"quote\":\"EUR\",\"rate\":0.9}]"},
    {"weather", "{\"now\":{\"temperature\":4}}"},
    {"cap", alert},
    {"gallery", "{\"galleries\":[{\"id\":\"1\",\"title\":\"one\",\"pictures\":[{\"url\":\"/one.png\"}]}]}"},
    {"sponsor", "{\"sponsors\":[{\"id\":\"1\",\"name\":\"one\",\"picture\":{\"url\":\"/one.png\"}}]}"},
    {"infographics",
        "{\"infographics\":[{\"id\":\"1\",\"title\":\"one\",\"picture\":{\"url\":\"/one.png\"}}]}"},
};

// The next edition that holds anything, or nothing at all.
static void await_anything(struct desk *desk, bool is_empty) {
    for (;;) {
        const struct edition *edition = desk_next(desk);
        bool is_it = edition_is_empty(edition) == is_empty;
        edition_unref(edition);
        if (is_it) {
            return;
        }
    }
}

// Records of every kind leave when nobody has confirmed them for as long as the configuration says.
static void what_was_kept_long_enough_goes(void **state) {
    (void)state;
    log_set_level(LOG_ERROR);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct desk desk;
        char profile[64];
        snprintf(profile, sizeof profile, "assets/profiles/%s.json", kinds[i].profile);
        desk_open(&desk);
        desk_add(&desk, "world", "/world");
        desk.sources[0].profile = profile;
        desk.sources[0].every = HOUR;
        desk.sources[0].keep = DAY;
        desk.sources[0].place = "Moscow";
        desk_serve(&desk, "/world", kinds[i].body);
        http_server_answer(desk.server, "/one.png", desk_png_reply());
        desk_start_courier(&desk);
        await_anything(&desk, false);
        http_server_answer(desk.server, "/world", (struct http_reply){.status = 404});
        desk_advance(&desk, 23 * HOUR);
        assert_true(http_server_await(desk.server, "/world", 2, DESK_PATIENCE));
        desk_advance(&desk, HOUR);
        await_anything(&desk, true);
        desk_close(&desk);
    }
}

static void the_last_alert_may_go(void **state) {
    (void)state;
    struct desk desk;
    log_set_level(LOG_ERROR);
    desk_open(&desk);
    desk_add(&desk, "alerts", "/alerts");
    desk.sources[0].profile = "assets/profiles/cap.json";
    desk_serve(&desk, "/alerts", alert);
    desk_start_courier(&desk);
    const struct edition *edition = desk_next(&desk);
    assert_int_equal(edition->alert_count, 1);
    edition_unref(edition);
    desk_serve(&desk, "/alerts", "<feed xmlns='http://www.w3.org/2005/Atom'><title>Alerts</title></feed>");
    desk_pass_time(&desk, "/alerts", 2);
    edition = desk_next(&desk);
    assert_int_equal(edition->alert_count, 0);
    edition_unref(edition);
    desk_close(&desk);
}

// The kiosk is to know that there is no news, as against not having asked yet.
static void nothing_from_anybody_is_an_edition(void **state) {
    (void)state;
    struct desk desk;
    log_set_level(LOG_ERROR);
    desk_open(&desk);
    desk_add(&desk, "world", "/world.json");
    desk_add(&desk, "sport", "/sport.json");
    http_server_answer(desk.server, "/world.json", (struct http_reply){.status = 404});
    http_server_answer(desk.server, "/sport.json", (struct http_reply){.status = 500});
    desk_start_courier(&desk);
    const struct edition *edition = desk_next(&desk);
    assert_true(edition_is_empty(edition));
    assert_false(edition->is_offline);
    assert_int_equal(http_server_hits(desk.server, "/world.json"), 1);
    assert_int_equal(http_server_hits(desk.server, "/sport.json"), 1);
    edition_unref(edition);
    desk_close(&desk);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unchanged_answer_makes_it_young_again),
        cmocka_unit_test(nothing_from_anybody_is_an_edition),
        cmocka_unit_test(without_a_network_it_is_offline),
        cmocka_unit_test(what_was_kept_long_enough_goes),
        cmocka_unit_test(the_last_alert_may_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
