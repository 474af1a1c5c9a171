#include "tests/support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decode/profile.h"

static struct profile *compiled(const char *text) {
    struct profile *profile;
    struct reason reason = {""};
    if (profile_create("test.json", text, strlen(text), &profile, NULL, &reason)) {
        fail_msg("%s", reason.text);
    }
    return profile;
}

#define STORY(fields) "{\"profile\":\"p\",\"records\":{\"story\":{\"each\":\"\",\"fields\":{" fields "}}}}"

static const struct {
    const char *text, *fault; // one of the faults
} bad[] = {
    {"{", "test.json:1:2: "},
    {"[]", "test.json:1:1: (document): an object was expected"},
    {"{\"profile\":\"p\"}", "neither \"records\" nor \"feed\""},
    {"{\"feed\":{\"a\":\"/a\"}}", "\"profile\" is missing"},
    {"{\"profile\":\"p\",\n  \"titel\":\"x\",\"feed\":{\"a\":\"\"}}",
        "test.json:2:3: /titel: \"titel\" is no member here (did you mean \"title\"? allowed: "},
    {"{\"profile\":\"p\",\"records\":{\"storey\":{}}}", "did you mean \"story\"?"},
    {"{\"profile\":\"p\",\"records\":{\"story\":{}}}", "\"each\" is missing"},
    {STORY("\"a\":\"b\""), "/records/story/fields/a: \"b\" is no reference"},
    {STORY("\"a\":\"$x\""), "is no reference"},
    {STORY("\"a\":\"..x\""), "is no reference"},
    {STORY("\"a\":\"@name\""), "is no reference"},
    {STORY("\"a\":\"%\""), "is no reference"},
    {STORY("\"a\":\"/x/{/y\""), "without its"},
    {STORY("\"a\":\"/x/{y}\""), "is no reference"},
    {STORY("\"a\":7"), "an expression was expected"},
    {STORY("\"a\":[]"), "the list of expressions is empty"},
    {STORY("\"a\":{\"gett\":\"/x\"}"), "an expression was expected (allowed:"},
    {STORY("\"a\":{\"get\":\"/x\",\"limit\":3}"), "/a/limit: \"limit\" is no member here"},
    {STORY("\"a\":{\"get\":\"/x\",\"text\":\"markdown\"}"), "is no kind of text"},
    {STORY("\"a\":{\"get\":\"/x\",\"date\":\"%Y-%Q\"}"), "\"%Q\" is no date directive"},
    {STORY("\"a\":{\"get\":\"/x\",\"date\":[]}"), "the list of date formats is empty"},
    {STORY("\"a\":{\"get\":\"/x\",\"zone\":1}"), "\"zone\" belongs to a \"date\" step"},
    {STORY("\"a\":{\"get\":\"/x\",\"number\":{\"div\":0}}"), "a division by zero"},
    {STORY("\"a\":{\"get\":\"/x\",\"number\":{\"add\":true}}"), "a number or a reference was expected"},
    {STORY("\"a\":{\"get\":\"/x\",\"map\":[]}"), "a map was expected"},
    {STORY("\"a\":{\"get\":\"/x\",\"cut\":{}}"), "nothing to cut"},
    {STORY("\"a\":{\"each\":\"@key\"}"), "has no items"},
    {STORY("\"a\":{\"each\":[[\"/x\"]]}"), "a list of sources inside a list"},
    {STORY("\"a\":{\"each\":{\"zap\":\"/x\"}}"), "\"zap\" is no kind of source (did you mean"},
    {STORY("\"a\":{\"first\":\"/x\",\"where\":{\"/y\":{}}}"), "an empty test"},
    {STORY("\"a\":{\"first\":\"/x\",\"where\":{\"/y\":[]}}"), "no value can be one of an empty list"},
    {STORY("\"a\":{\"first\":\"/x\",\"as\":{}}"), "a field map was expected"},
    {"{\"profile\":\"p\",\"records\":{\"story\":{\"each\":\"\",\"require\":[\"hedline\"],\"fields\":{"
     "\"headline\":\"/t\"}}}}",
        "/require/0: \"hedline\" is no field of this record (did you mean \"headline\"?"},
    {"{\"profile\":\"p\",\"records\":{\"story\":{\"each\":\"\",\"limit\":1.5,\"fields\":{\"a\":\"/t\"}}}}",
        "a whole number from 1"},
    {"{\"profile\":\"p\",\"feed\":{\"a\":\"\"},\"request\":{\"url\":\"https://{/host}/\"}}",
        "a request can only name parameters"},
    {"{\"profile\":\"p\",\"feed\":{\"a\":\"\"},\"request\":{\"url\":\"https://x/"
     "\",\"headers\":{\"A\":\"b{}\"}}}",
        "a request can only name parameters"},
    {"{\"profile\":\"p\",\"feed\":{\"a\":\"\"},\"request\":{\"url\":\"file:///etc/passwd\"}}",
        "an address with https://"},
    {"{\"profile\":\"p\",\"feed\":{\"a\":\"\"},\"request\":{\"url\":\"https://x/"
     "\",\"headers\":{\"A\":\"b\\r\\nC: d\"}}}",
        "no HTTP header"},
    {"{\"profile\":\"p\",\"feed\":{\"a\":\"\"},\"request\":{\"url\":\"https://x/\",\"every\":\"soon\"}}",
        "a duration was expected"},
    {"{\"profile\":\"p\",\"feed\":{\"a\":\"\"},\"request\":{\"url\":\"https://x/\",\"method\":\"PUT\"}}",
        "is no method"},
    {"{\"profile\":\"p\",\"feed\":{\"a\":\"\"},\"next\":\"header:X-Next\"}", "no such header is understood"},
    {"{\"profile\":\"p\",\"feed\":{\"a\":\"\"},\"pages\":99}", "at most 20 pages"},
    {"{\"profile\":\"p\",\"feed\":{\"a\":\"\"},\"text\":\"csv\"}", "/text: true or false was expected"},
};

static void names_faults(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct profile *profile;
        struct strbuf faults;
        struct reason reason = {""};
        strbuf_init(&faults, 16 << 10);
        assert_int_equal(
            profile_create("test.json", bad[i].text, strlen(bad[i].text), &profile, &faults, &reason),
            ERROR_INPUT);
        assert_null(profile);
        if (!strstr(strbuf_text(&faults), bad[i].fault) || strncmp(reason.text, "test.json:", 10) != 0) {
            fail_msg("%s:\n%s%s", bad[i].text, strbuf_text(&faults), reason.text);
        }
        strbuf_finish(&faults);
    }
}

static void reads_batch(void **state) {
    (void)state;
    struct profile *profile = compiled(
        "{\"profile\":\"p\",\"records\":{\"story\":{\"each\":\"/s\",\"fields\":{\"id\":\"/"
        "id\",\"headline\":\"/t\",\"url\":\"/u\","
        "\"paragraphs\":\"/p\",\"image\":\"/i\",\"image_caption\":\"/c\",\"pictures\":{\"each\":\"/"
        "i2\",\"as\":{\"url\":\"\"}},\"urgency\":\"/n\","
        "\"status\":\"/st\",\"published\":{\"get\":\"/d\",\"date\":\"iso\"}}},"
        "\"rate\":{\"each\":\"/r\",\"fields\":{\"base\":\"/b\",\"quote\":\"/q\",\"rate\":\"/v\"}}}}");
    const char *text =
        "{\"s\":[{\"id\":\"\\n 7\\u0007 \",\"t\":\" A \\u202ebad\\u0007 title \",\"u\":\"/x "
        "y\",\"p\":[\"one\",\"\",\" "
        "two\\n\"],\"i\":\"a.jpg\","
        "\"c\":\"cap\",\"i2\":[\"a.jpg\",\"//h/"
        "b.jpg\"],\"n\":1,\"st\":\"icn:canceled\",\"d\":\"2026-11-24T10:00:00+03:00\"},"
        "{\"id\":\"no headline\"},{\"t\":\"Only a title\",\"n\":12,\"st\":\"odd\"}],"
        "\"r\":[{\"b\":\"eur\",\"q\":\"USD\",\"v\":\"1,08\"},{\"b\":\"EUR\",\"q\":\"USD\",\"v\":0},{\"b\":"
        "\"EUR\",\"q\":\"U\",\"v\":1},{\"b\":\"EUR\",\"q\":\"USD\",\"v\":-2}]}";
    struct answer answer = {
        .bytes = text, .len = strlen(text), .url = "https://h.example/d/feed", .fetched = 5};
    struct batch *batch;
    struct reason reason = {""};
    assert_int_equal(profile_decode(profile, &answer, &batch, &reason), ERROR_NONE);
    assert_int_equal(batch->story_count, 2);
    assert_int_equal(batch->skipped, 4);
    const struct story *story = &batch->stories[0];
    assert_string_equal(story->id, "7");
    assert_string_equal(story->headline, "A bad title");
    assert_string_equal(story->url, "https://h.example/x%20y");
    assert_int_equal(story->paragraph_count, 2);
    assert_string_equal(story->paragraphs[1], "two");
    assert_int_equal(story->picture_count, 2);
    assert_string_equal(story->pictures[0].url, "https://h.example/d/a.jpg");
    assert_string_equal(story->pictures[0].caption, "cap");
    assert_string_equal(story->pictures[1].url, "https://h/b.jpg");
    assert_int_equal(story->urgency, 1);
    assert_int_equal(story->status, STORY_CANCELLED);
    assert_int_equal(story->published.offset, 10800);
    assert_int_equal(story->age.fetched, 5);
    assert_string_equal(batch->stories[1].id, "Only a title");
    assert_int_equal(batch->stories[1].urgency, 0);
    assert_int_equal(batch->fixing_count, 1);
    assert_string_equal(batch->fixings[0].base, "EUR");
    assert_true(batch->fixings[0].value > 1.07 && batch->fixings[0].value < 1.09);
    batch_destroy(batch);
    profile_destroy(profile);
}

static void counts_what_is_beyond(void **state) {
    (void)state;
    struct profile *profile = compiled(STORY("\"headline\":\"\""));
    struct strbuf text;
    strbuf_init(&text, 1 << 20);
    strbuf_add_text(&text, "[\"0\"");
    for (int i = 1; i < 250; i++) {
        strbuf_printf(&text, ",\"%d\"", i);
    }
    strbuf_add_text(&text, "]");
    struct answer answer = {.bytes = strbuf_text(&text), .len = text.len};
    struct batch *batch;
    assert_int_equal(profile_decode(profile, &answer, &batch, NULL), ERROR_NONE);
    assert_int_equal(batch->story_count, LIMIT_RECORDS);
    assert_int_equal(batch->beyond, 250 - LIMIT_RECORDS);
    batch_destroy(batch);
    strbuf_finish(&text);
    profile_destroy(profile);
}

static void refuses_by_guard(void **state) {
    (void)state;
    struct profile *profile = compiled("{\"profile\":\"guarded\",\"ok\":{\"/code\":[null,0]},\"error\":\"/"
                                       "message\",\"feed\":{\"a\":\"/a\"}}");
    static const struct {
        const char *text, *reason;
    } rows[] = {
        {"{\"code\":404,\"message\":\"No such page\"}",
            "profile guarded: the service answered: No such page"},
        {"{\"code\":404}", "profile guarded: not the answer that was asked for: /code is 404"},
        {"<html>", "profile guarded: the answer is a web page, not data"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct answer answer = {.bytes = rows[i].text, .len = strlen(rows[i].text)};
        struct batch *batch;
        struct reason reason = {""};
        assert_int_not_equal(profile_decode(profile, &answer, &batch, &reason), ERROR_NONE);
        assert_null(batch);
        assert_string_equal(reason.text, rows[i].reason);
    }
    profile_destroy(profile);
}

// Each record reads the whole document again, at each of three levels: cubic, and stopped.
static void bounds_work(void **state) {
    (void)state;
    struct profile *profile = compiled(STORY("\"headline\":{\"each\":\"$\",\"as\":{\"each\":\"$\",\"as\":{"
                                             "\"each\":\"$\",\"where\":{\"\":\"never\"}}}}"));
    struct strbuf text;
    strbuf_init(&text, 1 << 20);
    strbuf_add_text(&text, "[0");
    for (int i = 1; i < 20000; i++) {
        strbuf_add_text(&text, ",1");
    }
    strbuf_add_text(&text, "]");
    struct answer answer = {.bytes = strbuf_text(&text), .len = text.len};
    struct batch *batch;
    struct reason reason = {""};
    assert_int_equal(profile_decode(profile, &answer, &batch, &reason), ERROR_LIMIT);
    assert_non_null(strstr(reason.text, "profile p: story 1, field headline: "));
    strbuf_finish(&text);
    profile_destroy(profile);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_faults),
        cmocka_unit_test(reads_batch),
        cmocka_unit_test(counts_what_is_beyond),
        cmocka_unit_test(refuses_by_guard),
        cmocka_unit_test(bounds_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
