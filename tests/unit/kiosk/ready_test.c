// What comes next is made before its turn, in the time that frames leave.

#include "kiosk/frame.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "kiosk/programme.h"
#include "layout/page.h"
#include "support/fake_edition.h"
#include "support/test.h"
#include "support/turned_kiosk.h"

enum { WIDTH = 960, HEIGHT = 540, STORIES = 6 };

static struct turned_kiosk *open_with_news(bool has_ticker) {
    struct turned_kiosk *turned = turned_kiosk_open(has_ticker, WIDTH, HEIGHT);
    turned_kiosk_ask(turned);
    turned_kiosk_turn(turned);
    turned_kiosk_settle(turned);
    turned_kiosk_get_ready(turned);
    return turned;
}

static void check_warm(const struct turned_kiosk *turned, const char *what) {
    const struct kiosk *kiosk = turned->kiosk;
    if (turned->cold) {
        fail_msg("%s: %d textures were made when they were needed, on page %s", what, (int)turned->cold,
            kiosk->deck->pages[kiosk->director.page].key);
    }
}

// Once through all pages, at any moment of theirs.
static void a_key_finds_the_next_page_ready(void **state) {
    (void)state;
    for (int ticks = 0; ticks < 2; ticks++) {
        struct turned_kiosk *turned = open_with_news(ticks);
        for (size_t i = 0; i < turned->kiosk->deck->count; i++) {
            size_t page = turned->kiosk->director.page;
            turned_kiosk_turn(turned);
            turned_kiosk_get_ready(turned);
            turned_kiosk_press(PLATFORM_KEY, PLATFORM_KEY_NEXT);
            turned_kiosk_turn(turned);
            assert_int_not_equal(turned->kiosk->director.page, page);
            check_warm(turned, "a key");
            turned_kiosk_get_ready(turned);
        }
        turned_kiosk_close(turned);
    }
}

// Slides, minutes and pages as they come by themselves, with nobody awake in between.
static void time_finds_everything_ready(void **state) {
    (void)state;
    struct turned_kiosk *turned = open_with_news(false);
    int slides = 0, minutes = 0, pages = 0;
    for (millis end = turned->now.steady + 12 * MINUTE; turned->now.steady < end;) {
        struct view before = turned->kiosk->scene.view;
        turned_kiosk_turn(turned);
        turned_kiosk_get_ready(turned);
        check_warm(turned, "time");
        struct view after = turned->kiosk->scene.view;
        slides += before.slide != after.slide;
        minutes += before.wall / MINUTE != after.wall / MINUTE;
        pages += before.page != after.page;
    }
    assert_true(slides >= 4 && minutes >= 10 && pages >= 10);
    turned_kiosk_close(turned);
}

static void put_edition(struct turned_kiosk *turned) {
    static char headlines[STORIES][80];
    struct story stories[STORIES];
    for (int i = 0; i < STORIES; i++) {
        snprintf(headlines[i], sizeof headlines[i], "Nobody has heard of headline number %d before", i);
        stories[i] = (struct story)FAKE_STORY(i, .headline = headlines[i]);
    }
    edition_unref(turned->kiosk->edition);
    turned->kiosk->edition =
        fake_edition_make(&(struct fake_edition){.stories = stories, .story_count = STORIES});
}

static void turn_to(struct turned_kiosk *turned, const char *kind) {
    const struct kiosk *kiosk = turned->kiosk;
    for (size_t i = 0; i < kiosk->deck->count; i++) {
        if (strcmp(kiosk->deck->pages[kiosk->director.page].kind->name, kind) == 0) {
            return;
        }
        turned_kiosk_press(PLATFORM_KEY, PLATFORM_KEY_NEXT);
        turned_kiosk_turn(turned);
    }
    fail_msg("no page of the kind %s", kind);
}

// The page that it begins with, whose text nobody has seen before, whether it has the page that is on or not.
static void an_edition_comes_with_its_page_ready(void **state) {
    (void)state;
    for (int ticks = 0; ticks < 2; ticks++) {
        struct turned_kiosk *turned = open_with_news(ticks);
        const struct deck *before = turned->kiosk->deck;
        turn_to(turned, ticks ? "story" : "top-stories");
        turned_kiosk_get_ready(turned);
        put_edition(turned);
        int turns = 0;
        do {
            turned_kiosk_turn(turned);
            check_warm(turned, "an edition");
            assert_true(++turns < 200);
        } while (turned->kiosk->deck == before);
        assert_ptr_equal(turned->kiosk->deck->edition, turned->kiosk->edition);
        assert_false(typesetter_is_busy(&turned->kiosk->typesetter));
        turned_kiosk_close(turned);
    }
}

// After a reset nothing is there any more, and all of it is made again.
static void after_a_reset_the_next_page_is_made_again(void **state) {
    (void)state;
    struct turned_kiosk *turned = open_with_news(false);
    turned_kiosk_press(PLATFORM_RESET, PLATFORM_KEY_OTHER);
    turned_kiosk_get_ready(turned);
    assert_true(turned->cold > 10);
    turned_kiosk_press(PLATFORM_KEY, PLATFORM_KEY_NEXT);
    turned_kiosk_turn(turned);
    check_warm(turned, "a reset");
    turned_kiosk_close(turned);
}

// The pictures of the first page are decoded while the other pages are laid out.
static void a_first_frame_has_its_pictures(void **state) {
    (void)state;
    struct turned_kiosk *turned = open_with_news(true);
    struct kiosk *kiosk = turned->kiosk;
    programme_resize(kiosk, turned->now); // everything is made anew, as at the start
    const struct oplist *first = &kiosk->deck->pages[kiosk->director.page].ops;
    size_t pictures = 0;
    for (size_t i = 0; i < first->count; i++) {
        pictures += first->ops[i].kind == OP_IMAGE;
    }
    assert_true(pictures > 0);
    decoder_wait(kiosk->decoder);
    turned_kiosk_turn(turned);
    assert_true(stage_has_pictures(kiosk->stage, first));
    turned_kiosk_close(turned);
}

// As a turn that takes longer than a frame has.
static bool poll_for_long(struct platform_event *out) {
    (void)out;
    for (int64_t end = clock_thread_ns() + INT64_C(20000000); clock_thread_ns() < end;) {
    }
    return false;
}

static void a_turn_without_time_makes_one_thing(void **state) {
    (void)state;
    struct turned_kiosk *turned = turned_kiosk_open(true, WIDTH, HEIGHT);
    turned_kiosk_ask(turned);
    turned_kiosk_turn(turned);
    turned_kiosk_settle(turned);
    frame_forget(turned->kiosk);
    stage_reset(turned->kiosk->stage);
    turned->platform.poll = poll_for_long;
    int turns = 0;
    int64_t made = 0;
    for (; !turned->kiosk->is_ready; turns++) {
        int64_t before = turned_kiosk_textures(turned);
        turned_kiosk_turn(turned);
        int64_t prepared = turned_kiosk_textures(turned) - before - turned->cold;
        assert_in_range(prepared, 0, 1);
        made += prepared;
        assert_true(turns < 1000);
    }
    assert_true(made > 20);
    turned_kiosk_close(turned);
}

static void preparing_stops_when_its_time_is_over(void **state) {
    (void)state;
    enum { RUNS = 4000, BUDGET = 4 };
    struct turned_kiosk *turned = turned_kiosk_open(false, WIDTH, HEIGHT);
    struct arena arena;
    struct oplist ops = {0};
    arena_init(&arena, 0);
    for (int i = 0; i < RUNS; i++) {
        struct op op = {.kind = OP_TEXT, .role = ROLE_BODY, .box = {0, 0, 400, 50}, .color = 0xFFFFFFFF};
        op.text = (struct op_text){.text = arena_printf(&arena, "Line %d of what nobody has seen", i),
            .type = {.face = FACE_SERIF_REGULAR, .size = 40},
            .baseline = 40};
        assert_true(oplist_add(&ops, &arena, &op));
    }
    int64_t before = turned_kiosk_textures(turned), computed = clock_thread_ns();
    assert_false(stage_prepare(turned->kiosk->stage, &ops, BUDGET));
    computed = clock_thread_ns() - computed;
    int64_t made = turned_kiosk_textures(turned) - before;
    assert_in_range(made, 1, RUNS / 2);
    assert_in_range(computed, 1, (BUDGET + 30) * 1000000);
    arena_finish(&arena);
    turned_kiosk_close(turned);
}

// Wider than any texture may be, it is drawn in pieces; and they are made ahead, each.
static void a_line_as_wide_as_a_large_screen_is_ready(void **state) {
    (void)state;
    struct turned_kiosk *turned = turned_kiosk_open(false, WIDTH, HEIGHT);
    struct stage *stage = turned->kiosk->stage;
    struct arena arena;
    struct oplist ops = {0};
    const struct region all = {{{0, 0, WIDTH, HEIGHT}}, 1};
    struct op op = {.kind = OP_TEXT, .role = ROLE_BODY, .box = {0, 0, 3000, 50}, .color = 0xFFFFFFFF};
    op.text =
        (struct op_text){.text = "A line of a story on a screen of four thousand pixels, of which a window "
                                 "shows what it can, and the rest is as good as if it were there to see",
            .type = {.face = FACE_SERIF_REGULAR, .size = 40},
            .baseline = 40};
    arena_init(&arena, 0);
    assert_true(oplist_add(&ops, &arena, &op));
    assert_false(stage_prepare(stage, &ops, 0)); // one piece
    while (!stage_prepare(stage, &ops, 0)) {
    }
    int64_t made = turned_kiosk_textures(turned);
    stage_paint(stage, &ops, &all);
    assert_int_equal(turned_kiosk_textures(turned), made);
    arena_finish(&arena);
    turned_kiosk_close(turned);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_finds_the_next_page_ready),
        cmocka_unit_test(time_finds_everything_ready),
        cmocka_unit_test(an_edition_comes_with_its_page_ready),
        cmocka_unit_test(after_a_reset_the_next_page_is_made_again),
        cmocka_unit_test(a_first_frame_has_its_pictures),
        cmocka_unit_test(a_turn_without_time_makes_one_thing),
        cmocka_unit_test(preparing_stops_when_its_time_is_over),
        cmocka_unit_test(a_line_as_wide_as_a_large_screen_is_ready),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
