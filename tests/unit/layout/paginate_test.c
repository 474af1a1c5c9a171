#include "layout/paginate.h"

#include <limits.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/test.h"

enum { MOST_PARAGRAPHS = 40, MOST_LINES = 400, SMALL = 14 };

struct text {
    size_t lines[MOST_PARAGRAPHS];
    size_t paragraphs, all;
    size_t index[MOST_LINES], of[MOST_LINES]; // of each line in its paragraph
};

static void text_add(struct text *text, size_t lines) {
    for (size_t i = 0; i < lines; i++) {
        text->index[text->all + i] = i;
        text->of[text->all + i] = lines;
    }
    text->lines[text->paragraphs++] = lines;
    text->all += lines;
}

static void some_text(struct text *text, uint64_t *seed, size_t most) {
    *text = (struct text){0};
    do {
        int lines = test_random_between(seed, 1, test_random(seed) % 4 ? 5 : 12);
        size_t room = most - text->all;
        text_add(text, (size_t)lines < room ? (size_t)lines : room);
    } while (text->all < most && text->paragraphs < MOST_PARAGRAPHS && test_random(seed) % 12);
}

// Pixels of the lines [start, end) on one page.
static int height_of(const struct text *text, const struct paginate_form *form, size_t start, size_t end) {
    int height = 0;
    for (size_t i = start; i < end; i++) {
        height += form->line_height + (i > start && text->index[i] == 0 ? form->gap : 0);
    }
    return height;
}

static bool fits(const struct text *text, const struct paginate_form *form, size_t start, size_t end) {
    int room = start == 0 ? form->first_height : form->rest_height;
    return end == start + 1 || height_of(text, form, start, end) <= room;
}

// A page that ends before `end`: how many orphans and widows it makes.
static int splits_at(const struct text *text, size_t end) {
    if (end == text->all || text->of[end] == 1) {
        return 0;
    }
    return (text->index[end] == 1) + (text->index[end] + 1 == text->of[end]);
}

// The fewest orphans and widows, and with those the fewest pages: every way is tried.
struct best {
    size_t pages;
    int splits;
};

static void brute_force(const struct text *text, const struct paginate_form *form, size_t start, size_t pages,
    int splits, struct best *best) {
    if (start == text->all) {
        if (splits < best->splits || (splits == best->splits && pages < best->pages)) {
            *best = (struct best){pages, splits};
        }
        return;
    }
    for (size_t end = start + 1; end <= text->all && fits(text, form, start, end); end++) {
        brute_force(text, form, end, pages + 1, splits + splits_at(text, end), best);
    }
}

static struct paginate_form some_form(uint64_t *seed) {
    struct paginate_form form = {.line_height = test_random_between(seed, 8, 80)};
    form.gap = test_random_between(seed, 0, form.line_height);
    form.first_height = form.line_height * test_random_between(seed, 0, 8) + test_random_between(seed, 0, 40);
    form.rest_height = form.line_height * test_random_between(seed, 1, 12) + test_random_between(seed, 0, 40);
    return form;
}

static void pages_hold_all_lines_in_order(void **state) {
    (void)state;
    uint64_t seed = 21;
    for (int round = 0; round < 20000; round++) {
        struct text text;
        size_t ends[MOST_LINES];
        some_text(&text, &seed, (size_t)test_random_between(&seed, 1, MOST_LINES));
        struct paginate_form form = some_form(&seed);
        size_t pages = paginate(text.lines, text.paragraphs, &form, ends, MOST_LINES), start = 0;
        assert_true(pages > 0);
        for (size_t i = 0; i < pages; i++) {
            assert_true(ends[i] > start);
            assert_true(fits(&text, &form, start, ends[i]));
            start = ends[i];
        }
        assert_int_equal(start, text.all);
    }
}

static void no_way_is_better(void **state) {
    (void)state;
    uint64_t seed = 22;
    for (int round = 0; round < 4000; round++) {
        struct text text;
        size_t ends[SMALL];
        some_text(&text, &seed, (size_t)test_random_between(&seed, 1, SMALL));
        struct paginate_form form = some_form(&seed);
        struct best best = {SIZE_MAX, INT_MAX};
        brute_force(&text, &form, 0, 0, 0, &best);
        size_t pages = paginate(text.lines, text.paragraphs, &form, ends, SMALL);
        int splits = 0;
        for (size_t i = 0; i < pages; i++) {
            splits += splits_at(&text, ends[i]);
        }
        assert_int_equal(paginate_alone(text.lines, text.paragraphs, ends, pages), splits);
        if (pages != best.pages || splits != best.splits) {
            fail_msg("round %d: %zu pages with %d splits, not %zu with %d", round, pages, splits, best.pages,
                best.splits);
        }
    }
}

// The same against a simple table for long texts, where a page has many lines: there is nothing that a single
// line alone is worth.
static void no_way_is_better_on_tall_pages(void **state) {
    (void)state;
    uint64_t seed = 23;
    for (int round = 0; round < 400; round++) {
        struct text text;
        size_t ends[MOST_LINES], pages[MOST_LINES + 1] = {0};
        int splits[MOST_LINES + 1] = {0};
        some_text(&text, &seed, MOST_LINES);
        struct paginate_form form = {.line_height = 10, .gap = 5, .first_height = 300};
        form.rest_height = test_random_between(&seed, 300, 1200);
        for (size_t end = 1; end <= text.all; end++) {
            splits[end] = INT_MAX;
            for (size_t start = end; start-- > 0 && fits(&text, &form, start, end);) {
                size_t here = pages[start] + 1;
                int split = splits[start] + splits_at(&text, end);
                if (split < splits[end] || (split == splits[end] && here < pages[end])) {
                    pages[end] = here;
                    splits[end] = split;
                }
            }
        }
        size_t count = paginate(text.lines, text.paragraphs, &form, ends, MOST_LINES);
        int got = 0;
        for (size_t i = 0; i < count; i++) {
            got += splits_at(&text, ends[i]);
        }
        assert_int_equal(count, pages[text.all]);
        if (got != splits[text.all]) {
            fail_msg("round %d: %d splits, not %d", round, got, splits[text.all]);
        }
    }
}

static const struct {
    const char *what;
    size_t lines[8]; // ends with 0
    int first, rest; // lines that fit
    size_t ends[8];
} rows[] = {
    {"nothing", {0}, 5, 5, {0}},
    {"one page", {3, 2}, 5, 5, {5}},
    {"an orphan is avoided", {9, 6}, 10, 10, {9, 15}},
    {"a widow is avoided", {16}, 15, 15, {11, 16}}, // and the last page gets five lines
    {"both at once", {4, 3, 4}, 5, 9, {4, 11}},
    {"three lines cannot be split without either", {9, 3, 9}, 11, 20, {9, 21}},
    {"an almost empty last page is spared", {12}, 10, 10, {7, 12}},
    {"but not for another page", {15}, 10, 5, {10, 15}},
    {"no room at all", {2}, 0, 0, {1, 2}},
    {"single lines are neither", {1, 1, 1, 1}, 2, 2, {2, 4}},
};

static void known_cases(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t paragraphs = 0, wanted = 0, ends[8];
        while (rows[i].lines[paragraphs]) {
            paragraphs++;
        }
        while (rows[i].ends[wanted]) {
            wanted++;
        }
        struct paginate_form form = {rows[i].first * 10, rows[i].rest * 10, 10, 0};
        size_t pages = paginate(rows[i].lines, paragraphs, &form, ends, 8);
        if (pages != wanted || memcmp(ends, rows[i].ends, pages * sizeof *ends) != 0) {
            fail_msg(
                "%s: %zu pages, the first ends before line %zu", rows[i].what, pages, pages ? ends[0] : 0);
        }
    }
}

static void a_gap_counts_only_inside_a_page(void **state) {
    (void)state;
    size_t lines[] = {2, 2}, ends[4];
    struct paginate_form form = {44, 44, 10, 5};
    assert_int_equal(paginate(lines, 2, &form, ends, 4), 2); // 45 pixels are one too many
    assert_int_equal(ends[0], 2);
    form.first_height = 45;
    assert_int_equal(paginate(lines, 2, &form, ends, 4), 1);
    form = (struct paginate_form){20, 20, 10, 5};
    assert_int_equal(paginate(lines, 2, &form, ends, 4), 2);
}

static void pages_past_the_capacity_are_left_out(void **state) {
    (void)state;
    size_t lines[] = {10}, ends[3] = {0, 0, 77};
    struct paginate_form form = {20, 20, 10, 0};
    assert_int_equal(paginate(lines, 1, &form, ends, 2), 2);
    assert_int_equal(ends[0], 2);
    assert_int_equal(ends[1], 4);
    assert_int_equal(ends[2], 77);
    assert_int_equal(paginate(lines, 1, &form, ends, 0), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_hold_all_lines_in_order),
        cmocka_unit_test(no_way_is_better),
        cmocka_unit_test(no_way_is_better_on_tall_pages),
        cmocka_unit_test(known_cases),
        cmocka_unit_test(a_gap_counts_only_inside_a_page),
        cmocka_unit_test(pages_past_the_capacity_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
