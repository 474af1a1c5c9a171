#include "kiosk/stats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "tests/support/test.h"

static void frames_are_late_by_a_refresh(void **state) {
    (void)state;
    struct stats stats;
    stats_init(&stats);
    assert_int_equal(stats.first_frame, -1);
    stats_count_frame(&stats, 5000, 0, 60); // the first one waited for the fonts: that is another figure
    assert_int_equal(stats.late, 0);
    assert_true(stats.first_frame >= 0);
    int64_t first = stats.first_frame;
    stats_count_frame(&stats, 5016, 5016, 60);
    stats_count_frame(&stats, 5048, 5033, 60); // 15 ms late
    assert_int_equal(stats.late, 0);
    stats_count_frame(&stats, 5100, 5050, 60);
    stats_count_frame(&stats, 5120, 5103, 60);
    assert_int_equal(stats.late, 2);
    assert_int_equal(stats.frames, 5);
    assert_int_equal(stats.first_frame, first);
}

static void figures_are_written_as_json(void **state) {
    (void)state;
    char path[] = "/tmp/broadside-stats-XXXXXX", *text;
    size_t len;
    struct reason reason;
    close(mkstemp(path));
    struct stats stats;
    stats_init(&stats);
    stats.turns = 77;
    stats.editions = 3;
    assert_int_equal(stats_write(&stats, path, &reason), ERROR_NONE);
    assert_int_equal(file_read(path, 1 << 16, &text, &len, &reason), ERROR_NONE);
    static const char *const keys[] = {"frames_presented", "frames_late", "wakeups", "turns", "cpu_seconds",
        "first_frame_ms", "first_frame_from_shelf", "peak_rss_kb", "textures_created", "editions",
        "cache_bytes"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char quoted[64];
        snprintf(quoted, sizeof quoted, "\"%s\":", keys[i]);
        assert_non_null(strstr(text, quoted));
    }
    assert_non_null(strstr(text, "\"turns\": 77"));
    assert_non_null(strstr(text, "\"first_frame_ms\": -1"));
    free(text);
    unlink(path);
    assert_int_not_equal(stats_write(&stats, "/no/such/folder/stats.json", &reason), ERROR_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_are_late_by_a_refresh),
        cmocka_unit_test(figures_are_written_as_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
