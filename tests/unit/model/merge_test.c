#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "model/assemble.h"

// What one story has of its versions, row by row of docs/assembly.md.

#define NOW (1000 * DAY)
#define AT(minutes_ago)                                                                                      \
    { NOW - (minutes_ago)*MINUTE, 0 }
#define UNDATED                                                                                              \
    { MILLIS_NONE, 0 }
#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const short_text[] = {"Short."};
static const char *const long_text[] = {"A first paragraph.", "And a second one."};

static const struct picture small[] = {{.url = "http://pictures.example/640x360"}};
static const struct picture large[] = {{.url = "http://pictures.example/1920x1080", .caption = "A bridge"}};
static const struct picture missing[] = {{.url = "http://pictures.example/gone"}};

static bool find_picture(void *context, const char *url, struct blob **blob, int *width, int *height) {
    (void)context;
    if (strstr(url, "gone")) {
        return false;
    }
    *blob = blob_create(strdup(url), strlen(url));
    *width = strstr(url, "1920") ? 1920 : 640;
    *height = *width * 9 / 16;
    return true;
}

// Two versions of one story: of service A, edited ten minutes ago, and of service B, edited an hour ago.
struct pair {
    struct story newer, older;
};

static void has_headline(const struct story *story) {
    assert_string_equal(story->headline, "new");
}

static void has_long_text(const struct story *story) {
    assert_int_equal(story->paragraph_count, 2);
    assert_string_equal(story->paragraphs[1], "And a second one.");
}

static void has_text_with_its_marks(const struct story *story) {
    has_long_text(story);
    assert_string_equal(story->dateline, "UN, November 24.");
    assert_string_equal(story->byline, "B. Writer");
    assert_string_equal(story->url, "http://b.example/1");
    assert_string_equal(story->source_name, "B");
}

static void has_short_text_with_its_marks(const struct story *story) {
    assert_int_equal(story->paragraph_count, 1);
    assert_null(story->dateline);
    assert_string_equal(story->url, "http://a.example/1");
    assert_string_equal(story->source_name, "A");
}

static void has_large_picture(const struct story *story) {
    assert_int_equal(story->picture_count, 1);
    assert_int_equal(story->pictures[0].width, 1920);
    assert_string_equal(story->pictures[0].caption, "A bridge");
}

static void has_small_picture(const struct story *story) {
    assert_int_equal(story->picture_count, 1);
    assert_int_equal(story->pictures[0].width, 640);
}

static void has_borrowed(const struct story *story) {
    assert_string_equal(story->summary, "A lede.");
    assert_string_equal(story->section, "World");
    assert_string_equal(story->place, "Geneva");
    assert_string_equal(story->paper, "The Paper");
}

static void has_no_summary(const struct story *story) {
    assert_null(story->summary);
}

static void has_earliest_date(const struct story *story) {
    assert_int_equal(story->published.utc, NOW - 90 * MINUTE);
    assert_int_equal(story->updated.utc, NOW - 10 * MINUTE);
}

static void has_first_id(const struct story *story) {
    assert_string_equal(story->id, "urn:b");
}

static void has_most_urgent(const struct story *story) {
    assert_int_equal(story->urgency, 2);
}

static void is_not_breaking(const struct story *story) {
    assert_int_equal(story->breaking.from, story->breaking.to);
}

static void is_breaking(const struct story *story) {
    assert_true(story->breaking.from <= NOW && NOW < story->breaking.to);
    assert_int_equal(story->breaking.to, NOW - 90 * MINUTE + 3 * HOUR);
}

static void has_no_future(const struct story *story) {
    assert_int_equal(story->published.utc, NOW - 60 * MINUTE);
    assert_int_equal(story->updated.utc, NOW - 60 * MINUTE);
}

#define NEWER .headline = "new", .updated = AT(10), .embargo = UNDATED
#define OLDER .headline = "old", .updated = AT(60), .embargo = UNDATED

static const struct {
    const char *what;
    struct pair pair;
    void (*holds)(const struct story *story);
} rows[] = {
    {"the newest headline", {{NEWER, .published = AT(70)}, {OLDER, .published = AT(90)}}, has_headline},
    {"the longest text with what says whose it is",
        {{NEWER, .paragraphs = short_text, .paragraph_count = 1, .byline = "A. Writer"},
            {OLDER, .url = "http://b.example/1", .paragraphs = long_text, .paragraph_count = 2,
                .dateline = "UN, November 24.", .byline = "B. Writer"}},
        has_text_with_its_marks},
    {"a newest text that is the longest",
        {{NEWER, .paragraphs = long_text, .paragraph_count = 2},
            {OLDER, .paragraphs = short_text, .paragraph_count = 1}},
        has_long_text},
    {"no text in another language",
        {{NEWER, .language = "en-GB", .url = "http://a.example/1", .paragraphs = short_text,
             .paragraph_count = 1},
            {OLDER, .language = "de", .paragraphs = long_text, .paragraph_count = 2, .dateline = "UNO"}},
        has_short_text_with_its_marks},
    {"a text of the same language spelt otherwise",
        {{NEWER, .language = "EN"},
            {OLDER, .language = "en-US", .paragraphs = long_text, .paragraph_count = 2}},
        has_long_text},
    {"the largest picture",
        {{NEWER, .pictures = small, .picture_count = 1}, {OLDER, .pictures = large, .picture_count = 1}},
        has_large_picture},
    {"of those that are here",
        {{NEWER, .pictures = missing, .picture_count = 1}, {OLDER, .pictures = small, .picture_count = 1}},
        has_small_picture},
    {"what the newest lacks",
        {{NEWER}, {OLDER, .summary = "A lede.", .section = "World", .place = "Geneva", .paper = "The Paper"}},
        has_borrowed},
    {"no lede in another language", {{NEWER, .language = "en"}, {OLDER, .language = "fr", .summary = "Un"}},
        has_no_summary},
    {"the earliest date of publication, the latest of a change",
        {{NEWER, .published = AT(70)}, {OLDER, .published = AT(90)}}, has_earliest_date},
    {"the id of who had it first",
        {{NEWER, .id = "urn:a", .published = AT(70)}, {OLDER, .id = "urn:b", .published = AT(90)}},
        has_first_id},
    {"the most urgent", {{NEWER, .urgency = 5}, {OLDER, .urgency = 2}}, has_most_urgent},
    {"unknown is less urgent than urgent", {{NEWER}, {OLDER, .urgency = 2}}, has_most_urgent},
    {"breaking for three hours", {{NEWER, .urgency = 1}, {OLDER, .published = AT(90)}}, is_breaking},
    {"not if it is not urgent", {{NEWER, .urgency = 2}, {OLDER, .published = AT(90)}}, is_not_breaking},
    {"not without a date", {{NEWER, .urgency = 1}, {OLDER}}, is_not_breaking},
    {"no dates from the future",
        {{.headline = "x", .published = AT(-60), .updated = AT(-50), .embargo = UNDATED},
            {OLDER, .published = AT(60)}},
        has_no_future},
};

// The order of the sources does not matter.
static void the_best_of_each(void **state) {
    (void)state;
    for (size_t i = 0; i < 2 * COUNT(rows); i++) {
        struct story stories[] = {rows[i / 2].pair.newer, rows[i / 2].pair.older};
        for (size_t k = 0; k < 2; k++) {
            stories[k].url = stories[k].url ? stories[k].url : "http://a.example/1";
            stories[k].id = stories[k].id ? stories[k].id : "urn:1";
            bool has_no_date = !stories[k].published.utc;
            stories[k].published = has_no_date ? MOMENT_NONE : stories[k].published;
        }
        if (strcmp(stories[0].id, stories[1].id) != 0) {
            stories[0].url = stories[1].url = "http://a.example/1"; // then that is what they share
        }
        struct batch batches[] = {
            {.stories = &stories[0], .story_count = 1}, {.stories = &stories[1], .story_count = 1}};
        struct contribution both[] = {
            {.batch = &batches[0], .source_name = "A", .age.fetched = NOW},
            {.batch = &batches[1], .source_name = "B", .age.fetched = NOW},
        };
        if (i % 2) {
            struct contribution first = both[0];
            both[0] = both[1];
            both[1] = first;
        }
        struct picture_shelf shelf = {.find = find_picture};
        struct edition *edition = edition_assemble(both, 2, &shelf, NOW);
        if (edition->story_count != 1) {
            fail_msg("%s: %zu stories", rows[i / 2].what, edition->story_count);
        }
        print_message("%s\n", rows[i / 2].what);
        rows[i / 2].holds(&edition->stories[0]);
        edition_unref(edition);
    }
}

// A source that has shortened its text has a reason.
static void a_source_speaks_with_its_newest_version(void **state) {
    (void)state;
    struct story stories[] = {
        {OLDER, .id = "urn:1", .published = UNDATED, .paragraphs = long_text, .paragraph_count = 2},
        {NEWER, .id = "urn:1", .published = UNDATED, .paragraphs = short_text, .paragraph_count = 1},
    };
    struct batch batch = {.stories = stories, .story_count = 2};
    struct contribution one = {.batch = &batch, .source_name = "A", .age.fetched = NOW};
    struct edition *edition = edition_assemble(&one, 1, NULL, NOW);
    assert_int_equal(edition->story_count, 1);
    assert_string_equal(edition->stories[0].headline, "new");
    assert_int_equal(edition->stories[0].paragraph_count, 1);
    edition_unref(edition);
}

// One of two sources that answers keeps the story fresh.
static void is_stale_if_all_are(void **state) {
    (void)state;
    struct story story = {NEWER, .id = "urn:1", .published = UNDATED};
    struct batch batch = {.stories = &story, .story_count = 1};
    struct contribution both[] = {
        {.batch = &batch, .source_name = "A", .age = {NOW - HOUR, true}},
        {.batch = &batch, .source_name = "B", .age = {NOW - 2 * HOUR, false}},
    };
    struct edition *edition = edition_assemble(both, 2, NULL, NOW);
    assert_false(edition->stories[0].age.is_stale);
    assert_int_equal(edition->stories[0].age.fetched, NOW - 2 * HOUR);
    edition_unref(edition);
    both[1].age.is_stale = true;
    edition = edition_assemble(both, 2, NULL, NOW);
    assert_true(edition->stories[0].age.is_stale);
    assert_int_equal(edition->stories[0].age.fetched, NOW - HOUR);
    edition_unref(edition);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_of_each),
        cmocka_unit_test(a_source_speaks_with_its_newest_version),
        cmocka_unit_test(is_stale_if_all_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
