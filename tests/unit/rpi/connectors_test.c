#include "support/test.h"

#include <string.h>

#include "platform/rpi/connectors.h"
#include "support/file_tree.h"

// /sys/class/drm of machines, as the kernel writes it: a mode a line, the display's own first. The one of
// virtio_gpu was read off QEMU's virtio-gpu (Linux 6.1), plugged in while vgem was card0; the others are
// written by hand.

struct entry {
    const char *path, *text;
};

static const struct entry pi4_one_display[] = {
    {"version", "drm 1.1.0 20060810\n"},
    {"renderD128/dev", "226:128\n"},
    {"card0/dev", "226:0\n"}, // the 3D engine, without connectors
    {"card1/dev", "226:1\n"},
    {"card1-HDMI-A-1/status", "disconnected\n"},
    {"card1-HDMI-A-1/modes", ""},
    {"card1-HDMI-A-2/status", "connected\n"},
    {"card1-HDMI-A-2/modes", "1920x1080\n1920x1080i\n1280x720\n720x576\n"},
    {"card1-Writeback-1/status", "unknown\n"},
    {"card1-Writeback-1/modes", ""},
    {NULL, NULL},
};
static const struct entry pi3_just_plugged_in[] = {
    {"card0-HDMI-A-1/status", "connected\n"},
    {"card0-HDMI-A-1/modes", ""}, // not read from the display yet
    {NULL, NULL},
};
static const struct entry two_displays[] = {
    {"card1-HDMI-A-1/status", "connected\n"},
    {"card1-HDMI-A-1/modes", "3840x2160\n"},
    {"card0-DSI-1/status", "connected\n"},
    {"card0-DSI-1/modes", "800x480\n"},
    {NULL, NULL},
};
static const struct entry headless[] = {
    {"card0/dev", "226:0\n"},
    {"card0-Virtual-1/status", "disconnected\n"},
    {NULL, NULL},
};
static const struct entry virtio_gpu[] = {
    {"version", "drm 1.1.0 20060810\n"},
    {"card1-Virtual-1/enabled", "enabled\n"},
    {"card1-Virtual-1/status", "connected\n"},
    {"card1-Virtual-1/modes",
        "1920x1080\n5120x2160\n4096x2160\n3840x2160\n3840x2160\n3840x2160\n1920x1440\n"
        "2560x1080\n1856x1392\n1792x1344\n2048x1152\n1920x1200\n1920x1080\n1920x1080\n"
        "1600x1200\n1680x1050\n1400x1050\n1280x1024\n1440x900\n1280x960\n1360x768\n1280x768\n"
        "1024x768\n800x600\n640x480\n640x480\n"},
    {"card1-Virtual-2/enabled", "disabled\n"},
    {"card1-Virtual-2/status", "disconnected\n"},
    {"card1-Virtual-2/modes", ""},
    {NULL, NULL},
};
static const struct entry names_that_are_none[] = {
    {"cardX-HDMI-A-1/status", "connected\n"},
    {"cardX-HDMI-A-1/modes", "1920x1080\n"},
    {"card0-a-name-that-is-much-longer-than-any-connector-has/status", "connected\n"},
    {"card0-a-name-that-is-much-longer-than-any-connector-has/modes", "1920x1080\n"},
    {NULL, NULL},
};

static void write_tree(struct file_tree *tree, const struct entry *entries) {
    file_tree_init(tree);
    for (; entries->path; entries++) {
        file_tree_write(tree, entries->path, entries->text);
    }
}

static void finds_the_display(void **state) {
    (void)state;
    static const struct {
        const struct entry *tree;
        size_t count;
        const char *name; // NULL: none
        int card, width, height;
        size_t modes;
    } rows[] = {
        {pi4_one_display, 3, "HDMI-A-2", 1, 1920, 1080, 3},
        {pi3_just_plugged_in, 1, NULL, 0, 0, 0, 0},
        {two_displays, 2, "DSI-1", 0, 800, 480, 1},
        {headless, 1, NULL, 0, 0, 0, 0},
        {names_that_are_none, 0, NULL, 0, 0, 0, 0},
        {virtio_gpu, 2, "Virtual-1", 1, 1920, 1080, 26},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct file_tree tree;
        struct connectors connectors;
        write_tree(&tree, rows[i].tree);
        connectors_read(tree.root, &connectors);
        file_tree_finish(&tree);
        assert_int_equal(connectors.count, rows[i].count);
        const struct connector *display = connectors_display(&connectors);
        assert_int_equal(display != NULL, rows[i].name != NULL);
        if (display) {
            assert_string_equal(display->name, rows[i].name);
            assert_int_equal(display->card, rows[i].card);
            assert_int_equal(display->modes[0].width, rows[i].width);
            assert_int_equal(display->modes[0].height, rows[i].height);
            assert_int_equal(display->mode_count, rows[i].modes);
        }
    }
}

static void no_folder_is_no_display(void **state) {
    (void)state;
    struct connectors connectors;
    connectors_read("/nonexistent/class/drm", &connectors);
    assert_int_equal(connectors.count, 0);
    assert_null(connectors_display(&connectors));
}

static void tells_displays_apart(void **state) {
    (void)state;
    struct connector one = {.name = "HDMI-A-1", .card = 1, .modes = {{1920, 1080, 0}}, .mode_count = 1};
    struct connector other = one;
    assert_true(connector_is_same(&one, &other));
    assert_true(connector_is_same(NULL, NULL));
    assert_false(connector_is_same(&one, NULL));
    other.modes[0].height = 1200;
    assert_false(connector_is_same(&one, &other));
    other = one;
    other.card = 0;
    assert_false(connector_is_same(&one, &other));
    other = one;
    strcpy(other.name, "HDMI-A-2");
    assert_false(connector_is_same(&one, &other));
    other = one;
    other.mode_count = 0;
    assert_false(connector_is_same(&one, &other));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_display),
        cmocka_unit_test(no_folder_is_no_display),
        cmocka_unit_test(tells_displays_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
