#include "base/nearest.h"

#include <string.h>

#define LONGEST 64 // no key of ours is longer; a longer word is near nothing
#define FARTHEST 2

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

static char folded(char letter) {
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

// Three rows of the usual table: before the last, last, current.
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len) {
    size_t rows[3][LONGEST + 1];
    for (size_t j = 0; j <= b_len; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= a_len; i++) {
        size_t *now = rows[i % 3];
        const size_t *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            char x = folded(a[i - 1]), y = folded(b[j - 1]);
            now[j] = least(least(last[j] + 1, now[j - 1] + 1), last[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == folded(b[j - 2]) && y == folded(a[i - 2])) {
                now[j] = least(now[j], before[j - 2] + 1);
            }
        }
    }
    return rows[a_len % 3][b_len];
}

const char *nearest_word(const char *word, const char *const *words, size_t count) {
    size_t len = strlen(word);
    if (len < 2 || len > LONGEST) {
        return NULL;
    }
    size_t allowed = len / 3 < 1 ? 1 : least(len / 3, FARTHEST);
    size_t best = allowed + 1;
    const char *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t other = strlen(words[i]);
        size_t gap = other > len ? other - len : len - other;
        if (other > LONGEST || gap > allowed) {
            continue;
        }
        size_t far = distance(word, len, words[i], other);
        if (far < best) {
            best = far;
            nearest = words[i];
        }
    }
    return nearest;
}
