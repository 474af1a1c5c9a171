#include "support/test.h"

#include "platform/rpi/display_mode.h"

static void reads_what_sysfs_writes(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool is_mode;
        int width, height;
    } rows[] = {
        {"1920x1080", true, 1920, 1080},
        {"800x480", true, 800, 480},
        {"7680x4320", true, 7680, 4320},
        {"1920x1080i", false, 0, 0},
        {"1920x", false, 0, 0},
        {"x1080", false, 0, 0},
        {"0x1080", false, 0, 0},
        {"-1920x1080", false, 0, 0},
        {"1920x1080 ", false, 0, 0},
        {"", false, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct display_mode mode;
        assert_int_equal(display_mode_parse(rows[i].text, &mode), rows[i].is_mode);
        if (rows[i].is_mode) {
            assert_int_equal(mode.width, rows[i].width);
            assert_int_equal(mode.height, rows[i].height);
        }
    }
}

// A 4K television, its own mode first, as SDL lists the rest.
static const struct display_mode television[] = {{3840, 2160, 30}, {4096, 2160, 24}, {3840, 2160, 60},
    {3840, 2160, 30}, {3840, 2160, 24}, {2560, 1440, 60}, {1920, 1200, 60}, {1920, 1080, 120},
    {1920, 1080, 60}, {1920, 1080, 50}, {1280, 720, 60}, {720, 576, 50}};
static const struct display_mode panel[] = {{800, 480, 60}};
// Its own is square, and nothing else of that shape is small.
static const struct display_mode square[] = {
    {1920, 1920, 60}, {1280, 1024, 60}, {1024, 768, 60}, {1280, 1024, 75}};

static void chooses(void **state) {
    (void)state;
    static const struct {
        const char *what;
        const struct display_mode *modes;
        size_t count;
        int tallest;
        size_t expected;
    } rows[] = {
        {"its own size, at the rate nearest to 60 Hz", television, 12, 0, 2},
        {"the largest of its shape", television, 12, 1080, 8},
        {"smaller", television, 12, 720, 10},
        {"between two", television, 12, 1200, 8},
        {"its own fits", television, 12, 2160, 2},
        {"none fits: its own", television, 12, 200, 0},
        {"only one", panel, 1, 0, 0},
        {"only one, too tall", panel, 1, 240, 0},
        {"another shape where there is none of its own", square, 4, 1080, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t chosen = display_mode_choose(rows[i].modes, rows[i].count, rows[i].tallest);
        if (chosen != rows[i].expected) {
            fail_msg("%s: %zu", rows[i].what, chosen);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_sysfs_writes),
        cmocka_unit_test(chooses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
