#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "model/assemble.h"

// The order of an edition and of its lists.

// STORY's defaults are there to be overridden.
#pragma GCC diagnostic ignored "-Woverride-init"

#define NOW (1000 * DAY)
#define AT(minutes_ago)                                                                                      \
    { NOW - (minutes_ago)*MINUTE, 0 }
#define UNDATED                                                                                              \
    { MILLIS_NONE, 0 }
// One letter is id and headline; published so many minutes ago.
#define DATED(letter, minutes)                                                                               \
    .id = "urn:" letter, .headline = (letter), .published = AT(minutes), .updated = UNDATED,                 \
    .embargo = UNDATED
#define STORY(letter, minutes)                                                                               \
    { DATED(letter, minutes) }
#define STORY_WITH(letter, minutes, ...)                                                                     \
    { DATED(letter, minutes), __VA_ARGS__ }
#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const top[] = {"top"};

// "a b c", of an edition or of a list.
static const char *headlines(const struct edition *edition, const struct list *list) {
    static char text[256];
    size_t count = list ? list->count : edition->story_count;
    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        const struct story *story = list ? list->stories[i] : &edition->stories[i];
        size_t len = strlen(text);
        snprintf(text + len, sizeof text - len, "%s%s", i ? " " : "", story->headline);
    }
    return text;
}

// Three answers for the list "top", and how they are joined.
static const struct {
    const char *what;
    struct story answers[3][6]; // a story without a headline ends an answer
    const char *edition, *list;
} rows[] = {
    {"one answer keeps its order", {{STORY("a", 9), STORY("b", 3), STORY("c", 5)}}, "b c a", "a b c"},
    {"feeds make a feed",
        {{STORY("a", 1), STORY("b", 4), STORY("c", 6)}, {STORY("d", 2), STORY("e", 3), STORY("f", 9)}},
        "a d e b c f", "a d e b c f"},
    {"what an editor has ordered is joined by rank",
        {{STORY("a", 9), STORY("b", 1), STORY("c", 5)}, {STORY("d", 2), STORY("e", 3)}}, "b d e c a",
        "d a b e c"},
    {"of one rank the more urgent comes first",
        {{STORY_WITH("a", 9, .urgency = 2), STORY("b", 1)}, {STORY("c", 2), STORY_WITH("d", 3, .urgency = 4)},
            {STORY("e", 8), STORY_WITH("f", 7, .urgency = 6)}},
        "b c d f e a", "a c e d b f"},
    {"a story has its best rank",
        {{STORY("a", 9), STORY("b", 1), STORY("c", 5)}, {STORY("c", 5), STORY("d", 4)}}, "b d c a",
        "c a b d"},
    {"a story twice in an answer counts once", {{STORY("a", 9), STORY("b", 1), STORY("a", 9), STORY("c", 5)}},
        "b c a", "a b c"},
    {"a pinned story does not make a feed an editor's",
        {{STORY("a", 90), STORY("b", 1), STORY("c", 2), STORY("d", 4), STORY("e", 5)}, {STORY("f", 3)}},
        "b c f d e a", "b c f d e a"},
    {"without a date a story stands with the next one of its answer",
        {{STORY("a", 1), STORY_WITH("b", 0, .published = UNDATED), STORY("c", 5),
             STORY_WITH("d", 0, .published = UNDATED)},
            {STORY("e", 3), STORY("f", 7)}},
        "a e b c d f", "a e b c d f"},
    {"or as new as it was changed",
        {{STORY("a", 1), STORY_WITH("b", 0, .published = UNDATED, .updated = AT(4))}, {STORY("c", 3)}},
        "a c b", "a c b"},
    {"without any date it comes last",
        {{STORY_WITH("b", 0, .published = UNDATED), STORY_WITH("a", 0, .published = UNDATED)},
            {STORY("c", 5)}},
        "c b a", "c b a"},
    {"a date in the future does not pin it",
        {{STORY("a", -1440), STORY("b", 5)}, {STORY("c", 1), STORY("d", 7)}}, "c a b d", "c a b d"},
    {"but a clock may be a little ahead", {{STORY("a", -5), STORY("b", 5)}, {STORY("c", 1), STORY("d", 7)}},
        "a c b d", "a c b d"},
    {"of one minute the more urgent comes first",
        {{STORY("a", 5), STORY("b", 5)}, {STORY_WITH("c", 5, .urgency = 3)}}, "c a b", "c a b"},
};

static size_t answer_length(const struct story *answer) {
    size_t count = 0;
    while (count < 6 && answer[count].headline) {
        count++;
    }
    return count;
}

static void orders_stories(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct story answers[3][6];
        struct batch batches[3];
        struct contribution all[3];
        size_t count = 0;
        memcpy(answers, rows[i].answers, sizeof answers);
        for (; count < 3 && answers[count][0].headline; count++) {
            batches[count] =
                (struct batch){.stories = answers[count], .story_count = answer_length(answers[count])};
            all[count] = (struct contribution){.batch = &batches[count],
                .source_name = "S",
                .lists = top,
                .list_count = 1,
                .age.fetched = NOW};
        }
        struct edition *edition = edition_assemble(all, count, NULL, NOW);
        const char *got = headlines(edition, NULL);
        if (strcmp(got, rows[i].edition) != 0) {
            fail_msg("%s: the edition is %s", rows[i].what, got);
        }
        got = headlines(edition, edition_list(edition, "top"));
        if (strcmp(got, rows[i].list) != 0) {
            fail_msg("%s: the list is %s", rows[i].what, got);
        }
        edition_unref(edition);
    }
}

// A list has the stories of the edition, not copies, and only those of its sources.
static void lists_share_the_stories(void **state) {
    (void)state;
    static const char *const both_lists[] = {"top", "feed"};
    struct story one[] = {STORY("a", 1), STORY("b", 2)}, two[] = {STORY("b", 2), STORY("c", 3)};
    struct batch batches[] = {{.stories = one, .story_count = 2}, {.stories = two, .story_count = 2}};
    struct contribution all[] = {
        {.batch = &batches[0], .source_name = "A", .lists = both_lists, .list_count = 2, .age.fetched = NOW},
        {.batch = &batches[1], .source_name = "B", .lists = top, .list_count = 1, .age.fetched = NOW},
    };
    struct edition *edition = edition_assemble(all, 2, NULL, NOW);
    assert_string_equal(headlines(edition, edition_list(edition, "top")), "a b c");
    assert_string_equal(headlines(edition, edition_list(edition, "feed")), "a b");
    assert_ptr_equal(edition_list(edition, "feed")->stories[1], &edition->stories[1]);
    edition_unref(edition);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(orders_stories),
        cmocka_unit_test(lists_share_the_stories),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
