// Whatever comes on was rehearsed before.

#include "show/rehearsal.h"

#include <stdlib.h>
#include <string.h>

#include "base/allocations.h"
#include "layout/page.h"
#include "show/scene.h"
#include "tests/support/fake_edition.h"
#include "tests/support/page_desk.h"
#include "tests/support/test.h"

enum { STORIES = 12, MOST_KEYS = 1 << 16 };

struct fixture {
    struct page_desk desk;
    const struct edition *edition;
    struct page_spec specs[3];
    struct deck *deck;
    struct director director;
    struct scene scene;
    struct rehearsal rehearsal;
    struct instant now;
    uint64_t keys[MOST_KEYS]; // of all that was rehearsed so far: each at the first free place from its own
};

// Their ages change at different seconds of the minute.
static int set_up(void **state) {
    struct story stories[STORIES];
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    page_desk_open(&fixture->desk, 1920, 1080);
    for (int i = 0; i < STORIES; i++) {
        static const char *const headlines[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"};
        stories[i] = (struct story)FAKE_STORY(i, .id = headlines[i], .headline = headlines[i]);
        stories[i].published.utc -= (millis)i * 7 * SECOND;
    }
    struct fake_edition plan = {.stories = stories, .story_count = STORIES};
    plan.fixings = fake_fixings(&plan.fixing_count);
    fixture->edition = fake_edition_make(&plan);
    fixture->specs[0] = (struct page_spec){.kind = page_kind_find("top-stories"), .dwell = 17 * SECOND};
    fixture->specs[1] = (struct page_spec){.kind = page_kind_find("feed"), .dwell = 25 * SECOND};
    fixture->specs[2] = (struct page_spec){.kind = page_kind_find("rates"), .dwell = 12 * SECOND};
    const struct deck_form form = {.specs = fixture->specs, .spec_count = 3};
    fixture->deck = deck_create(fixture->edition, &form, &fixture->desk.env, FAKE_NOW);
    assert_true(fixture->deck->count >= 3);
    director_init(&fixture->director, fixture->deck, 0);
    scene_init(&fixture->scene, 2, 20 * SECOND, false);
    rehearsal_init(&fixture->rehearsal);
    fixture->now = (struct instant){0, FAKE_NOW};
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    rehearsal_finish(&fixture->rehearsal);
    scene_finish(&fixture->scene);
    deck_destroy(fixture->deck);
    edition_unref(fixture->edition);
    page_desk_close(&fixture->desk);
    free(fixture);
    return 0;
}

static const struct oplist *next_list(struct fixture *fixture, bool is_on) {
    return rehearsal_next(&fixture->rehearsal, &fixture->director, is_on, fixture->now);
}

static size_t place_of(const struct fixture *fixture, uint64_t key) {
    size_t at = key % MOST_KEYS;
    while (fixture->keys[at] && fixture->keys[at] != key) {
        at = (at + 1) % MOST_KEYS;
    }
    return at;
}

static bool has_key(const struct fixture *fixture, uint64_t key) {
    return fixture->keys[place_of(fixture, key)] == key;
}

static void note(struct fixture *fixture, const struct oplist *ops) {
    for (size_t i = 0; i < ops->count; i++) {
        fixture->keys[place_of(fixture, ops->ops[i].key)] = ops->ops[i].key;
    }
}

static void rehearse(struct fixture *fixture) {
    const struct oplist *ops;
    while ((ops = next_list(fixture, true))) {
        note(fixture, ops);
        rehearsal_pass(&fixture->rehearsal);
    }
}

static void compose(struct fixture *fixture, bool is_checked) {
    struct region damage = {.count = 0};
    const struct oplist *ops = scene_compose(&fixture->scene, &fixture->director, fixture->now, &damage);
    for (size_t i = 0; i < ops->count; i++) {
        const struct op *op = &ops->ops[i];
        if (is_checked && op->role != ROLE_PROGRESS && !has_key(fixture, op->key)) {
            fail_msg("at %lld \"%s\" had not been rehearsed", (long long)fixture->now.steady,
                op->kind == OP_TEXT ? op->text.text : "a shape");
        }
    }
    if (!is_checked) {
        note(fixture, ops);
    }
}

static void go_to(struct fixture *fixture, millis steady) {
    fixture->now.wall += steady - fixture->now.steady;
    fixture->now.steady = steady;
}

// With nobody awake in between.
static void what_comes_in_its_time_was_rehearsed(void **state) {
    struct fixture *fixture = *state;
    compose(fixture, false);
    size_t pages = 0;
    while (fixture->now.steady < 20 * MINUTE) {
        size_t page = fixture->director.page;
        rehearse(fixture);
        go_to(fixture, scene_next_change(&fixture->scene, &fixture->director, fixture->now));
        compose(fixture, true);
        pages += page != fixture->director.page;
    }
    assert_true(pages > 50);
}

// At any moment: somebody is awake in every frame.
static void what_a_key_turns_to_was_rehearsed(void **state) {
    struct fixture *fixture = *state;
    uint64_t seed = 3;
    compose(fixture, false);
    for (int i = 0; i < 6000; i++) {
        rehearse(fixture);
        go_to(fixture, fixture->now.steady + 50);
        if (test_random(&seed) % 60 == 0) {
            director_turn(&fixture->director, 1, fixture->now.steady);
        }
        compose(fixture, true);
    }
}

// Nothing is composed, and nothing asked of the heap, while the same is to come.
static void between_changes_there_is_nothing_to_do(void **state) {
    struct fixture *fixture = *state;
    go_to(fixture, 30 * MINUTE);
    compose(fixture, false);
    rehearse(fixture);
    size_t before = allocations_count();
    millis change = fixture->rehearsal.until.steady;
    assert_true(change > fixture->now.steady && change <= fixture->now.steady + 6 * SECOND);
    while (fixture->now.steady < change && fixture->now.wall < fixture->rehearsal.until.wall) {
        assert_null(next_list(fixture, true));
        go_to(fixture, fixture->now.steady + 1);
    }
    assert_int_equal(allocations_count(), before);
    assert_non_null(next_list(fixture, true));
}

// Of a director that is not on, its page comes first, all of it.
static void a_page_that_is_not_on_is_ready_first(void **state) {
    struct fixture *fixture = *state;
    const struct rehearsal *rehearsal = &fixture->rehearsal;
    assert_false(rehearsal_has_page(rehearsal, &fixture->director, fixture->now));
    note(fixture, next_list(fixture, false));
    assert_false(rehearsal_has_page(rehearsal, &fixture->director, fixture->now));
    rehearsal_pass(&fixture->rehearsal);
    assert_true(rehearsal_has_page(rehearsal, &fixture->director, fixture->now));
    struct instant later = {fixture->now.steady + 6 * SECOND, fixture->now.wall + 6 * SECOND};
    assert_false(rehearsal_has_page(rehearsal, &fixture->director, later)); // another slide
    compose(fixture, true);
    rehearsal_forget(&fixture->rehearsal);
    assert_false(rehearsal_has_page(rehearsal, &fixture->director, fixture->now));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(what_comes_in_its_time_was_rehearsed),
        TEST(what_a_key_turns_to_was_rehearsed),
        TEST(between_changes_there_is_nothing_to_do),
        TEST(a_page_that_is_not_on_is_ready_first),
    };
    allocations_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
