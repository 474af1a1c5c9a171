#include "base/log.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "support/test.h"

static struct {
    int saved;
    FILE *file;
    char text[1 << 20];
} capture;

static void capture_start(void) {
    fflush(stderr);
    capture.saved = dup(STDERR_FILENO);
    capture.file = tmpfile();
    assert_non_null(capture.file);
    dup2(fileno(capture.file), STDERR_FILENO);
}

static char *capture_stop(void) {
    fflush(stderr);
    dup2(capture.saved, STDERR_FILENO);
    close(capture.saved);
    rewind(capture.file);
    capture.text[fread(capture.text, 1, sizeof capture.text - 1, capture.file)] = '\0';
    fclose(capture.file);
    return capture.text;
}

static void test_levels(void **state) {
    (void)state;
    capture_start();
    log_error("%s", "one");
    log_warning("two");
    log_info("three");
    log_debug("four");
    log_set_level(LOG_DEBUG);
    log_debug("five");
    log_set_level(LOG_ERROR);
    log_info("six");
    log_error("seven");
    log_set_level(LOG_INFO);
    assert_string_equal(capture_stop(), "error: one\nwarning: two\ninfo: three\ndebug: five\nerror: seven\n");
}

// A server that is down for a week must not fill the disk.
static void test_repeats_are_counted(void **state) {
    (void)state;
    capture_start();
    for (int i = 0; i < 1000; i++) {
        log_warning("world: no answer");
    }
    log_debug("not seen, and no interruption");
    log_warning("world: no answer");
    log_info("world: back");
    log_warning("world: no answer");
    assert_string_equal(capture_stop(), "warning: world: no answer\n"
                                        "warning: world: no answer (repeated 1000 times)\n"
                                        "info: world: back\n"
                                        "warning: world: no answer\n");
}

static void test_lines_are_lines(void **state) {
    (void)state;
    char long_text[4000];
    for (size_t i = 0; i + 2 < sizeof long_text; i += 2) {
        memcpy(long_text + i, "\xD0\x96", 3);
    }
    capture_start();
    log_info("%s", long_text);
    log_info(".%s", long_text); // the other parity
    log_info("a headline\nwith\r\n\x1b[31mtricks\x7f");
    char *line = strtok(capture_stop(), "\n");
    for (int i = 0; i < 2; i++) {
        assert_non_null(line);
        assert_in_range(strlen(line), 1000, 1024);
        assert_true(utf8_is_valid(line, strlen(line)));
        line = strtok(NULL, "\n");
    }
    assert_string_equal(line, "info: a headline with   [31mtricks ");
    assert_null(strtok(NULL, "\n"));
}

static void *talk(void *argument) {
    for (int i = 0; i < 100; i++) {
        log_info("thread %s says %d", (const char *)argument, i);
    }
    return NULL;
}

static void test_threads_do_not_mix(void **state) {
    (void)state;
    char names[4][2] = {"a", "b", "c", "d"};
    pthread_t threads[4];
    capture_start();
    for (int i = 0; i < 4; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, talk, names[i]), 0);
    }
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
    }
    char *text = capture_stop();
    size_t lines = 0;
    for (const char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"), lines++) {
        char name;
        int number, used = 0;
        assert_int_equal(sscanf(line, "info: thread %c says %d%n", &name, &number, &used), 2);
        assert_int_equal(line[used], '\0');
    }
    assert_int_equal(lines, 400);
}

// Whatever goes wrong, and however many things do.
static void test_a_flood_is_cut_off(void **state) {
    (void)state;
    capture_start();
    for (int i = 0; i < 5000; i++) {
        log_info("source %d: no answer", i);
    }
    log_error("this comes all the same");
    const char *text = capture_stop();
    size_t lines = 0;
    for (const char *at = text; (at = strchr(at, '\n')); at++) {
        lines++;
    }
    assert_in_range(lines, 1, LOG_BURST + 10);
    assert_non_null(strstr(text, "\nerror: this comes all the same\n"));
}

static void test_levels_have_names(void **state) {
    (void)state;
    enum log_level level;
    assert_true(log_level_named("warning", &level));
    assert_int_equal(level, LOG_WARNING);
    assert_true(log_level_named("debug", &level));
    assert_int_equal(level, LOG_DEBUG);
    assert_false(log_level_named("loud", &level));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels), cmocka_unit_test(test_repeats_are_counted),
        cmocka_unit_test(test_lines_are_lines), cmocka_unit_test(test_threads_do_not_mix),
        cmocka_unit_test(test_levels_have_names),
        cmocka_unit_test(test_a_flood_is_cut_off), // the last: there is no room for lines behind it
    };
    return cmocka_run_group_tests_name("base/log", tests, NULL, NULL);
}
