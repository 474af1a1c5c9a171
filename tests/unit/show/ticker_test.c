#include "show/ticker.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/test.h"

#define LONG_AFTER (INT64_C(1) << 40) // thirty-four years, of a steady clock

enum { WINDOW = 1000, SPEED = 120, LEAD_IN = 44, MOST = 64, MOST_ITEMS = 40 };

// Keys are numbers that a test chooses.
static struct ticker_item item_of(uint64_t key, int width) {
    return (struct ticker_item){.key = key, .width = width};
}

static void open_ticker(struct ticker *ticker, const struct ticker_item *items, size_t count, millis now) {
    ticker_init(ticker, &(struct ticker_form){WINDOW, SPEED, LEAD_IN, false}, now);
    ticker_adopt(ticker, items, count, now);
}

// "1@44 2@344": keys and places.
static const char *shown(const struct ticker *ticker, millis now) {
    static char text[1024];
    struct ticker_place places[MOST];
    size_t count = ticker_places(ticker, now, places, MOST), used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%llu@%d", i ? " " : "",
            (unsigned long long)places[i].item->key, places[i].x);
    }
    return text;
}

static void an_empty_one_shows_nothing(void **state) {
    (void)state;
    struct ticker ticker;
    open_ticker(&ticker, NULL, 0, 0);
    assert_string_equal(shown(&ticker, 5000), "");
    assert_null(ticker_upcoming(&ticker, 5000));
    assert_int_equal(ticker_next_change(&ticker, 5000), MILLIS_NEVER);
    ticker_finish(&ticker);
}

// Also where another edition comes meanwhile.
static void the_line_stands_until_it_starts(void **state) {
    (void)state;
    struct ticker ticker;
    struct ticker_item items[] = {item_of(1, 600), item_of(2, 700), item_of(3, 900)};
    ticker_init(&ticker, &(struct ticker_form){WINDOW, SPEED, LEAD_IN, false}, 1500);
    ticker_adopt(&ticker, items, 3, 1000);
    assert_string_equal(shown(&ticker, 1000), "1@44 2@644");
    assert_string_equal(shown(&ticker, 1500), "1@44 2@644");
    assert_true(fabsf(ticker_shift(&ticker, 1200, 50)) < 0.001F);
    assert_int_equal(ticker_next_change(&ticker, 1000), 1505); // half a pixel
    ticker_adopt(&ticker, items, 2, 1300);
    assert_string_equal(shown(&ticker, 1500), "1@44 2@644");
    assert_string_equal(shown(&ticker, 1505), "1@43 2@643");
    assert_string_equal(shown(&ticker, 2500), "1@-76 2@524");
    ticker_finish(&ticker);
}

static void headlines_follow_each_other(void **state) {
    (void)state;
    struct ticker ticker;
    struct ticker_item items[] = {item_of(1, 600), item_of(2, 700), item_of(3, 900)};
    open_ticker(&ticker, items, 3, 1000);
    assert_string_equal(shown(&ticker, 1000), "1@44 2@644");
    assert_int_equal(ticker_upcoming(&ticker, 1000)->key, 3);
    assert_string_equal(shown(&ticker, 2000), "1@-76 2@524");
    // 44 + 600 pixels take 5.367 seconds, less half a pixel: then the first has gone.
    assert_string_equal(shown(&ticker, 1000 + 5362), "1@-599 2@1 3@701");
    assert_string_equal(shown(&ticker, 1000 + 5363), "2@0 3@700");
    assert_int_equal(ticker_upcoming(&ticker, 1000 + 5363)->key, 1);
    // After 2200 pixels the same again.
    assert_string_equal(shown(&ticker, 1000 + 19000), "1@-36 2@564");
    ticker_finish(&ticker);
}

// Positions depend on time alone, so the speed is the same for a headline of 10 characters and one of 2000.
static void speed_does_not_depend_on_length(void **state) {
    (void)state;
    const int widths[] = {200, 40000};
    for (size_t i = 0; i < 2; i++) {
        struct ticker ticker;
        struct ticker_item item = item_of(1, widths[i]);
        open_ticker(&ticker, &item, 1, 0);
        for (millis now = 0; now < 2000; now += 7) {
            struct ticker_place place;
            if (ticker_places(&ticker, now, &place, 1)) {
                assert_int_equal(place.x, LEAD_IN - (now * SPEED + 500) / 1000);
            }
        }
        ticker_finish(&ticker);
    }
}

// Two days at 60 frames a second, with a hundred thousand editions: the place is what the clock says, to the
// pixel.
static void run_two_days(millis start) {
    struct ticker ticker;
    struct ticker_item items[] = {item_of(1, 601), item_of(2, 703), item_of(3, 907)};
    open_ticker(&ticker, items, 3, start);
    const int starts[] = {0, 601, 1304}, round = 2211;
    for (int64_t frame = 0; frame < INT64_C(48) * 3600 * 60; frame += 599) {
        millis now = start + frame * 1000 / 60;
        double left = -LEAD_IN + (double)(now - start) * SPEED / 1000;
        struct ticker_place place;
        assert_int_equal(ticker_places(&ticker, now, &place, 1), 1);
        double exact = (double)starts[place.item->key - 1] - left; // but for whole rounds
        if (fabs(remainder(place.x - exact, round)) > 0.501) {
            fail_msg("frame %lld: at %d, not %g", (long long)frame, place.x, exact);
        }
        if (frame % 7 < 2) {
            ticker_adopt(&ticker, items, 3, now);
        }
    }
    ticker_finish(&ticker);
}

static void two_days_without_drift(void **state) {
    (void)state;
    run_two_days(12345);
    run_two_days(LONG_AFTER);
}

// After years without another edition: milliseconds times pixels fit in no 32 bits, and neither do the
// pixels.
static void years_of_one_edition(void **state) {
    (void)state;
    struct ticker ticker;
    struct ticker_item items[] = {item_of(1, 600), item_of(2, 700), item_of(3, 900)};
    open_ticker(&ticker, items, 3, 1000);
    const millis round = 55000; // 6600 pixels: three times the line
    const millis later = LONG_AFTER / round * round;
    for (millis now = 1000 + round; now < 1000 + 2 * round; now += 377) {
        char soon[1024];
        snprintf(soon, sizeof soon, "%s", shown(&ticker, now));
        assert_string_equal(shown(&ticker, now + later), soon);
        assert_true(ticker_shift(&ticker, now + later, 7) == ticker_shift(&ticker, now, 7));
        assert_int_equal(ticker_next_change(&ticker, now + later) - later, ticker_next_change(&ticker, now));
        assert_int_equal(ticker_upcoming(&ticker, now + later)->key, ticker_upcoming(&ticker, now)->key);
    }
    ticker_finish(&ticker);
}

static void it_changes_when_it_says(void **state) {
    (void)state;
    static const int speeds[] = {1, 7, 59, 60, 120, 999, 1000, 1001, 4000};
    struct ticker_item items[] = {item_of(1, 600), item_of(2, 700)};
    for (size_t i = 0; i < sizeof speeds / sizeof *speeds; i++) {
        struct ticker ticker;
        ticker_init(
            &ticker, &(struct ticker_form){.width = WINDOW, .speed = speeds[i], .mirrored = i % 2}, 50);
        ticker_adopt(&ticker, items, 2, 50);
        for (millis now = 50; now < 3000; now += 13) {
            char before[256];
            snprintf(before, sizeof before, "%s", shown(&ticker, now));
            millis next = ticker_next_change(&ticker, now);
            assert_true(next > now);
            assert_string_equal(shown(&ticker, next - 1), before);
            assert_string_not_equal(shown(&ticker, next), before);
        }
        ticker_finish(&ticker);
    }
}

static void standing_still_is_no_change(void **state) {
    (void)state;
    struct ticker ticker;
    struct ticker_item item = item_of(1, 600);
    ticker_init(&ticker, &(struct ticker_form){.width = WINDOW, .lead_in = LEAD_IN}, 0);
    ticker_adopt(&ticker, &item, 1, 0);
    assert_int_equal(ticker_next_change(&ticker, 10), MILLIS_NEVER);
    assert_string_equal(shown(&ticker, 100000), "1@44");
    ticker_finish(&ticker);
}

static void mirrored_it_runs_to_the_right(void **state) {
    (void)state;
    struct ticker ticker;
    struct ticker_item items[] = {item_of(1, 600), item_of(2, 700), item_of(3, 900)};
    ticker_init(&ticker, &(struct ticker_form){WINDOW, SPEED, LEAD_IN, true}, 0);
    ticker_adopt(&ticker, items, 3, 0);
    // The first ends 44 pixels from the right edge, and the second begins where its left edge is.
    assert_string_equal(shown(&ticker, 0), "2@-344 1@356");
    assert_string_equal(shown(&ticker, 1000), "2@-224 1@476");
    assert_string_equal(shown(&ticker, 5362), "3@-601 2@299 1@999");
    assert_string_equal(shown(&ticker, 5363), "3@-600 2@300");
    ticker_finish(&ticker);
}

// Place and shift together are where the ideal line has the headline, whichever way it runs; where every
// refresh moves it by whole pixels it stands on them.
static void between_pixels_it_is_where_it_belongs(void **state) {
    (void)state;
    for (int mirrored = 0; mirrored < 2; mirrored++) {
        struct ticker ticker;
        struct ticker_item item = item_of(1, 600);
        ticker_init(&ticker, &(struct ticker_form){WINDOW, SPEED, LEAD_IN, mirrored}, 0);
        ticker_adopt(&ticker, &item, 1, 0);
        for (millis now = 0; now < 3000; now += 7) {
            struct ticker_place place;
            assert_int_equal(ticker_places(&ticker, now, &place, 1), 1);
            double moved = (double)now * SPEED / 1000;
            double ideal = mirrored ? WINDOW - LEAD_IN - item.width + moved : LEAD_IN - moved;
            assert_float_equal(place.x + ticker_shift(&ticker, now, 50), ideal, 0.001);
            assert_true(ticker_shift(&ticker, now, 60) == 0);
        }
        ticker_finish(&ticker);
    }
}

static void mirrored_the_next_edition_goes_on(void **state) {
    (void)state;
    struct ticker ticker;
    struct ticker_item items[] = {item_of(1, 600), item_of(2, 700)},
                       next[] = {item_of(9, 500), item_of(2, 700)};
    ticker_init(&ticker, &(struct ticker_form){WINDOW, SPEED, LEAD_IN, true}, 0);
    ticker_adopt(&ticker, items, 2, 0);
    ticker_adopt(&ticker, next, 2, 1000);
    assert_string_equal(shown(&ticker, 1000), "2@-224 1@476"); // what is on screen stays where it is
    ticker_finish(&ticker);
}

static void the_next_edition_goes_on(void **state) {
    (void)state;
    struct ticker ticker;
    struct ticker_item items[] = {item_of(1, 600), item_of(2, 700), item_of(3, 900)};
    struct ticker_item next[] = {item_of(9, 500), item_of(1, 600), item_of(2, 700), item_of(3, 900)};
    open_ticker(&ticker, items, 3, 0);
    ticker_adopt(&ticker, next, 4, 1000);
    assert_string_equal(shown(&ticker, 1000), "1@-76 2@524"); // where they were
    assert_int_equal(ticker_upcoming(&ticker, 1000)->key, 3); // and the order goes on
    assert_string_equal(shown(&ticker, 11000), "2@-676 3@24 9@924");
    ticker_finish(&ticker);
}

static void withdrawn_headlines_leave_at_their_own_time(void **state) {
    (void)state;
    struct ticker ticker;
    struct ticker_item items[] = {item_of(1, 600), item_of(2, 700)};
    struct ticker_item next[] = {item_of(5, 800), item_of(6, 800)};
    open_ticker(&ticker, items, 2, 0);
    ticker_adopt(&ticker, next, 2, 1000);
    assert_string_equal(shown(&ticker, 1000), "1@-76 2@524");
    assert_string_equal(shown(&ticker, 3000), "1@-316 2@284 5@984");
    // But at once if nothing comes after them: there is no strip any more.
    ticker_adopt(&ticker, NULL, 0, 3000);
    assert_string_equal(shown(&ticker, 3000), "");
    assert_null(ticker_upcoming(&ticker, 3000));
    assert_int_equal(ticker_next_change(&ticker, 3000), MILLIS_NEVER);
    // And what comes then starts as at first.
    ticker_adopt(&ticker, items, 2, 40000);
    assert_string_equal(shown(&ticker, 40000), "1@44 2@644");
    ticker_finish(&ticker);
}

// Blanks between few headlines are part of their places.
static void few_headlines_stay_where_they_are(void **state) {
    (void)state;
    struct ticker ticker;
    struct ticker_item items[] = {item_of(1, 300), item_of(2, 200)};
    open_ticker(&ticker, items, 2, 0);
    assert_string_equal(shown(&ticker, 0), "1@44 2@344");
    // A round is 1300: a window and the wider of them.
    assert_string_equal(shown(&ticker, 4000), "2@-136 1@864");
    ticker_adopt(&ticker, items, 2, 4000);
    assert_string_equal(shown(&ticker, 4000), "2@-136 1@864");
    assert_string_equal(shown(&ticker, 5000), "1@744");
    ticker_finish(&ticker);
}

static void check_no_twins(const struct ticker_place *places, size_t count) {
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i + 1; k < count; k++) {
            if (places[i].item->key == places[k].item->key) {
                fail_msg("headline %llu stands at %d and %d", (unsigned long long)places[i].item->key,
                    places[i].x, places[k].x);
            }
        }
    }
}

static const struct ticker_place *find(const struct ticker_place *places, size_t count, uint64_t key) {
    for (size_t i = 0; i < count; i++) {
        if (places[i].item->key == key) {
            return &places[i];
        }
    }
    return NULL;
}

// Between two moments `by` pixels apart: what is in both has moved by exactly that; what came stands at the
// right edge, what went was at the left one.
static void check_step(const struct ticker_place *before, size_t before_count,
    const struct ticker_place *after, size_t after_count, int by) {
    for (size_t i = 0; i < before_count; i++) {
        const struct ticker_place *same = find(after, after_count, before[i].item->key);
        if (same && same->x < WINDOW - by) {
            assert_int_equal(before[i].x - same->x, by);
        } else {
            assert_true(before[i].x + before[i].item->width <= by);
        }
    }
    for (size_t i = 0; i < after_count; i++) {
        if (!find(before, before_count, after[i].item->key)) {
            assert_true(after[i].x >= WINDOW - by);
        }
    }
}

static size_t some_items(struct ticker_item *items, uint64_t *seed) {
    size_t count = (size_t)test_random_between(seed, 1, test_random(seed) % 2 ? 3 : MOST_ITEMS);
    for (size_t i = 0; i < count; i++) {
        uint64_t key = 1 + test_random(seed) % 60;
        bool twice = false;
        for (size_t k = 0; k < i; k++) {
            twice = twice || items[k].key == key;
        }
        // The same headline is equally wide in all editions.
        items[twice ? --count : i] = item_of(key, (int)(60 + key * key * 977 % 1700));
        i -= twice;
    }
    return count;
}

// A day of editions that come at any moment, with any headlines: nothing on screen ever jumps, comes or goes
// but at the edges, or stands there twice, except that the very first headlines start inside.
static void nothing_ever_jumps(void **state) {
    (void)state;
    uint64_t seed = 31;
    struct ticker ticker;
    struct ticker_item items[MOST_ITEMS];
    struct ticker_place before[MOST], after[MOST];
    size_t count = some_items(items, &seed);
    open_ticker(&ticker, items, count, 0);
    size_t before_count = ticker_places(&ticker, 0, before, MOST);
    int64_t moved = 0;
    for (millis now = 0; now < 4 * HOUR; now += 117) {
        if (test_random(&seed) % 40 == 0) {
            struct ticker_item kept[MOST]; // the places are borrowed until the ticker adopts
            for (size_t i = 0; i < before_count; i++) {
                kept[i] = *before[i].item;
                before[i].item = &kept[i];
            }
            count = some_items(items, &seed);
            millis last = now ? now - 117 : 0;
            ticker_adopt(&ticker, items, count, last);
            size_t same = ticker_places(&ticker, last, after, MOST);
            assert_int_equal(same, before_count);
            for (size_t i = 0; i < same; i++) {
                assert_int_equal(after[i].x, before[i].x);
                assert_int_equal(after[i].item->key, before[i].item->key);
            }
            memcpy(before, after, same * sizeof *after);
            moved = 0;
            ticker.since = last;
        }
        size_t after_count = ticker_places(&ticker, now, after, MOST);
        int64_t total = ((now - ticker.since) * SPEED + ticker.phase) / 1000;
        check_no_twins(after, after_count);
        check_step(before, before_count, after, after_count, (int)(total - moved));
        moved = total;
        memcpy(before, after, after_count * sizeof *after);
        before_count = after_count;
    }
    ticker_finish(&ticker);
}

// However many short headlines a wide window could hold, none comes but at its edge, and none is left out.
static void no_window_holds_too_many(void **state) {
    (void)state;
    enum { WIDE = 12000, ITEMS = 200, MORE = 1000 };
    for (int mirrored = 0; mirrored < 2; mirrored++) {
        struct ticker ticker;
        struct ticker_item items[ITEMS];
        struct ticker_place places[MORE];
        ticker_init(&ticker, &(struct ticker_form){WIDE, SPEED, LEAD_IN, mirrored}, 0);
        size_t most = 0;
        uint64_t last = 0;
        for (millis now = 0; now < 10 * MINUTE; now += 50) {
            if (now % MINUTE == 0) { // other headlines, all of them
                for (uint64_t i = 0; i < ITEMS; i++) {
                    items[i] = item_of(1 + (uint64_t)now + i, 20 + (int)(i % 3));
                }
                ticker_adopt(&ticker, items, ITEMS, now);
            }
            size_t count = ticker_places(&ticker, now, places, MORE);
            most = count > most ? count : most;
            const struct ticker_place *newest = &places[mirrored ? 0 : count - 1];
            int inside = mirrored ? newest->x + newest->item->width : WIDE - newest->x;
            assert_true(now == 0 || newest->item->key == last || inside <= SPEED * 50 / 1000);
            last = newest->item->key;
        }
        assert_in_range(most, TICKER_MOST / 2, TICKER_MOST);
        ticker_finish(&ticker);
    }
}

// With more headlines than fit there is no blank: each starts where the one before ends.
static void long_lists_have_no_blanks(void **state) {
    (void)state;
    struct ticker ticker;
    struct ticker_item items[8];
    for (size_t i = 0; i < 8; i++) {
        items[i] = item_of(i, 400);
    }
    open_ticker(&ticker, items, 8, 0);
    for (millis now = 1000; now < 100000; now += 333) {
        if (now % 1000 == 0) {
            ticker_adopt(&ticker, items, 8, now);
        }
        struct ticker_place places[MOST];
        size_t count = ticker_places(&ticker, now, places, MOST);
        assert_true(places[0].x <= 0 && places[count - 1].x + 400 >= WINDOW);
        for (size_t i = 1; i < count; i++) {
            assert_int_equal(places[i].x - places[i - 1].x, 400);
        }
    }
    ticker_finish(&ticker);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_one_shows_nothing),
        cmocka_unit_test(headlines_follow_each_other),
        cmocka_unit_test(the_line_stands_until_it_starts),
        cmocka_unit_test(speed_does_not_depend_on_length),
        cmocka_unit_test(two_days_without_drift),
        cmocka_unit_test(years_of_one_edition),
        cmocka_unit_test(it_changes_when_it_says),
        cmocka_unit_test(standing_still_is_no_change),
        cmocka_unit_test(mirrored_it_runs_to_the_right),
        cmocka_unit_test(between_pixels_it_is_where_it_belongs),
        cmocka_unit_test(mirrored_the_next_edition_goes_on),
        cmocka_unit_test(the_next_edition_goes_on),
        cmocka_unit_test(withdrawn_headlines_leave_at_their_own_time),
        cmocka_unit_test(few_headlines_stay_where_they_are),
        cmocka_unit_test(nothing_ever_jumps),
        cmocka_unit_test(no_window_holds_too_many),
        cmocka_unit_test(long_lists_have_no_blanks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
