// A deck made in pieces is the one made at once, and none is missed when it is given up.

#include "kiosk/typesetter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decode/chart.h"
#include "layout/page.h"
#include "support/fake_edition.h"
#include "support/page_desk.h"
#include "support/test.h"

#define STORIES 12

static char ids[STORIES][32], headlines[STORIES][64];

struct fixture {
    struct page_desk desk;
    struct page_spec specs[4];
    struct deck_form form;
    struct edition *edition;
    struct typesetter typesetter;
};

// With so many stories, and a chart that is made in many pieces.
static struct edition *edition_of(size_t count) {
    struct story stories[STORIES];
    struct arena arena;
    struct chart_spec chart;
    struct strbuf text;
    arena_init(&arena, 0);
    strbuf_init(&text, 1 << 20);
    strbuf_add_text(&text, "{\"data\":{\"values\":[{\"a\":1,\"b\":1}");
    for (unsigned i = 0; i < 2000; i++) {
        strbuf_printf(&text, ",{\"a\":%u,\"b\":%u}", i * 7919 % 2003, i * i % 1009);
    }
    strbuf_add_text(&text,
        "]},\"mark\":\"circle\",\"encoding\":{\"x\":{\"field\":\"a\",\"type\":\"quantitative\"},\"y\":{"
        "\"field\":\"b\",\"type\":\"quantitative\"}}}");
    assert_int_equal(
        chart_spec_read(strbuf_text(&text), text.len, "chart", &arena, &chart, NULL), ERROR_NONE);
    struct infographic graphic = {
        .id = "urn:chart", .title = "Two thousand", .chart = &chart, .published = FAKE_AT(1)};
    for (size_t i = 0; i < count; i++) {
        snprintf(ids[i], sizeof ids[i], "urn:%zu", i);
        snprintf(headlines[i], sizeof headlines[i], "Ministers agree on the deal, part %zu", i);
        stories[i] = (struct story)FAKE_STORY((int)i, .id = ids[i], .headline = headlines[i]);
    }
    struct edition *edition = fake_edition_make(&(struct fake_edition){
        .stories = stories, .story_count = count, .infographics = &graphic, .infographic_count = 1});
    arena_finish(&arena);
    strbuf_finish(&text);
    return edition;
}

static int set_up(void **state) {
    static const char *const lists[] = {"ticker"};
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    page_desk_open(&fixture->desk, 1280, 720);
    const char *const kinds[] = {"top-stories", "feed", "top-stories", "infographic"};
    for (size_t i = 0; i < 4; i++) {
        fixture->specs[i].kind = page_kind_find(kinds[i]);
    }
    fixture->form = (struct deck_form){fixture->specs, 4, lists, 1};
    fixture->edition = edition_of(STORIES);
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    edition_unref(fixture->edition);
    page_desk_close(&fixture->desk);
    free(fixture);
    return 0;
}

static void begin(struct fixture *fixture, const struct edition *edition) {
    typesetter_begin(&fixture->typesetter, edition, &fixture->form, &fixture->desk.env, FAKE_NOW);
}

// Counts the turns that it took.
static struct deck *finish(struct fixture *fixture, size_t *turns) {
    bool is_whole = false;
    for (*turns = 0; !is_whole; ++*turns) {
        assert_true(typesetter_is_busy(&fixture->typesetter));
        assert_null(typesetter_deck(&fixture->typesetter));
        is_whole = typesetter_turn(&fixture->typesetter);
    }
    const struct deck *in_hand = typesetter_deck(&fixture->typesetter);
    assert_true(typesetter_turn(&fixture->typesetter)); // it stays in hand
    assert_ptr_equal(typesetter_deck(&fixture->typesetter), in_hand);
    struct deck *deck = typesetter_take(&fixture->typesetter);
    assert_ptr_equal(deck, in_hand);
    assert_false(typesetter_is_busy(&fixture->typesetter));
    return deck;
}

static void check_same_ops(const struct oplist *a, const struct oplist *b) {
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_true(a->ops[i].key == b->ops[i].key);
        assert_true(rect_is_equal(a->ops[i].box, b->ops[i].box));
    }
}

static void check_same_deck(const struct deck *a, const struct deck *b) {
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_string_equal(a->pages[i].key, b->pages[i].key);
        assert_int_equal(a->pages[i].dwell, b->pages[i].dwell);
        check_same_ops(&a->pages[i].ops, &b->pages[i].ops);
    }
    assert_int_equal(a->ticker_count, b->ticker_count);
    for (size_t i = 0; i < a->ticker_count; i++) {
        check_same_ops(&a->ticker[i].ops, &b->ticker[i].ops);
    }
    assert_true(a->until == b->until);
}

static void pieces_make_the_same_deck(void **state) {
    struct fixture *fixture = *state;
    struct deck *whole = deck_create(fixture->edition, &fixture->form, &fixture->desk.env, FAKE_NOW);
    for (int round = 0; round < 3; round++) {
        size_t turns;
        begin(fixture, fixture->edition);
        struct deck *deck = finish(fixture, &turns);
        check_same_deck(deck, whole);
        assert_true(turns > whole->count + 10); // at most a page at a time, and a part of a chart
        deck_destroy(deck);
    }
    deck_destroy(whole);
}

static void it_keeps_the_edition_that_it_began_with(void **state) {
    struct fixture *fixture = *state;
    struct edition *edition = edition_of(2);
    size_t turns;
    begin(fixture, edition);
    assert_false(typesetter_turn(&fixture->typesetter));
    edition_unref(edition);
    struct deck *deck = finish(fixture, &turns);
    assert_ptr_equal(deck->edition, edition);
    assert_int_equal(deck->edition->story_count, 2);
    deck_destroy(deck);
}

static void nothing_known_is_a_notice(void **state) {
    struct fixture *fixture = *state;
    size_t turns;
    begin(fixture, NULL);
    struct deck *deck = finish(fixture, &turns);
    assert_int_equal(deck->count, 1);
    assert_ptr_equal(deck->pages[0].kind, &page_kind_notice);
    deck_destroy(deck);
}

// After any number of pieces, also the last; what is begun next is whole.
static void what_is_given_up_is_forgotten(void **state) {
    struct fixture *fixture = *state;
    struct deck *whole = deck_create(fixture->edition, &fixture->form, &fixture->desk.env, FAKE_NOW);
    size_t most, turns;
    begin(fixture, fixture->edition);
    deck_destroy(finish(fixture, &most));
    for (size_t pieces = 0; pieces < most; pieces++) {
        begin(fixture, fixture->edition);
        for (size_t i = 0; i < pieces; i++) {
            assert_false(typesetter_turn(&fixture->typesetter));
        }
        typesetter_give_up(&fixture->typesetter);
        assert_false(typesetter_is_busy(&fixture->typesetter));
    }
    begin(fixture, fixture->edition);
    while (!typesetter_turn(&fixture->typesetter)) {
    }
    typesetter_give_up(&fixture->typesetter);
    typesetter_give_up(&fixture->typesetter); // nothing is in hand
    begin(fixture, fixture->edition);
    struct deck *deck = finish(fixture, &turns);
    check_same_deck(deck, whole);
    deck_destroy(deck);
    deck_destroy(whole);
}

// The chart is one op in the body of its page, below the page's own words and those of its axes.
static void a_chart_is_one_picture_on_its_page(void **state) {
    struct fixture *fixture = *state;
    struct deck *deck = deck_create(fixture->edition, &fixture->form, &fixture->desk.env, FAKE_NOW);
    const struct page *page = &deck->pages[deck->count - 1];
    assert_string_equal(page->key, "infographic/urn:chart");
    size_t charts = 0;
    bool has_title = false;
    for (size_t i = 0; i < page->ops.count; i++) {
        const struct op *op = &page->ops.ops[i];
        has_title = has_title || (op->kind == OP_TEXT && strcmp(op->text.text, "Two thousand") == 0);
        assert_int_not_equal(op->kind, OP_PATH);
        if (op->kind == OP_SHAPES) {
            const struct rect *body = &deck->grid.body;
            assert_false(has_title);
            assert_in_range(op->shapes.count, 2001, 2050); // and the lines of its axes
            assert_true(op->box.y >= body->y && op->box.y + op->box.h <= body->y + body->h);
            charts++;
        }
    }
    assert_true(has_title);
    assert_int_equal(charts, 1);
    deck_destroy(deck);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pieces_make_the_same_deck, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_keeps_the_edition_that_it_began_with, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_known_is_a_notice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_chart_is_one_picture_on_its_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_given_up_is_forgotten, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
