#include "kiosk/stats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "tests/support/test.h"

#define MS INT64_C(1000000)

static void count(struct stats *stats, millis now, millis due, int64_t took, int64_t busy) {
    stats_count_frame(stats, &(struct frame_times){now, due, 60, took, busy, true, false});
}

static void frames_are_late_by_a_refresh(void **state) {
    (void)state;
    struct stats stats;
    stats_init(&stats);
    assert_int_equal(stats.first_frame, -1);
    count(&stats, 5000, 0, 0, 0); // the first one waited for the fonts: that is another figure
    assert_int_equal(stats.late, 0);
    assert_true(stats.first_frame >= 0);
    int64_t first = stats.first_frame;
    count(&stats, 5016, 5016, 0, 0);
    count(&stats, 5048, 5033, 0, 0); // 15 ms late
    assert_int_equal(stats.late, 0);
    count(&stats, 5100, 5050, 0, 0);
    count(&stats, 5120, 5103, 0, 0);
    assert_int_equal(stats.late, 2);
    assert_int_equal(stats.frames, 5);
    assert_int_equal(stats.first_frame, first);
}

// A frame is on screen when its present is over. It is our fault if we have computed all that time.
static void slow_frames_have_a_cause(void **state) {
    (void)state;
    struct stats stats;
    stats_init(&stats);
    count(&stats, 1000, 1000, 90 * MS, 90 * MS); // the first frame is another figure
    count(&stats, 1017, 1017, 16 * MS, 16 * MS);
    assert_int_equal(stats.over_one.all, 0);
    count(&stats, 1034, 1034, 17 * MS, 17 * MS); // a long turn of ours
    assert_int_equal(stats.over_one.all, 1);
    assert_int_equal(stats.over_one.ours, 1);
    count(&stats, 1067, 1050, 1 * MS, 1 * MS); // woken late
    assert_int_equal(stats.over_one.all, 2);
    assert_int_equal(stats.over_one.ours, 1);
    count(&stats, 1107, 1067, 1 * MS, 20 * MS); // one's worth of it ours, two's worth not
    assert_int_equal(stats.over_one.ours, 2);
    assert_int_equal(stats.over_two.all, 1);
    assert_int_equal(stats.over_two.ours, 0);
    count(&stats, 1150, 1117, 1 * MS, 34 * MS); // the turn before took the time
    assert_int_equal(stats.over_two.all, 2);
    assert_int_equal(stats.over_two.ours, 1);
    assert_int_equal(stats.longest, 41 * MS);
}

// Refreshes are counted by their grid, not by the time between.
static void skipped_refreshes_are_counted(void **state) {
    (void)state;
    struct stats stats;
    stats_init(&stats);
    count(&stats, 1000, 1000, 0, 0);
    count(&stats, 1032, 1017, 0, 0); // late within its refresh
    assert_int_equal(stats.skips, 0);
    count(&stats, 1050, 1034, 0, 0); // the next
    assert_int_equal(stats.skips, 1);
    assert_int_equal(stats.longest_skip, 1);
    count(&stats, 1117, 1067, 0, 0);
    assert_int_equal(stats.skips, 2);
    assert_int_equal(stats.longest_skip, 3);
    const struct frame_times still = {.now = 1300, .due = 1117, .refresh = 60};
    stats_count_frame(&stats, &still); // something else has come late
    assert_int_equal(stats.skips, 2);
    assert_int_equal(stats.late, 2);
}

// A page is painted before its pictures have come.
static void the_first_complete_frame_is_another(void **state) {
    (void)state;
    struct stats stats;
    stats_init(&stats);
    count(&stats, 1000, 1000, 0, 0);
    assert_true(stats.first_frame >= 0);
    assert_int_equal(stats.first_complete, -1);
    stats_count_frame(&stats, &(struct frame_times){1017, 1017, 60, 0, 0, false, true});
    int64_t first = stats.first_complete;
    assert_true(first >= stats.first_frame);
    stats_count_frame(&stats, &(struct frame_times){1034, 1034, 60, 0, 0, false, true});
    assert_int_equal(stats.first_complete, first);
    stats_init(&stats);
    stats_count_frame(&stats, &(struct frame_times){1000, 1000, 60, 0, 0, false, true});
    assert_true(stats.first_complete >= 0 && stats.first_frame == stats.first_complete);
}

// What has been counted before is left out, and no frame is the first again.
static void the_start_can_be_left_out(void **state) {
    (void)state;
    struct stats stats;
    stats_init(&stats);
    count(&stats, 1000, 1000, 0, 0);
    count(&stats, 1100, 1017, 90 * MS, 90 * MS);
    stats.wakeups = 7;
    int64_t first = stats.first_frame;
    stats_restart(&stats);
    assert_int_equal(stats.frames, 0);
    assert_int_equal(stats.wakeups, 0);
    assert_int_equal(stats.over_two.all, 0);
    assert_int_equal(stats.longest_skip, 0);
    assert_true(stats.cpu_before > 0);
    assert_int_equal(stats.first_frame, first);
    count(&stats, 1200, 1150, 20 * MS, 20 * MS);
    assert_int_equal(stats.frames, 1);
    assert_int_equal(stats.over_one.ours, 1);
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
    stats.caches[CACHE_PICTURES] = (struct cache_stats){.budget = 1000, .bytes = 400, .evictions = 5};
    assert_int_equal(stats_write(&stats, path, &reason), ERROR_NONE);
    assert_int_equal(file_read(path, 1 << 16, &text, &len, &reason), ERROR_NONE);
    static const char *const keys[] = {"frames_presented", "frames_late", "wakeups", "turns", "cpu_seconds",
        "first_frame_ms", "first_complete_frame_ms", "first_frame_from_shelf", "peak_rss_kb", "pss_kb",
        "textures_created", "editions", "frames_over_16ms", "frames_over_16ms_ours", "frames_over_33ms",
        "frames_over_33ms_ours", "frame_longest_ms", "skips", "longest_skip", "text_runs", "pictures",
        "shapes", "ticker", "glyphs", "budget_bytes", "most_bytes", "evicted"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char quoted[64];
        snprintf(quoted, sizeof quoted, "\"%s\":", keys[i]);
        assert_non_null(strstr(text, quoted));
    }
    assert_non_null(strstr(text, "\"turns\": 77"));
    const char *pictures = strstr(text, "\"pictures\": {");
    assert_non_null(pictures);
    static const char *const figures[] = {"\"budget_bytes\": 1000", "\"bytes\": 400", "\"evicted\": 5"};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        const char *found = strstr(pictures, figures[i]);
        assert_non_null(found);
        assert_true(found < strstr(text, "\"ticker\": {")); // of this one
    }
    assert_non_null(strstr(text, "\"first_frame_ms\": -1"));
    free(text);
    unlink(path);
    assert_int_not_equal(stats_write(&stats, "/no/such/folder/stats.json", &reason), ERROR_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_are_late_by_a_refresh),
        cmocka_unit_test(slow_frames_have_a_cause),
        cmocka_unit_test(skipped_refreshes_are_counted),
        cmocka_unit_test(the_first_complete_frame_is_another),
        cmocka_unit_test(the_start_can_be_left_out),
        cmocka_unit_test(figures_are_written_as_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
