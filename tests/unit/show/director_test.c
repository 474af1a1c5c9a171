#include "show/director.h"

#include <string.h>

#include "tests/support/test.h"

// A director sees of a deck only its pages' keys and times.
enum { MOST = 8 };

struct pages {
    struct page pages[MOST];
    struct deck deck;
};

// Pages named by the letters of `keys`, the first for 10 seconds, each of the others a second more. Capitals
// interrupt.
static const struct deck *deck_of(struct pages *pages, const char *const *keys) {
    *pages = (struct pages){0};
    for (; keys[pages->deck.count]; pages->deck.count++) {
        pages->pages[pages->deck.count] = (struct page){.key = keys[pages->deck.count],
            .dwell = (10 + (millis)pages->deck.count) * SECOND,
            .interrupts = keys[pages->deck.count][0] >= 'A' && keys[pages->deck.count][0] <= 'Z'};
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

// Nobody sees the first page between the last one that is there and the one after it, however long that
// takes.
static void the_last_page_of_a_cut_deck_waits(void **state) {
    (void)state;
    static const char *const alert_ab[] = {"A", "a", "b", NULL};
    static const char *const whole[] = {"A", "a", "b", "c", "d", NULL};
    struct pages pages, all;
    struct director director;
    director_init(&director, deck_of(&pages, alert_ab), 0);
    pages.deck.is_cut = true;
    assert_string_equal(on(&director, 0), "A");
    assert_int_equal(director_next_change(&director, 0), 10 * SECOND);
    assert_string_equal(on(&director, 10 * SECOND), "a");
    assert_string_equal(on(&director, 21 * SECOND), "b");
    assert_int_equal(director_next_change(&director, 21 * SECOND), MILLIS_NEVER);
    assert_int_equal(director_progress(&director, 27 * SECOND, 100), 50);
    assert_string_equal(on(&director, HOUR), "b");
    director_adopt(&director, deck_of(&all, whole), HOUR);
    assert_string_equal(on(&director, HOUR), "c");
    assert_int_equal(director_next_change(&director, HOUR), HOUR + 13 * SECOND);
    director_init(&director, deck_of(&pages, (const char *const[]){"a", NULL}), 0);
    assert_int_equal(director_progress(&director, 5 * SECOND, 100), 0); // it is alone
    pages.deck.is_cut = true;
    assert_int_equal(director_progress(&director, 5 * SECOND, 100), 50);
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

static void a_page_arrives_in_three_tenths_of_a_second(void **state) {
    (void)state;
    struct pages pages;
    struct director director;
    director_init(&director, deck_of(&pages, abc), 1000);
    assert_int_equal(director_arrival(&director, 500, 255), 0);
    assert_int_equal(director_arrival(&director, 1000, 255), 0);
    assert_int_equal(director_arrival(&director, 1150, 255), 127);
    assert_int_equal(director_arrival(&director, 1299, 255), 254);
    assert_int_equal(director_arrival(&director, 1300, 255), 255);
    assert_int_equal(director_arrival(&director, 9000, 255), 255);
    assert_string_equal(
        on(&director, 11030), "b"); // it came on when its time had come, not when somebody looked
    assert_int_equal(director_arrival(&director, 11030, 300), 30);
    director_turn(&director, 1, 12000);
    assert_int_equal(director_arrival(&director, 12000, 255), 0);
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

static void a_single_page_stays(void **state) {
    (void)state;
    static const char *const one[] = {"a", NULL};
    struct pages pages;
    struct director director;
    director_init(&director, deck_of(&pages, one), 0);
    assert_string_equal(on(&director, 12000), "a");
    assert_int_equal(director_next_change(&director, 12000), MILLIS_NEVER);
    assert_int_equal(director_progress(&director, 9000, 200), 0); // of nothing
    director_turn(&director, -1, 13000);
    assert_string_equal(on(&director, 13000), "a");
    struct pages more; // it has had its time when another one comes
    director_adopt(&director, deck_of(&more, abc), 14000);
    assert_string_equal(on(&director, 14000), "a");
    assert_string_equal(on(&director, 23000), "b");
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

// What happens, row by row: a deck that comes, or what is on at a time.
struct beat {
    millis at;
    const char *deck; // a letter a page; NULL: none comes
    const char *on;
};

static void play(const struct beat *beats) {
    struct pages decks[2];
    const char *keys[MOST + 1];
    static char names[128][2]; // keys are compared by what they say: one text a letter
    struct director director;
    size_t count = 0;
    for (; beats->on; beats++) {
        if (beats->deck) {
            size_t pages = strlen(beats->deck);
            for (size_t i = 0; i < pages; i++) {
                char *name = names[(unsigned char)beats->deck[i]];
                name[0] = beats->deck[i];
                keys[i] = name;
            }
            keys[pages] = NULL;
            const struct deck *deck = deck_of(&decks[count % 2], keys);
            if (count++) {
                director_adopt(&director, deck, beats->at * SECOND);
            } else {
                director_init(&director, deck, beats->at * SECOND);
            }
        }
        assert_string_equal(on(&director, beats->at * SECOND), beats->on);
    }
}

static void breaking_news_comes_at_once_and_the_rundown_goes_on(void **state) {
    (void)state;
    play((struct beat[]){
        {0, "abc", "a"},
        {12, NULL, "b"},
        {13, "Xabc", "X"},
        {22, NULL, "X"}, // for all of its time
        {23, NULL, "b"}, // from its start, 12 seconds in the new deck
        {34, NULL, "b"},
        {35, NULL, "c"},
        {48, NULL, "X"}, // with the rundown, as any page
        {58, NULL, "a"},
        {0},
    });
}

static void the_same_news_does_not_interrupt_again(void **state) {
    (void)state;
    play((struct beat[]){
        {0, "abc", "a"},
        {3, "Xabc", "X"},
        {5, "Xabc", "X"}, // an edition more: it goes on
        {8, "Xabcd", "X"},
        {13, NULL, "a"},
        {15, "Xabcd", "a"}, // an edited alert has the key of the one before
        {17, "aXbcd", "a"},
        {0},
    });
}

static void an_alert_that_ends_gives_way(void **state) {
    (void)state;
    play((struct beat[]){
        {0, "abc", "a"},
        {11, NULL, "b"},
        {12, "Xabc", "X"},
        {14, "abc", "b"}, // at once
        {24, NULL, "b"},
        {25, NULL, "c"},
        {26, "Xabc", "X"}, // again, after it was gone: new
        {30, "adc", "c"},  // the page that was interrupted has moved
        {0},
    });
}

static void alerts_come_on_one_after_the_other(void **state) {
    (void)state;
    play((struct beat[]){
        {0, "abc", "a"},
        {5, "XYabc", "X"},
        {15, NULL, "Y"},
        {25, NULL, "Y"},
        {26, NULL, "a"},
        {27, "WXYabc", "W"},
        {30, "WZXYabc", "Z"}, // at once, and the one that it interrupts afterwards
        {40, NULL, "Z"},
        {41, NULL, "W"},
        {51, NULL, "a"},
        {52, "VWZXYabc", "V"},
        {53, "TVWZXYab", "T"},
        {54, "TWZXYabc", "T"}, // of those that wait, one ends
        {64, NULL, "a"},
        {0},
    });
}

// Where the news stands in the rundown makes no difference, and it is not shown twice in a row.
static void the_first_deck_may_have_breaking_news(void **state) {
    (void)state;
    play((struct beat[]){{0, "Xab", "X"}, {10, NULL, "a"}, {0}});
    play((struct beat[]){{0, "aXb", "X"}, {11, NULL, "a"}, {21, NULL, "X"}, {0}});
    play((struct beat[]){{0, "n", "n"}, {4, "XYab", "X"}, {14, NULL, "Y"}, {25, NULL, "a"}, {0}});
    play((struct beat[]){{0, "X", "X"}, {10, NULL, "X"}, {19, "XY", "Y"}, {30, NULL, "X"}, {0}});
}

static void more_alerts_than_may_wait(void **state) {
    (void)state;
    static const char *const keys[] = {"A", "B", "C", "D", "E", "F", "G", "a", NULL};
    struct pages old, new;
    struct director director;
    director_init(&director, deck_of(&old, keys), 0);
    assert_string_equal(on(&director, 0), "A");
    static const char *const more[] = {"H", "I", "A", "B", "C", "D", "E", "a", NULL};
    director_adopt(&director, deck_of(&new, more), 1000);
    assert_string_equal(on(&director, 1000), "H");
    assert_true(director.waiting_count <= LIMIT_INTERRUPTIONS);
    for (millis now = 1000; now < 10 * MINUTE; now += SECOND) {
        director_pick(&director, now); // nothing is lost but its turn
        assert_true(director.page < 8);
    }
}

static void a_hand_ends_an_interruption(void **state) {
    (void)state;
    static const char *const before[] = {"a", "b", "c", NULL}, *const after[] = {
                                                                   "X", "Y", "a", "b", "c", NULL};
    struct pages old, new;
    struct director director;
    director_init(&director, deck_of(&old, before), 0);
    director_pick(&director, 12000);
    director_adopt(&director, deck_of(&new, after), 13000);
    assert_int_equal(director_next(&director), 1);
    director_turn(&director, 1, 14000);
    assert_string_equal(on(&director, 14000), "b");
    assert_int_equal(director_next(&director), 4);
    assert_string_equal(on(&director, 27000), "c");
}

// After a suspended night the rundown goes on, whatever had interrupted it.
static void an_interruption_ends_in_sleep(void **state) {
    (void)state;
    play((struct beat[]){{0, "abc", "a"}, {5, "Xabc", "X"}, {(millis)8 * 3600, NULL, "a"}, {0}});
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_take_turns),
        cmocka_unit_test(a_page_changes_when_it_says),
        cmocka_unit_test(the_last_page_of_a_cut_deck_waits),
        cmocka_unit_test(late_turns_do_not_add_up),
        cmocka_unit_test(progress_goes_from_nothing_to_all),
        cmocka_unit_test(a_page_arrives_in_three_tenths_of_a_second),
        cmocka_unit_test(a_hand_turns_pages_both_ways),
        cmocka_unit_test(a_single_page_stays),
        cmocka_unit_test(a_suspended_machine_goes_on),
        cmocka_unit_test(adopting_keeps_the_page_and_its_time),
        cmocka_unit_test(a_page_that_is_gone_gives_way_to_the_next),
        cmocka_unit_test(breaking_news_comes_at_once_and_the_rundown_goes_on),
        cmocka_unit_test(the_same_news_does_not_interrupt_again),
        cmocka_unit_test(an_alert_that_ends_gives_way),
        cmocka_unit_test(alerts_come_on_one_after_the_other),
        cmocka_unit_test(the_first_deck_may_have_breaking_news),
        cmocka_unit_test(more_alerts_than_may_wait),
        cmocka_unit_test(a_hand_ends_an_interruption),
        cmocka_unit_test(an_interruption_ends_in_sleep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
