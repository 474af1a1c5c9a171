// What the masthead says about the news itself: that it is old, that there is no network, that nobody knows
// the time.

#include <stdlib.h>
#include <string.h>

#include "layout/page.h"
#include "model/assemble.h"
#include "tests/support/fake_edition.h"
#include "tests/support/oplist_dump.h"
#include "tests/support/page_desk.h"
#include "tests/support/test.h"

static bool has_no_pictures(void *context, const char *url, struct blob **blob, int *width, int *height) {
    (void)context, (void)url, (void)blob, (void)width, (void)height;
    return false;
}

static struct edition *make_edition(millis fetched, bool is_stale) {
    static struct story story = FAKE_STORY(40, .id = "urn:1", .headline = "Ministers agree");
    static const char *const lists[] = {"top"};
    struct batch *batch = batch_create();
    batch->stories = &story;
    batch->story_count = 1;
    const struct contribution contribution = {.batch = batch,
        .source_name = "wire",
        .lists = lists,
        .list_count = 1,
        .fetched = fetched,
        .is_stale = is_stale};
    const struct picture_shelf shelf = {NULL, has_no_pictures};
    struct edition *edition = edition_assemble(&contribution, 1, &shelf, FAKE_NOW);
    batch_destroy(batch);
    return edition;
}

// All small text of the first page.
static char *said(struct edition *edition, enum role role) {
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    const struct page_spec spec = {.kind = page_kind_find("top-stories")};
    const struct deck_form form = {.specs = &spec, .spec_count = 1};
    struct deck *deck = deck_create(edition, &form, &desk.env, FAKE_NOW);
    struct arena arena;
    struct oplist ops = {0};
    arena_init(&arena, 0);
    deck_compose(deck, &(struct view){.wall = FAKE_NOW}, &arena, &ops);
    char *text = oplist_role_text(&ops, role);
    arena_finish(&arena);
    deck_destroy(deck);
    page_desk_close(&desk);
    edition_unref(edition);
    return text;
}

static const struct {
    millis age;
    bool is_stale, is_offline;
    const char *says, *not ; // NULL: nothing
} rows[] = {
    {5 * MINUTE, false, false, NULL, "updated"}, {65 * MINUTE, true, false, "updated 13:00", "offline"},
    {65 * MINUTE, false, false, NULL, "updated"}, // its source says so little
    {MINUTE, false, true, "offline", "updated"},
    {65 * MINUTE, true, true, "offline \xC2\xB7 updated 13:00", NULL},
    {2 * DAY, true, false, "updated 22 Nov", NULL},
    {FAKE_NOW, true, true, "offline", "updated"}, // nobody knows when
};

static void the_masthead_says_it(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct edition *edition = make_edition(FAKE_NOW - rows[i].age, rows[i].is_stale);
        edition->is_offline = rows[i].is_offline;
        char *text = said(edition, ROLE_META);
        if ((rows[i].says && !strstr(text, rows[i].says)) || (rows[i].not &&strstr(text, rows[i].not ))) {
            fail_msg("row %zu: %s", i, text);
        }
        free(text);
    }
}

static void without_a_clock_there_is_no_time(void **state) {
    (void)state;
    struct edition *edition = make_edition(FAKE_NOW, false);
    char *text = said(edition, ROLE_CLOCK);
    assert_non_null(strstr(text, "14:05"));
    free(text);
    edition = make_edition(FAKE_NOW, false);
    edition->has_no_clock = true;
    text = said(edition, ROLE_CLOCK);
    assert_string_equal(text, "");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_masthead_says_it),
        cmocka_unit_test(without_a_clock_there_is_no_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
