#include <SDL2/SDL.h>
#include <stdlib.h>
#include <string.h>

#include "kiosk/kiosk.h"
#include "tests/support/test.h"

// The demo edition with its pages turned by hand, on an output that is full of a colour that nobody draws
// before every turn: what a present does not declare keeps that colour, and what all presents have declared
// together is the picture that is painted from scratch.

enum { WIDTH = 640, HEIGHT = 360, AREA = WIDTH * HEIGHT };

static const Uint32 SENTINEL = 0xFFFF00FE;

static struct region shown; // by the last present
static bool has_shown;
static bool wants_next;
static Uint32 output[AREA], assembled[AREA], whole[AREA];
static Uint32 untouched[WIDTH]; // a row of the sentinel

static bool present(const struct region *region) {
    shown = *region;
    has_shown = true;
    return platform_null.present(region);
}

static bool poll_event(struct platform_event *out) {
    *out = (struct platform_event){.kind = PLATFORM_KEY, .key = PLATFORM_KEY_NEXT};
    bool is_there = wants_next;
    wants_next = false;
    return is_there;
}

static void fill_output(void) {
    SDL_Renderer *renderer = platform_null.renderer();
    SDL_SetRenderDrawColor(renderer, SENTINEL >> 16 & 0xFF, SENTINEL >> 8 & 0xFF, SENTINEL & 0xFF, 255);
    SDL_RenderClear(renderer);
    SDL_RenderFlush(renderer);
}

static void read_output(Uint32 *pixels) {
    assert_int_equal(SDL_RenderReadPixels(platform_null.renderer(), NULL, SDL_PIXELFORMAT_ARGB8888, pixels,
                         WIDTH * (int)sizeof *pixels),
        0);
}

static void take_row(const bool *is_declared, int y, int turn) {
    for (int at = y * WIDTH; at < (y + 1) * WIDTH; at++) {
        bool is_drawn = output[at] != SENTINEL;
        if (is_drawn && is_declared[at]) {
            assembled[at] = output[at];
        } else if (is_drawn) {
            fail_msg("turn %d drew (%d, %d) and did not say so", turn, at % WIDTH, y);
        }
    }
}

// Takes in what was declared; fails if anything else was drawn. Most rows are as they were filled: they are
// passed by as a whole, or ThreadSanitizer would look at every pixel of them.
static void take_shown(int turn) {
    static bool is_declared[AREA];
    memset(is_declared, 0, sizeof is_declared);
    for (size_t i = 0; has_shown && i < shown.count; i++) {
        const struct rect rect = rect_intersect(shown.rects[i], (struct rect){0, 0, WIDTH, HEIGHT});
        for (int y = rect.y; y < rect.y + rect.h; y++) {
            memset(is_declared + (ptrdiff_t)y * WIDTH + rect.x, 1, (size_t)rect.w);
        }
    }
    for (int y = 0; y < HEIGHT; y++) {
        if (memcmp(output + (ptrdiff_t)y * WIDTH, untouched, sizeof untouched) != 0) {
            take_row(is_declared, y, turn);
        }
    }
}

// The same frame once more.
static void show_again(struct kiosk *kiosk) {
    struct ticker_place places[64];
    struct ribbon_place ribbon[64];
    millis now = kiosk_now(kiosk).steady;
    size_t count = ticker_places(&kiosk->ticker, now, places, 64);
    float moved = count ? kiosk->ribbon_x - (float)places[0].x : 0; // since the turn, by less than a frame
    for (size_t i = 0; i < count; i++) {
        ribbon[i] = (struct ribbon_place){places[i].item, (float)places[i].x + moved};
    }
    present(stage_present(kiosk->stage, ribbon, count));
}

// Each is shown twice: the second time without its tint.
static void check_whole(struct kiosk *kiosk, int turn) {
    const struct region everything = {{{0, 0, WIDTH, HEIGHT}}, 1};
    fill_output();
    show_again(kiosk);
    read_output(output);
    take_shown(turn);
    stage_paint(kiosk->stage, &kiosk->scene.lists[kiosk->scene.current], &everything);
    show_again(kiosk);
    show_again(kiosk);
    read_output(whole);
    if (memcmp(whole, assembled, sizeof whole) != 0) {
        int at = 0;
        while (whole[at] == assembled[at]) {
            at++;
        }
        fail_msg("after turn %d (%d, %d) is %08x, should be %08x", turn, at % WIDTH, at / WIDTH,
            (unsigned)assembled[at], (unsigned)whole[at]);
    }
}

// Everything was painted, said so, and drawn.
static void take_all(uint64_t painted, int turn) {
    assert_int_equal(painted, AREA);
    assert_true(has_shown);
    assert_int_equal(shown.count, 1);
    assert_true(rect_is_equal(shown.rects[0], (struct rect){0, 0, WIDTH, HEIGHT}));
    for (int at = 0; at < AREA; at++) {
        if (output[at] == SENTINEL) {
            fail_msg("turn %d left (%d, %d) out", turn, at % WIDTH, at / WIDTH);
        }
    }
    memcpy(assembled, output, sizeof assembled);
}

struct course {
    const char *config;
    bool shows_damage, repaints_all;
    int turns, dwell; // turns of the kiosk; after how many of them the page turns
    size_t pages;     // at least, and not twice as many: laying out takes some of the turns
};

static void turn_kiosk(struct kiosk *kiosk, const struct course *course) {
    size_t pages = 0, last = SIZE_MAX;
    for (int turn = 0; turn < course->turns; turn++) {
        uint64_t painted = stage_stats(kiosk->stage)->pixels_painted;
        has_shown = false;
        wants_next = (turn + 1) % course->dwell == 0;
        fill_output();
        millis due = kiosk_turn(kiosk, kiosk_now(kiosk));
        read_output(output);
        if (course->repaints_all) {
            take_all(stage_stats(kiosk->stage)->pixels_painted - painted, turn);
        } else {
            take_shown(turn);
        }
        if (turn % 10 == 9) {
            check_whole(kiosk, turn);
        }
        pages += kiosk->director.page != last;
        last = kiosk->director.page;
        kiosk->platform->wait(due);
    }
    assert_in_range(pages, course->pages, 2 * course->pages);
}

static void run(const struct course *course) {
    struct platform platform = platform_null;
    struct platform_wish window = {.width = WIDTH, .height = HEIGHT};
    struct studio_wish wish = {.config = course->config, .width = WIDTH, .height = HEIGHT};
    struct kiosk_options options = {
        .platform = &platform, .shows_damage = course->shows_damage, .repaints_all = course->repaints_all};
    struct kiosk *kiosk;
    struct reason reason = {{0}};
    const struct survey_row *rows;
    size_t count;
    for (int x = 0; x < WIDTH; x++) {
        untouched[x] = SENTINEL;
    }
    platform.present = present;
    platform.poll = poll_event;
    assert_int_equal(studio_create(&wish, &options.studio, &reason), ERROR_NONE);
    options.at = options.studio->at;
    assert_int_equal(platform.open(&window, &reason), ERROR_NONE);
    assert_int_equal(kiosk_create(&options, &kiosk, &reason), ERROR_NONE);
    courier_survey(kiosk->courier, 30 * SECOND, &rows, &count);
    turn_kiosk(kiosk, course);
    kiosk_destroy(kiosk);
    platform.close();
    studio_destroy(options.studio);
}

static void nothing_undeclared_is_drawn(void **state) {
    (void)state;
    run(&(struct course){.turns = 3000, .dwell = 83, .pages = 30});
}

static void nor_from_right_to_left(void **state) {
    (void)state;
    run(&(struct course){.config = "assets/demo/config-ar.json", .turns = 3000, .dwell = 83, .pages = 30});
}

// Tinted places are declared when they get their colour and when they lose it.
static void nor_by_its_tint(void **state) {
    (void)state;
    run(&(struct course){.shows_damage = true, .turns = 3000, .dwell = 83, .pages = 30});
}

// --full-damage: every turn is the whole output, and the picture is the one that it is without.
static void all_is_drawn_where_that_is_wanted(void **state) {
    (void)state;
    run(&(struct course){.repaints_all = true, .turns = 150, .dwell = 10, .pages = 7});
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_undeclared_is_drawn),
        cmocka_unit_test(nor_from_right_to_left),
        cmocka_unit_test(nor_by_its_tint),
        cmocka_unit_test(all_is_drawn_where_that_is_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
