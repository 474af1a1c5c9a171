#include "platform/desktop/window.h"

#include <string.h>

#include "tests/support/file_tree.h"
#include "tests/support/test.h"

// Who draws into a window. Mesa's processor that is none (packages libgl1-mesa-dri, libgles2) is there
// without a screen; where it is missing there is nothing to refuse.

static struct file_tree devices;
static struct window window;

static bool open_window(enum platform_renderer renderer) {
    struct reason reason = {{0}};
    const struct platform_wish wish = {.width = 320, .height = 240, .renderer = renderer};
    bool is_open = window_open(&window, &wish, devices.root, &reason) == ERROR_NONE;
    if (!is_open) {
        print_message("%s\n", reason.text);
    }
    return is_open;
}

static void assert_drawn_by(const char *name) {
    SDL_RendererInfo info;
    assert_int_equal(SDL_GetRendererInfo(window.renderer, &info), 0);
    assert_string_equal(info.name, name);
    assert_int_equal(window.is_software, strcmp(name, "software") == 0);
}

static int set_up(void **state) {
    (void)state;
    file_tree_init(&devices);
    return SDL_VideoInit("offscreen");
}

static int tear_down(void **state) {
    (void)state;
    window_close(&window);
    SDL_VideoQuit();
    file_tree_finish(&devices);
    return 0;
}

// Thirty times the time of SDL's own renderer: only who asks for it gets it.
static void what_only_calls_itself_a_processor_is_refused(void **state) {
    (void)state;
    if (!open_window(PLATFORM_RENDERER_GPU)) {
        skip();
    }
    assert_drawn_by("opengles2");
    window_close(&window);
    file_tree_write(&devices, "card0", "");
    assert_true(open_window(PLATFORM_RENDERER_AUTO));
    assert_drawn_by("software");
}

static void software_is_software(void **state) {
    (void)state;
    file_tree_write(&devices, "renderD128", "");
    assert_true(open_window(PLATFORM_RENDERER_SOFTWARE));
    assert_drawn_by("software");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(software_is_software),
        TEST(what_only_calls_itself_a_processor_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
