// However the screen loses its picture, it is complete again within a second.

#include "kiosk/controls.h"

#include <SDL2/SDL.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "layout/page.h"
#include "support/test.h"
#include "support/turned_kiosk.h"

enum { WIDTH = 640, HEIGHT = 360, AREA = WIDTH * HEIGHT, PATIENCE = 20000 };

static struct turned_kiosk *turned;
static atomic_bool is_woken;
static Uint32 before[AREA], after[AREA];

static void wake(void) {
    atomic_store(&is_woken, true);
}

static void read_output(Uint32 *pixels) {
    assert_int_equal(SDL_RenderReadPixels(turned->platform.renderer(), NULL, SDL_PIXELFORMAT_RGB888, pixels,
                         WIDTH * (int)sizeof *pixels),
        0);
}

// A page of which nothing moves, with a picture.
static int open_page(void **state) {
    static struct page_spec spec;
    (void)state;
    turned = turned_kiosk_open(false, WIDTH, HEIGHT);
    struct studio *studio = turned->studio;
    spec = (struct page_spec){.kind = page_kind_find("top-stories"), .from = "top", .dwell = MINUTE};
    studio->env.pair_count = studio->env.city_count = 0; // which take turns in the rail
    studio->form.specs = &spec;
    studio->form.spec_count = 1;
    turned_kiosk_ask(turned);
    turned_kiosk_turn(turned);
    turned_kiosk_settle(turned);
    assert_int_equal(turned->kiosk->deck->count, 1);
    turned->now.wall = turned->now.wall / MINUTE * MINUTE + SECOND; // its clock stands for a while
    turned_kiosk_get_ready(turned);
    assert_true(stage_stats(turned->kiosk->stage)->caches[STAGE_PICTURES].count > 0);
    read_output(before);
    turned->platform.wake = wake;
    return 0;
}

static int close_page(void **state) {
    (void)state;
    turned_kiosk_close(turned);
    return 0;
}

static bool is_complete(void) {
    read_output(after);
    return memcmp(after, before, sizeof after) == 0;
}

// As the loop does, one turn when it is due or when somebody wakes it: the decoder, whose thread takes real
// time.
static void check_it_comes_back(void) {
    const millis end = turned->now.steady + SECOND;
    memset(after, 0, sizeof after);
    atomic_store(&is_woken, false);
    millis due = kiosk_turn(turned->kiosk, turned->now);
    for (int i = 0; !is_complete(); i++) {
        assert_true(i < PATIENCE);
        if (due <= end) {
            turned->now.wall += due - turned->now.steady;
            turned->now.steady = due;
        } else if (!atomic_exchange(&is_woken, false)) {
            poll(NULL, 0, 1);
            continue;
        }
        due = kiosk_turn(turned->kiosk, turned->now);
    }
}

static void spoil_output(void) {
    SDL_Renderer *renderer = turned->platform.renderer();
    SDL_SetRenderDrawColor(renderer, 255, 0, 255, 255);
    SDL_RenderClear(renderer);
    SDL_RenderFlush(renderer);
    assert_false(is_complete());
}

static void after_a_reset(void **state) {
    (void)state;
    spoil_output();
    turned_kiosk_press(PLATFORM_RESET, PLATFORM_KEY_OTHER);
    check_it_comes_back();
}

static void half_size(int *width, int *height) {
    *width = WIDTH / 2;
    *height = HEIGHT / 2;
}

static void after_another_size_and_back(void **state) {
    (void)state;
    turned->platform.size = half_size;
    turned_kiosk_press(PLATFORM_RESIZED, PLATFORM_KEY_OTHER);
    turned_kiosk_get_ready(turned);
    assert_int_equal(turned->kiosk->deck->grid.width, WIDTH / 2);
    spoil_output();
    turned->platform.size = platform_null.size;
    turned_kiosk_press(PLATFORM_RESIZED, PLATFORM_KEY_OTHER);
    check_it_comes_back();
}

// The size of the display that is plugged next; 0: none is.
static int next_width;
static bool is_lost;

static bool poll_hotplug(struct platform_event *out) {
    struct reason reason = {{0}};
    const struct platform_wish wish = {.width = next_width, .height = next_width * HEIGHT / WIDTH};
    if (!next_width) {
        return false;
    }
    if (!is_lost) {
        *out = (struct platform_event){.kind = PLATFORM_LOST};
        is_lost = true;
        return true;
    }
    turned->platform.close();
    assert_int_equal(turned->platform.open(&wish, &reason), ERROR_NONE);
    *out = (struct platform_event){.kind = PLATFORM_RESIZED};
    is_lost = false;
    next_width = 0;
    return true;
}

static void after_another_display_and_back(void **state) {
    (void)state;
    turned->platform.poll = poll_hotplug;
    next_width = WIDTH * 2;
    turned_kiosk_get_ready(turned);
    assert_int_equal(turned->kiosk->deck->grid.width, WIDTH * 2);
    next_width = WIDTH;
    check_it_comes_back();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(after_a_reset, open_page, close_page),
        cmocka_unit_test_setup_teardown(after_another_size_and_back, open_page, close_page),
        cmocka_unit_test_setup_teardown(after_another_display_and_back, open_page, close_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
