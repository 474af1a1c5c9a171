#include "render/lineup.h"

#include "support/test.h"

enum { WIDTH = 200 };

static const struct ticker_item items[] = {
    {.key = 11, .width = 90}, {.key = 12, .width = 150}, {.key = 13, .width = 40}, {.key = 14, .width = 90}};

struct spot {
    size_t item;
    float x;
};

static struct lineup lineup_of(const struct spot *spots, size_t count) {
    struct ribbon_place places[LINEUP_MOST + 1];
    struct lineup lineup;
    for (size_t i = 0; i < count; i++) {
        places[i] = (struct ribbon_place){&items[spots[i].item], spots[i].x};
    }
    lineup_take(&lineup, places, count);
    return lineup;
}

#define LINEUP(...)                                                                                          \
    lineup_of(                                                                                               \
        (const struct spot[]){__VA_ARGS__}, sizeof(const struct spot[]){__VA_ARGS__} / sizeof(struct spot))

static void assert_moved(struct lineup before, struct lineup now, int by) {
    int found = 12345;
    assert_true(lineup_has_moved(&before, &now, WIDTH, &found));
    assert_int_equal(found, by);
}

static void assert_another(struct lineup before, struct lineup now) {
    int by;
    assert_false(lineup_has_moved(&before, &now, WIDTH, &by));
}

static void headlines_move_come_and_go(void **state) {
    (void)state;
    assert_moved(LINEUP({0, 5}, {1, 95}), LINEUP({0, 3}, {1, 93}), -2);
    assert_moved(LINEUP({0, 5}, {1, 95}), LINEUP({0, 5}, {1, 95}), 0);
    assert_moved(
        LINEUP({0, -88}, {1, 2}, {2, 152}), LINEUP({1, -1}, {2, 149}, {3, 197}), -3);  // goes and comes
    assert_moved(LINEUP({0, 0}, {1, 90}), LINEUP({1, -109}, {2, 41}, {3, 81}), -199);  // a column is left
    assert_moved(LINEUP({1, -50}, {0, 100}), LINEUP({2, -20}, {1, 20}, {0, 170}), 70); // to the right
    assert_moved(LINEUP({0, 5}), LINEUP({0, -80}, {1, 120}), -85); // into what was blank, behind the others
}

static void what_is_another_picture_has_not_moved(void **state) {
    (void)state;
    assert_another(LINEUP({0, 5}), LINEUP({1, 5}));                     // nothing is in both
    assert_another(LINEUP({0, 5}, {1, 95}), LINEUP({0, 3}, {1, 94}));   // a gap came
    assert_another(LINEUP({0, 5}, {1, 95}), LINEUP({0, 3}, {3, 93}));   // another one in its place
    assert_another(LINEUP({0, 5}, {1, 95}), LINEUP({0, 3}));            // one is missing
    assert_another(LINEUP({0, 5}), LINEUP({0, 3}, {1, 93}));            // one is there that was not, inside
    assert_another(LINEUP({0, 5}, {1, 95}), LINEUP({1, -155}, {2, 0})); // no column is left
    assert_another(LINEUP({0, 5.5F}), LINEUP({0, 3.5F}));               // between two pixels
    assert_another(LINEUP({0, 5}), LINEUP({0, 3.5F}));
    struct ticker_item wider = {.key = 11, .width = 91}; // whatever the key says
    struct lineup before = LINEUP({0, 5}), now;
    lineup_take(&now, &(struct ribbon_place){&wider, 3}, 1);
    assert_another(before, now);
    lineup_forget(&before);
    assert_another(before, LINEUP({0, 3}));
    assert_another(LINEUP({0, 5}), before);
}

static void of_too_many_nothing_is_known(void **state) {
    (void)state;
    struct ticker_item many[LINEUP_MOST + 1];
    struct ribbon_place places[LINEUP_MOST + 1];
    struct lineup lineup;
    int by;
    for (int i = 0; i <= LINEUP_MOST; i++) {
        many[i] = (struct ticker_item){.key = (uint64_t)i, .width = 10};
        places[i] = (struct ribbon_place){&many[i], (float)(10 * i)};
    }
    lineup_take(&lineup, places, LINEUP_MOST);
    assert_true(lineup_has_moved(&lineup, &lineup, WIDTH, &by));
    lineup_take(&lineup, places, LINEUP_MOST + 1);
    assert_false(lineup_has_moved(&lineup, &lineup, WIDTH, &by));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headlines_move_come_and_go),
        cmocka_unit_test(what_is_another_picture_has_not_moved),
        cmocka_unit_test(of_too_many_nothing_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
