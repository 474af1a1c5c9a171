// The worked example of docs/pages.md is a page kind like any other.

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "layout/page.h"
#include "tests/support/full_edition.h"
#include "tests/support/oplist_dump.h"
#include "tests/support/page_check.h"
#include "tests/support/page_desk.h"
#include "tests/support/test.h"

extern const struct page_kind page_kind_world_clock;
#include "docs/examples/page_world_clock.inc"

static char *read(const char *path) {
    char *text;
    size_t len;
    struct reason reason;
    if (file_read(path, 1 << 20, &text, &len, &reason)) {
        fail_msg("%s", reason.text);
    }
    return text;
}

static void the_page_has_the_example(void **state) {
    (void)state;
    char *page = read("docs/pages.md"), *example = read("docs/examples/page_world_clock.inc");
    assert_non_null(strstr(page, example));
    free(page);
    free(example);
}

static const struct { int width, height; } screens[] = {{1920, 1080}, {1080, 1920}, {800, 480}};

static void it_shows_the_cities(void **state) {
    (void)state;
    struct edition *edition = full_edition_make(false);
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
        struct page_desk desk;
        page_desk_open(&desk, screens[i].width, screens[i].height);
        struct page_spec spec = {.kind = &page_kind_world_clock, .count = 2};
        struct deck_form form = {.specs = &spec, .spec_count = 1};
        struct deck *deck = deck_create(edition, &form, &desk.env, FAKE_NOW);
        assert_int_equal(deck->count, 1);
        assert_string_equal(deck->pages[0].key, "world-clock");
        assert_non_null(oplist_find_text(&deck->pages[0].ops, "New York"));
        assert_null(oplist_find_text(&deck->pages[0].ops, "Delhi")); // the third
        page_check(deck, 0);
        deck_destroy(deck);
        desk.env.city_count = 0;
        deck = deck_create(edition, &form, &desk.env, FAKE_NOW);
        assert_string_equal(deck->pages[0].kind->name, "notice");
        deck_destroy(deck);
        page_desk_close(&desk);
    }
    edition_unref(edition);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_has_the_example),
        cmocka_unit_test(it_shows_the_cities),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
