#include "kiosk/status.h"

#include <string.h>

#include "base/limits.h"
#include "base/time.h"
#include "tests/support/generated.h"
#include "tests/support/test.h"

static const struct status_source sources[] = {
    {.id = "world",
        .state = "fresh",
        .answered = "2026-11-24T11:00:00+00:00",
        .next = 30.5,
        .http = 200,
        .records = 40},
    {.id = "sport", .state = "silent", .error = "found \"<html>\", expected a value"},
};
static const struct status full = {
    .version = "0.1.0",
    .id = "lobby-3",
    .time = "2026-11-24T11:05:00+00:00",
    .uptime = 86400,
    .configuration = {.layer = "remote file",
        .hash = "ab12",
        .serial = 9000000000000000.0,
        .on_trial = true,
        .error = "HTTP 404",
        .refused = "cd34",
        .refused_why = "/kiosk/titel: unknown key",
        .starts = 1},
    .screen = {.on = true, .page = "top-stories", .title = "Ferry returns", .number = 2, .pages = 27},
    .sources = sources,
    .source_count = 2,
    .frames = {5184000, 3},
    .memory = 61440,
    .shelf = {1048576, 2048, 0},
    .clock = "trusted",
};

static void what_is_written_is_read(void **state) {
    (void)state;
    struct strbuf text, again, faults;
    struct arena arena;
    struct status read = {0};
    arena_init(&arena, 0);
    strbuf_init(&text, LIMIT_STRING);
    strbuf_init(&again, LIMIT_STRING);
    strbuf_init(&faults, LIMIT_STRING);
    settings_write_json(status_table, &full, &text);
    enum error error =
        settings_read(status_table, "status", strbuf_text(&text), text.len, &arena, &read, &faults);
    assert_string_equal(strbuf_text(&faults), "");
    assert_int_equal(error, ERROR_NONE);
    assert_int_equal(read.source_count, 2);
    assert_string_equal(read.sources[1].error, sources[1].error);
    assert_null(read.sources[0].error);
    settings_write_json(status_table, &read, &again);
    assert_string_equal(strbuf_text(&again), strbuf_text(&text));
    strbuf_finish(&faults);
    strbuf_finish(&again);
    strbuf_finish(&text);
    arena_finish(&arena);
}

static void a_person_sees_all_of_it(void **state) {
    (void)state;
    static const char *const parts[] = {"lobby-3", "up 86400 s", "trusted", "remote file", "on trial",
        "HTTP 404", "refused: cd34: /kiosk/titel", "page 2 of 27", "Ferry returns", "5184000", "world",
        "fresh", "silent", "<html>"};
    struct strbuf out;
    strbuf_init(&out, LIMIT_STRING);
    status_print(&full, &out);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!strstr(strbuf_text(&out), parts[i])) {
            fail_msg("lacks \"%s\":\n%s", parts[i], strbuf_text(&out));
        }
    }
    strbuf_finish(&out);
}

static void schema_is_the_table(void **state) {
    (void)state;
    struct strbuf schema;
    strbuf_init(&schema, 1 << 20);
    status_write_schema(&schema);
    generated_file("assets/schema/status.schema.json", &schema);
    strbuf_finish(&schema);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(a_person_sees_all_of_it),
        cmocka_unit_test(schema_is_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
