#ifndef BROADSIDE_TEXT_BREAKS_H
#define BROADSIDE_TEXT_BREAKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

// Where a line may end: UAX #14 by ICU, with its dictionaries for Thai and the like. And where text may be
// cut at all: between what a reader takes for characters, the grapheme clusters of UAX #29.

struct breaker;
struct hyphens;

// `language` is BCP 47; it decides details (CJK strictness, dictionaries). The caller owns *out. One thread
// only.
enum error breaker_create(const char *language, struct breaker **out, struct reason *reason);
void breaker_destroy(struct breaker *breaker); // accepts NULL

// Where words may be parted, for the same paragraphs; borrowed.
struct hyphens *breaker_hyphens(struct breaker *breaker);

struct text_break {
    size_t end;   // bytes: the line may end before this one; trailing blanks are included
    bool must;    // a line separator stands here
    bool avoid;   // the language wants none here (text/rules.h)
    bool in_word; // a word goes on after it (breaks_find_words)
};

// The opportunities of `text` in order; the last one is always its end. At most `capacity` (>= 1); of a
// longer text the rest is one unbroken piece. Returns how many; 0 for empty text.
size_t text_breaks(
    struct breaker *breaker, const char *text, size_t len, struct text_break *out, size_t capacity);

// Sets `in_word` of those of the breaks that stand inside a word: between two characters of a Chinese or
// Japanese word (ICU's dictionary knows them) and after the hyphen of "two-year". A headline ends its lines
// elsewhere if it can; in running text they are as good as any. `text` and `breaks` as text_breaks had and
// gave them.
void breaks_find_words(
    struct breaker *breaker, const char *text, size_t len, struct text_break *breaks, size_t count);

// The largest offset <= at, and the least > at (at < len), that part no cluster: a letter and its accents, a
// conjunct, a flag, a family. 0 and `len` are the outermost. `text` is valid UTF-8. Without a breaker (NULL)
// they part characters of Unicode.
size_t breaks_floor(struct breaker *breaker, const char *text, size_t len, size_t at);
size_t breaks_next(struct breaker *breaker, const char *text, size_t len, size_t at);

#endif
