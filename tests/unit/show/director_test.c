#include "show/director.h"

#include <string.h>

#include "tests/support/test.h"

// A director sees of a deck only its pages' keys and times.
enum { MOST = 8 };

struct pages {
    struct page pages[MOST];
    struct deck deck;
};

// Pages named by the letters of `keys`, the first for 10 seconds, each of the others a second more.
static const struct deck *deck_of(struct pages *pages, const char *const *keys) {
    *pages = (struct pages){0};
    for (; keys[pages->deck.count]; pages->deck.count++) {
        pages->pages[pages->deck.count] =
            (struct page){.key = keys[pages->deck.count], .dwell = (10 + (millis)pages->deck.count) * SECOND};
    }
    pages->deck.pages = pages->pages;
    return &pages->deck;
}

static const char *const abc[] = {"a", "b", "c", NULL};

static const char *on(struct director *director, millis now) {
    return director->deck->pages[director_pick(director, now)].key;
}

static void pages_take_turns(void **state) {
    (void)state;
    struct pages pages;
    struct director director;
    director_init(&director, deck_of(&pages, abc), 500);
    static const struct {
        millis now;
        const char *key;
    } rows[] = {{500, "a"}, {10499, "a"}, {10500, "b"}, {21499, "b"}, {21500, "c"}, {33499, "c"},
        {33500, "a"}, {43500, "b"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(on(&director, rows[i].now), rows[i].key);
    }
}

static void a_page_changes_when_it_says(void **state) {
    (void)state;
    struct pages pages;
    struct director director;
    director_init(&director, deck_of(&pages, abc), 0);
    for (millis now = 0; now < 5 * MINUTE;) {
        size_t page = director_pick(&director, now);
        millis next = director_next_change(&director, now);
        assert_true(next > now);
        assert_int_equal(director_pick(&director, next - 1), page);
        assert_int_equal(director_pick(&director, next), (page + 1) % 3);
        now = next;
    }
}

// However late a turn of the loop is, the pages keep their times.
static void late_turns_do_not_add_up(void **state) {
    (void)state;
    struct pages pages;
    struct director director;
    director_init(&director, deck_of(&pages, abc), 0);
    director_pick(&director, 10 * SECOND + 900);
    assert_int_equal(director_next_change(&director, 10 * SECOND + 900), 21 * SECOND);
    assert_string_equal(on(&director, 45 * SECOND), "b"); // two pages later
    assert_int_equal(director.since, 43 * SECOND);
}

static void progress_goes_from_nothing_to_all(void **state) {
    (void)state;
    struct pages pages;
    struct director director;
    director_init(&director, deck_of(&pages, abc), 1000);
    assert_int_equal(director_progress(&director, 500, 200), 0); // never less
    assert_int_equal(director_progress(&director, 1000, 200), 0);
    assert_int_equal(director_progress(&director, 5999, 200), 99);
    assert_int_equal(director_progress(&director, 6000, 200), 100);
    assert_int_equal(director_progress(&director, 11000, 200), 200);
    assert_int_equal(director_progress(&director, 99000, 200), 200);
}

static void a_hand_turns_pages_both_ways(void **state) {
    (void)state;
    struct pages pages;
    struct director director;
    director_init(&director, deck_of(&pages, abc), 0);
    director_turn(&director, 1, 4000);
    assert_string_equal(on(&director, 4000), "b");
    assert_int_equal(director_next_change(&director, 4000), 15000); // its whole time from now
    director_turn(&director, -1, 5000);
    assert_string_equal(on(&director, 5000), "a");
    director_turn(&director, -1, 6000);
    assert_string_equal(on(&director, 6000), "c");
    assert_int_equal(director_next_change(&director, 6000), 18000);
    director_turn(&director, 7, 6000);
    assert_string_equal(on(&director, 6000), "a");
    director_turn(&director, -7, 6000);
    assert_string_equal(on(&director, 6000), "c");
    director_turn(&director, 0, 7000); // the same page, afresh
    assert_int_equal(director_next_change(&director, 7000), 19000);
}

static void a_single_page_starts_again(void **state) {
    (void)state;
    static const char *const one[] = {"a", NULL};
    struct pages pages;
    struct director director;
    director_init(&director, deck_of(&pages, one), 0);
    assert_string_equal(on(&director, 12000), "a");
    assert_int_equal(director_next_change(&director, 12000), 20000);
    director_turn(&director, -1, 13000);
    assert_string_equal(on(&director, 13000), "a");
}

// After a night's sleep the next page is on, for all of its time, and the pages in between are not run
// through.
static void a_suspended_machine_goes_on(void **state) {
    (void)state;
    struct pages pages;
    struct director director;
    director_init(&director, deck_of(&pages, abc), 0);
    millis morning = 8 * HOUR;
    assert_string_equal(on(&director, morning), "b");
    assert_int_equal(director.since, morning);
    assert_int_equal(director_next_change(&director, morning), morning + 11 * SECOND);
}

static void adopting_keeps_the_page_and_its_time(void **state) {
    (void)state;
    static const char *const moved[] = {"x", "c", "y", "b", NULL};
    struct pages old, new;
    struct director director;
    director_init(&director, deck_of(&old, abc), 0);
    director_pick(&director, 12000);
    director_adopt(&director, deck_of(&new, moved), 13000);
    assert_string_equal(on(&director, 13000), "b");
    assert_int_equal(director.since, 10000);                         // it has been on since
    assert_int_equal(director_next_change(&director, 13000), 23000); // for as long as it is to be read now
}

static void a_page_that_is_gone_gives_way_to_the_next(void **state) {
    (void)state;
    static const char *const without_b[] = {"a", "x", "c", NULL}, *const without_b_c[] = {"x", "a", NULL};
    struct pages old, new, newer, newest;
    struct director director;
    director_init(&director, deck_of(&old, abc), 0);
    director_pick(&director, 12000);
    director_adopt(&director, deck_of(&new, without_b), 13000);
    assert_string_equal(on(&director, 13000), "c");
    assert_int_equal(director.since, 13000);                        // with all of its time
    director_adopt(&director, deck_of(&newer, without_b_c), 14000); // round the corner
    assert_string_equal(on(&director, 14000), "a");
    static const char *const others[] = {"y", "z", NULL};
    director_adopt(&director, deck_of(&newest, others), 15000);
    assert_string_equal(on(&director, 15000), "y");
    assert_int_equal(director.since, 15000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_take_turns),
        cmocka_unit_test(a_page_changes_when_it_says),
        cmocka_unit_test(late_turns_do_not_add_up),
        cmocka_unit_test(progress_goes_from_nothing_to_all),
        cmocka_unit_test(a_hand_turns_pages_both_ways),
        cmocka_unit_test(a_single_page_starts_again),
        cmocka_unit_test(a_suspended_machine_goes_on),
        cmocka_unit_test(adopting_keeps_the_page_and_its_time),
        cmocka_unit_test(a_page_that_is_gone_gives_way_to_the_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
