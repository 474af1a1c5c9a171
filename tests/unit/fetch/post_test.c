#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "fetch/http.h"
#include "support/http_server.h"

// Methods, bodies and headers of a request, and what of them a redirect takes along.

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define BODY "{\"section\": \"world\", \"limit\": 20}"

static struct http_server *here, *elsewhere;

static const char *const headers[] = {
    "Authorization: Bearer S3CRET", "Content-Type: application/json", "Accept-Language: ru"};

static struct http_answer ask(struct http_request request) {
    static const struct http_options options = {.user_agent = "x", .total_timeout = 10 * SECOND};
    struct http *http = http_create(&options);
    struct http_answer answer;
    request.most = 4096;
    request.headers = headers;
    request.header_count = COUNT(headers);
    http_start(http, &request);
    while (!http_take(http, &answer)) {
        http_wait(http, 10 * SECOND);
    }
    http_destroy(http);
    return answer;
}

static struct http_answer post(const char *path) {
    return ask((struct http_request){.url = http_server_url(here, path), .method = "POST", .body = BODY});
}

static bool was_told(struct http_server *server, const char *path, const char *what) {
    return strstr(http_server_request(server, path), what) != NULL;
}

static void a_post_carries_its_headers_and_body(void **state) {
    (void)state;
    http_server_answer(here, "/list", (struct http_reply){.body = "there"});
    struct http_answer answer = post("/list");
    assert_int_equal(answer.error, ERROR_NONE);
    assert_string_equal(answer.body, "there");
    http_answer_finish(&answer);
    assert_true(was_told(here, "/list", "POST /list HTTP/1.1\r\n"));
    assert_true(was_told(here, "/list", "\r\nAuthorization: Bearer S3CRET\r\n"));
    assert_true(was_told(here, "/list", "\r\nContent-Type: application/json\r\n"));
    assert_true(was_told(here, "/list", "\r\n\r\n" BODY));
    assert_false(was_told(here, "/list", "x-www-form-urlencoded"));
}

// A server must answer 412 to a POST that names what it has; it is asked without.
static void a_post_is_not_conditional(void **state) {
    (void)state;
    http_server_answer(here, "/list", (struct http_reply){.body = "there", .etag = "\"1\""});
    struct http_request request = {.url = http_server_url(here, "/list"),
        .method = "POST",
        .body = BODY,
        .etag = "\"1\"",
        .modified = "Tue, 24 Nov 2026 05:00:00 GMT"};
    struct http_answer answer = ask(request);
    assert_int_equal(answer.status, 200);
    assert_false(was_told(here, "/list", "If-None-Match"));
    assert_false(was_told(here, "/list", "If-Modified-Since"));
    http_answer_finish(&answer);
    request.method = "GET";
    request.body = NULL;
    answer = ask(request);
    assert_true(answer.unchanged);
    assert_true(was_told(here, "/list", "If-None-Match: \"1\""));
    assert_false(was_told(here, "/list", "Content-Type")); // of a body that there is not
    http_answer_finish(&answer);
}

// RFC 9110, 15.4.
static const struct {
    int status;
    bool stays_post;
} redirects[] = {{301, false}, {302, false}, {303, false}, {307, true}, {308, true}};

static void a_redirect_says_what_becomes_of_a_post(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(redirects); i++) {
        http_server_answer(here, "/old",
            (struct http_reply){.status = redirects[i].status, .headers = "Location: /new\r\n"});
        http_server_answer(here, "/new", (struct http_reply){.body = "there"});
        struct http_answer answer = post("/old");
        assert_int_equal(answer.error, ERROR_NONE);
        assert_string_equal(answer.body, "there");
        http_answer_finish(&answer);
        bool is_post = was_told(here, "/new", "POST /new");
        assert_int_equal(is_post, redirects[i].stays_post);
        assert_int_equal(was_told(here, "/new", BODY), redirects[i].stays_post);
        assert_int_equal(was_told(here, "/new", "Content-"), redirects[i].stays_post);
        assert_true(was_told(here, "/new", "Authorization: Bearer S3CRET")); // it is the same host
    }
}

// Both are this machine, but another port is another server.
static void point(int status) {
    static char location[600];
    snprintf(location, sizeof location, "Location: %s\r\n", http_server_url(elsewhere, "/new"));
    http_server_answer(here, "/old", (struct http_reply){.status = status, .headers = location});
    http_server_answer(elsewhere, "/new", (struct http_reply){.body = "there"});
}

static void another_host_gets_no_headers(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(redirects); i++) {
        point(redirects[i].status);
        struct http_answer answer = ask((struct http_request){.url = http_server_url(here, "/old")});
        assert_int_equal(answer.error, ERROR_NONE);
        assert_string_equal(answer.body, "there");
        http_answer_finish(&answer);
        assert_true(was_told(here, "/old", "S3CRET"));
        assert_false(was_told(elsewhere, "/new", "S3CRET"));
        assert_true(was_told(elsewhere, "/new", "Accept-Language: ru"));
    }
}

static void another_host_gets_no_body(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(redirects); i++) {
        point(redirects[i].status);
        int hits = http_server_hits(elsewhere, "/new");
        struct http_answer answer = post("/old");
        if (redirects[i].stays_post) {
            assert_int_equal(answer.error, ERROR_REFUSED);
            assert_string_equal(answer.reason.text, "redirect of a POST to another host");
            assert_int_equal(http_server_hits(elsewhere, "/new"), hits);
        } else {
            assert_int_equal(answer.error, ERROR_NONE);
            assert_true(was_told(elsewhere, "/new", "GET /new"));
            assert_false(was_told(elsewhere, "/new", "world"));
        }
        http_answer_finish(&answer);
    }
}

// A server may put what it was asked with into the address that it sends us to.
static void a_secret_goes_to_no_other_host(void **state) {
    (void)state;
    char location[700];
    snprintf(location, sizeof location, "Location: %s\r\n", http_server_url(elsewhere, "/?key=S3CRET"));
    http_server_answer(here, "/old?key=S3CRET", (struct http_reply){.status = 302, .headers = location});
    struct http_answer answer =
        ask((struct http_request){.url = http_server_url(here, "/old?key=S3CRET"), .is_confidential = true});
    assert_int_equal(answer.error, ERROR_REFUSED);
    assert_null(strstr(answer.reason.text, "S3CRET"));
    assert_int_equal(http_server_hits(elsewhere, "/?key=S3CRET"), 0);
    http_answer_finish(&answer);
}

static void link_headers_are_one(void **state) {
    (void)state;
    http_server_answer(here, "/pages/1",
        (struct http_reply){.body = "x",
            .headers = "Link: <https://api.w.example/>; rel=\"https://api.w.example/\"\r\n"
                       "Link: </pages/1>; rel=self, <2?a=b>; rel=\"next\"\r\n"});
    struct http_answer answer = ask((struct http_request){.url = http_server_url(here, "/pages/1")});
    assert_string_equal(answer.next, http_server_url(here, "/pages/2?a=b"));
    http_answer_finish(&answer);
    http_server_answer(here, "/pages/2", (struct http_reply){.body = "x"});
    answer = ask((struct http_request){.url = http_server_url(here, "/pages/2")});
    assert_null(answer.next);
    http_answer_finish(&answer);
}

static int start_servers(void **state) {
    (void)state;
    here = http_server_start();
    elsewhere = http_server_start();
    return 0;
}

static int stop_servers(void **state) {
    (void)state;
    http_server_stop(here);
    http_server_stop(elsewhere);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_post_carries_its_headers_and_body),
        cmocka_unit_test(a_post_is_not_conditional),
        cmocka_unit_test(a_redirect_says_what_becomes_of_a_post),
        cmocka_unit_test(another_host_gets_no_headers),
        cmocka_unit_test(another_host_gets_no_body),
        cmocka_unit_test(a_secret_goes_to_no_other_host),
        cmocka_unit_test(link_headers_are_one),
    };
    return cmocka_run_group_tests(tests, start_servers, stop_servers);
}
