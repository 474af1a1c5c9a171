#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "support/desk.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void text_comes_first_and_pictures_after(void **state) {
    (void)state;
    struct desk desk;
    desk_open(&desk);
    desk_add(&desk, "world", "/world.json");
    desk_serve(&desk, "/world.json", desk_feed(0, "one", "/one.png")); // relative to the feed
    struct http_reply held = desk_png_reply();
    held.fault = FAULT_HOLD;
    http_server_answer(desk.server, "/one.png", held);
    desk_start_courier(&desk);
    const struct edition *edition = desk_next(&desk);
    assert_true(desk_has_headline(edition, "one"));
    assert_int_equal(desk_count_pictures(edition), 0);
    assert_int_equal(edition->stories[0].age.fetched, DESK_MORNING);
    assert_string_equal(edition->stories[0].source_name, "Wire 0");
    assert_int_equal(edition_list(edition, "feed")->count, 1);
    edition_unref(edition);
    assert_true(http_server_await(desk.server, "/one.png", 1, DESK_PATIENCE));
    http_server_release(desk.server);
    edition = desk_next(&desk);
    assert_int_equal(desk_count_pictures(edition), 1);
    const struct picture *picture = &edition->stories[0].pictures[0];
    assert_int_equal(picture->width, 1);
    assert_int_equal(blob_len(picture->blob), desk_png_len);
    assert_memory_equal(blob_bytes(picture->blob), desk_png, desk_png_len);
    desk_close(&desk);
    assert_string_equal(picture->url + strlen(picture->url) - 8, "/one.png"); // outlives its courier
    edition_unref(edition);
}

// A profile for one service says what its source is called; the configuration may say otherwise.
static void a_source_is_called_as_its_profile_says(void **state) {
    (void)state;
    static const char answer[] =
        "{\"rates\":[{\"currencyCode\":\"USD\",\"amount\":1,\"validFor\":\"2026-11-24\",\"rate\":20.9}]}";
    static const char *const names[][2] = {{NULL, "Czech National Bank"}, {"The bank", "The bank"}};
    for (size_t i = 0; i < COUNT(names); i++) {
        struct desk desk;
        desk_open(&desk);
        desk_add(&desk, "fx", "/rates.json");
        desk.sources[0].profile = "assets/profiles/cnb.json";
        desk.sources[0].name = names[i][0];
        desk_serve(&desk, "/rates.json", answer);
        desk_start_courier(&desk);
        const struct edition *edition = desk_next(&desk);
        assert_int_not_equal(edition->rate_count, 0);
        assert_string_equal(edition->rates[0].source_name, names[i][1]);
        edition_unref(edition);
        desk_close(&desk);
    }
}

static void the_server_is_told_who_asks(void **state) {
    (void)state;
    struct desk desk;
    desk_open(&desk);
    desk_add(&desk, "world", "/world.json");
    desk_serve(&desk, "/world.json", desk_feed(0, "one", NULL));
    desk_start_courier(&desk);
    edition_unref(desk_next(&desk));
    const char *request = http_server_request(desk.server, "/world.json");
    assert_non_null(strstr(request, "User-Agent: Broadside/"));
    assert_non_null(strstr(request, " (desk@news.example)\r\n"));
    desk_close(&desk);
}

static void what_changes_is_shown_within_the_interval(void **state) {
    (void)state;
    struct desk desk;
    desk_open(&desk);
    desk_add(&desk, "world", "/world.json");
    static const char *const headlines[] = {"one", "two", "three", "four"};
    desk_serve(&desk, "/world.json", desk_feed(0, headlines[0], NULL));
    desk_start_courier(&desk);
    for (int i = 0; i < 4; i++) {
        const struct edition *edition = desk_next(&desk);
        assert_true(desk_has_headline(edition, headlines[i]));
        assert_int_equal(edition->story_count, 1);
        edition_unref(edition);
        desk_serve(&desk, "/world.json", desk_feed(i + 1, headlines[(i + 1) % 4], NULL));
        desk_advance(&desk, DESK_EVERY * 11 / 10);
    }
    desk_close(&desk);
}

static void what_does_not_change_is_not_posted(void **state) {
    (void)state;
    struct desk desk;
    desk_open(&desk);
    desk_add(&desk, "etag", "/etag.json");
    desk_add(&desk, "same", "/same.json");
    http_server_answer(
        desk.server, "/etag.json", (struct http_reply){.body = desk_feed(0, "one", NULL), .etag = "\"1\""});
    desk_serve(&desk, "/same.json", desk_feed(1, "uno", NULL));
    desk_start_courier(&desk);
    edition_unref(desk_await_headline(&desk, "uno"));
    for (int hits = 2; hits <= 5; hits++) {
        desk_pass_time(&desk, "/etag.json", hits);
        desk_pass_time(&desk, "/same.json", hits);
    }
    int wakes = atomic_load(&desk.wakes);
    assert_in_range(wakes, 1, 2); // two sources, one edition or two
    int hits = http_server_hits(desk.server, "/same.json");
    desk_serve(&desk, "/same.json", desk_feed(2, "due", NULL));
    desk_pass_time(&desk, "/same.json", hits + 1);
    const struct edition *edition = desk_await_headline(&desk, "due");
    assert_true(desk_has_headline(edition, "one")); // 304s did not lose it
    assert_int_equal(edition->stories[0].age.fetched > DESK_MORNING, 1);
    edition_unref(edition);
    // Any edition without cause would have come before this one.
    assert_int_equal(atomic_load(&desk.wakes), wakes + 1);
    desk_close(&desk);
}

static void bad_answers_leave_what_was_there(void **state) {
    (void)state;
    static const struct http_reply bad[] = {
        {.status = 503, .body = "busy"},
        {.status = 429, .body = "slow down", .headers = "Retry-After: 60\r\n"},
        {.body = "<!DOCTYPE html><title>Too Many Requests</title>"},
        {.body = ""},
        {.body = "{\"items\": [{\"id\": \"urn:1\", \"ti"},
        {.body = "{\"items\": []}"},
        {.body = "[]"},
        {.body = "null"},
        {.body = "{\"items\": [{\"id\": \"1\"}]} and more", .fault = FAULT_ENDLESS},
        {.body = "{\"items\": []}", .fault = FAULT_TRUNCATE, .at = 3},
        {.fault = FAULT_CLOSE},
        {.fault = FAULT_GARBAGE},
        {.body = "x", .fault = FAULT_RESET},
        {.status = 304},
        {.status = 302, .headers = "Location: file:///etc/passwd\r\n"},
    };
    struct desk desk;
    desk_open(&desk);
    desk_add(&desk, "bad", "/bad.json");
    desk_add(&desk, "good", "/good.json");
    desk_serve(&desk, "/bad.json", desk_feed(0, "kept", NULL));
    desk_serve(&desk, "/good.json", desk_feed(1, "0", NULL));
    desk_start_courier(&desk);
    edition_unref(desk_await_headline(&desk, "kept"));
    assert_true(http_server_await(desk.server, "/good.json", 1, DESK_PATIENCE));
    for (size_t i = 0; i < COUNT(bad); i++) {
        char headline[16];
        snprintf(headline, sizeof headline, "%zu", i + 1);
        int hits = http_server_hits(desk.server, "/bad.json");
        http_server_answer(desk.server, "/bad.json", bad[i]);
        desk_serve(&desk, "/good.json", desk_feed(1 + (int)(i + 1) % 2, headline, NULL));
        desk_pass_time(&desk, "/bad.json", hits + 1);
        const struct edition *edition = desk_await_headline(&desk, headline);
        if (!desk_has_headline(edition, "kept")) {
            fail_msg("row %zu lost the news", i);
        }
        edition_unref(edition);
    }
    int hits = http_server_hits(desk.server, "/bad.json");
    desk_serve(&desk, "/bad.json", desk_feed(3, "back", NULL));
    desk_pass_time(&desk, "/bad.json", hits + 1);
    edition_unref(desk_await_headline(&desk, "back"));
    desk_close(&desk);
}

static void a_missing_picture_is_only_a_missing_picture(void **state) {
    (void)state;
    struct desk desk;
    desk_open(&desk);
    static const char *const paths[] = {"/404.png", "/html.png", "/svg.png", "/empty.png", "/fine.png"};
    const struct http_reply replies[] = {
        {.status = 404},
        {.body = "<html>no</html>"},
        {.body = "<svg xmlns='http://www.w3.org/2000/svg'/>"},
        {.body = ""},
        desk_png_reply(),
    };
    for (int i = 0; i < 5; i++) {
        char path[16];
        snprintf(path, sizeof path, "/%d.json", i);
        desk_add(&desk, paths[i] + 1, path);
        http_server_answer(desk.server, paths[i], replies[i]);
        char headline[16];
        snprintf(headline, sizeof headline, "h%d", i);
        desk_serve(&desk, path, desk_feed(i, headline, paths[i]));
    }
    desk_start_courier(&desk);
    const struct edition *edition = desk_await_pictures(&desk, 1);
    assert_int_equal(edition->story_count, 5);
    edition_unref(edition);
    // What failed, be its feed the last to come, is tried again; the one that is here is not fetched twice.
    assert_true(http_server_await(desk.server, "/404.png", 1, DESK_PATIENCE));
    http_server_answer(desk.server, "/404.png", desk_png_reply());
    desk_pass_time(&desk, "/404.png", 2);
    edition_unref(desk_await_pictures(&desk, 2));
    assert_int_equal(http_server_hits(desk.server, "/fine.png"), 1);
    desk_close(&desk);
}

// Its head could be read and its body could not: whoever tried says so, and the story goes on without it.
static void a_condemned_picture_is_a_missing_picture(void **state) {
    (void)state;
    struct desk desk;
    desk_open(&desk);
    desk_add(&desk, "world", "/world.json");
    desk_serve(&desk, "/world.json", desk_feed(0, "one", "/a.png"));
    http_server_answer(desk.server, "/a.png", desk_png_reply());
    desk_start_courier(&desk);
    const struct edition *edition = desk_await_pictures(&desk, 1);
    blob_condemn(edition->stories[0].pictures[0].blob);
    courier_nudge(desk.courier);
    desk_advance(&desk, MINUTE);
    edition_unref(edition);
    edition = desk_await_pictures(&desk, 0);
    assert_true(desk_has_headline(edition, "one"));
    edition_unref(edition);
    assert_int_equal(http_server_hits(desk.server, "/a.png"), 1); // it is hardly another one already
    desk_advance(&desk, HOUR);
    edition_unref(desk_await_pictures(&desk, 1));
    assert_null(strstr(http_server_request(desk.server, "/a.png"), "If-None-Match")); // whole
    desk_close(&desk);
}

static void pictures_are_dropped_with_their_story(void **state) {
    (void)state;
    struct desk desk;
    desk_open(&desk);
    desk_add(&desk, "world", "/world.json");
    desk_serve(&desk, "/world.json", desk_feed(0, "one", "/a.png"));
    http_server_answer(desk.server, "/a.png", desk_png_reply());
    http_server_answer(desk.server, "/b.png", desk_png_reply());
    desk_start_courier(&desk);
    edition_unref(desk_await_pictures(&desk, 1));
    desk_serve(&desk, "/world.json", desk_feed(1, "two", "/b.png"));
    desk_advance(&desk, DESK_EVERY * 11 / 10);
    edition_unref(desk_await_headline(&desk, "two"));
    assert_true(http_server_await(desk.server, "/b.png", 1, DESK_PATIENCE));
    desk_serve(&desk, "/world.json", desk_feed(2, "three", "/a.png"));
    desk_advance(&desk, DESK_EVERY * 11 / 10);
    edition_unref(desk_await_headline(&desk, "three"));
    assert_true(http_server_await(desk.server, "/a.png", 2, DESK_PATIENCE)); // it was not kept without cause
    desk_close(&desk);
}

static void embargoes_end_by_themselves(void **state) {
    (void)state;
    struct desk desk;
    desk_open(&desk);
    desk_add(&desk, "world", "/world.json");
    desk.sources[0].every = DAY;
    struct moment lift = {DESK_MORNING + HOUR, 0};
    char when[MOMENT_TEXT], body[512];
    snprintf(body, sizeof body,
        "{\"items\":[{\"id\":\"urn:1\",\"title\":\"now\"},{\"id\":\"urn:2\",\"title\":\"later\","
        "\"_broadside\":{\"embargo\":\"%s\"}}]}",
        moment_format(lift, when));
    desk_serve(&desk, "/world.json", body);
    desk_start_courier(&desk);
    const struct edition *edition = desk_next(&desk);
    assert_int_equal(edition->story_count, 1);
    edition_unref(edition);
    desk_advance(&desk, HOUR);
    edition = desk_next(&desk);
    assert_int_equal(edition->story_count, 2);
    edition_unref(edition);
    assert_int_equal(http_server_hits(desk.server, "/world.json"), 1);
    desk_close(&desk);
}

static void stopping_waits_for_nobody(void **state) {
    (void)state;
    for (size_t at = 0; at < 3; at++) { // before the head, within it, within the body
        struct desk desk;
        desk_open(&desk);
        desk_add(&desk, "hangs", "/hang.json");
        http_server_answer(desk.server, "/hang.json",
            (struct http_reply){.body = desk_feed(0, "one", NULL), .fault = FAULT_HOLD, .at = at * 40});
        desk_start_courier(&desk);
        assert_true(http_server_await(desk.server, "/hang.json", 1, DESK_PATIENCE));
        int64_t before = clock_ns();
        courier_destroy(desk.courier);
        assert_true(clock_ns() - before < 900 * INT64_C(1000000));
        desk.courier = NULL;
        desk_close(&desk);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_comes_first_and_pictures_after),
        cmocka_unit_test(a_source_is_called_as_its_profile_says),
        cmocka_unit_test(the_server_is_told_who_asks),
        cmocka_unit_test(what_changes_is_shown_within_the_interval),
        cmocka_unit_test(what_does_not_change_is_not_posted),
        cmocka_unit_test(bad_answers_leave_what_was_there),
        cmocka_unit_test(a_missing_picture_is_only_a_missing_picture),
        cmocka_unit_test(a_condemned_picture_is_a_missing_picture),
        cmocka_unit_test(pictures_are_dropped_with_their_story),
        cmocka_unit_test(embargoes_end_by_themselves),
        cmocka_unit_test(stopping_waits_for_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
