#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "support/desk.h"

// Other sources while it works, and a file for the kiosk.

static void what_stays_is_not_asked_again(void **state) {
    (void)state;
    struct desk desk;
    desk_open(&desk);
    desk_add(&desk, "one", "/one.json");
    desk_add(&desk, "two", "/two.json");
    desk_serve(&desk, "/one.json", desk_feed(0, "one", NULL));
    desk_serve(&desk, "/two.json", desk_feed(1, "two", NULL));
    desk_serve(&desk, "/three.json", desk_feed(2, "three", NULL));
    desk_start_courier(&desk);
    edition_unref(desk_await_headline(&desk, "two"));
    struct source others[2];
    desk_add(&desk, "three", "/three.json");
    others[0] = desk.sources[2];
    others[1] = desk.sources[0];
    others[1].name = "Wire";
    courier_assign(desk.courier, &(struct courier_options){.sources = others, .source_count = 2});
    memset(others, 0, sizeof others); // nobody looks at them any more
    const struct edition *edition = desk_await_headline(&desk, "three");
    assert_true(desk_has_headline(edition, "one"));
    assert_false(desk_has_headline(edition, "two"));
    assert_int_equal(edition->story_count, 2);
    edition_unref(edition);
    assert_int_equal(http_server_hits(desk.server, "/one.json"), 1);
    assert_int_equal(http_server_hits(desk.server, "/three.json"), 1);
    struct courier_report report;
    courier_report(desk.courier, &report);
    assert_int_equal(report.count, 2);
    assert_string_equal(report.rows[0].id, "three");
    assert_int_equal(report.answering, 2);
    courier_report_finish(&report);
    desk_close(&desk);
}

// A source that goes while its server is silent: its answer finds nobody, and the rest goes on.
static void whoever_is_asked_may_go(void **state) {
    (void)state;
    struct desk desk;
    desk_open(&desk);
    desk_add(&desk, "slow", "/slow.json");
    desk_add(&desk, "one", "/one.json");
    http_server_answer(desk.server, "/slow.json",
        (struct http_reply){.body = desk_feed(0, "slow", NULL), .fault = FAULT_HOLD, .at = 20});
    desk_serve(&desk, "/one.json", desk_feed(1, "one", NULL));
    desk_start_courier(&desk);
    assert_true(http_server_await(desk.server, "/slow.json", 1, DESK_PATIENCE));
    courier_assign(desk.courier, &(struct courier_options){.sources = &desk.sources[1], .source_count = 1});
    edition_unref(desk_await_headline(&desk, "one")); // the edition of the new assignment
    http_server_release(desk.server);
    desk_serve(&desk, "/one.json", desk_feed(2, "later", NULL));
    desk_pass_time(&desk, "/one.json", 2);
    const struct edition *edition = desk_await_headline(&desk, "later");
    assert_false(desk_has_headline(edition, "slow"));
    edition_unref(edition);
    desk_close(&desk);
}

// Another proxy and another shelf while it works. A server of the tests that is asked for a whole address is
// a proxy; the host of this one exists nowhere.
static void the_way_may_change(void **state) {
    (void)state;
    char shelf[] = "/tmp/broadside-moved-XXXXXX", command[96];
    struct desk desk;
    assert_non_null(mkdtemp(shelf));
    desk_open(&desk);
    desk_add(&desk, "one", "/one.json");
    desk_serve(&desk, "/one.json", desk_feed(0, "one", NULL));
    desk_start_courier(&desk);
    edition_unref(desk_await_headline(&desk, "one"));
    struct http_server *proxy = http_server_start();
    char proxy_url[64];
    snprintf(proxy_url, sizeof proxy_url, "%s", http_server_url(proxy, ""));
    http_server_answer(
        proxy, "http://news.invalid/far.json", (struct http_reply){.body = desk_feed(1, "far", NULL)});
    desk_add(&desk, "far", "http://news.invalid/far.json");
    courier_assign(
        desk.courier, &(struct courier_options){
                          .sources = desk.sources, .source_count = 2, .proxy = proxy_url, .shelf = shelf});
    memset(proxy_url, 0, sizeof proxy_url);
    edition_unref(desk_await_headline(&desk, "far"));
    assert_int_equal(http_server_hits(proxy, "http://news.invalid/far.json"), 1);
    struct courier_report report;
    courier_report(desk.courier, &report);
    assert_int_equal(report.shelf.files, 1);
    courier_report_finish(&report);
    desk_close(&desk);
    http_server_stop(proxy);
    snprintf(command, sizeof command, "rm -r '%s'", shelf);
    assert_int_equal(system(command), 0);
}

static struct parcel *await_parcel(struct desk *desk) {
    for (int waits = 0; waits < 20; waits++) {
        struct parcel *parcel = courier_take_parcel(desk->courier);
        if (parcel) {
            return parcel;
        }
        desk_await_wake(desk);
    }
    fail_msg("no parcel");
    return NULL;
}

static void assert_parcel(struct desk *desk, const char *bytes, const char *signature) {
    struct parcel *parcel = await_parcel(desk);
    assert_string_equal(parcel->bytes, bytes);
    if (signature) {
        assert_string_equal(parcel->signature, signature);
    } else {
        assert_null(parcel->signature);
    }
    parcel_destroy(parcel);
}

static void a_parcel_comes_once_for_each_change(void **state) {
    (void)state;
    struct desk desk;
    desk_open(&desk);
    desk.parcel = (struct courier_options){
        .parcel_url = strdup(http_server_url(desk.server, "/fleet.json")), .parcel_every = MINUTE};
    http_server_answer(desk.server, "/fleet.json", (struct http_reply){.body = "{\"a\":1}", .etag = "\"1\""});
    desk_start_courier(&desk);
    assert_parcel(&desk, "{\"a\":1}", NULL);
    for (int hits = 2; hits < 5; hits++) {
        desk_pass_time(&desk, "/fleet.json", hits);
    }
    assert_null(courier_take_parcel(desk.courier)); // 304s
    courier_doubt_parcel(desk.courier);
    desk_pass_time(&desk, "/fleet.json", http_server_hits(desk.server, "/fleet.json") + 2);
    assert_parcel(&desk, "{\"a\":1}", NULL);
    http_server_answer(desk.server, "/fleet.json", (struct http_reply){.body = "{\"a\":2}", .etag = "\"2\""});
    desk_pass_time(&desk, "/fleet.json", http_server_hits(desk.server, "/fleet.json") + 1);
    assert_parcel(&desk, "{\"a\":2}", NULL);
    const char *url = desk.parcel.parcel_url;
    desk_close(&desk);
    free((void *)(uintptr_t)url);
}

static void a_signature_comes_with_it(void **state) {
    (void)state;
    struct desk desk;
    desk_open(&desk);
    char url[512];
    snprintf(url, sizeof url, "%s", http_server_url(desk.server, "/fleet.json"));
    desk.parcel =
        (struct courier_options){.parcel_url = url, .parcel_every = MINUTE, .parcel_is_signed = true};
    http_server_answer(desk.server, "/fleet.json", (struct http_reply){.body = "{}", .etag = "\"1\""});
    desk_start_courier(&desk);
    assert_parcel(&desk, "{}", NULL); // none there: the kiosk decides
    http_server_answer(desk.server, "/fleet.json.minisig", (struct http_reply){.body = "signed"});
    desk_pass_time(&desk, "/fleet.json.minisig", http_server_hits(desk.server, "/fleet.json.minisig") + 1);
    assert_parcel(&desk, "{}", "signed");
    desk_close(&desk);
}

// No time passes here: the change itself is the notice.
static void a_file_is_read_when_it_changes(void **state) {
    (void)state;
    struct desk desk;
    char folder[] = "/tmp/broadside-parcel-XXXXXX", url[128];
    assert_non_null(mkdtemp(folder));
    char *path = file_join(folder, "fleet.json");
    assert_int_equal(file_write(path, "{}", 2, NULL), ERROR_NONE);
    desk_open(&desk);
    snprintf(url, sizeof url, "file://%s", path);
    desk.parcel = (struct courier_options){.parcel_url = url, .parcel_every = DAY};
    desk_start_courier(&desk);
    assert_parcel(&desk, "{}", NULL);
    for (int i = 0; i < 5; i++) {
        char text[32];
        int len = snprintf(text, sizeof text, "{\"a\":%d}", i);
        assert_int_equal(file_write(path, text, (size_t)len, NULL), ERROR_NONE);
        assert_parcel(&desk, text, NULL);
    }
    desk_close(&desk);
    unlink(path);
    rmdir(folder);
    free(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stays_is_not_asked_again),
        cmocka_unit_test(whoever_is_asked_may_go),
        cmocka_unit_test(the_way_may_change),
        cmocka_unit_test(a_parcel_comes_once_for_each_change),
        cmocka_unit_test(a_signature_comes_with_it),
        cmocka_unit_test(a_file_is_read_when_it_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
