#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "model/assemble.h"

// What holds of every edition, over random answers about a few stories: sources that name them by ids,
// addresses and headlines, with dates, withdrawals, embargoes and filters as they come.
//   BROADSIDE_SEED=… BROADSIDE_ROUNDS=… choose another run.

enum { STORIES = 8, SOURCES = 6, ROUNDS = 3000 };

#define NOW (1000 * DAY)

static const char *const lists[] = {"top", "feed"};

struct world {
    struct arena arena;
    struct story stories[SOURCES][STORIES];
    struct batch batches[SOURCES];
    struct selection selections[SOURCES];
    const char *words[SOURCES];
    struct contribution contributions[SOURCES];
    size_t count;
};

static bool one_in(uint64_t *seed, int count) {
    return test_random_between(seed, 1, count) == 1;
}

static struct moment some_date(uint64_t *seed) {
    if (one_in(seed, 6)) {
        return MOMENT_NONE;
    }
    // One in eight is in the future.
    return (struct moment){NOW - test_random_between(seed, -100, 700) * MINUTE, 0};
}

// What source `source` says of story number `number`: always its address, so that it can be known again.
static struct story some_story(struct world *world, int source, int number, uint64_t *seed) {
    static const struct {
        const char *before, *after;
    } addresses[] = {{"http://www.news.example/", ""}, {"https://news.example/", "/"},
        {"https://NEWS.example:443/", "?utm_source=feed"}, {"https://news.example/./", "#top"}};
    static const char *const paragraphs[] = {"One.", "Two.", "Three."};
    struct arena *arena = &world->arena;
    const char *id = one_in(seed, 2) ? arena_printf(arena, "urn:%d", number)
                                     : arena_printf(arena, "urn:%d:%d", source, number);
    size_t spelling = test_random(seed) % (sizeof addresses / sizeof *addresses);
    return (struct story){
        .id = id,
        .url = arena_printf(arena, "%s%d%s", addresses[spelling].before, number, addresses[spelling].after),
        .headline = arena_printf(arena, "Headline %d as source %d has it", number, source),
        .summary = one_in(seed, 2) ? arena_printf(arena, "Lede of %d", source) : NULL,
        .paragraphs = paragraphs,
        .paragraph_count = (size_t)test_random_between(seed, 0, 3),
        .place = arena_printf(arena, "%d", number), // tells the test which story it is
        .published = some_date(seed),
        .updated = some_date(seed),
        .embargo = one_in(seed, 5) ? some_date(seed) : MOMENT_NONE,
        .urgency = test_random_between(seed, 0, 9),
        .status = one_in(seed, 12)  ? STORY_CANCELLED
                  : one_in(seed, 8) ? STORY_WITHHELD
                                    : STORY_USABLE,
        .caseless = {.headline = arena_printf(arena, " headline %d as source %d has it ", number, source)},
    };
}

static void fill_source(struct world *world, int source, uint64_t *seed) {
    size_t count = 0;
    for (int number = 0; number < STORIES; number++) {
        if (one_in(seed, 2)) {
            world->stories[source][count++] = some_story(world, source, number, seed);
        }
    }
    for (size_t i = count; i > 1; i--) {
        size_t other = (size_t)(test_random(seed) % i);
        struct story story = world->stories[source][i - 1];
        world->stories[source][i - 1] = world->stories[source][other];
        world->stories[source][other] = story;
    }
    world->batches[source] = (struct batch){.stories = world->stories[source], .story_count = count};
    world->words[source] = arena_printf(&world->arena, " %d ", test_random_between(seed, 0, STORIES));
    world->selections[source] = (struct selection){
        .exclude = {.words = &world->words[source], .word_count = 1},
        .max_age = one_in(seed, 2) ? test_random_between(seed, 60, 700) * MINUTE : 0,
        .most = (size_t)test_random_between(seed, 0, 6),
    };
    world->contributions[source] = (struct contribution){
        .batch = &world->batches[source],
        .source_name = arena_printf(&world->arena, "Source %d", source),
        .lists = lists,
        .list_count = (size_t)test_random_between(seed, 0, 2),
        .age.fetched = NOW - source, // answers do not come in the same millisecond
        .selection = one_in(seed, 2) ? &world->selections[source] : NULL,
    };
}

static void make_world(struct world *world, uint64_t *seed) {
    arena_init(&world->arena, 0);
    world->count = (size_t)test_random_between(seed, 1, SOURCES);
    for (size_t i = 0; i < world->count; i++) {
        fill_source(world, (int)i, seed);
    }
}

static void add_story(struct strbuf *out, const struct story *story) {
    strbuf_printf(out, "%s|%s|%s|%s|%zu|%s|%s|%lld|%lld|%d|%lld\n", story->id, story->url, story->headline,
        story->summary ? story->summary : "", story->paragraph_count, story->place, story->source_name,
        (long long)story->published.utc, (long long)story->updated.utc, story->urgency,
        (long long)story->age.fetched);
}

static void add_list(struct strbuf *out, const struct edition *edition, const char *name) {
    const struct list *list = edition_list(edition, name);
    strbuf_printf(out, "%s:", name);
    for (size_t i = 0; list && i < list->count; i++) {
        strbuf_printf(out, " %zu", (size_t)(list->stories[i] - edition->stories));
    }
    strbuf_add_text(out, "\n");
}

// Everything of an edition that a screen could show; `list_count` of the lists.
static char *dump_lists(
    const struct contribution *contributions, size_t count, millis now, size_t list_count) {
    struct strbuf out;
    strbuf_init(&out, 1 << 20);
    struct edition *edition = edition_assemble(contributions, count, NULL, now);
    for (size_t i = 0; i < edition->story_count; i++) {
        add_story(&out, &edition->stories[i]);
    }
    for (size_t i = 0; i < list_count; i++) {
        add_list(&out, edition, lists[i]);
    }
    edition_unref(edition);
    assert_false(out.full);
    return strbuf_take(&out);
}

static char *dump(const struct contribution *contributions, size_t count, millis now) {
    return dump_lists(contributions, count, now, sizeof lists / sizeof *lists);
}

static void same(const char *what, char *expected, char *got) {
    if (strcmp(expected, got) != 0) {
        fail_msg("%s:\n%s\nand:\n%s", what, expected, got);
    }
    free(got);
}

static void order_does_not_matter(struct world *world, uint64_t *seed) {
    char *expected = dump(world->contributions, world->count, NOW);
    struct contribution shuffled[SOURCES];
    memcpy(shuffled, world->contributions, sizeof shuffled);
    for (size_t i = world->count; i > 1; i--) {
        size_t other = (size_t)(test_random(seed) % i);
        struct contribution one = shuffled[i - 1];
        shuffled[i - 1] = shuffled[other];
        shuffled[other] = one;
    }
    same("sources in another order", expected, dump(shuffled, world->count, NOW));
    free(expected);
}

// Once more; and with every answer heard twice, but for the lists: of two answers the order is another
// matter than of one.
static void repeating_changes_nothing(struct world *world, uint64_t *seed) {
    (void)seed;
    char *expected = dump(world->contributions, world->count, NOW);
    same("assembled again", expected, dump(world->contributions, world->count, NOW));
    struct contribution twice[2 * SOURCES];
    memcpy(twice, world->contributions, world->count * sizeof *twice);
    memcpy(twice + world->count, world->contributions, world->count * sizeof *twice);
    free(expected);
    expected = dump_lists(world->contributions, world->count, NOW, 0);
    same("every source twice", expected, dump_lists(twice, 2 * world->count, NOW, 0));
    free(expected);
}

static void no_story_is_there_twice(struct world *world, uint64_t *seed) {
    (void)seed;
    struct edition *edition = edition_assemble(world->contributions, world->count, NULL, NOW);
    bool seen[STORIES] = {false};
    for (size_t i = 0; i < edition->story_count; i++) {
        int number = atoi(edition->stories[i].place);
        assert_false(seen[number]);
        seen[number] = true;
    }
    for (size_t i = 0; i < edition->list_count; i++) {
        bool listed[STORIES] = {false};
        for (size_t k = 0; k < edition->lists[i].count; k++) {
            int number = atoi(edition->lists[i].stories[k]->place);
            assert_false(listed[number]);
            listed[number] = true;
        }
    }
    edition_unref(edition);
}

static const struct story *story_of(const struct world *world, size_t source, int number) {
    for (size_t i = 0; i < world->batches[source].story_count; i++) {
        if (atoi(world->stories[source][i].place) == number) {
            return &world->stories[source][i];
        }
    }
    return NULL;
}

static bool may_be_public(const struct story *story) {
    bool waits = moment_is_known(story->embargo) && story->embargo.utc > NOW;
    return story->status == STORY_USABLE && !waits;
}

// Whatever is shown is somebody's public text, and nobody has cancelled it. Without a filter the opposite
// holds, too.
static void only_what_is_public_is_shown(struct world *world, uint64_t *seed) {
    (void)seed;
    struct edition *edition = edition_assemble(world->contributions, world->count, NULL, NOW);
    bool shown[STORIES] = {false};
    for (size_t i = 0; i < edition->story_count; i++) {
        shown[atoi(edition->stories[i].place)] = true;
    }
    for (int number = 0; number < STORIES; number++) {
        bool is_public = false, is_unfiltered = false, is_cancelled = false;
        for (size_t i = 0; i < world->count; i++) {
            const struct story *story = story_of(world, i, number);
            bool counts = story && may_be_public(story);
            is_public = is_public || counts;
            is_unfiltered = is_unfiltered || (counts && !world->contributions[i].selection);
            is_cancelled = is_cancelled || (story && story->status == STORY_CANCELLED);
        }
        assert_false(shown[number] && (is_cancelled || !is_public));
        assert_false(!shown[number] && !is_cancelled && is_unfiltered);
    }
    edition_unref(edition);
}

static void holds_until_it_says(struct world *world, uint64_t *seed) {
    struct edition *edition = edition_assemble(world->contributions, world->count, NULL, NOW);
    millis next = edition->next_change;
    edition_unref(edition);
    assert_true(next > NOW);
    char *expected = dump(world->contributions, world->count, NOW);
    millis span = (next == MILLIS_NEVER ? NOW + 30 * DAY : next) - NOW;
    millis later = NOW + (millis)(test_random(seed) % (uint64_t)span);
    same("a while later", expected, dump(world->contributions, world->count, later));
    same("just before it changes", expected, dump(world->contributions, world->count, NOW + span - 1));
    free(expected);
}

static int number_from(const char *name, int otherwise) {
    const char *text = getenv(name);
    return text ? atoi(text) : otherwise;
}

static void editions_keep_their_promises(void **state) {
    (void)state;
    static void (*const properties[])(struct world * world, uint64_t * seed) = {order_does_not_matter,
        repeating_changes_nothing, no_story_is_there_twice, only_what_is_public_is_shown,
        holds_until_it_says};
    uint64_t seed = (uint64_t)number_from("BROADSIDE_SEED", 20261124);
    int rounds = number_from("BROADSIDE_ROUNDS", ROUNDS);
    for (int round = 0; round < rounds; round++) {
        struct world world = {.count = 0};
        make_world(&world, &seed);
        for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
            properties[i](&world, &seed);
        }
        arena_finish(&world.arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(editions_keep_their_promises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
