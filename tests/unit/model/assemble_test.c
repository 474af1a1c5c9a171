#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "model/assemble.h"

// STORY's defaults are there to be overridden.
#pragma GCC diagnostic ignored "-Woverride-init"

#define NOW (1000 * DAY)
#define AT(minutes_ago)                                                                                      \
    { NOW - (minutes_ago)*MINUTE, 0 }
#define UNDATED                                                                                              \
    { MILLIS_NONE, 0 }

// A story with no date but `published`, an hour ago unless said otherwise.
#define STORY(...)                                                                                           \
    { .published = AT(60), .updated = UNDATED, .embargo = UNDATED, __VA_ARGS__ }

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct batch batch_of(struct story *stories, size_t count) {
    return (struct batch){.stories = stories, .story_count = count};
}

static const char *const top[] = {"top"};

static struct contribution from(const struct batch *batch, const char *name, millis fetched) {
    return (struct contribution){.batch = batch,
        .source_name = name,
        .section = "World",
        .lists = top,
        .list_count = 1,
        .age.fetched = fetched};
}

static void nothing_gives_an_empty_edition(void **state) {
    (void)state;
    struct contribution nothing = from(NULL, "A", 0);
    struct edition *edition = edition_assemble(&nothing, 1, NULL, NOW);
    assert_true(edition_is_empty(edition));
    assert_int_equal(edition_list(edition, "top")->count, 0);
    assert_null(edition_list(edition, "feed"));
    assert_int_equal(edition->assembled, NOW);
    edition_unref(edition);
    edition = edition_assemble(NULL, 0, NULL, NOW);
    assert_true(edition_is_empty(edition));
    edition_unref(edition);
}

// Each row: two stories from two sources, and whether they are one.
static const struct {
    const char *what;
    struct story a, b;
    bool one;
} identities[] = {
    {"the same id", STORY(.id = "urn:1", .headline = "a"), STORY(.id = "urn:1", .headline = "b"), true},
    {"a long id is the same everywhere",
        STORY(.id = "0123456789abcdef0123", .url = "http://x/1", .headline = "a"),
        STORY(.id = "0123456789abcdef0123", .url = "http://y/1", .headline = "b"), true},
    {"a short id means one thing on one host", STORY(.id = "7", .url = "http://x/1", .headline = "a"),
        STORY(.id = "7", .url = "http://x/1?new", .headline = "b"), true},
    {"and another on another", STORY(.id = "7", .url = "http://x/1", .headline = "a"),
        STORY(.id = "7", .url = "http://y/1", .headline = "b"), false},
    {"the same address", STORY(.id = "urn:1", .url = "http://www.x/a/#top", .headline = "a"),
        STORY(.id = "urn:2", .url = "https://x/a", .headline = "b"), true},
    {"an address with what senders add",
        STORY(.id = "urn:1", .url = "http://x/a?utm_source=feed&p=1", .headline = "a"),
        STORY(.id = "urn:2", .url = "https://X:443/a/?p=1", .headline = "b"), true},
    {"a permanent address for an id",
        STORY(.id = "https://x/?p=7", .url = "https://x/old-words", .headline = "a"),
        STORY(.id = "http://www.x/?p=7#c", .url = "https://x/new-words", .headline = "b"), true},
    {"which is an address where there is no other", STORY(.id = "https://x/?p=7", .headline = "a"),
        STORY(.id = "urn:2", .url = "https://x/?p=7", .headline = "b"), true},
    {"a headline for an id is none",
        STORY(.id = "A headline of some length", .headline = "A headline of some length"),
        STORY(.id = "A headline of some length", .headline = "A headline of some length",
            .published = AT(1500)),
        false},
    {"a headline in the form that is compared",
        STORY(.headline = "Straße gesperrt", .caseless = {.headline = " strasse gesperrt "}),
        STORY(.headline = "STRASSE GESPERRT", .caseless = {.headline = " strasse gesperrt "}), true},
    {"another address", STORY(.id = "urn:1", .url = "http://x/a", .headline = "a"),
        STORY(.id = "urn:2", .url = "http://x/b", .headline = "b"), false},
    {"headline and day", STORY(.headline = "a"), STORY(.headline = "a", .published = AT(61)), true},
    {"headline on another day", STORY(.headline = "a"), STORY(.headline = "a", .published = AT(1500)), false},
    {"a telling headline joins different ids",
        STORY(.id = "urn:1", .headline = "Parliament passes the budget"),
        STORY(.id = "urn:2", .headline = "Parliament passes the budget"), true},
    {"a short one does not", STORY(.id = "urn:1", .headline = "Live updates"),
        STORY(.id = "urn:2", .headline = "Live updates"), false},
};

static void knows_a_story_again(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(identities); i++) {
        struct story a = identities[i].a, b = identities[i].b;
        struct batch batches[] = {batch_of(&a, 1), batch_of(&b, 1)};
        struct contribution both[] = {from(&batches[0], "A", NOW), from(&batches[1], "B", NOW)};
        struct edition *edition = edition_assemble(both, 2, NULL, NOW);
        if ((edition->story_count == 1) != identities[i].one) {
            fail_msg("%s: %zu stories", identities[i].what, edition->story_count);
        }
        edition_unref(edition);
    }
}

// One source knows its own stories apart, whatever they share; what all of them share then tells nothing of
// others.
static void a_source_is_believed_about_its_own(void **state) {
    (void)state;
    struct story mine[] = {
        STORY(.id = "urn:1", .url = "http://x/", .headline = "The same long headline for both"),
        STORY(.id = "urn:2", .url = "http://x/", .headline = "The same long headline for both"),
    };
    struct story other[] = {STORY(.id = "urn:3", .url = "http://x/", .headline = "Another")};
    struct batch batches[] = {batch_of(mine, 2), batch_of(other, 1)};
    struct contribution both[] = {from(&batches[0], "A", NOW), from(&batches[1], "B", NOW)};
    struct edition *edition = edition_assemble(both, 2, NULL, NOW);
    assert_int_equal(edition->story_count, 3);
    edition_unref(edition);
}

// Three versions that are joined by a chain, in whatever order they come.
static void a_chain_is_one_story(void **state) {
    (void)state;
    struct story chain[] = {
        STORY(.id = "urn:1", .url = "http://x/1", .headline = "The first of three headlines"),
        STORY(.id = "urn:2", .url = "http://x/1", .headline = "The second of three headlines"),
        STORY(.id = "urn:3", .url = "http://y/1", .headline = "The second of three headlines"),
    };
    static const size_t orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (size_t i = 0; i < COUNT(orders); i++) {
        struct batch batches[3];
        struct contribution all[3];
        for (size_t k = 0; k < 3; k++) {
            batches[k] = batch_of(&chain[orders[i][k]], 1);
            all[k] = from(&batches[k], "A", NOW);
        }
        struct edition *edition = edition_assemble(all, 3, NULL, NOW);
        assert_int_equal(edition->story_count, 1);
        assert_string_equal(edition->stories[0].id, "urn:1");
        edition_unref(edition);
    }
}

static void takes_the_newest_and_what_it_lacks(void **state) {
    (void)state;
    const char *const paragraphs[] = {"One.", "Two."};
    struct story old = STORY(.id = "urn:1", .headline = "old", .summary = "lede", .paragraphs = paragraphs,
        .paragraph_count = 2, .byline = "A. Writer", .urgency = 3, .source_name = "Old Wire");
    struct story edited = STORY(.id = "urn:1", .headline = "new", .updated = AT(5));
    struct batch batches[] = {batch_of(&old, 1), batch_of(&edited, 1)};
    struct contribution both[] = {from(&batches[0], "A", NOW - 1), from(&batches[1], "B", NOW - 2)};
    for (int turned = 0; turned < 2; turned++) {
        struct edition *edition = edition_assemble(both, 2, NULL, NOW);
        assert_int_equal(edition->story_count, 1);
        const struct story *story = &edition->stories[0];
        assert_string_equal(story->headline, "new");
        assert_string_equal(story->summary, "lede");
        assert_int_equal(story->paragraph_count, 2);
        assert_string_equal(story->paragraphs[1], "Two.");
        assert_string_equal(story->byline, "A. Writer");
        assert_int_equal(story->urgency, 3);
        assert_string_equal(story->source_name, "Old Wire"); // whose text it is
        assert_string_equal(story->section, "World");
        assert_int_equal(story->age.fetched, NOW - 1);
        assert_int_equal(story->published.utc, NOW - HOUR);
        edition_unref(edition);
        struct contribution swap = both[0];
        both[0] = both[1];
        both[1] = swap;
    }
}

static void without_dates_the_latest_answer_is_the_newest(void **state) {
    (void)state;
    struct story a = STORY(.id = "urn:1", .headline = "first", .published = UNDATED);
    struct story b = STORY(.id = "urn:1", .headline = "second", .published = UNDATED);
    struct batch batches[] = {batch_of(&a, 1), batch_of(&b, 1)};
    struct contribution both[] = {from(&batches[0], "A", NOW - 9), from(&batches[1], "B", NOW - 1)};
    struct edition *edition = edition_assemble(both, 2, NULL, NOW);
    assert_string_equal(edition->stories[0].headline, "second");
    edition_unref(edition);
}

// Which of two versions of one story is shown, if any; `b` is of another source, or of the same.
static void hides_what_is_not_to_be_shown(void **state) {
    (void)state;
    static const struct {
        const char *what;
        struct story a, b;
        bool same_source;
        const char *shown;
    } rows[] = {
        {"cancelled elsewhere", STORY(.headline = "a"),
            STORY(.headline = "b", .updated = AT(1), .status = STORY_CANCELLED), false, NULL},
        {"cancelled elsewhere before the newest text", STORY(.headline = "a", .updated = AT(1)),
            STORY(.headline = "b", .status = STORY_CANCELLED), false, NULL},
        {"cancelled, then published again by the same source", STORY(.headline = "a", .updated = AT(1)),
            STORY(.headline = "b", .status = STORY_CANCELLED), true, "a"},
        {"published, then cancelled", STORY(.headline = "a"),
            STORY(.headline = "b", .updated = AT(1), .status = STORY_CANCELLED), true, NULL},
        {"an embargo does not delay the cancellation", STORY(.headline = "a"),
            STORY(.headline = "b", .updated = AT(1), .embargo = AT(-9), .status = STORY_CANCELLED), false,
            NULL},
        {"withheld by one, not by the other", STORY(.headline = "a"),
            STORY(.headline = "b", .updated = AT(1), .status = STORY_WITHHELD), false, "a"},
        {"withheld after it was out", STORY(.headline = "a"),
            STORY(.headline = "b", .updated = AT(1), .status = STORY_WITHHELD), true, NULL},
        {"withheld by both", STORY(.headline = "a", .status = STORY_WITHHELD),
            STORY(.headline = "b", .status = STORY_WITHHELD), false, NULL},
        {"a newer version under embargo", STORY(.headline = "a"),
            STORY(.headline = "b", .updated = AT(1), .embargo = AT(-1)), true, "a"},
        {"and after it", STORY(.headline = "a"), STORY(.headline = "b", .updated = AT(1), .embargo = AT(1)),
            true, "b"},
        {"both under embargo", STORY(.headline = "a", .embargo = AT(-9)),
            STORY(.headline = "b", .embargo = AT(-9)), false, NULL},
        {"an embargo ends at its minute", STORY(.headline = "a", .embargo = AT(0)),
            STORY(.headline = "b", .updated = AT(1), .embargo = AT(-9)), false, "a"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct story pair[] = {rows[i].a, rows[i].b};
        pair[0].id = pair[1].id = "urn:1";
        struct batch batches[] = {
            batch_of(pair, rows[i].same_source ? 2 : 1), batch_of(&pair[1], rows[i].same_source ? 0 : 1)};
        struct contribution both[] = {from(&batches[0], "A", NOW), from(&batches[1], "B", NOW)};
        struct edition *edition = edition_assemble(both, 2, NULL, NOW);
        const char *shown = edition->story_count ? edition->stories[0].headline : NULL;
        if (rows[i].shown ? !shown || strcmp(shown, rows[i].shown) != 0 : shown != NULL) {
            fail_msg("%s: shows %s", rows[i].what, shown ? shown : "nothing");
        }
        assert_int_equal(edition_list(edition, "top")->count, edition->story_count);
        edition_unref(edition);
    }
}

// A shelf that has every address that begins with "have".
static struct blob *the_picture;
static bool find_picture(void *context, const char *url, struct blob **blob, int *width, int *height) {
    (void)context;
    if (strncmp(url, "have", 4) != 0) {
        return false;
    }
    *blob = blob_ref(the_picture);
    *width = 640;
    *height = 480;
    return true;
}

static void pictures_come_with_their_bytes_or_not_at_all(void **state) {
    (void)state;
    the_picture = blob_create(strdup("x"), 1);
    struct picture pictures[] = {{.url = "lack 1"}, {.url = "have 1", .caption = "c", .credit = "p"},
        {.url = "have 1"}, {.url = "have 2"}, {0}};
    struct story story = STORY(.id = "urn:1", .headline = "a", .pictures = pictures, .picture_count = 5);
    struct infographic graphics[] = {
        {.id = "1", .title = "without"},
        {.id = "2", .title = "lacking", .picture = &pictures[0]},
        {.id = "3", .title = "whole", .picture = &pictures[1], .published = AT(5)},
        {.id = "3", .title = "again", .picture = &pictures[1]},
    };
    struct batch batch = {
        .stories = &story, .story_count = 1, .infographics = graphics, .infographic_count = 4};
    struct contribution one = from(&batch, "A", NOW);
    struct picture_shelf shelf = {.find = find_picture};
    struct edition *edition = edition_assemble(&one, 1, &shelf, NOW);
    const struct story *got = &edition->stories[0];
    assert_int_equal(got->picture_count, 2);
    assert_string_equal(got->pictures[0].url, "have 1");
    assert_string_equal(got->pictures[0].caption, "c");
    assert_int_equal(got->pictures[1].width, 640);
    assert_ptr_equal(got->pictures[1].blob, the_picture);
    assert_int_equal(edition->infographic_count, 1);
    assert_string_equal(edition->infographics[0].title, "whole");
    assert_string_equal(edition->infographics[0].section, "World");
    assert_ptr_equal(edition->infographics[0].picture->blob, the_picture);
    edition_unref(edition_ref(edition));
    edition_unref(edition);
    edition = edition_assemble(&one, 1, NULL, NOW);
    assert_int_equal(edition->stories[0].picture_count, 0);
    assert_int_equal(edition->infographic_count, 0);
    edition_unref(edition);
    blob_unref(the_picture); // the leak checker sees a reference too many, ASan one too few
}

#define CHART(...) (&(const struct chart_spec){.name = "c", .root = &(const struct tree){__VA_ARGS__}})

// Without an id of their own, charts are told apart by what they show; with one, by that alone. Every one has
// an id by which its page is found.
static void charts_of_one_title_are_two(void **state) {
    (void)state;
    static const struct tree bar = {.kind = TREE_TEXT, .key = "mark", .text = "bar"},
                             line = {.kind = TREE_TEXT, .key = "mark", .text = "line"};
    const struct chart_spec named = {.name = "c",
        .root = &bar,
        .data = &(const struct chart_data){.said = "a.csv", .address = "https://b.example/a.csv"},
        .data_count = 1};
    struct infographic graphics[] = {
        {.id = "Gas", .title = "Gas", .chart = CHART(TREE_OBJECT, .children = &bar, .count = 1)},
        {.id = "Gas", .title = "Gas", .chart = CHART(TREE_OBJECT, .children = &bar, .count = 1)},
        {.id = "Gas", .title = "Gas", .chart = CHART(TREE_OBJECT, .children = &line, .count = 1)},
        {.id = "Gas", .title = "Gas", .chart = CHART(TREE_NUMBER, .number = 1)},
        {.id = "Gas", .title = "Gas", .subtitle = "%", .chart = CHART(TREE_NUMBER, .number = 1)},
        {.id = "Gas", .title = "Gas", .chart = &named},
        {.id = "1", .title = "Gas", .chart = CHART(TREE_NUMBER, .number = 1)},
        {.id = "1", .title = "Gas", .chart = CHART(TREE_NUMBER, .number = 2)},
    };
    static const char *const ids[] = {"Gas", "Gas (2)", "Gas (3)", "Gas (4)", "Gas (5)", "1"};
    const struct batch batch = {.infographics = graphics, .infographic_count = 8};
    const struct contribution both[] = {from(&batch, "A", NOW), from(&batch, "B", NOW)}; // two that agree
    struct edition *edition = edition_assemble(both, 2, NULL, NOW);
    assert_int_equal(edition->infographic_count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(edition->infographics[i].id, ids[i]);
        assert_string_equal(edition->infographics[i].chart->name, ids[i]);
    }
    edition_unref(edition);
}

// Sources that are all at their limits: an edition stops growing, and keeps the newest.
static void stops_at_its_ceiling(void **state) {
    (void)state;
    enum { SOURCES = 8, STORIES = 200, SIZE = 50000 };
    char *text = malloc(SIZE);
    memset(text, 'x', SIZE - 1);
    text[SIZE - 1] = '\0';
    struct story *stories = calloc((size_t)SOURCES * STORIES, sizeof *stories);
    struct batch batches[SOURCES];
    struct contribution all[SOURCES];
    char ids[SOURCES * STORIES][16];
    for (int i = 0; i < SOURCES * STORIES; i++) {
        snprintf(ids[i], sizeof ids[i], "urn:%d", i);
        stories[i] =
            (struct story)STORY(.id = ids[i], .headline = ids[i], .summary = text, .published = AT(i));
    }
    for (size_t i = 0; i < SOURCES; i++) {
        batches[i] = batch_of(stories + i * STORIES, STORIES);
        all[i] = from(&batches[i], "A", NOW);
    }
    struct edition *edition = edition_assemble(all, SOURCES, NULL, NOW);
    assert_true(arena_held(&edition->arena) <= LIMIT_EDITION_HEAP);
    assert_in_range(edition->story_count, 500, SOURCES * STORIES - 1);
    assert_int_equal(edition->story_count + edition->beyond, SOURCES * STORIES);
    assert_string_equal(edition->stories[0].headline, "urn:0");
    assert_int_equal(edition_list(edition, "top")->count, edition->story_count);
    edition_unref(edition);
    free(stories);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_gives_an_empty_edition),
        cmocka_unit_test(knows_a_story_again),
        cmocka_unit_test(a_source_is_believed_about_its_own),
        cmocka_unit_test(a_chain_is_one_story),
        cmocka_unit_test(takes_the_newest_and_what_it_lacks),
        cmocka_unit_test(without_dates_the_latest_answer_is_the_newest),
        cmocka_unit_test(hides_what_is_not_to_be_shown),
        cmocka_unit_test(pictures_come_with_their_bytes_or_not_at_all),
        cmocka_unit_test(charts_of_one_title_are_two),
        cmocka_unit_test(stops_at_its_ceiling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
