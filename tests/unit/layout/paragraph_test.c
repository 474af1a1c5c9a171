#include "layout/paragraph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "tests/support/fake_measure.h"
#include "tests/support/page_desk.h"
#include "tests/support/test.h"

// At 1080 a body character is 19 pixels wide: WIDE(n) is a column of n of them.
#define CHARACTER 19
#define WIDE(characters) ((characters)*CHARACTER)

struct fixture {
    struct page_desk desk;
    struct arena arena;
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    page_desk_open(&fixture->desk, 1920, 1080);
    arena_init(&fixture->arena, 0);
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    arena_finish(&fixture->arena);
    page_desk_close(&fixture->desk);
    free(fixture);
    return 0;
}

static struct paragraph set(
    struct fixture *fixture, const char *text, int width, int max_lines, enum paragraph_fit fit) {
    struct span span = {text, ROLE_BODY, NULL};
    struct paragraph_form form = {width, max_lines, fit};
    return paragraph_set(&fixture->desk.env, &fixture->arena, &span, 1, &form);
}

static void line_text(const struct text_line *line, struct strbuf *out) {
    for (size_t i = 0; i < line->count; i++) {
        strbuf_add_text(out, line->pieces[i].text);
    }
}

// The lines with '/' between them.
static const char *shown(struct fixture *fixture, const struct paragraph *paragraph) {
    struct strbuf text;
    strbuf_init(&text, 1 << 20);
    for (size_t i = 0; i < paragraph->count; i++) {
        strbuf_add_text(&text, i ? "/" : "");
        line_text(&paragraph->lines[i], &text);
    }
    const char *copy = arena_text(&fixture->arena, strbuf_text(&text));
    strbuf_finish(&text);
    return copy;
}

static const struct {
    const char *what, *text;
    int characters, max_lines;
    enum paragraph_fit fit;
    const char *lines;
} rows[] = {
    {"nothing", "", 10, 0, FIT_RAGGED, ""},
    {"nothing visible", " \n ", 10, 0, FIT_RAGGED, ""},
    {"one line", "One line", 10, 0, FIT_RAGGED, "One line"},
    {"blanks at a line's end do not count", "12345678 9 ", 10, 0, FIT_RAGGED, "12345678 9"},
    {"exactly full", "1234567890", 10, 0, FIT_RAGGED, "1234567890"},
    {"what belongs together", "up to 92 bn", 8, 0, FIT_RAGGED, "up to/92 bn"},
    {"but not wider than the line", "92 billion", 7, 0, FIT_RAGGED, "92/billion"},
    {"an address after its signs", "www.example.org/one/two.html", 16, 0, FIT_RAGGED,
        "www.example.org//one/two.html"},
    {"a soft hyphen where it fits better", "aaaa bbbbbb\u00ADcccccc dddd", 12, 0, FIT_RAGGED,
        "aaaa bbbbbb-/cccccc dddd"},
    {"Korean by words", "서울 지하철은 오전", 5, 0, FIT_RAGGED, "서울/지하철은/오전"},
    {"a figure and its counter", "午前6時30分に", 4, 0, FIT_RAGGED, "午前6時/30分に"},
    {"one too long", "12345 67890", 10, 0, FIT_RAGGED, "12345/67890"},
    // First fit would give "aaa bb cc/ddddd": its lines are uneven.
    {"ragged: the least raggedness", "aaa bb cc ddddd", 9, 0, FIT_RAGGED, "aaa bb cc/ddddd"},
    {"Knuth's case", "aaa bb cc ddddd", 6, 0, FIT_RAGGED, "aaa/bb cc/ddddd"},
    {"balanced: both lines of a length", "one two three four five six", 20, 0, FIT_BALANCED,
        "one two three/four five six"},
    {"ragged: as much on the first", "one two three four five six", 20, 0, FIT_RAGGED,
        "one two three four/five six"},
    {"balanced: no word alone", "a headline that would leave one word", 32, 0, FIT_BALANCED,
        "a headline that/would leave one word"},
    {"ragged: a last line of one short word looks lost", "aaaa bbbb cccc dddd eeee f", 24, 0, FIT_RAGGED,
        "aaaa bbbb cccc dddd/eeee f"},
    {"one long word may stand last", "one two three fourfivesix", 20, 0, FIT_RAGGED,
        "one two three/fourfivesix"},
    {"a line separator", "one\ntwo three", 20, 0, FIT_RAGGED, "one/two three"},
    {"two of them", "one\n\ntwo", 20, 0, FIT_BALANCED, "one//two"},
    {"at the end", "one\n", 20, 0, FIT_RAGGED, "one"},
    {"a soft hyphen that is not needed", "soft\u00adware", 10, 0, FIT_RAGGED, "software"},
    {"a soft hyphen at a line's end", "micro\u00adsoft\u00adware", 10, 0, FIT_RAGGED, "microsoft-/ware"},
    {"the hyphen needs its place", "micro\u00adsoft\u00adware", 9, 0, FIT_RAGGED, "micro-/software"},
    {"a word that is too long", "abcdefghijklmno", 6, 0, FIT_RAGGED, "abcdef/ghijkl/mno"},
    {"after another word", "see abcdefghijklmno", 6, 0, FIT_RAGGED, "see/abcdef/ghijkl/mno"},
    {"between characters, not bytes", "ййййййййй", 4, 0, FIT_RAGGED, "йййй/йййй/й"},
    {"narrower than a character", "abc", 0, 0, FIT_RAGGED, "a/b/c"},
    {"a cap inside a family", "a👨‍👩‍👧‍👦b👨‍👩‍👧‍👦c", 7, 1, FIT_RAGGED,
        "a👨‍👩‍👧‍👦b…"},
    {"a cap inside a conjunct", "मक्षमक्ष", 4, 1, FIT_RAGGED, "म…"},
    {"a word parted between letters", "e\u0301e\u0301e\u0301", 3, 0, FIT_RAGGED, "e\u0301/e\u0301/e\u0301"},
    {"a letter wider than the line", "क्षम", 2, 0, FIT_RAGGED, "क्ष/म"},
    {"a cap that is not reached", "one two three", 8, 2, FIT_RAGGED, "one two/three"},
    {"a cap", "one two three four five", 8, 2, FIT_RAGGED, "one two/three…"},
    {"a cap of one", "one two three", 8, 1, FIT_RAGGED, "one two…"},
    {"the ellipsis needs its place", "one two three", 7, 1, FIT_RAGGED, "one…"},
    {"a cap inside a word", "abcdefghijklmno", 6, 1, FIT_RAGGED, "abcde…"},
    {"a cap where no word fits", "incredible news", 6, 1, FIT_RAGGED, "incre…"},
    {"a cap at a line separator", "one\ntwo\nthree", 8, 2, FIT_RAGGED, "one/two…"},
    {"a cap at a soft hyphen", "micro\u00adsoft\u00adware", 7, 1, FIT_RAGGED, "micro…"},
    {"no comma before the ellipsis", "one two, three four", 9, 1, FIT_RAGGED, "one two…"},
    {"tabs are blanks", "one\ttwo", 10, 0, FIT_RAGGED, "one two"},
    {"Chinese ends anywhere", "日本語日本語", 4, 0, FIT_BALANCED, "日本語/日本語"},
    {"a Chinese headline between words", "欧洲央行连续第三次维持利率", 8, 0, FIT_BALANCED,
        "欧洲央行连续/第三次维持利率"},
    {"Chinese text where it fits", "欧洲央行连续第三次维持利率", 7, 0, FIT_RAGGED,
        "欧洲央行连续第/三次维持利率"},
    {"a headline not in a compound", "Coffee falls to a two-year low again", 22, 0, FIT_BALANCED,
        "Coffee falls to a/two-year low again"},
    {"but rather than one more line", "aaaaaaaa bbbb-cccc ddddd", 14, 0, FIT_BALANCED,
        "aaaaaaaa bbbb-/cccc ddddd"},
    {"a dot that parts nothing", "one · two tri", 8, 0, FIT_RAGGED, "one/two tri"},
    {"a dot that parts two", "one · two tri", 9, 0, FIT_RAGGED, "one · two/tri"},
};

static void sets_lines(void **state) {
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct paragraph paragraph =
            set(fixture, rows[i].text, WIDE(rows[i].characters), rows[i].max_lines, rows[i].fit);
        const char *lines = shown(fixture, &paragraph);
        if (strcmp(lines, rows[i].lines) != 0) {
            fail_msg("%s: \"%s\", not \"%s\"", rows[i].what, lines, rows[i].lines);
        }
        bool cut = strstr(rows[i].lines, "…") != NULL;
        if (paragraph.cut != cut) {
            fail_msg("%s: says cut %d", rows[i].what, paragraph.cut);
        }
    }
}

// Random words, some with soft hyphens, some far too long; separators now and then.
static const char *some_text(struct arena *arena, uint64_t *seed, int words) {
    struct strbuf text;
    strbuf_init(&text, 1 << 20);
    for (int i = 0; i < words; i++) {
        int len =
            test_random(seed) % 12 ? test_random_between(seed, 1, 9) : test_random_between(seed, 20, 60);
        strbuf_add_text(&text, i == 0 ? "" : test_random(seed) % 25 ? " " : "\n");
        for (int k = 0; k < len; k++) {
            strbuf_add_text(&text, k && test_random(seed) % 9 == 0 ? "\u00ad" : "");
            strbuf_add_byte(&text, (char)('a' + test_random(seed) % 26));
        }
    }
    const char *copy = arena_text(arena, strbuf_text(&text));
    strbuf_finish(&text);
    return copy;
}

// Text without what may come and go at line ends.
static const char *letters(struct arena *arena, const char *text) {
    char *out = arena_alloc(arena, strlen(text) + 1);
    size_t used = 0;
    for (; *text; text++) {
        if (*text >= 'a' && *text <= 'z') {
            out[used++] = *text;
        }
    }
    return out;
}

// Nothing is lost and nothing comes twice, no line is wider than the column, and widths are what is measured.
static void lines_hold_the_text(void **state) {
    struct fixture *fixture = *state;
    uint64_t seed = 11;
    for (int round = 0; round < 3000; round++) {
        arena_reset(&fixture->arena);
        const char *text = some_text(&fixture->arena, &seed, test_random_between(&seed, 1, 60));
        int width = WIDE(test_random_between(&seed, 4, 40));
        struct paragraph paragraph = set(fixture, text, width, 0, (enum paragraph_fit)(round % 2));
        const char *lines = shown(fixture, &paragraph);
        assert_string_equal(letters(&fixture->arena, lines), letters(&fixture->arena, text));
        int widest = 0;
        for (size_t i = 0; i < paragraph.count; i++) {
            const struct text_line *line = &paragraph.lines[i];
            int sum = 0;
            for (size_t k = 0; k < line->count; k++) {
                assert_int_equal(line->pieces[k].x, sum);
                assert_int_equal(line->pieces[k].width, fake_width(line->pieces[k].text, 38));
                sum += line->pieces[k].width;
            }
            assert_int_equal(line->width, sum);
            if (line->width > width) {
                fail_msg(
                    "round %d: line %zu of \"%s\" is %d wide in %d", round, i, lines, line->width, width);
            }
            widest = sum > widest ? sum : widest;
        }
        assert_int_equal(paragraph.width, widest);
    }
}

// A cap keeps to the column too, ends in one ellipsis, and shows the beginning of the text.
static void caps_hold(void **state) {
    struct fixture *fixture = *state;
    uint64_t seed = 12;
    for (int round = 0; round < 3000; round++) {
        arena_reset(&fixture->arena);
        const char *text = some_text(&fixture->arena, &seed, test_random_between(&seed, 1, 40));
        int width = WIDE(test_random_between(&seed, 3, 40)), most = test_random_between(&seed, 1, 4);
        struct paragraph whole = set(fixture, text, width, 0, FIT_BALANCED);
        struct paragraph paragraph = set(fixture, text, width, most, FIT_BALANCED);
        const char *lines = shown(fixture, &paragraph), *kept = letters(&fixture->arena, lines);
        assert_int_equal(paragraph.cut, whole.count > (size_t)most);
        assert_int_equal(paragraph.count, paragraph.cut ? (size_t)most : whole.count);
        assert_int_equal(strncmp(letters(&fixture->arena, text), kept, strlen(kept)), 0);
        assert_true(*kept);
        const char *ellipsis = strstr(lines, "…");
        assert_true(paragraph.cut ? ellipsis && strcmp(ellipsis, "…") == 0 : !ellipsis);
        for (size_t i = 0; i < paragraph.count; i++) {
            if (paragraph.lines[i].width > width) {
                fail_msg("round %d: \"%s\" has a line %d wide in %d", round, lines, paragraph.lines[i].width,
                    width);
            }
        }
    }
}

enum { MOST_WORDS = 12 };

// Every way to set `count` words: the fewest lines, and the least sum of squared slack for them, the last
// line included if balanced.
static void brute_force(
    const int *words, size_t count, int width, bool balanced, size_t *best_lines, double *best_cost) {
    *best_lines = SIZE_MAX;
    *best_cost = 0;
    for (unsigned ends = 0; count && ends < 1u << (count - 1); ends++) {
        size_t lines = 0;
        double cost = 0;
        int used = -1;
        bool fits = true;
        for (size_t i = 0; i < count; i++) {
            used += 1 + words[i];
            bool last = i + 1 == count;
            if (last || ends >> i & 1) {
                double slack = (double)(width - used) / width;
                fits = fits && used <= width;
                cost += !last || balanced ? slack * slack : used * 4 < width ? 0.05 : 0;
                lines++;
                used = -1;
            }
        }
        if (fits && (lines < *best_lines || (lines == *best_lines && cost < *best_cost))) {
            *best_lines = lines;
            *best_cost = cost;
        }
    }
}

static double cost_of(const struct paragraph *paragraph, int width, bool balanced) {
    double cost = 0;
    for (size_t i = 0; i < paragraph->count; i++) {
        int used = paragraph->lines[i].width;
        double slack = (double)(width - used) / width;
        bool last = i + 1 == paragraph->count;
        cost += !last || balanced ? slack * slack : used * 4 < width ? 0.05 : 0;
    }
    return cost;
}

static void total_fit_is_the_best_there_is(void **state) {
    struct fixture *fixture = *state;
    uint64_t seed = 13;
    for (int round = 0; round < 2000; round++) {
        arena_reset(&fixture->arena);
        int words[MOST_WORDS], width = test_random_between(&seed, 9, 30);
        size_t count = (size_t)test_random_between(&seed, 1, MOST_WORDS), lines;
        char text[MOST_WORDS * 10] = "";
        for (size_t i = 0; i < count; i++) {
            words[i] = test_random_between(&seed, 1, 9);
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s%.*s", i ? " " : "", words[i],
                "abcdefghi");
        }
        bool balanced = round % 2;
        double cost;
        brute_force(words, count, width, balanced, &lines, &cost);
        struct paragraph paragraph = set(fixture, text, WIDE(width), 0, balanced ? FIT_BALANCED : FIT_RAGGED);
        assert_int_equal(paragraph.count, lines);
        double got = cost_of(&paragraph, WIDE(width), balanced);
        if (got > cost + 1e-9) {
            fail_msg("%s in %d: %g, not %g", shown(fixture, &paragraph), width, got, cost);
        }
    }
}

static void spans_run_on(void **state) {
    struct fixture *fixture = *state;
    struct span spans[] = {
        {"MOSCOW, November 24.", ROLE_BODY_STRONG, NULL}, {"Text follows it.", ROLE_BODY, NULL}};
    struct paragraph_form form = {WIDE(30), 0, FIT_RAGGED};
    struct paragraph paragraph = paragraph_set(&fixture->desk.env, &fixture->arena, spans, 2, &form);
    assert_string_equal(shown(fixture, &paragraph), "MOSCOW, November 24. Text/follows it.");
    const struct text_line *line = &paragraph.lines[0];
    assert_int_equal(line->count, 2);
    assert_int_equal(line->pieces[0].role, ROLE_BODY_STRONG);
    assert_int_equal(line->pieces[0].type.face, FACE_SANS_BOLD);
    assert_int_equal(line->pieces[1].role, ROLE_BODY);
    assert_string_equal(line->pieces[0].text, "MOSCOW, November 24. "); // the blank is of the first
    assert_int_equal(line->pieces[1].x, line->pieces[0].width);
    // Absent and empty ones leave nothing behind.
    struct span sparse[] = {{NULL, ROLE_BODY_STRONG, NULL}, {"Text", ROLE_BODY, NULL}, {"", ROLE_BODY, NULL},
        {"end", ROLE_META, NULL}};
    paragraph = paragraph_set(&fixture->desk.env, &fixture->arena, sparse, 4, &form);
    assert_string_equal(shown(fixture, &paragraph), "Text end");
    assert_int_equal(paragraph.lines[0].count, 2);
}

static void capitals_are_the_types_matter(void **state) {
    struct fixture *fixture = *state;
    struct span span = {"Straße nach Köln", ROLE_LABEL, NULL};
    struct text_line line = line_set(&fixture->desk.env, &fixture->arena, span, 0);
    assert_int_equal(line.count, 1);
    assert_string_equal(line.pieces[0].text, "STRASSE NACH KÖLN");
    assert_int_equal(line.width, fake_width("STRASSE NACH KÖLN", 30));
}

static void lines_keep_to_a_width(void **state) {
    struct fixture *fixture = *state;
    const struct layout_env *env = &fixture->desk.env;
    struct span span = {"one two three", ROLE_BODY, NULL};
    assert_string_equal(line_set(env, &fixture->arena, span, 0).pieces[0].text, "one two three");
    assert_string_equal(line_set(env, &fixture->arena, span, WIDE(13)).pieces[0].text, "one two three");
    assert_string_equal(line_set(env, &fixture->arena, span, WIDE(12)).pieces[0].text, "one two…");
    span.text = "soft\u00adware\nnext";
    assert_string_equal(line_set(env, &fixture->arena, span, 0).pieces[0].text, "software next");
    span.text = "";
    assert_int_equal(line_set(env, &fixture->arena, span, 0).count, 0);
    assert_int_equal(line_set(env, &fixture->arena, span, WIDE(5)).count, 0);
}

static void right_to_left(void **state) {
    struct fixture *fixture = *state;
    struct paragraph paragraph = set(fixture, "שלום עולם גדול", WIDE(10), 0, FIT_RAGGED);
    assert_true(paragraph.rtl);
    assert_string_equal(shown(fixture, &paragraph), "שלום עולם/גדול");
    assert_true(paragraph.lines[0].pieces[0].rtl);
    assert_int_equal(paragraph.lines[0].pieces[0].script, 0x48656272); // Hebr
    // Latin inside stands where it is read: to the left of what is before it.
    paragraph = set(fixture, "שלום BBC", WIDE(20), 0, FIT_RAGGED);
    assert_string_equal(paragraph.lines[0].pieces[0].text, "BBC");
    assert_false(paragraph.lines[0].pieces[0].rtl);
    assert_string_equal(paragraph.lines[0].pieces[1].text, "שלום ");
    assert_int_equal(paragraph.lines[0].pieces[1].x, WIDE(3));
    // An ellipsis comes last, at the left.
    paragraph = set(fixture, "שלום עולם גדול", WIDE(10), 1, FIT_RAGGED);
    assert_true(paragraph.cut);
    assert_string_equal(shown(fixture, &paragraph), "שלום עולם…");
    // Of two spans the first stands at the right.
    struct span spans[] = {{"ירושלים", ROLE_BODY_STRONG, NULL}, {"שלום", ROLE_BODY, NULL}};
    struct paragraph_form form = {WIDE(30), 0, FIT_RAGGED};
    paragraph = paragraph_set(&fixture->desk.env, &fixture->arena, spans, 2, &form);
    assert_int_equal(paragraph.lines[0].count, 2);
    assert_int_equal(paragraph.lines[0].pieces[0].role, ROLE_BODY);
    assert_int_equal(paragraph.lines[0].pieces[0].x, 0);
    assert_int_equal(paragraph.lines[0].pieces[1].role, ROLE_BODY_STRONG);
    assert_int_equal(paragraph.lines[0].pieces[1].x, WIDE(4));
}

// A paragraph as long as a text value may be: nothing is lost, no word is broken, and what was needed to set
// it is not kept.
static void a_very_long_paragraph(void **state) {
    struct fixture *fixture = *state;
    struct strbuf text;
    strbuf_init(&text, LIMIT_STRING);
    while (strbuf_printf(&text, "%sword%zu", text.len ? " " : "", text.len)) {
    }
    struct paragraph paragraph = set(fixture, strbuf_text(&text), WIDE(60), 0, FIT_RAGGED);
    char *lines = arena_text(&fixture->arena, shown(fixture, &paragraph));
    for (char *at = lines; (at = strchr(at, '/'));) {
        *at = ' ';
    }
    assert_string_equal(lines, strbuf_text(&text));
    assert_true(arena_held(&fixture->arena) < 16 * text.len);
    strbuf_finish(&text);
}

// A deck has hundreds of lines: each may cost what it holds, not what it took to find out.
static void a_short_line_costs_little(void **state) {
    struct fixture *fixture = *state;
    for (int i = 0; i < 1000; i++) {
        struct span span = {"24 November", ROLE_META, NULL};
        line_set(&fixture->desk.env, &fixture->arena, span, 500);
    }
    assert_true(arena_held(&fixture->arena) < 1 << 20);
}

static void heights_are_the_first_spans(void **state) {
    struct fixture *fixture = *state;
    struct paragraph paragraph = set(fixture, "One", WIDE(10), 0, FIT_RAGGED);
    assert_int_equal(paragraph.line_height, 54); // 38 × 1.42
    assert_int_equal(paragraph.ascent, 30);
    assert_int_equal(paragraph.descent, 7);
    fixture->desk.env.width = 960; // half the size: the shorter side counts
    fixture->desk.env.height = 540;
    assert_int_equal(set(fixture, "One", WIDE(10), 0, FIT_RAGGED).line_height, 27);
    fixture->desk.env.width = 540;
    fixture->desk.env.height = 3000;
    assert_int_equal(set(fixture, "One", WIDE(10), 0, FIT_RAGGED).line_height, 27);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(sets_lines),
        TEST(lines_hold_the_text),
        TEST(caps_hold),
        TEST(total_fit_is_the_best_there_is),
        TEST(spans_run_on),
        TEST(capitals_are_the_types_matter),
        TEST(lines_keep_to_a_width),
        TEST(right_to_left),
        TEST(a_very_long_paragraph),
        TEST(a_short_line_costs_little),
        TEST(heights_are_the_first_spans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
