#ifndef BROADSIDE_TESTS_SUPPORT_RANDOM_NEWS_H
#define BROADSIDE_TESTS_SUPPORT_RANDOM_NEWS_H

#include "base/arena.h"
#include "tests/support/fake_edition.h"

// Random stories in random alphabets, with whatever stories may have or lack. The number of a story is the
// first word of its headline, so that a test can find it again.

enum { RANDOM_STORIES = 500, RANDOM_WORDS = 60 };

struct random_news {
    struct arena arena; // texts and pictures
    struct story stories[RANDOM_STORIES];
    size_t count;
};

// Words from one alphabet, in the arena.
const char *random_words(struct random_news *news, uint64_t *seed, int most, size_t alphabet);
size_t random_alphabets(void);

// `alphabet` of all stories, or SIZE_MAX: each has its own. The caller finishes the arena.
void random_news_make(struct random_news *news, uint64_t *seed, size_t count, size_t alphabet);
// With rates. The caller owns the reference.
struct edition *random_news_edition(struct random_news *news);

#endif
