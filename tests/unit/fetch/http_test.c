#include "support/test.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "fetch/http.h"
#include "support/http_server.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define MOST 4096

static struct http_server *server;

static const struct http_options patient = {.user_agent = "Broadside/test (desk@news.example)"};
static const struct http_options hasty = {
    .user_agent = "x", .connect_timeout = SECOND, .stall_timeout = SECOND, .total_timeout = 3 * SECOND};

static struct http_answer take(struct http *http) {
    struct http_answer answer;
    while (!http_take(http, &answer)) {
        http_wait(http, 20 * SECOND);
    }
    return answer;
}

static struct http_answer ask_with(const struct http_options *options, struct http_request request) {
    struct http *http = http_create(options);
    request.most = request.most ? request.most : MOST;
    http_start(http, &request);
    assert_int_equal(http_running(http), 1);
    struct http_answer answer = take(http);
    assert_int_equal(http_running(http), 0);
    http_destroy(http);
    return answer;
}

static struct http_answer ask(const char *path) {
    return ask_with(&hasty, (struct http_request){.url = http_server_url(server, path)});
}

#define LONG_BODY "0123456789012345678901234567890123456789"

static const struct {
    const char *path;
    struct http_reply reply;
    enum error error;
    long status;
    const char *reason; // part of it
    size_t len;
} rows[] = {
    {"/fine", {.body = LONG_BODY}, ERROR_NONE, 200, "", 40},
    {"/empty", {.body = ""}, ERROR_NONE, 200, "", 0},
    {"/204", {.status = 204}, ERROR_NONE, 204, "", 0},
    {"/missing", {.status = 404, .body = "no"}, ERROR_REFUSED, 404, "HTTP 404", 0},
    {"/busy", {.status = 503, .body = "no"}, ERROR_REFUSED, 503, "HTTP 503", 0},
    {"/partial", {.status = 206, .body = "no"}, ERROR_REFUSED, 206, "HTTP 206", 0},
    {"/304", {.status = 304}, ERROR_REFUSED, 304, "HTTP 304", 0},
    {"/nowhere", {.status = 302}, ERROR_REFUSED, 302, "HTTP 302", 0},
    {"/huge", {.body = LONG_BODY, .fault = FAULT_ENDLESS}, ERROR_LIMIT, 200, "answer larger than 4096 bytes",
        0},
    {"/huge-404", {.status = 404, .body = LONG_BODY, .fault = FAULT_ENDLESS}, ERROR_REFUSED, 404, "HTTP 404",
        0},
    {"/cut", {.body = LONG_BODY, .fault = FAULT_TRUNCATE, .at = 10}, ERROR_NETWORK, 200,
        "the answer was cut off", 0},
    {"/lie", {.body = LONG_BODY, .fault = FAULT_SHORTEN, .at = 10}, ERROR_NONE, 200, "", 10},
    {"/reset", {.body = LONG_BODY, .fault = FAULT_RESET, .at = 10}, ERROR_NETWORK, 200, "onnection reset", 0},
    {"/closed", {.fault = FAULT_CLOSE}, ERROR_NETWORK, 0, "closed without an answer", 0},
    {"/garbage", {.fault = FAULT_GARBAGE}, ERROR_NETWORK, 0, "not HTTP", 0},
    {"/stall-head", {.body = LONG_BODY, .fault = FAULT_HOLD, .at = 5}, ERROR_NETWORK, 0, "given up after", 0},
    {"/stall", {.body = LONG_BODY, .fault = FAULT_HOLD, .at = 60}, ERROR_NETWORK, 200, "given up after", 0},
    {"/not-gzip", {.headers = "Content-Encoding: gzip\r\n", .body = LONG_BODY}, ERROR_INPUT, 200,
        "compressed", 0},
    {"/unknown-coding", {.headers = "Content-Encoding: zip\r\n", .body = LONG_BODY}, ERROR_INPUT, 200,
        "compressed", 0},
};

static void every_answer_has_its_words(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        http_server_answer(server, rows[i].path, rows[i].reply);
        struct http_answer answer = ask(rows[i].path);
        if (answer.error != rows[i].error || answer.status != rows[i].status || answer.len != rows[i].len ||
            !strstr(answer.reason.text, rows[i].reason)) {
            fail_msg("%s: %s, status %ld, %zu bytes, \"%s\"", rows[i].path, error_name(answer.error),
                answer.status, answer.len, answer.reason.text);
        }
        assert_int_equal(answer.body != NULL, answer.error == ERROR_NONE);
        assert_true(!answer.error == !answer.reason.text[0]);
        http_answer_finish(&answer);
    }
}

static void a_drip_ends_at_the_total_timeout(void **state) {
    (void)state;
    struct http_options options = {.stall_timeout = 20 * SECOND, .total_timeout = 500};
    http_server_answer(server, "/drip",
        (struct http_reply){.body = LONG_BODY LONG_BODY LONG_BODY LONG_BODY LONG_BODY, .fault = FAULT_DRIP});
    struct http_answer answer =
        ask_with(&options, (struct http_request){.url = http_server_url(server, "/drip")});
    assert_int_equal(answer.error, ERROR_NETWORK);
    assert_non_null(strstr(answer.reason.text, "timed out after"));
    http_answer_finish(&answer);
}

// {"items":[]} as each coding has it.
#define CODED(name, bytes)                                                                                   \
    { name, "Content-Encoding: " name "\r\n", bytes, sizeof(bytes) - 1 }
static const struct {
    const char *name, *header, *bytes;
    size_t len;
} codings[] = {
    CODED("gzip",
        "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xab\x56\xca\x2c\x49\xcd\x2d\x56\xb2\x8a\x8e\xad\x05\x00"
        "\x1d\x1f\x43\xea\x0c\x00\x00\x00"),
    CODED("deflate", "\x78\xda\xab\x56\xca\x2c\x49\xcd\x2d\x56\xb2\x8a\x8e\xad\x05\x00\x1c\x23\x04\x51"),
    CODED("br", "\xb0\x00\x10\x7b\x22\x69\x74\x65\x6d\x73\x22\x3a\x5b\x5d\x7d\x03"),
    CODED("zstd",
        "\x28\xb5\x2f\xfd\x04\x68\x61\x00\x00\x7b\x22\x69\x74\x65\x6d\x73\x22\x3a\x5b\x5d\x7d\x5a\x7c\x27"
        "\x2e"),
};

static void every_coding_that_is_offered_is_undone(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(codings); i++) {
        http_server_answer(server, "/coded",
            (struct http_reply){
                .headers = codings[i].header, .body = codings[i].bytes, .len = codings[i].len});
        struct http_answer answer = ask("/coded");
        bool is_offered = strstr(http_server_request(server, "/coded"), codings[i].name) != NULL;
        if (is_offered && (answer.error || strcmp(answer.body, "{\"items\":[]}") != 0)) {
            fail_msg("%s: %s", codings[i].name, answer.reason.text);
        }
        http_answer_finish(&answer);
    }
}

static void compression_is_undone_and_bounded(void **state) {
    (void)state;
    size_t len;
    char *small = http_gzip_zeros(4000, &len);
    http_server_answer(server, "/small.gz",
        (struct http_reply){.headers = "Content-Encoding: gzip\r\n", .body = small, .len = len});
    struct http_answer answer = ask("/small.gz");
    assert_int_equal(answer.error, ERROR_NONE);
    assert_int_equal(answer.len, 4000);
    http_answer_finish(&answer);
    char *bomb = http_gzip_zeros(64 << 20, &len);
    http_server_answer(server, "/bomb.gz",
        (struct http_reply){.headers = "Content-Encoding: gzip\r\n", .body = bomb, .len = len});
    answer = ask_with(
        &patient, (struct http_request){.url = http_server_url(server, "/bomb.gz"), .most = 1 << 20});
    assert_int_equal(answer.error, ERROR_LIMIT);
    assert_string_equal(answer.reason.text, "answer larger than 1048576 bytes");
    http_answer_finish(&answer);
    assert_non_null(
        strstr(http_server_request(server, "/bomb.gz"), "Accept-Encoding: deflate, gzip, br, zstd"));
    free(small);
    free(bomb);
}

static void validators_go_both_ways(void **state) {
    (void)state;
    const char *modified = "Sun, 06 Nov 1994 08:49:37 GMT";
    http_server_answer(server, "/etag",
        (struct http_reply){.body = "x",
            .etag = "\"v1\"",
            .headers = "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                       "Content-Type: text/x; charset=koi8-r\r\n"
                       "Cache-Control: max-age=60\r\nRetry-After: 7\r\n"});
    struct http_answer answer = ask("/etag");
    assert_string_equal(answer.etag, "\"v1\"");
    assert_string_equal(answer.modified, modified);
    assert_string_equal(answer.content_type, "text/x; charset=koi8-r");
    assert_string_equal(answer.url, http_server_url(server, "/etag"));
    assert_int_equal(answer.fresh_for, MINUTE);
    assert_int_equal(answer.retry_after, 7 * SECOND);
    assert_false(answer.unchanged);
    http_answer_finish(&answer);
    answer = ask_with(&patient, (struct http_request){.url = http_server_url(server, "/etag"),
                                    .etag = "\"v1\"",
                                    .modified = modified,
                                    .accept = "application/json"});
    assert_int_equal(answer.error, ERROR_NONE);
    assert_true(answer.unchanged);
    assert_int_equal(answer.status, 304);
    assert_null(answer.body);
    http_answer_finish(&answer);
    const char *request = http_server_request(server, "/etag");
    assert_non_null(strstr(request, "If-None-Match: \"v1\"\r\n"));
    assert_non_null(strstr(request, "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n"));
    assert_non_null(strstr(request, "Accept: application/json\r\n"));
    assert_non_null(strstr(request, "User-Agent: Broadside/test (desk@news.example)\r\n"));
}

static void a_validator_cannot_smuggle_a_header(void **state) {
    (void)state;
    http_server_answer(server, "/smuggle", (struct http_reply){.body = "x"});
    struct http_answer answer = ask_with(
        &patient, (struct http_request){.url = http_server_url(server, "/smuggle"), .etag = "a\r\nEvil: 1"});
    assert_int_equal(answer.error, ERROR_NONE);
    assert_null(strstr(http_server_request(server, "/smuggle"), "Evil"));
    http_answer_finish(&answer);
}

static void redirects_are_followed_so_far(void **state) {
    (void)state;
    static const char *const steps[] = {"/r0", "/r1", "/r2", "/r3", "/r4", "/r5", "/r6"};
    char headers[7][64];
    for (size_t i = 0; i < 7; i++) {
        snprintf(headers[i], sizeof headers[i], "Location: %s\r\n", i < 6 ? steps[i + 1] : "/r6");
        http_server_answer(server, steps[i],
            i == 6 ? (struct http_reply){.body = "there"}
                   : (struct http_reply){.status = 301 + (int)i % 2, .headers = headers[i], .body = "moved"});
    }
    struct http_answer answer = ask("/r1"); // five steps
    assert_int_equal(answer.error, ERROR_NONE);
    assert_string_equal(answer.body, "there");
    assert_string_equal(answer.url, http_server_url(server, "/r6"));
    http_answer_finish(&answer);
    answer = ask("/r0");
    assert_int_equal(answer.error, ERROR_REFUSED);
    assert_string_equal(answer.reason.text, "more than 5 redirects");
    http_answer_finish(&answer);
}

static void redirects_elsewhere_are_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"file:///etc/passwd", "ftp://x/", "gopher://x/",
        "http://user:secret@127.0.0.1/", "data:text/html,x", "FILE:/etc/passwd"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        char header[128];
        snprintf(header, sizeof header, "Location: %s\r\n", bad[i]);
        http_server_answer(
            server, "/astray", (struct http_reply){.status = 302, .headers = header, .body = "x"});
        struct http_answer answer = ask_with(
            &hasty, (struct http_request){.url = http_server_url(server, "/astray"), .allows_file = true});
        if (answer.error != ERROR_REFUSED || strncmp(answer.reason.text, "redirect: ", 10) != 0) {
            fail_msg("%s: %s", bad[i], answer.reason.text);
        }
        assert_null(strstr(answer.reason.text, "secret"));
        http_answer_finish(&answer);
    }
}

static void nobody_listening_is_refused(void **state) {
    (void)state;
    // A port that is bound but not listened on refuses connections, and nobody else can take it meanwhile.
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &size), 0);
    char url[64];
    snprintf(url, sizeof url, "http://127.0.0.1:%d/", ntohs(address.sin_port));
    struct http_answer answer = ask_with(&hasty, (struct http_request){.url = url});
    assert_int_equal(answer.error, ERROR_NETWORK);
    assert_string_equal(answer.reason.text, "connection refused");
    http_answer_finish(&answer);
    close(fd);
}

static void two_at_a_time_and_the_rest_in_line(void **state) {
    (void)state;
    struct http_server *own = http_server_start();
    http_server_answer(own, "/slow", (struct http_reply){.body = "x", .fault = FAULT_HOLD});
    struct http *http = http_create(&patient);
    for (int i = 0; i < 7; i++) {
        http_start(http, &(struct http_request){.url = http_server_url(own, "/slow"), .most = MOST});
    }
    assert_true(http_is_busy(http, http_host_key(http_server_url(own, "/other"))));
    assert_false(http_is_busy(http, http_host_key(http_server_url(server, "/"))));
    struct http_answer answer;
    while (http_server_hits(own, "/slow") < 2) {
        assert_false(http_take(http, &answer));
        http_wait(http, 10);
    }
    assert_int_equal(http_running(http), 7);
    http_server_release(own);
    for (int i = 0; i < 7; i++) {
        answer = take(http);
        assert_int_equal(answer.error, ERROR_NONE);
        http_answer_finish(&answer);
    }
    assert_int_equal(http_server_hits(own, "/slow"), 7);
    assert_int_equal(http_server_most_at_once(own), 2);
    http_destroy(http);
    http_server_stop(own);
}

static void a_connection_is_used_again(void **state) {
    (void)state;
    struct http_server *own = http_server_start();
    http_server_answer(own, "/a", (struct http_reply){.body = "x"});
    http_server_answer(own, "/b", (struct http_reply){.status = 404, .body = "an error page"});
    struct http *http = http_create(&patient);
    for (int i = 0; i < 6; i++) {
        http_start(
            http, &(struct http_request){.url = http_server_url(own, i % 2 ? "/a" : "/b"), .most = MOST});
        struct http_answer answer = take(http);
        http_answer_finish(&answer);
    }
    assert_int_equal(http_server_connections(own), 1);
    http_destroy(http);
    http_server_stop(own);
}

static void cancelling_waits_for_nobody(void **state) {
    (void)state;
    struct http_server *own = http_server_start();
    http_server_answer(own, "/hang", (struct http_reply){.body = "x", .fault = FAULT_HOLD, .at = 30});
    struct http *http = http_create(&patient);
    for (int i = 0; i < 5; i++) {
        http_start(http, &(struct http_request){.url = http_server_url(own, "/hang"), .most = MOST});
    }
    struct http_answer answer;
    while (http_server_hits(own, "/hang") < 2) {
        assert_false(http_take(http, &answer));
        http_wait(http, 10);
    }
    int64_t before = clock_ns();
    http_cancel(http);
    assert_int_equal(http_running(http), 0);
    http_destroy(http);
    assert_true(clock_ns() - before < 500 * INT64_C(1000000));
    http_server_stop(own);
}

static void a_wake_up_ends_a_wait(void **state) {
    (void)state;
    struct http *http = http_create(&patient);
    http_wake(http); // before the wait: it is not lost
    int64_t before = clock_ns();
    http_wait(http, 30 * SECOND);
    assert_true(clock_ns() - before < 5 * INT64_C(1000000000));
    http_destroy(http);
}

static void files_are_asked_the_same_way(void **state) {
    (void)state;
    char folder[] = "/tmp/broadside-http-XXXXXX", path[64], url[80];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a b.json", folder);
    snprintf(url, sizeof url, "file://%s/a%%20b.json", folder);
    assert_int_equal(file_write(path, "{}", 2, NULL), ERROR_NONE);
    struct http_request request = {.url = url, .allows_file = true};
    struct http_answer first = ask_with(&patient, request);
    assert_int_equal(first.error, ERROR_NONE);
    assert_string_equal(first.body, "{}");
    assert_int_equal(first.status, 0);
    assert_string_equal(first.url, url);
    request.etag = first.etag;
    struct http_answer second = ask_with(&patient, request);
    assert_true(second.unchanged && !second.error && !second.body);
    http_answer_finish(&second);
    assert_int_equal(file_write(path, "{ }", 3, NULL), ERROR_NONE);
    second = ask_with(&patient, request);
    assert_true(!second.unchanged && second.len == 3);
    http_answer_finish(&second);
    request.most = 2;
    second = ask_with(&patient, request);
    assert_int_equal(second.error, ERROR_LIMIT);
    http_answer_finish(&second);
    unlink(path);
    second = ask_with(&patient, request);
    assert_int_equal(second.error, ERROR_MISSING);
    http_answer_finish(&second);
    assert_int_equal(mkfifo(path, 0600), 0); // nobody writes: opening it would wait for ever
    second = ask_with(&patient, request);
    assert_int_equal(second.error, ERROR_INPUT);
    http_answer_finish(&second);
    request.allows_file = false;
    second = ask_with(&patient, request);
    assert_int_equal(second.error, ERROR_REFUSED);
    http_answer_finish(&second);
    http_answer_finish(&first);
    unlink(path);
    rmdir(folder);
}

static int start_server(void **state) {
    (void)state;
    server = http_server_start();
    return 0;
}

static int stop_server(void **state) {
    (void)state;
    http_server_stop(server);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_answer_has_its_words),
        cmocka_unit_test(a_drip_ends_at_the_total_timeout),
        cmocka_unit_test(every_coding_that_is_offered_is_undone),
        cmocka_unit_test(compression_is_undone_and_bounded),
        cmocka_unit_test(validators_go_both_ways),
        cmocka_unit_test(a_validator_cannot_smuggle_a_header),
        cmocka_unit_test(redirects_are_followed_so_far),
        cmocka_unit_test(redirects_elsewhere_are_refused),
        cmocka_unit_test(nobody_listening_is_refused),
        cmocka_unit_test(two_at_a_time_and_the_rest_in_line),
        cmocka_unit_test(a_connection_is_used_again),
        cmocka_unit_test(cancelling_waits_for_nobody),
        cmocka_unit_test(a_wake_up_ends_a_wait),
        cmocka_unit_test(files_are_asked_the_same_way),
    };
    return cmocka_run_group_tests(tests, start_server, stop_server);
}
