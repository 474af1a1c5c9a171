#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "chart/plot.h"
#include "text/breaks.h"

// Lines of text on a drawing: every byte is half an em wide.

static double half_an_em(void *context, enum chart_face face, double size, const char *text) {
    (void)context;
    (void)face;
    return size * 0.5 * (double)strlen(text);
}

struct fixture {
    struct arena arena;
    struct chart_form form;
    struct plot plot;
};

static int set_up(void **state) {
    static struct fixture fixture;
    struct reason reason;
    fixture = (struct fixture){.form = {.measure = {NULL, half_an_em}}};
    arena_init(&fixture.arena, 0);
    fixture.plot.arena = &fixture.arena;
    fixture.plot.form = &fixture.form;
    *state = &fixture;
    return breaker_create("en", &fixture.form.breaker, &reason) ? -1 : 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    breaker_destroy(fixture->form.breaker);
    arena_finish(&fixture->arena);
    return 0;
}

// In a width of so many bytes; an ellipsis has three.
static const struct {
    const char *text;
    int bytes, lines;
    const char *shown;
} rows[] = {
    {"", 5, 1, ""},
    {"short", 5, 1, "short"},
    {"longer", 5, 1, "lo\u2026"},
    {"a b longer", 6, 1, "a b\u2026"},
    {"a b longer", 5, 1, "a\u2026"}, // no blank before the ellipsis
    {"é", 1, 1, "é"},                // one letter is not made shorter
    {"éé", 1, 1, "é\u2026"},
    {"ab 👨‍👩‍👧‍👦 cd", 29, 1, "ab\u2026"},
    {"ab👨‍👩‍👧‍👦cd", 28, 1, "ab\u2026"},
    {"मक्षम", 14, 1, "म\u2026"},
    {"मक्षम", 15, 1, "मक्षम"},
    {"e\u0301e\u0301", 5, 1, "e\u0301\u2026"},
    {"one two three", 8, 2, "one two\nthree"},
    {"one two threefour", 8, 2, "one two\nthree\u2026"},
    {"onetwothree", 8, 2, "onetw\u2026"}, // no place to break at
    {"one two three four", 5, 3, "one\ntwo\nth\u2026"},
    {"thirteen four", 8, 2, "thirteen\nfour"},
    {"thirteen four", 6, 2, "thi\u2026\nfour"}, // not even the first word
    {"thirteen four", 6, 3, "thi\u2026\nfour"},
    {"one two three four", 5, 4, "one\ntwo\nthree\nfour"},
};

static void text_is_wrapped(void **state) {
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *shown =
            text_wrap(&fixture->plot, CHART_REGULAR, 2, rows[i].text, rows[i].bytes, rows[i].lines);
        if (strcmp(shown, rows[i].shown) != 0) {
            fail_msg("row %zu: \"%s\", not \"%s\"", i, shown, rows[i].shown);
        }
    }
}

// What is too long for any screen, by letters too, and by characters if one letter has hundreds of accents.
static void no_label_is_endless(void **state) {
    struct fixture *fixture = *state;
    static const char family[] = "👨‍👩‍👧‍👦", accent[] = "\u0301";
    char text[2 * LIMIT_CHART_LABEL + 64] = "";
    while (strlen(text) <= LIMIT_CHART_LABEL) {
        strcat(text, family);
    }
    const char *shown = text_split(&fixture->plot, CHART_REGULAR, 2, text);
    const size_t whole = LIMIT_CHART_LABEL / strlen(family) * strlen(family);
    shown = text_wrap(&fixture->plot, CHART_REGULAR, 2, text, 2 * (double)strlen(text), 1);
    assert_int_equal(strlen(shown), whole + strlen("\u2026"));
    assert_memory_equal(shown, text, whole);
    strcpy(text, "e");
    while (strlen(text) <= LIMIT_CHART_LABEL) {
        strcat(text, accent);
    }
    shown = text_wrap(&fixture->plot, CHART_REGULAR, 2, text, 2 * (double)strlen(text), 1);
    assert_true(strlen(shown) > LIMIT_CHART_LABEL / 2 && strlen(shown) < strlen(text) + 3);
    assert_true(utf8_is_valid(shown, strlen(shown)));
}

// Without a breaker: at blanks and hyphens, between characters.
static void no_breaker_is_needed(void **state) {
    struct fixture *fixture = *state;
    struct chart_form form = {.measure = {NULL, half_an_em}};
    struct plot plot = {.arena = &fixture->arena, .form = &form};
    assert_string_equal(text_split(&plot, CHART_REGULAR, 2, "one-two three"), "one-two\nthree");
    assert_string_equal(text_split(&plot, CHART_REGULAR, 2, "onetwo"), "onetwo");
    assert_string_equal(text_wrap(&plot, CHART_REGULAR, 2, "éééé", 7, 1), "éé\u2026");
}

// The widest of its lines, the bytes of which need not end anywhere.
static void width_is_that_of_the_widest_line(void **state) {
    struct fixture *fixture = *state;
    const struct plot *plot = &fixture->plot;
    assert_true(text_width(plot, CHART_REGULAR, 2, "") == 0);
    assert_true(text_width(plot, CHART_REGULAR, 2, "ab\nabcd\na") == 4);
    assert_true(text_width(plot, CHART_REGULAR, 2, "\n\n") == 0);
    assert_int_equal(text_lines(""), 1);
    assert_int_equal(text_lines("a\nb\n"), 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(text_is_wrapped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_label_is_endless, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_breaker_is_needed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(width_is_that_of_the_widest_line, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
