#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "model/assemble.h"

// Which stories of an answer are taken, and until when that holds. The words are in the form that
// decode/caseless.h makes; decode's and courier's tests have them as people write them.

#define NOW (1000 * DAY)
#define AT(minutes_ago)                                                                                      \
    { NOW - (minutes_ago)*MINUTE, 0 }
#define UNDATED                                                                                              \
    { MILLIS_NONE, 0 }
#define COUNT(array) (sizeof(array) / sizeof *(array))

// a: gas, in World; b: sport, an hour old; c: of no section and no date; d: under embargo for ten minutes.
static const struct story answer[] = {
    {.id = "urn:a",
        .headline = "a",
        .section = "World",
        .published = AT(10),
        .updated = UNDATED,
        .embargo = UNDATED,
        .caseless = {" gas deal ", " the ministers ", " world "}},
    {.id = "urn:b",
        .headline = "b",
        .section = "Sport",
        .published = AT(60),
        .updated = UNDATED,
        .embargo = UNDATED,
        .caseless = {" gasoline cup ", NULL, " sport "}},
    {.id = "urn:c",
        .headline = "c",
        .published = UNDATED,
        .updated = UNDATED,
        .embargo = UNDATED,
        .caseless = {" a third ", " of gas transit ", NULL}},
    {.id = "urn:d",
        .headline = "d",
        .section = "World",
        .published = AT(5),
        .updated = UNDATED,
        .embargo = AT(-10),
        .caseless = {" gas later ", NULL, " world "}},
};

#define TEXTS(...) ((const char *const[]){__VA_ARGS__})
#define SECTIONS(count, ...) .sections = TEXTS(__VA_ARGS__), .section_count = (count)
#define WORDS(count, ...) .words = TEXTS(__VA_ARGS__), .word_count = (count)

static const struct {
    const char *what;
    struct selection selection;
    const char *shown;
    millis next_change;
} rows[] = {
    {"everything", {.section = NULL}, "a b c", NOW + 10 * MINUTE},
    {"a section", {.include = {SECTIONS(1, " world ")}}, "a", NOW + 10 * MINUTE},
    {"the section of those that name none", {.section = " world ", .include = {SECTIONS(1, " world ")}},
        "a c", NOW + 10 * MINUTE},
    {"two sections", {.include = {SECTIONS(2, " world ", " sport ")}}, "a b", NOW + 10 * MINUTE},
    {"not a section", {.exclude = {SECTIONS(1, " world ")}}, "b c", NOW + 10 * MINUTE},
    {"a word, in headline or lede", {.include = {WORDS(1, " gas ")}}, "a c", NOW + 10 * MINUTE},
    {"the beginning of a word", {.include = {WORDS(1, " gas")}}, "a b c", NOW + 10 * MINUTE},
    {"a phrase", {.include = {WORDS(1, " gas transit ")}}, "c", NOW + 10 * MINUTE},
    {"one of two words", {.include = {WORDS(2, " cup ", " deal ")}}, "a b", NOW + 10 * MINUTE},
    {"not a word", {.exclude = {WORDS(1, " gas ")}}, "b", NOW + 10 * MINUTE},
    {"a word in a section", {.include = {SECTIONS(1, " world "), WORDS(1, " gas ")}}, "a", NOW + 10 * MINUTE},
    {"a word, but not in a section", {.include = {WORDS(1, " gas")}, .exclude = {SECTIONS(1, " sport ")}},
        "a c", NOW + 10 * MINUTE},
    {"the first", {.most = 1}, "a", NOW + 10 * MINUTE},
    {"the first of what is left", {.most = 1, .exclude = {SECTIONS(1, " world ")}}, "b", NOW + 10 * MINUTE},
    {"more than there are", {.most = 9}, "a b c", NOW + 10 * MINUTE},
    {"half an hour old", {.max_age = 30 * MINUTE}, "a c", NOW + 10 * MINUTE},
    {"an hour old is not less than an hour old", {.max_age = HOUR}, "a c", NOW + 10 * MINUTE},
    {"the age that is reached next", {.max_age = HOUR + MINUTE}, "a b c", NOW + MINUTE},
};

static struct edition *edition_of(const struct selection *selection, struct story *stories, millis now) {
    memcpy(stories, answer, sizeof answer);
    struct batch batch = {.stories = stories, .story_count = COUNT(answer)};
    static const char *const lists[] = {"all"};
    struct contribution one = {.batch = &batch, .selection = selection, .lists = lists, .list_count = 1};
    return edition_assemble(&one, 1, NULL, now);
}

static const char *shown(const struct edition *edition) {
    static char text[64];
    const struct list *list = edition_list(edition, "all");
    text[0] = '\0';
    for (size_t i = 0; i < list->count; i++) {
        size_t len = strlen(text);
        snprintf(text + len, sizeof text - len, "%s%s", i ? " " : "", list->stories[i]->headline);
    }
    assert_int_equal(list->count, edition->story_count);
    return text;
}

static void takes_what_is_wanted(void **state) {
    (void)state;
    struct story stories[COUNT(answer)];
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct edition *edition = edition_of(&rows[i].selection, stories, NOW);
        if (strcmp(shown(edition), rows[i].shown) != 0) {
            fail_msg("%s: %s", rows[i].what, shown(edition));
        }
        if (edition->next_change != rows[i].next_change) {
            fail_msg("%s: changes in %lld ms", rows[i].what, (long long)(edition->next_change - NOW));
        }
        edition_unref(edition);
    }
}

// The same answer as time goes on: each edition says when the next one differs, and it does.
static void time_changes_an_edition(void **state) {
    (void)state;
    struct selection selection = {.max_age = 2 * HOUR};
    struct story stories[COUNT(answer)];
    millis now = NOW;
    static const char *const expected[] = {"a b c", "a b c d", "a c d", "c d", "c"};
    static const millis times[] = {
        NOW, NOW + 10 * MINUTE, NOW + 60 * MINUTE, NOW + 110 * MINUTE, NOW + 115 * MINUTE};
    for (size_t i = 0; i < COUNT(expected); i++) {
        assert_int_equal(now, times[i]);
        struct edition *edition = edition_of(&selection, stories, now);
        assert_string_equal(shown(edition), expected[i]);
        now = edition->next_change;
        edition_unref(edition);
    }
    assert_int_equal(now, MILLIS_NEVER);
}

// A filter cannot bring back what was cancelled.
static void a_cancellation_passes_every_filter(void **state) {
    (void)state;
    struct story cancelled = answer[1], usable = answer[1];
    cancelled.status = STORY_CANCELLED;
    struct batch batches[] = {
        {.stories = &cancelled, .story_count = 1}, {.stories = &usable, .story_count = 1}};
    struct selection selection = {.include = {SECTIONS(1, " world ")}, .max_age = MINUTE, .most = 1};
    struct contribution both[] = {{.batch = &batches[0], .selection = &selection}, {.batch = &batches[1]}};
    struct edition *edition = edition_assemble(both, 2, NULL, NOW);
    assert_int_equal(edition->story_count, 0);
    edition_unref(edition);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_is_wanted),
        cmocka_unit_test(time_changes_an_edition),
        cmocka_unit_test(a_cancellation_passes_every_filter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
