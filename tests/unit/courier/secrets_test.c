#define _GNU_SOURCE // memmem

// Where a secret goes, and all the places where it does not.

#include "support/test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "support/service.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define KEY "S3cr&t/Key"
#define ENCODED "S3cr%26t%2FKey"
#define FEED "{\"items\":[{\"id\":\"urn:1\",\"title\":\"one\"}]}"
#define WITH(request) "\"params\":{\"site\":null,\"key\":{\"secret\":\"wire\"}},\"request\":{" request "}"

static const struct source_secret secrets[] = {{"wire", KEY, NULL}};
static const struct source_secret bound[] = {{"wire", KEY, "127.0.0.1"}};
static const struct source_secret bound_elsewhere[] = {{"wire", KEY, "api.news.example"}};

static void open_with(
    struct service *service, const char *rest, const struct source_secret *items, size_t count) {
    service_open(service, rest);
    service->secrets = (struct source_secrets){items, count, "/etc/broadside/secrets.json"};
}

static bool has_secret(const char *text) {
    return strstr(text, KEY) || strstr(text, ENCODED);
}

static void a_secret_goes_into_the_request(void **state) {
    (void)state;
    struct service service;
    open_with(&service,
        WITH("\"url\":\"{%site}/a?key={%key}\",\"method\":\"POST\",\"headers\":{\"X-Key\":\"{%key}\"},"
             "\"body\":{\"key\":\"{%key}\"}"),
        secrets, 1);
    http_server_answer(service.desk.server, "/a?key=" ENCODED, (struct http_reply){.body = FEED});
    service_start(&service);
    const char *said = service_round(&service);
    assert_string_equal(service_headlines(&service), "one");
    assert_true(service_was_told(&service, "/a?key=" ENCODED, "\r\nX-Key: " KEY "\r\n"));
    assert_true(service_was_told(&service, "/a?key=" ENCODED, "\"key\": \"" KEY "\""));
    assert_false(has_secret(said));
    service_close(&service);
}

// The configuration may say which secret a parameter is.
static void a_configured_secret_goes_before_the_profiles(void **state) {
    (void)state;
    struct service service;
    open_with(&service,
        "\"params\":{\"site\":null,\"key\":null},\"request\":{\"url\":\"{%site}/a?k={%key}\"}", bound, 1);
    service_add_param(&service, "key", "wire", true);
    http_server_answer(service.desk.server, "/a?k=" ENCODED, (struct http_reply){.body = FEED});
    service_start(&service);
    service_round(&service);
    assert_string_equal(service_headlines(&service), "one");
    service_close(&service);
}

// Sources that may not be asked as they are: none of them is.
static const struct {
    const char *what;
    const struct source_secret *secrets;
    size_t count;
    const char *url; // of the source; "/…": on the server
    const char *reason;
} refused[] = {
    {"no secrets", NULL, 0, NULL, "needs the secret \"wire\", which is not in /etc/broadside/secrets.json"},
    {"bound to another host", bound_elsewhere, 1, NULL, "the secret \"wire\" is for api.news.example only"},
    {"another address", secrets, 1, "http://localhost:1/a",
        "the secret \"wire\" is for the profile's own host, and the source's url is on another"},
};

static void a_secret_goes_nowhere_else(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct service service;
        open_with(&service, WITH("\"url\":\"{%site}/a\",\"headers\":{\"X-Key\":\"{%key}\"}"),
            refused[i].secrets, refused[i].count);
        service.desk.sources[0].url = refused[i].url;
        service_start(&service);
        const struct station *station = service_station(&service);
        if (station->profile || !strstr(station->reason.text, refused[i].reason)) {
            fail_msg("%s: %s", refused[i].what, station->reason.text);
        }
        assert_false(has_secret(station->reason.text));
        assert_int_equal(http_server_hits(service.desk.server, "/a"), 0);
        service_close(&service);
    }
}

// On the same host the configuration may name another path.
static void a_secret_may_go_to_another_path(void **state) {
    (void)state;
    struct service service;
    char url[128];
    open_with(&service, WITH("\"url\":\"{%site}/a\",\"headers\":{\"X-Key\":\"{%key}\"}"), secrets, 1);
    snprintf(url, sizeof url, "%s/b", service.site);
    service.desk.sources[0].url = url;
    http_server_answer(service.desk.server, "/b", (struct http_reply){.body = FEED});
    service_start(&service);
    service_round(&service);
    assert_true(service_was_told(&service, "/b", "X-Key: " KEY));
    service_close(&service);
}

static void a_redirect_does_not_take_it_along(void **state) {
    (void)state;
    struct service service;
    struct http_server *other = http_server_start();
    char location[700];
    open_with(&service, WITH("\"url\":\"{%site}/a\",\"headers\":{\"X-Key\":\"{%key}\"}"), secrets, 1);
    snprintf(location, sizeof location, "Location: %s\r\n", http_server_url(other, "/a?key=" ENCODED));
    http_server_answer(service.desk.server, "/a", (struct http_reply){.status = 302, .headers = location});
    service_start(&service);
    const char *said = service_round(&service);
    assert_non_null(strstr(said, "redirect to another host"));
    assert_false(has_secret(said));
    assert_int_equal(http_server_hits(other, "/a?key=" ENCODED), 0);
    http_server_stop(other);
    service_close(&service);
}

// Services like to repeat what they were asked with.
static void what_a_server_says_of_it_is_not_repeated(void **state) {
    (void)state;
    struct service service;
    open_with(&service,
        WITH("\"url\":\"{%site}/a?key={%key}\"") ",\"ok\":{\"/error\":{\"has\":false}},\"error\":\"/error\"",
        secrets, 1);
    http_server_answer(service.desk.server, "/a?key=" ENCODED,
        (struct http_reply){.body = "{\"error\":\"no such key: " KEY " (" ENCODED ")\"}"});
    service_start(&service);
    const char *said = service_round(&service);
    assert_non_null(strstr(said, "the service answered: no such key: *** (***)"));
    assert_false(has_secret(said));
    struct courier_report report;
    courier_report(service.desk.courier, &report);
    assert_false(has_secret(report.rows[0].reason.text));
    assert_non_null(strstr(report.rows[0].reason.text, "no such key"));
    courier_report_finish(&report);
    service_close(&service);
}

// No file of the shelf has it, even if a server puts it into the address of the next page.
static void the_shelf_does_not_have_it(void **state) {
    (void)state;
    struct service service;
    open_with(&service, WITH("\"url\":\"{%site}/a?key={%key}\"") ",\"next\":\"header:Link\",\"pages\":2",
        secrets, 1);
    http_server_answer(service.desk.server, "/a?key=" ENCODED,
        (struct http_reply){
            .body = FEED, .etag = "\"1\"", .headers = "Link: </a?p=2&key=" ENCODED ">; rel=next\r\n"});
    http_server_answer(service.desk.server, "/a?p=2&key=" ENCODED,
        (struct http_reply){.body = "{\"items\":[{\"id\":\"urn:2\",\"title\":\"two\"}]}"});
    service.desk.shelf = service.shelf;
    service_start(&service);
    service_round(&service);
    assert_string_equal(service_headlines(&service), "one, two");
    service_end_life(&service);
    DIR *folder = opendir(service.shelf);
    size_t files = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        char *path = file_join(service.shelf, entry->d_name), *bytes;
        size_t len;
        if (file_read(path, 1 << 20, &bytes, &len, NULL) == ERROR_NONE) {
            files++;
            assert_null(memmem(bytes, len, KEY, strlen(KEY)));
            assert_null(memmem(bytes, len, ENCODED, strlen(ENCODED)));
            free(bytes);
        }
        free(path);
    }
    closedir(folder);
    assert_int_equal(files, 2);
    service_start(&service);
    assert_string_equal(service_headlines(&service), "one, two");
    service_round(&service); // asked whole, since the way to the second page was not written down
    assert_false(service_was_told(&service, "/a?key=" ENCODED, "If-None-Match"));
    assert_string_equal(service_headlines(&service), "one, two");
    service_close(&service);
}

// The key was wrong, and was put right: nobody waits for hours.
static void a_new_secret_is_tried_at_once(void **state) {
    (void)state;
    static const struct source_secret wrong[] = {{"wire", "0ld", NULL}};
    struct service service;
    open_with(&service, WITH("\"url\":\"{%site}/a?key={%key}\""), wrong, 1);
    http_server_answer(service.desk.server, "/a?key=0ld", (struct http_reply){.status = 401});
    http_server_answer(service.desk.server, "/a?key=" ENCODED, (struct http_reply){.body = FEED});
    service_start(&service);
    service_round(&service);
    millis now = service.desk.elapsed;
    assert_true(service_station(&service)->errand.due > now + 10 * MINUTE);
    const struct source_secrets right = {secrets, 1, NULL};
    service.desk.sources[0].secrets = &right;
    courier_assign(
        service.desk.courier, &(struct courier_options){.sources = service.desk.sources, .source_count = 1});
    courier_reassign(service.desk.courier, now);
    assert_true(service_station(&service)->errand.due <= now);
    service_round(&service);
    assert_string_equal(service_headlines(&service), "one");
    service_close(&service);
}

// Nothing but the service's own answer and the configuration comes into a request or a record.
static void a_profile_cannot_read_anything_else(void **state) {
    (void)state;
    static const char *const profiles[] = {
        "\"params\":{\"a\":{\"env\":\"HOME\"}}",
        "\"params\":{\"a\":{\"file\":\"/etc/passwd\"}}",
        "\"request\":{\"url\":\"file:///etc/passwd\"}",
        "\"request\":{\"url\":\"{$HOME}\"}",
        "\"request\":{\"url\":\"https://x.example/{/a}\"}",
        "\"request\":{\"url\":\"https://x.example/\",\"headers\":{\"Host\":\"other.example\"}}",
        "\"request\":{\"url\":\"https://x.example/\",\"method\":\"POST\",\"body\":\"@/etc/passwd{%/a}\"}",
        "\"feed\":{\"a\":\"file:///etc/passwd\"}",
        "\"feed\":{\"a\":\"https://other.example/a.json\"}",
        "\"feed\":{\"a\":\"$HOME\"}",
        "\"feed\":{\"a\":{\"env\":\"HOME\"}}",
        "\"$ref\":\"other.json\"",
        "\"include\":\"other.json\"",
    };
    for (size_t i = 0; i < COUNT(profiles); i++) {
        struct service service;
        service_open(&service, profiles[i]);
        service_start(&service);
        const struct station *station = service_station(&service);
        bool is_harmless = !station->profile;
        if (!is_harmless) {
            fail_msg("taken: %s", profiles[i]);
        }
        service_close(&service);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_secret_goes_into_the_request),
        cmocka_unit_test(a_configured_secret_goes_before_the_profiles),
        cmocka_unit_test(a_secret_goes_nowhere_else),
        cmocka_unit_test(a_secret_may_go_to_another_path),
        cmocka_unit_test(a_redirect_does_not_take_it_along),
        cmocka_unit_test(what_a_server_says_of_it_is_not_repeated),
        cmocka_unit_test(the_shelf_does_not_have_it),
        cmocka_unit_test(a_new_secret_is_tried_at_once),
        cmocka_unit_test(a_profile_cannot_read_anything_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
