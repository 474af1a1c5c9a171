// A source of several pages: how they are asked, what becomes of them when one fails, what of them is kept.

#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "support/service.h"

#define ITEM(title) "{\"id\":\"urn:" title "\",\"title\":\"" title "\"}"
#define PAGE(items, next) "{\"items\":[" items "],\"next\":" next "}"
#define BY_ADDRESS                                                                                           \
    "\"params\":{\"site\":null},\"request\":{\"url\":\"{%site}/a?n=1\"},\"next\":\"/next\",\"pages\":4"

static void serve(struct service *service, const char *path, const char *body, const char *etag) {
    http_server_answer(service->desk.server, path, (struct http_reply){.body = body, .etag = etag});
}

static void open_three_pages(struct service *service) {
    service_open(service, BY_ADDRESS);
    serve(service, "/a?n=1", PAGE(ITEM("one"), "\"?n=2\""), "\"1\"");
    serve(service, "/a?n=2", PAGE(ITEM("two"), "\"/a?n=3\""), "\"2\"");
    serve(service, "/a?n=3", PAGE(ITEM("three"), "null"), "\"3\"");
}

static int hits(struct service *service, const char *path) {
    return http_server_hits(service->desk.server, path);
}

static void pages_are_one_list(void **state) {
    (void)state;
    struct service service;
    open_three_pages(&service);
    service_start(&service);
    const char *said = service_round(&service);
    assert_string_equal(service_headlines(&service), "one, two, three");
    assert_non_null(strstr(said, "source test: 3 records\n"));
    assert_null(strstr(said, "warning"));
    service_close(&service);
}

// Each page has validators of its own; one that changes is asked whole, and the others are not.
static void each_page_is_asked_whether_it_has_changed(void **state) {
    (void)state;
    struct service service;
    open_three_pages(&service);
    service_start(&service);
    service_round(&service);
    assert_string_equal(service_round(&service), "");
    assert_int_equal(hits(&service, "/a?n=3"), 2);
    assert_true(service_was_told(&service, "/a?n=1", "If-None-Match: \"1\""));
    assert_true(service_was_told(&service, "/a?n=3", "If-None-Match: \"3\""));
    serve(&service, "/a?n=2", PAGE(ITEM("second"), "\"/a?n=3\""), "\"22\"");
    service_round(&service);
    assert_string_equal(service_headlines(&service), "one, second, three");
    size_t sent = http_server_sent(service.desk.server);
    service_round(&service);
    assert_int_equal(http_server_sent(service.desk.server), sent);
    service_close(&service);
}

static void a_list_that_became_shorter_is_shorter(void **state) {
    (void)state;
    struct service service;
    open_three_pages(&service);
    service_start(&service);
    service_round(&service);
    serve(&service, "/a?n=2", PAGE(ITEM("two"), "null"), "\"22\"");
    service_round(&service);
    assert_string_equal(service_headlines(&service), "one, two");
    serve(&service, "/a?n=2", PAGE("", "null"), "\"23\""); // a last page may be empty
    assert_null(strstr(service_round(&service), "warning"));
    assert_string_equal(service_headlines(&service), "one");
    service_close(&service);
}

// Links are headers: an answer without body may not repeat them.
static void the_link_header_leads_on(void **state) {
    (void)state;
    struct service service;
    service_open(&service, "\"params\":{\"site\":null},\"request\":{\"url\":\"{%site}/a\"},"
                           "\"next\":\"header:Link\",\"pages\":2");
    http_server_answer(service.desk.server, "/a",
        (struct http_reply){.body = "{\"items\":[" ITEM("one") "]}",
            .headers = "Link: </a?page=2>; rel=\"next\"\r\n",
            .etag = "\"1\""});
    http_server_answer(service.desk.server, "/a?page=2",
        (struct http_reply){.body = "{\"items\":[" ITEM("two") "]}",
            .headers = "Link: </a?page=3>; rel=\"next\"\r\n",
            .etag = "\"2\""});
    service_start(&service);
    service_round(&service);
    assert_string_equal(service_headlines(&service), "one, two");
    http_server_answer(
        service.desk.server, "/a", (struct http_reply){.status = 304}); // without a word about links
    service_round(&service);
    assert_string_equal(service_headlines(&service), "one, two");
    assert_int_equal(hits(&service, "/a?page=2"), 2);
    assert_int_equal(hits(&service, "/a?page=3"), 0); // two pages and no more
    service_close(&service);
}

// A cursor goes where the profile wants it, here into the body of a POST; the address is the same.
static void a_cursor_goes_into_the_body(void **state) {
    (void)state;
    struct service service;
    service_open(&service,
        "\"params\":{\"site\":null,\"count\":2},\"request\":{\"url\":\"{%site}/list\",\"method\":\"POST\","
        "\"body\":{\"limit\":\"{%count}\",\"before\":\"{%next}\"}},\"next\":\"/last\",\"pages\":2");
    serve(&service, "/list", "{\"items\":[" ITEM("one") "],\"last\":1795500000}", "\"1\"");
    service_start(&service);
    service_round(&service);
    assert_int_equal(hits(&service, "/list"), 2);
    assert_true(service_was_told(&service, "/list", "POST /list "));
    assert_true(service_was_told(&service, "/list", "\"limit\": 2"));
    assert_true(service_was_told(&service, "/list", "\"before\": 1795500000"));
    assert_false(service_was_told(&service, "/list", "If-None-Match"));
    service_close(&service);
}

static void numbers_count_up(void **state) {
    (void)state;
    struct service service;
    service_open(&service,
        "\"params\":{\"site\":null,\"next\":1},\"request\":{\"url\":\"{%site}/a?p={%next}\"},"
        "\"next\":{\"get\":\"/page\",\"number\":{\"add\":1}},\"pages\":3");
    serve(&service, "/a?p=1", "{\"items\":[" ITEM("one") "],\"page\":1}", NULL);
    serve(&service, "/a?p=2", "{\"items\":[" ITEM("two") "],\"page\":2}", NULL);
    serve(&service, "/a?p=3", "{\"items\":[" ITEM("three") "],\"page\":3}", NULL);
    service_start(&service);
    service_round(&service);
    assert_string_equal(service_headlines(&service), "one, two, three");
    assert_int_equal(hits(&service, "/a?p=4"), 0);
    service_close(&service);
}

static void no_page_is_asked_twice_in_a_round(void **state) {
    (void)state;
    struct service service;
    service_open(&service, BY_ADDRESS);
    serve(&service, "/a?n=1", PAGE(ITEM("one"), "\"/a?n=2\""), NULL);
    serve(&service, "/a?n=2", PAGE(ITEM("two"), "\"/a?n=1\""), NULL);
    service_start(&service);
    service_round(&service);
    assert_int_equal(hits(&service, "/a?n=1"), 1);
    assert_int_equal(hits(&service, "/a?n=2"), 1);
    serve(&service, "/a?n=1", PAGE(ITEM("one"), "\"\""), NULL);
    service_round(&service);
    serve(&service, "/a?n=1", PAGE(ITEM("one"), "\"/a?n=1#again\""), NULL);
    service_round(&service);
    assert_int_equal(hits(&service, "/a?n=1"), 3);
    assert_string_equal(service_headlines(&service), "one");
    service_close(&service);
}

// Whatever an answer says: another host, another port, a file.
static void no_page_is_on_another_host(void **state) {
    (void)state;
    struct service service;
    struct http_server *other = http_server_start();
    char bodies[4][256];
    snprintf(bodies[0], sizeof bodies[0], PAGE(ITEM("one"), "\"%s\""), http_server_url(other, "/a?n=2"));
    snprintf(bodies[1], sizeof bodies[1], "%s", PAGE(ITEM("one"), "\"file:///etc/passwd\""));
    snprintf(bodies[2], sizeof bodies[2], "%s", PAGE(ITEM("one"), "\"//evil.example/a\""));
    snprintf(bodies[3], sizeof bodies[3], "%s", PAGE(ITEM("one"), "\"http://127.0.0.1@evil.example/\""));
    service_open(&service, BY_ADDRESS);
    service_start(&service);
    for (size_t i = 0; i < 4; i++) {
        serve(&service, "/a?n=1", bodies[i], NULL);
        const char *said = service_round(&service);
        assert_string_equal(service_headlines(&service), "one");
        assert_false(service_station(&service)->error);
        bool is_said =
            strstr(said, "its next page is not asked: no address on the host of the first") != NULL;
        assert_int_equal(is_said, i == 0); // once
    }
    assert_int_equal(http_server_hits(other, "/a?n=2"), 0);
    http_server_stop(other);
    service_close(&service);
}

// The first page is news all the same; what stood on the others stays, and is as old as it is.
static void a_page_that_fails_leaves_what_was_there(void **state) {
    (void)state;
    struct service service;
    open_three_pages(&service);
    service_start(&service);
    service_round(&service);
    service.desk.elapsed += MINUTE;
    serve(&service, "/a?n=1", PAGE(ITEM("news"), "\"?n=2\""), "\"11\"");
    http_server_answer(service.desk.server, "/a?n=2", (struct http_reply){.status = 503});
    const char *said = service_round(&service);
    const struct station *station = service_station(&service);
    assert_string_equal(service_headlines(&service), "news, two, three");
    assert_non_null(strstr(said, "source test: page 2: HTTP 503; what it said before stays"));
    assert_string_equal(station->reason.text, "page 2: HTTP 503");
    assert_int_equal(station->fetched, DESK_MORNING);
    assert_int_equal(station->errand.failures, 1);
    serve(&service, "/a?n=2", PAGE(ITEM("two"), "\"/a?n=3\""), "\"2\"");
    said = service_round(&service);
    assert_non_null(strstr(said, "answers again after 1 failures"));
    assert_int_equal(station->fetched, DESK_MORNING + MINUTE);
    service_close(&service);
}

static void without_a_page_before_the_first_is_what_there_is(void **state) {
    (void)state;
    struct service service;
    open_three_pages(&service);
    http_server_answer(service.desk.server, "/a?n=2", (struct http_reply){.body = "<html>busy"});
    service_start(&service);
    const char *said = service_round(&service);
    const struct station *station = service_station(&service);
    assert_non_null(strstr(said, "page 2: profile "));
    assert_non_null(strstr(said, ": the answer is a web page"));
    assert_string_equal(service_headlines(&service), "one");
    assert_int_equal(station->fetched, DESK_MORNING);
    service_close(&service);
}

static void all_pages_are_kept_for_the_next_life(void **state) {
    (void)state;
    struct service service;
    open_three_pages(&service);
    service.desk.shelf = service.shelf;
    service_start(&service);
    service_round(&service);
    service_end_life(&service);
    service_start(&service);
    assert_string_equal(service_headlines(&service), "one, two, three"); // nobody was asked
    size_t sent = http_server_sent(service.desk.server);
    service_round(&service);
    assert_int_equal(hits(&service, "/a?n=3"), 2);
    assert_int_equal(http_server_sent(service.desk.server), sent); // 304 for each
    serve(&service, "/a?n=1", PAGE(ITEM("last"), "null"), NULL);
    service_round(&service);
    service_end_life(&service);
    service_start(&service);
    assert_string_equal(service_headlines(&service), "last"); // and not what stood behind it once
    service_close(&service);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_one_list),
        cmocka_unit_test(each_page_is_asked_whether_it_has_changed),
        cmocka_unit_test(a_list_that_became_shorter_is_shorter),
        cmocka_unit_test(the_link_header_leads_on),
        cmocka_unit_test(a_cursor_goes_into_the_body),
        cmocka_unit_test(numbers_count_up),
        cmocka_unit_test(no_page_is_asked_twice_in_a_round),
        cmocka_unit_test(no_page_is_on_another_host),
        cmocka_unit_test(a_page_that_fails_leaves_what_was_there),
        cmocka_unit_test(without_a_page_before_the_first_is_what_there_is),
        cmocka_unit_test(all_pages_are_kept_for_the_next_life),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
