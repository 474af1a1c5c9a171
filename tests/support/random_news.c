#include "tests/support/random_news.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "tests/support/test.h"

static const struct {
    const char *language;
    uint32_t first, count; // code points
    bool has_capitals;     // as many code points before
    bool has_blanks;
} alphabets[] = {
    {"en", 'a', 26, true, true},
    {"ru", 0x430, 32, true, true},
    {"ar", 0x628, 19, false, true},
    {"he", 0x5D0, 27, false, true},
    {"zh", 0x4E00, 512, false, false},
    {"th", 0xE01, 46, false, false},
    {"hi", 0x915, 37, false, true},
    {"ka", 0x10D0, 33, false, true},
    {"en", 0x1F600, 64, false, true},
};

size_t random_alphabets(void) {
    return sizeof alphabets / sizeof *alphabets;
}

static const char *const sections[] = {
    "World", "Politics & Diplomacy", "Sport", "A section that nobody configured", NULL};

const char *random_words(struct random_news *news, uint64_t *seed, int most, size_t alphabet) {
    char text[RANDOM_WORDS * 14 * 4] = "";
    size_t used = 0;
    int words = test_random_between(seed, 1, most);
    uint32_t first = alphabets[alphabet].first, count = alphabets[alphabet].count;
    for (int i = 0; i < words; i++) {
        int len = test_random(seed) % 20 ? test_random_between(seed, 1, 9) : 13;
        if (i && alphabets[alphabet].has_blanks) {
            text[used++] = ' ';
        }
        for (int k = 0; k < len; k++) {
            uint32_t sign = first + (uint32_t)(test_random(seed) % count);
            sign -= k == 0 && i == 0 && alphabets[alphabet].has_capitals ? 32 : 0;
            used += utf8_put(sign, text + used);
        }
    }
    text[used] = '\0';
    return arena_text(&news->arena, text);
}

static const struct picture *some_picture(
    struct random_news *news, uint64_t *seed, size_t i, size_t alphabet) {
    struct picture *picture = arena_array(&news->arena, 1, sizeof *picture);
    picture->url = arena_printf(&news->arena, "https://news.example/%zu/%dx%d", i,
        test_random_between(seed, 1, 3000), test_random_between(seed, 1, 3000));
    picture->caption = test_random(seed) % 2 ? random_words(news, seed, 40, alphabet) : NULL;
    picture->credit = test_random(seed) % 2 ? "Somebody" : NULL;
    return picture;
}

static struct story some_story(struct random_news *news, uint64_t *seed, size_t i, size_t alphabet) {
    struct arena *arena = &news->arena;
    struct story story =
        FAKE_STORY(test_random_between(seed, 0, 4000), .id = arena_printf(arena, "urn:%zu", i));
    story.headline = arena_printf(arena, "%zu %s", i, random_words(news, seed, 24, alphabet));
    story.language = alphabets[alphabet].language;
    story.section = sections[test_random(seed) % 5];
    story.summary = test_random(seed) % 3 ? random_words(news, seed, RANDOM_WORDS, alphabet) : NULL;
    story.url = test_random(seed) % 3 ? arena_printf(arena, "https://news.example/%zu", i) : NULL;
    story.place = test_random(seed) % 2 ? "Geneva" : NULL;
    story.urgency = test_random_between(seed, 0, 9);
    story.paper = test_random(seed) % 2 ? "The Morning Paper of Somewhere" : NULL;
    story.byline = test_random(seed) % 2 ? "A. Writer" : NULL;
    story.dateline = test_random(seed) % 2 ? "GENEVA, November 24." : NULL;
    if (test_random(seed) % 4 == 0) {
        story.published = MOMENT_NONE;
    }
    if (test_random(seed) % 2) {
        story.pictures = some_picture(news, seed, i, alphabet);
        story.picture_count = 1;
    }
    story.paragraph_count = (size_t)test_random_between(seed, 0, 12);
    const char **paragraphs = arena_array(arena, story.paragraph_count + 1, sizeof *paragraphs);
    for (size_t k = 0; k < story.paragraph_count; k++) {
        paragraphs[k] = random_words(news, seed, RANDOM_WORDS, alphabet);
    }
    story.paragraphs = paragraphs;
    return story;
}

void random_news_make(struct random_news *news, uint64_t *seed, size_t count, size_t alphabet) {
    news->count = count;
    arena_init(&news->arena, 0);
    for (size_t i = 0; i < count; i++) {
        size_t of = alphabet == SIZE_MAX ? (size_t)(test_random(seed) % random_alphabets()) : alphabet;
        news->stories[i] = some_story(news, seed, i, of);
    }
}

struct edition *random_news_edition(struct random_news *news) {
    struct fake_edition plan = {.stories = news->stories, .story_count = news->count};
    plan.fixings = fake_fixings(&plan.fixing_count);
    return fake_edition_make(&plan);
}
