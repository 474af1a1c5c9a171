#include "kiosk/pages_json.h"

#include <stdlib.h>
#include <string.h>

#include "base/json_syntax.h"
#include "layout/page.h"
#include "tests/support/fake_edition.h"
#include "tests/support/page_desk.h"
#include "tests/support/test.h"

static struct picture pictures[] = {{.url = "p/1200x800"}};

// The whole frame of a real page as JSON: every op is there, with what a check by program needs.
static void a_page_is_written_with_its_ops(void **state) {
    (void)state;
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    struct story story = FAKE_STORY(5, .id = "urn:1", .headline = "\"Quoted\" \\ שלום", .section = "World",
        .summary = "Lede.", .pictures = pictures, .picture_count = 1);
    struct fake_edition plan = {.stories = &story, .story_count = 1};
    const struct edition *edition = fake_edition_make(&plan);
    struct page_spec spec = {.kind = page_kind_find("story"), .dwell = 9000};
    struct deck_form form = {&spec, 1, NULL, 0};
    struct deck *deck = deck_create(edition, &form, &desk.env, FAKE_NOW);
    struct arena arena;
    struct oplist ops = {0};
    arena_init(&arena, 0);
    deck_compose(deck, &(struct view){.page = 0, .slide = 0, .wall = FAKE_NOW}, &arena, &ops);
    struct op half = {.kind = OP_FILL, .role = ROLE_PANEL, .box = {1, 2, 3, 4}, .color = 0x80112233};
    oplist_add(&ops, &arena, &half);
    half.color = 0xFF445566;
    struct op shapes = {.kind = OP_SHAPES,
        .role = ROLE_CHART,
        .box = {1, 2, 3, 4},
        .color = 0xFF778899,
        .shapes = {&half, 1}};
    oplist_add(&ops, &arena, &shapes);
    struct strbuf text;
    struct json_writer json;
    strbuf_init(&text, 1 << 20);
    json_begin(&json, &text);
    pages_json_add(&json, &deck->pages[0], &ops, "001-story.png");
    const char *out = strbuf_text(&text);
    struct json_syntax syntax;
    assert_int_equal(json_syntax_check(out, text.len, &syntax), ERROR_NONE);
    static const char *const parts[] = {"\"file\": \"001-story.png\"", "\"kind\": \"story\"",
        "\"key\": \"story/urn:1/1\"", "\"section\": \"World\"", "\"dwell_ms\": 9000", "\"role\": \"picture\"",
        "\"text\": \"WORLD\"", "\"face\": \"sans-semibold\"", "\"color\": \"#f5f2ea\"",
        "\"color\": \"#112233\"", "\"alpha\": 0.50", "\"color\": \"#445566\"", "\"kind\": \"shapes\"",
        "\"rtl\": true", "\\\"Quoted\\\" \\\\ "};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!strstr(out, parts[i])) {
            fail_msg("no %s in %s", parts[i], out);
        }
    }
    size_t count = 0;
    for (const char *at = out; (at = strstr(at, "\"box\":")); at++) {
        count++;
    }
    assert_int_equal(count, ops.count + 1); // and the shape
    strbuf_finish(&text);
    arena_finish(&arena);
    deck_destroy(deck);
    edition_unref(edition);
    page_desk_close(&desk);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_page_is_written_with_its_ops)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
