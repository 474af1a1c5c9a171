#include "kiosk/status_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "kiosk/status.h"
#include "tests/support/remote_screen.h"
#include "tests/support/test.h"

static void read_status(const char *path, struct arena *arena, struct status *out) {
    char *text;
    size_t len;
    struct strbuf faults;
    strbuf_init(&faults, 1 << 16);
    *out = (struct status){0};
    assert_int_equal(file_read(path, 1 << 20, &text, &len, NULL), ERROR_NONE);
    assert_int_equal(settings_read(status_table, path, text, len, arena, out, &faults), ERROR_NONE);
    strbuf_finish(&faults);
    free(text);
}

// What a person who looks after many screens wants to know, every ten seconds and not more often.
static void a_status_says_how_it_is(void **state) {
    (void)state;
    char path[128];
    struct status_file file;
    struct status status;
    struct arena arena;
    arena_init(&arena, 0);
    snprintf(path, sizeof path, "%s/status.json", screen.folder);
    screen_start_with(GOOD);
    screen_publish(LOST);
    screen_pass(15 * SECOND);
    status_file_init(&file, path, screen.now.steady);
    status_file_turn(&file, screen.kiosk, screen.steward, screen.now);
    read_status(path, &arena, &status);
    assert_string_equal(status.configuration.layer, "remote file");
    assert_string_equal(status.configuration.hash, screen_report().hash);
    assert_true(status.configuration.serial > 8.5 && status.configuration.serial < 9.5);
    assert_true(status.configuration.on_trial);
    assert_int_equal(status.configuration.starts, 1);
    assert_int_equal(status.source_count, 1);
    assert_string_equal(status.sources[0].state, "failing");
    assert_null(status.sources[0].answered);
    assert_string_equal(status.sources[0].error, "HTTP 404");
    assert_true(status.sources[0].next > 60 && status.frames.presented > 0 && status.memory > 0);
    assert_int_equal(unlink(path), 0);
    screen_pass(9 * SECOND);
    status_file_turn(&file, screen.kiosk, screen.steward, screen.now);
    assert_int_not_equal(access(path, R_OK), 0);
    screen_pass(TRIAL + 20 * SECOND);
    screen_publish(NULL);
    screen_pass(15 * SECOND);
    status_file_turn(&file, screen.kiosk, screen.steward, screen.now);
    read_status(path, &arena, &status);
    assert_false(status.configuration.on_trial);
    assert_string_equal(status.configuration.error, "HTTP 503");
    assert_string_equal(status.configuration.refused, screen_report().refused);
    assert_non_null(strstr(status.configuration.refused_why, "it did not do well"));
    assert_string_equal(status.sources[0].state, "fresh");
    assert_non_null(status.sources[0].answered);
    arena_finish(&arena);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, screen_set_up, screen_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_status_says_how_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
