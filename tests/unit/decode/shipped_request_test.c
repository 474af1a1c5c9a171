#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "decode/profile.h"
#include "tests/support/test.h"

// What profiles that we ship ask their services, word for word: keys, parts of the day, parameters left out.

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define LARGEST ((size_t)1 << 20)
#define LATE ((millis)1795563000 * SECOND) // 2026-11-24T23:30:00Z, when it is the 25th in Oslo

static const struct profile_secret secrets[] = {
    {"ghost", "gh0st", NULL},
    {"guardian", "gu4rd", NULL},
    {"newsapi", "n3ws", NULL},
    {"nyt", "ny+t", NULL},
};

#define MOST_PARAMS 4
static const struct {
    const char *name;
    struct profile_param params[MOST_PARAMS]; // until one without a name
    const char *method, *url, *header;        // the last header
    const char *part;                         // of the body; NULL: it has none
} requests[] = {
    {"ghost", {{"site", "https://lantern.example/", false}}, "GET",
        "https://lantern.example/ghost/api/content/posts/?key=gh0st&include=tags,authors&limit=20",
        "Accept-Version: v5.0", NULL},
    {"nyt-top", {{"section", "world", false}}, "GET",
        "https://api.nytimes.com/svc/topstories/v2/world.json?api-key=ny%2Bt", "Accept: application/json",
        NULL},
    {"nyt-popular", {{"by", "emailed", false}, {"days", "7", false}}, "GET",
        "https://api.nytimes.com/svc/mostpopular/v2/emailed/7.json?api-key=ny%2Bt",
        "Accept: application/json", NULL},
    {"newsapi", {{"country", "us", false}}, "GET",
        "https://newsapi.org/v2/top-headlines?country=us&pageSize=20", "X-Api-Key: n3ws", NULL},
    {"reddit", {{"subreddit", "harbours", false}}, "GET",
        "https://www.reddit.com/r/harbours/hot.json?limit=25&raw_json=1", "Accept: application/json", NULL},
    {"gdelt", {{"query", "(harbour OR port) sourcelang:english", false}}, "GET",
        "https://api.gdeltproject.org/api/v2/doc/doc?query=%28harbour%20OR%20port%29%20sourcelang:english"
        "&mode=artlist&format=json&maxrecords=50&timespan=1d&sort=datedesc",
        "Accept: application/json", NULL},
    {"wikimedia-featured", {{"language", "de", false}, {"timezone", "Europe/Oslo", false}}, "GET",
        "https://de.wikipedia.org/api/rest_v1/feed/featured/2026/11/24", "Accept: application/json", NULL},
    {"wikimedia-onthisday", {{"timezone", "Europe/Oslo", false}}, "GET",
        "https://en.wikipedia.org/api/rest_v1/feed/onthisday/selected/11/25", "Accept: application/json",
        NULL},
    {"wikimedia-onthisday", {{NULL, NULL, false}}, "GET",
        "https://en.wikipedia.org/api/rest_v1/feed/onthisday/selected/11/24", "Accept: application/json",
        NULL},
    {"tass", {{"section", "4953", false}}, "POST", "https://tass.com/userApi/categoryNewsList",
        "Content-Type: application/json", "\"sectionId\":4953,\"limit\":20,\"type\":\"all\""},
};

static struct profile *shipped(const char *name) {
    char path[128];
    char *text = NULL;
    size_t len;
    struct profile *profile = NULL;
    struct reason reason = {""};
    snprintf(path, sizeof path, "assets/profiles/%s.json", name);
    if (file_read(path, LARGEST, &text, &len, &reason) ||
        profile_create(path, text, len, &profile, NULL, &reason)) {
        fail_msg("%s", reason.text);
    }
    free(text);
    return profile;
}

static size_t count_params(const struct profile_param *params) {
    size_t count = 0;
    while (count < MOST_PARAMS && params[count].name) {
        count++;
    }
    return count;
}

static void without_blanks(char *text) {
    char *to = text;
    for (const char *from = text; *from; from++) {
        if (!strchr(" \t\r\n", *from)) {
            *to++ = *from;
        }
    }
    *to = '\0';
}

static void check_body(const char *body, const char *part) {
    if (!part) {
        assert_null(body);
        return;
    }
    char squeezed[512];
    assert_non_null(body);
    snprintf(squeezed, sizeof squeezed, "%s", body);
    without_blanks(squeezed);
    assert_non_null(strstr(squeezed, part));
    assert_null(strstr(squeezed, "{%")); // what the first page has no value for is left out
}

static void requests_are_what_the_services_document(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(requests); i++) {
        struct profile *profile = shipped(requests[i].name);
        struct profile_request request;
        struct reason reason = {""};
        const struct profile_inputs inputs = {
            .params = requests[i].params,
            .param_count = count_params(requests[i].params),
            .secrets = secrets,
            .secret_count = COUNT(secrets),
            .now = LATE,
        };
        if (profile_request_init(&request, profile, &inputs, &reason)) {
            fail_msg("%s: %s", requests[i].name, reason.text);
        }
        assert_string_equal(request.method, requests[i].method);
        assert_string_equal(request.url, requests[i].url);
        assert_string_equal(request.headers[request.header_count - 1], requests[i].header);
        check_body(request.body, requests[i].part);
        profile_request_finish(&request);
        profile_destroy(profile);
    }
}

static void a_missing_key_is_named(void **state) {
    (void)state;
    struct profile *profile = shipped("nyt-top");
    struct profile_request request;
    struct reason reason = {""};
    const struct profile_inputs inputs = {.now = LATE};
    assert_int_equal(profile_request_init(&request, profile, &inputs, &reason), ERROR_INPUT);
    assert_non_null(strstr(reason.text, "needs the secret \"nyt\""));
    profile_request_finish(&request);
    profile_destroy(profile);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_are_what_the_services_document),
        cmocka_unit_test(a_missing_key_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
