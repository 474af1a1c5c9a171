#include "show/scene.h"

#include <stdlib.h>
#include <string.h>

#include "base/allocations.h"
#include "layout/page.h"
#include "tests/support/full_edition.h"
#include "tests/support/oplist_dump.h"
#include "tests/support/page_desk.h"
#include "tests/support/test.h"

enum { STEP = 2 };

struct fixture {
    struct page_desk desk;
    const struct edition *edition;
    struct page_spec specs[3];
    struct deck_form form;
    struct deck *deck;
    struct director director;
    struct scene scene;
};

static struct story stories[] = {
    FAKE_STORY(5, .id = "urn:1", .headline = "Ministers agree on a budget", .section = "World"),
    FAKE_STORY(50, .id = "urn:2", .headline = "A probe reaches the moon"),
    FAKE_STORY(500, .id = "urn:3", .headline = "The rate stays as it is"),
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    page_desk_open(&fixture->desk, 1920, 1080);
    struct fake_edition plan = {.stories = stories, .story_count = 3};
    plan.fixings = fake_fixings(&plan.fixing_count);
    fixture->edition = fake_edition_make(&plan);
    fixture->specs[0] = (struct page_spec){.kind = page_kind_find("top-stories")};
    fixture->specs[1] = (struct page_spec){.kind = page_kind_find("feed")};
    fixture->specs[2] = (struct page_spec){.kind = page_kind_find("rates"), .dwell = 12 * SECOND};
    fixture->form = (struct deck_form){.specs = fixture->specs, .spec_count = 3};
    fixture->deck = deck_create(fixture->edition, &fixture->form, &fixture->desk.env, FAKE_NOW);
    director_init(&fixture->director, fixture->deck, 0);
    scene_init(&fixture->scene, STEP, 0, true);
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    scene_finish(&fixture->scene);
    deck_destroy(fixture->deck);
    edition_unref(fixture->edition);
    page_desk_close(&fixture->desk);
    free(fixture);
    return 0;
}

static struct instant at(millis steady) {
    return (struct instant){steady, FAKE_NOW + steady};
}

static const struct oplist *compose(struct fixture *fixture, struct instant now, struct region *damage) {
    region_clear(damage);
    return scene_compose(&fixture->scene, &fixture->director, now, damage);
}

static bool region_is_equal(const struct region *a, const struct region *b) {
    bool equal = a->count == b->count;
    for (size_t i = 0; equal && i < a->count; i++) {
        equal = rect_is_equal(a->rects[i], b->rects[i]);
    }
    return equal;
}

// A copy that stays when the scene goes on; its text and points stay with the deck or are in `arena`.
static struct oplist copy_of(const struct oplist *list, struct arena *arena) {
    struct oplist copy = {0};
    for (size_t i = 0; i < list->count; i++) {
        struct op op = list->ops[i];
        if (op.kind == OP_TEXT) {
            op.text.text = arena_text(arena, op.text.text);
        }
        oplist_add(&copy, arena, &op);
    }
    return copy;
}

static void the_first_frame_is_all_new(void **state) {
    struct fixture *fixture = *state;
    struct region damage, whole = {{{0, 0, 1920, 1080}}, 1};
    const struct oplist *ops = compose(fixture, at(0), &damage);
    assert_true(region_is_equal(&damage, &whole));
    assert_non_null(oplist_find_text(ops, "14:05"));
    assert_int_equal(ops->ops[ops->count - 1].role, ROLE_PROGRESS); // above everything else
    compose(fixture, at(1), &damage);
    assert_true(region_is_empty(&damage));
    scene_invalidate(&fixture->scene);
    compose(fixture, at(2), &damage);
    assert_true(region_is_equal(&damage, &whole));
}

// While the progress line is all that moves, nothing is allocated, and the damage is what it grew by.
static void the_progress_line_costs_nothing(void **state) {
    struct fixture *fixture = *state;
    struct region damage;
    compose(fixture, at(0), &damage);
    struct rect line = fixture->deck->grid.progress;
    size_t before = allocations_count();
    int filled = 0, moves = 0;
    for (millis now = 0; now < 6 * SECOND;) {
        now = scene_next_change(&fixture->scene, &fixture->director, at(now));
        if (now >= 6 * SECOND) {
            break; // the widget's next slide
        }
        const struct oplist *ops = compose(fixture, at(now), &damage);
        int grown = ops->ops[ops->count - 1].box.w;
        struct region strip = {{{line.x + filled, line.y, STEP, line.h}}, 1};
        assert_int_equal(grown, filled + STEP);
        assert_true(region_is_equal(&damage, &strip));
        filled = grown;
        moves++;
    }
    assert_int_equal(allocations_count(), before);
    assert_true(moves > 100);
}

// At the moment that it names the frame differs; just before, it does not.
static void it_changes_when_it_says(void **state) {
    struct fixture *fixture = *state;
    struct region damage;
    compose(fixture, at(0), &damage);
    int changes = 0;
    for (millis now = 0; now < 2 * MINUTE; changes++) {
        millis next = scene_next_change(&fixture->scene, &fixture->director, at(now));
        assert_true(next > now);
        compose(fixture, at(next - 1), &damage);
        if (!region_is_empty(&damage)) {
            fail_msg("the frame differs at %lld, before %lld", (long long)next - 1, (long long)next);
        }
        compose(fixture, at(next), &damage);
        if (region_is_empty(&damage)) {
            fail_msg("nothing differs at %lld", (long long)next);
        }
        now = next;
    }
    assert_true(changes > 1000);
}

static void damage_is_the_difference(void **state) {
    struct fixture *fixture = *state;
    uint64_t seed = 41;
    struct arena arenas[2];
    arena_init(&arenas[0], 0);
    arena_init(&arenas[1], 0);
    struct oplist before = {0};
    millis now = 0;
    for (int round = 0; round < 500; round++) {
        struct region damage, wanted;
        if (round % 20 == 0) {
            director_turn(&fixture->director, test_random_between(&seed, -2, 2), now);
        }
        const struct oplist *ops = compose(fixture, at(now), &damage);
        region_clear(&wanted);
        if (round) {
            oplist_diff(&before, ops, &wanted);
            struct rect bounds = region_bounds(&wanted), got = region_bounds(&damage);
            // For the progress line alone, less is damaged than two different boxes say.
            if (!region_is_equal(&damage, &wanted) && !rect_has_rect(bounds, got)) {
                fail_msg("round %d", round);
            }
            assert_int_equal(region_is_empty(&damage), region_is_empty(&wanted));
        }
        arena_reset(&arenas[round % 2]);
        before = copy_of(ops, &arenas[round % 2]);
        now += test_random_between(&seed, 1, round % 3 ? 40 : 4000);
    }
    arena_finish(&arenas[0]);
    arena_finish(&arenas[1]);
}

// A minute passes: the clocks and ages differ, and nothing else does.
static void the_clock_goes_on(void **state) {
    struct fixture *fixture = *state;
    struct region damage;
    fixture->deck->pages[0].dwell = 10 * MINUTE;
    compose(fixture, at(0), &damage);
    millis steady = 6 * SECOND * (10 * (millis)fixture->deck->rail_count); // the widget is where it was
    const struct oplist *ops = compose(fixture, (struct instant){steady, FAKE_NOW + MINUTE}, &damage);
    assert_non_null(oplist_find_text(ops, "14:06"));
    assert_non_null(oplist_find_text(ops, "6 min ago"));
    assert_null(oplist_find_text(ops, "14:05"));
    struct rect headline = {0};
    for (size_t i = 0; i < ops->count; i++) {
        headline = ops->ops[i].role == ROLE_HEADLINE_1 ? ops->ops[i].box : headline;
    }
    assert_false(rect_is_empty(headline));
    for (size_t i = 0; i < damage.count; i++) {
        assert_true(rect_is_empty(rect_intersect(damage.rects[i], headline)));
    }
}

// The wall clock is set: the text follows at once, in both directions, and no page is turned.
static void the_wall_clock_may_jump(void **state) {
    struct fixture *fixture = *state;
    struct region damage;
    compose(fixture, at(0), &damage);
    const struct oplist *ops = compose(fixture, (struct instant){100, FAKE_NOW + 5 * HOUR}, &damage);
    assert_non_null(oplist_find_text(ops, "19:05"));
    assert_int_equal(fixture->director.page, 0);
    ops = compose(fixture, (struct instant){200, FAKE_NOW - 5 * HOUR}, &damage);
    assert_non_null(oplist_find_text(ops, "09:05"));
    assert_int_equal(fixture->director.page, 0);
    assert_int_equal(fixture->director.since, 0);
}

static void the_next_edition_differs_where_it_does(void **state) {
    struct fixture *fixture = *state;
    struct region damage;
    compose(fixture, at(0), &damage);
    // The same edition again: another deck, the same picture.
    struct deck *old = fixture->deck;
    fixture->deck = deck_create(fixture->edition, &fixture->form, &fixture->desk.env, FAKE_NOW);
    director_adopt(&fixture->director, fixture->deck, 10);
    compose(fixture, at(10), &damage);
    assert_true(region_is_empty(&damage));
    deck_destroy(old);
    // One headline is edited.
    struct story edited[3];
    memcpy(edited, stories, sizeof edited);
    edited[1].headline = "A probe leaves the moon";
    struct fake_edition plan = {.stories = edited, .story_count = 3};
    plan.fixings = fake_fixings(&plan.fixing_count);
    edition_unref(fixture->edition);
    fixture->edition = fake_edition_make(&plan);
    old = fixture->deck;
    fixture->deck = deck_create(fixture->edition, &fixture->form, &fixture->desk.env, FAKE_NOW);
    director_adopt(&fixture->director, fixture->deck, 20);
    const struct oplist *ops = compose(fixture, at(20), &damage);
    const struct op *headline = oplist_find_text(ops, "A probe leaves the moon");
    assert_non_null(headline);
    struct rect line = fixture->deck->grid.progress;
    for (size_t i = 0; i < damage.count; i++) { // the line's pace differs too: there is less to read
        bool is_line = rect_has_rect(rect_grow(line, 1), damage.rects[i]);
        assert_true(is_line || rect_has_rect(rect_grow(headline->box, 60), damage.rects[i]));
    }
    assert_false(region_is_empty(&damage));
    deck_destroy(old);
}

// A day of turns: the arenas keep to the size of a frame.
static void a_day_needs_no_more_memory_than_a_minute(void **state) {
    struct fixture *fixture = *state;
    struct region damage;
    size_t held = 0;
    for (millis now = 0; now < DAY; now += 1700) {
        compose(fixture, at(now), &damage);
        if (now > 10 * MINUTE && !held) {
            held = arena_held(&fixture->scene.arenas[0]) + arena_held(&fixture->scene.arenas[1]);
        }
    }
    size_t after = arena_held(&fixture->scene.arenas[0]) + arena_held(&fixture->scene.arenas[1]);
    assert_true(after <= held + held / 4);
}

static const struct op *image_of(const struct oplist *ops) {
    for (size_t i = 0; i < ops->count; i++) {
        if (ops->ops[i].kind == OP_IMAGE) {
            return &ops->ops[i];
        }
    }
    fail_msg("no picture");
    return NULL;
}

// By 3 % in the time of its page, in small steps, each when the scene says so and in memory that is there.
static void a_picture_grows_while_it_is_on(void **state) {
    struct fixture *fixture = *state;
    struct region damage;
    struct edition *edition = full_edition_make(false);
    struct page_spec spec = {.kind = page_kind_find("gallery")};
    struct deck_form form = {.specs = &spec, .spec_count = 1};
    fixture->desk.env.has_motion = true;
    struct deck *deck = deck_create(edition, &form, &fixture->desk.env, FAKE_NOW);
    director_init(&fixture->director, deck, 0);
    int zoom = 0, steps = 0;
    size_t before = 0;
    for (millis now = 0; now < deck->pages[0].dwell;) {
        int next = image_of(compose(fixture, at(now), &damage))->image.zoom;
        assert_in_range(next - zoom, 0, ZOOM_WHOLE / 1000);
        steps += next > zoom;
        zoom = next;
        before = now ? before : allocations_count();
        now = scene_next_change(&fixture->scene, &fixture->director, at(now));
    }
    assert_int_equal(allocations_count(), before);
    assert_in_range(zoom, ZOOM_WHOLE * 28 / 1000, ZOOM_WHOLE * 30 / 1000);
    assert_true(steps > 50);
    compose(fixture, at(deck->pages[0].dwell), &damage);
    assert_int_equal(fixture->scene.view.page, 1);
    assert_int_equal(fixture->scene.zoom, 0); // the next one starts afresh
    fixture->desk.env.has_motion = false;
    struct deck *still = deck_create(edition, &form, &fixture->desk.env, FAKE_NOW);
    director_init(&fixture->director, still, 0);
    assert_int_equal(image_of(compose(fixture, at(5000), &damage))->image.zoom, 0);
    deck_destroy(deck);
    deck_destroy(still);
    edition_unref(edition);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_first_frame_is_all_new),
        TEST(the_progress_line_costs_nothing),
        TEST(it_changes_when_it_says),
        TEST(damage_is_the_difference),
        TEST(the_clock_goes_on),
        TEST(the_wall_clock_may_jump),
        TEST(the_next_edition_differs_where_it_does),
        TEST(a_day_needs_no_more_memory_than_a_minute),
        TEST(a_picture_grows_while_it_is_on),
    };
    allocations_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
