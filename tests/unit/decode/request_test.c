#include "tests/support/test.h"

#include <stdio.h>
#include <string.h>

#include "decode/profile.h"

// What a profile asks: parameters, days, secrets, headers, bodies, the next page.

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NOON ((millis)1795521600 * SECOND) // 2026-11-24T12:00:00Z
#define PROFILE(rest) "{\"profile\":\"r\",\"feed\":{\"a\":\"\"}," rest "}"
#define REQUEST(url, rest) "\"request\":{\"url\":\"" url "\"" rest "}"

static struct profile *compiled(const char *text) {
    struct profile *profile;
    struct reason reason = {""};
    if (profile_create("test.json", text, strlen(text), &profile, NULL, &reason)) {
        fail_msg("%s", reason.text);
    }
    return profile;
}

static const struct profile_secret secrets[] = {
    {"wire", "K3Y/&\"", NULL},
    {"other", "0th3r", NULL},
};

static const struct profile_param params[] = {
    {"site", "https://s.example/", false},
    {"q", "a b/\"&\xC3\xA9", false},
    {"empty", "", false},
    {"key", "wire", true},
    {"lang", "en", false},
    {"evil", "evil.example/", false},
    {"breaks", "a\r\nHost: evil", false},
    {"file", "file:///etc/passwd", false},
    {"blank", "https://s.example/a b", false},
    {"timezone", "Asia/Tokyo", false},
    {"nowhere", "Mars/Base", false},
    {"count", "7", false},
    {"word", "seven", false},
};

static const struct profile_inputs given = {
    .params = params,
    .param_count = COUNT(params),
    .secrets = secrets,
    .secret_count = COUNT(secrets),
    .now = NOON,
};

static const struct {
    const char *profile, *url;
} addresses[] = {
    {PROFILE(REQUEST("{%site}/a/{%q}?q={%q}&n={%n}", "") ",\"params\":{\"n\":20}"),
        "https://s.example/a/a%20b%2F%22%26%C3%A9?q=a%20b%2F%22%26%C3%A9&n=20"},
    {PROFILE(REQUEST("{%site}/a/{%empty}?q={%empty}&n=1&x={%empty}", "")), "https://s.example/a/?n=1"},
    {PROFILE(REQUEST("https://{%lang}.w.example/x", "")), "https://en.w.example/x"},
    {PROFILE(REQUEST("https://s.example/?key={%key}", "")), "https://s.example/?key=K3Y%2F%26%22"},
    {PROFILE(REQUEST("https://s.example/?key={%mine}", "") ",\"params\":{\"mine\":{\"secret\":\"other\"}}"),
        "https://s.example/?key=0th3r"},
    {PROFILE(REQUEST("https://s.example/{%y}/{%m}/{%d}",
         "") ",\"params\":{\"y\":{\"today\":\"%Y\"},\"m\":{\"today\":\"%m\"},\"d\":{\"today\":\"%d\"}}"),
        "https://s.example/2026/11/24"},
    {PROFILE(REQUEST("https://s.example/?on={%day}",
         "") ",\"params\":{\"day\":{\"today\":\"%d/%m/%Y\",\"days\":-1,\"zone\":10800}}"),
        "https://s.example/?on=23%2F11%2F2026"},
    {PROFILE(REQUEST("https://s.example/{%day}",
         "") ",\"params\":{\"day\":{\"today\":\"%F\",\"zone\":\"Pacific/Kiritimati\"}}"),
        "https://s.example/2026-11-25"},
    {PROFILE(REQUEST("https://s.example/{%day}",
         "") ",\"params\":{\"day\":{\"today\":\"%F\",\"days\":1,\"zone\":\"%timezone\"}}"),
        "https://s.example/2026-11-25"},
    {PROFILE(REQUEST("https://s.example/?page={%next}", "")), "https://s.example/"},
    {PROFILE(REQUEST("https://s.example/?page={%next}", "") ",\"params\":{\"next\":1}"),
        "https://s.example/?page=1"},
};

static void fills_addresses(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(addresses); i++) {
        struct profile *profile = compiled(addresses[i].profile);
        struct profile_request request;
        struct reason reason = {""};
        if (profile_request_init(&request, profile, &given, &reason)) {
            fail_msg("%zu: %s", i, reason.text);
        }
        assert_string_equal(request.url, addresses[i].url);
        assert_string_equal(request.method, "GET");
        assert_null(request.body);
        profile_request_finish(&request);
        profile_destroy(profile);
    }
}

static const struct {
    const char *profile, *reason;
} refused[] = {
    {PROFILE(REQUEST("{%site}/{%nothing}", "")), "profile r: the parameter \"nothing\" is missing"},
    {PROFILE(REQUEST("https://{%evil}.w.example/x", "")),
        "profile r: the parameter \"evil\" may only contain what a host name may"},
    {PROFILE(REQUEST("{%file}", "")),
        "profile r: the parameter \"file\" must be an address with https:// or http://"},
    {PROFILE(REQUEST("{%blank}", "")),
        "profile r: the parameter \"blank\" has a blank or control character in it"},
    {PROFILE(REQUEST("{%site}", ",\"headers\":{\"X-A\":\"{%breaks}\"}")),
        "profile r: the parameter \"breaks\" has a control character in it"},
    {PROFILE(REQUEST("https://{%key}.s.example", "")),
        "profile r: the parameter \"key\" is a secret: it can be no part of the host"},
    {PROFILE(REQUEST("{%key}", "")),
        "profile r: the parameter \"key\" is a secret: it can be no part of the host"},
    {PROFILE(REQUEST("{%site}?a={%b}", "") ",\"params\":{\"b\":{\"secret\":\"lost\"}}"),
        "profile r: the parameter \"b\" needs the secret \"lost\", which is not in the file of secrets"},
    {PROFILE(REQUEST("{%site}?a={%b}", "") ",\"params\":{\"b\":{\"today\":\"%F\",\"zone\":\"%nowhere\"}}"),
        "profile r: the parameter \"nowhere\" is no time zone"},
    {PROFILE(REQUEST("{%site}?a={%b}", "") ",\"params\":{\"b\":{\"today\":\"%F\",\"zone\":\"%b\"}}"),
        "profile r: the parameter \"b\" is no time zone"},
    {PROFILE(REQUEST("{%site}?a={%b}", "") ",\"params\":{\"b\":{\"today\":\"%F\",\"zone\":\"%key\"}}"),
        "profile r: the parameter \"key\" is no time zone"},
    {PROFILE("\"title\":\"x\""), "profile r names no address"},
};

static void refuses_what_does_not_fit(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct profile *profile = compiled(refused[i].profile);
        struct profile_request request;
        struct reason reason = {""};
        assert_int_equal(profile_request_init(&request, profile, &given, &reason), ERROR_INPUT);
        assert_string_equal(reason.text, refused[i].reason);
        profile_request_finish(&request);
        profile_destroy(profile);
    }
}

#define POST(rest) PROFILE(REQUEST("https://s.example/", ",\"method\":\"POST\"," rest))
#define POST_WITH(params, rest)                                                                              \
    PROFILE("\"params\":" params "," REQUEST("https://s.example/", ",\"method\":\"POST\"," rest))

static const struct {
    const char *profile;
    const char *type; // the last header
    const char *body; // without blanks between its words
} bodies[] = {
    {POST("\"body\":{\"q\":\"{%q}\",\"n\":[{}],\"of\":\"say {%word}!\",\"no\":null,\"t\":true}"),
        "Content-Type: application/json",
        "{\"q\":\"ab/\\\"&\xC3\xA9\",\"n\":[{}],\"of\":\"sayseven!\",\"no\":null,\"t\":true}"},
    {POST_WITH(
         "{\"count\":20,\"word\":1}", "\"body\":{\"n\":\"{%count}\",\"w\":\"{%word}\",\"x\":\"{%empty}\"}"),
        "Content-Type: application/json", "{\"n\":7,\"w\":\"seven\"}"},
    {POST("\"body\":{\"since\":\"{%next}\",\"list\":[\"{%next}\",1]}"), "Content-Type: application/json",
        "{\"list\":[1]}"},
    {POST("\"body\":\"a={%q}&b={%count}\""), "Content-Type: application/x-www-form-urlencoded",
        "a=a%20b%2F%22%26%C3%A9&b=7"},
    {POST("\"headers\":{\"Content-Type\":\"text/plain\"},\"body\":\"{q} {%word}\""),
        "Content-Type: text/plain", "{q}seven"},
    {POST(
         "\"headers\":{\"content-type\":\"application/graphql+json\"},\"body\":\"{\\\"q\\\":\\\"{%q}\\\"}\""),
        "content-type: application/graphql+json", "{\"q\":\"ab/\\\"&\xC3\xA9\"}"},
};

static void squeeze(char *out, size_t size, const char *text) {
    size_t len = 0;
    for (; *text && len + 1 < size; text++) {
        if (*text != ' ' && *text != '\n') {
            out[len++] = *text;
        }
    }
    out[len] = '\0';
}

static void fills_bodies(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(bodies); i++) {
        struct profile *profile = compiled(bodies[i].profile);
        struct profile_request request;
        struct reason reason = {""};
        char body[512];
        if (profile_request_init(&request, profile, &given, &reason)) {
            fail_msg("%zu: %s", i, reason.text);
        }
        squeeze(body, sizeof body, request.body);
        assert_string_equal(request.method, "POST");
        assert_string_equal(body, bodies[i].body);
        assert_int_equal(request.header_count, 1);
        assert_string_equal(request.headers[0], bodies[i].type);
        profile_request_finish(&request);
        profile_destroy(profile);
    }
}

static void goes_on_to_the_next_page(void **state) {
    (void)state;
    struct profile *profile = compiled(POST("\"headers\":{\"X-At\":\"{%next}\"},"
                                            "\"body\":{\"since\":\"{%next}\"}"));
    struct profile_inputs inputs = given;
    struct profile_request request;
    char body[128];
    assert_true(profile_has_next_param(profile));
    inputs.next = "1795500000";
    inputs.next_is_number = true;
    inputs.url = "https://elsewhere.example/";
    assert_int_equal(profile_request_init(&request, profile, &inputs, NULL), ERROR_NONE);
    squeeze(body, sizeof body, request.body);
    assert_string_equal(body, "{\"since\":1795500000}");
    assert_string_equal(request.headers[0], "X-At: 1795500000");
    assert_string_equal(request.url, "https://elsewhere.example/");
    profile_request_finish(&request);
    inputs.next_is_number = false;
    assert_int_equal(profile_request_init(&request, profile, &inputs, NULL), ERROR_NONE);
    squeeze(body, sizeof body, request.body);
    assert_string_equal(body, "{\"since\":\"1795500000\"}");
    profile_request_finish(&request);
    profile_destroy(profile);
}

static void names_its_secrets(void **state) {
    (void)state;
    struct profile *profile = compiled(
        PROFILE("\"params\":{\"mine\":{\"secret\":\"other\"}}," REQUEST("{%site}?a={%mine}&b={%mine}",
            ",\"headers\":{\"Authorization\":\"Bearer {%key}\",\"X-B\":\"{%mine}\"}")));
    struct profile_request request;
    assert_int_equal(profile_request_init(&request, profile, &given, NULL), ERROR_NONE);
    assert_int_equal(request.secret_count, 2);
    assert_string_equal(request.secrets[0].name, "other");
    assert_string_equal(request.secrets[1].name, "wire");
    assert_string_equal(request.headers[0], "Authorization: Bearer K3Y/&\"");
    char said[] = "bad key K3Y/&\", or K3Y%2F%26%22: 0th3r0th3r, 0th3";
    profile_request_mask(&request, said);
    assert_string_equal(said, "bad key ***, or ***: ******, ***"); // the last one was cut
    profile_request_finish(&request);
    profile_destroy(profile);
}

static void knows_how_long_its_day_lasts(void **state) {
    (void)state;
    struct profile *profile = compiled(
        PROFILE("\"params\":{\"a\":{\"today\":\"%F\"},\"b\":{\"today\":\"%F\",\"zone\":10800}}," REQUEST(
            "{%site}/{%a}/{%b}", "")));
    struct profile_inputs inputs = given;
    struct profile_request request;
    struct reason reason = {""};
    assert_int_equal(profile_request_init(&request, profile, &inputs, NULL), ERROR_NONE);
    assert_int_equal(request.until, NOON + 9 * HOUR); // Moscow's midnight comes before UTC's
    assert_false(request.lacks_clock);
    profile_request_finish(&request);
    inputs.now = MILLIS_NONE;
    assert_int_equal(profile_request_init(&request, profile, &inputs, &reason), ERROR_INPUT);
    assert_true(request.lacks_clock);
    assert_string_equal(reason.text, "profile r: the parameter \"a\" is a day, and the clock is not set");
    profile_request_finish(&request);
    profile_destroy(profile);
}

// A profile's author sees these at once.
static const struct {
    const char *profile, *fault;
} bad[] = {
    {PROFILE(REQUEST("file:///etc/passwd", "")), "/request/url: an address with https:// or http://"},
    {PROFILE(REQUEST("$HOME/x", "")), "/request/url: an address with https:// or http://"},
    {PROFILE(REQUEST("https://s.example/{/next}", "")), "a request can only name parameters"},
    {PROFILE(REQUEST("https://s.example/", ",\"headers\":{\"X\":\"{/a}\"}")),
        "/request/headers/X: {/a}: a request can only name parameters"},
    {PROFILE(REQUEST("https://s.example/", ",\"headers\":{\"host\":\"evil.example\"}")),
        "/request/headers/host: this header is not the profile's to say"},
    {PROFILE(REQUEST("https://s.example/", ",\"headers\":{\"If-None-Match\":\"*\"}")),
        "not the profile's to say"},
    {PROFILE(REQUEST("https://s.example/", ",\"headers\":{\"X Y\":\"z\"}")),
        "no HTTP header has such a name"},
    {PROFILE(REQUEST("https://s.example/", ",\"body\":\"x\"")), "a body needs \"method\": \"POST\""},
    {PROFILE(REQUEST("https://s.example/", ",\"method\":\"PUT\"")), "\"PUT\" is no method"},
    {PROFILE("\"params\":{\"a\":{\"env\":\"HOME\"}}"), "/params/a: text, a number, null"},
    {PROFILE("\"params\":{\"a\":{\"secret\":\"\"}}"), "/params/a/secret: text was expected"},
    {PROFILE("\"params\":{\"a\":{\"secret\":\"s\",\"file\":\"/etc/passwd\"}}"), "\"file\" is no member here"},
    {PROFILE("\"params\":{\"a\":{\"today\":\"%H\"}}"), "/params/a/today: \"%H\" is no part of a date"},
    {PROFILE("\"params\":{\"a\":{\"today\":\"now\"}}"), "\"now\" is no part of a date"},
    {PROFILE("\"params\":{\"a\":{\"today\":\"%F\",\"days\":0.5}}"), "/params/a/days: a whole number"},
    {PROFILE("\"params\":{\"a\":{\"today\":\"%F\",\"zone\":\"../../etc/passwd\"}}"),
        "/params/a/zone: no zone"},
    {PROFILE("\"params\":{\"a\":{\"today\":\"%F\",\"zone\":90000}}"), "/params/a/zone: no zone"},
    {"{\"profile\":\"r\",\"params\":{\"a\":{\"secret\":\"s\"}},\"feed\":{\"t\":\"%a\"}}",
        "/feed/t: %a is a secret: it can only stand in the request"},
    {"{\"profile\":\"r\",\"params\":{\"a\":{\"secret\":\"s\"}},\"feed\":{\"t\":{\"template\":\"x{%a}\"}}}",
        "%a is a secret"},
    {"{\"profile\":\"r\",\"params\":{\"a\":{\"today\":\"%F\"}},\"feed\":{\"t\":\"%a\"}}", "%a is a day"},
};

static void names_faults(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct profile *profile = NULL;
        struct strbuf faults;
        strbuf_init(&faults, 4096);
        if (!profile_create("test.json", bad[i].profile, strlen(bad[i].profile), &profile, &faults, NULL) ||
            !strstr(strbuf_text(&faults), bad[i].fault)) {
            fail_msg("%s\nsaid: %s\nnot: %s", bad[i].profile, strbuf_text(&faults), bad[i].fault);
        }
        strbuf_finish(&faults);
        profile_destroy(profile);
    }
}

// A configured secret is no value that records could show, whatever the profile does with the parameter.
static void keeps_secrets_out_of_records(void **state) {
    (void)state;
    struct profile *profile = compiled("{\"profile\":\"r\",\"params\":{\"key\":null},\"feed\":{"
                                       "\"a\":\"%key\",\"b\":{\"template\":\"x{%key}\"},\"c\":\"/{%key}\","
                                       "\"d\":[\"%key\",{\"const\":\"none\"}]}}");
    const struct answer answer = {
        .bytes = "{\"wire\":1}", .len = 10, .params = params, .param_count = COUNT(params)};
    struct strbuf out;
    strbuf_init(&out, 4096);
    assert_int_equal(profile_decode_json(profile, &answer, &out, NULL), ERROR_NONE);
    char squeezed[128];
    squeeze(squeezed, sizeof squeezed, strbuf_text(&out));
    assert_string_equal(squeezed, "{\"feed\":{\"d\":\"none\"}}");
    strbuf_finish(&out);
    profile_destroy(profile);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fills_addresses),
        cmocka_unit_test(refuses_what_does_not_fit),
        cmocka_unit_test(fills_bodies),
        cmocka_unit_test(goes_on_to_the_next_page),
        cmocka_unit_test(names_its_secrets),
        cmocka_unit_test(knows_how_long_its_day_lasts),
        cmocka_unit_test(names_faults),
        cmocka_unit_test(keeps_secrets_out_of_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
