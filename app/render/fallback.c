#include "render/fallback.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/utf8.h"
#include "render/installed.h"
#include "render/keys.h"
#include "text/runs.h"

#define KNOWN 4096 // decisions remembered, 16 bytes each
#define MOST_CHOICES 128
#define MOST_MISSING 64
#define MOST_MARKS 3 // of a cluster, for which a face is looked for

struct known {
    uint64_t key; // 0: empty
    face_id face;
};

// An installed face that was chosen before: a page of Chinese asks for hundreds of characters of one font.
struct choice {
    enum face wanted;
    uint32_t script;
    face_id face;
};

struct fallback {
    struct faces *faces;
    struct installed *installed;
    struct known known[KNOWN];
    struct choice choices[MOST_CHOICES];
    size_t choice_count;
    uint32_t missing[MOST_MISSING];
    size_t missing_count;
};

static const struct {
    bool serif;
    int weight;
} looks[FACE_COUNT] = {
    [FACE_SERIF_BOLD] = {true, 700},
    [FACE_SERIF_REGULAR] = {true, 400},
    [FACE_SANS_REGULAR] = {false, 400},
    [FACE_SANS_MEDIUM] = {false, 500},
    [FACE_SANS_SEMIBOLD] = {false, 600},
    [FACE_SANS_BOLD] = {false, 700},
};

struct fallback *fallback_create(struct faces *faces) {
    struct fallback *fallback = calloc(1, sizeof *fallback);
    if (!fallback) {
        abort();
    }
    fallback->faces = faces;
    fallback->installed = installed_create();
    return fallback;
}

void fallback_destroy(struct fallback *fallback) {
    if (fallback) {
        installed_destroy(fallback->installed);
        free(fallback);
    }
}

// Characters that leave no ink and that a shaper treats by itself (UAX #44, Default_Ignorable_Code_Point, and
// blanks): no face needs to have them.
static bool is_invisible(uint32_t c) {
    return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x34F || c == 0x61C ||
           (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) ||
           c == 0x3000 || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF);
}

static bool has_all(const struct fallback *fallback, face_id face, const struct cluster *cluster) {
    for (size_t at = 0, used; at < cluster->len; at += used) {
        uint32_t character = utf8_next(cluster->text + at, cluster->len - at, &used);
        if (!is_invisible(character) && !faces_has(fallback->faces, face, character)) {
            return false;
        }
    }
    return true;
}

static face_id find_installed(struct fallback *fallback, const struct cluster *cluster, uint32_t character) {
    struct installed_wish wish = {.character = character,
        .script = cluster->script,
        .serif = looks[cluster->wanted].serif,
        .weight = looks[cluster->wanted].weight};
    struct installed_font font;
    if (!installed_find(fallback->installed, &wish, &font)) {
        return NO_FACE;
    }
    return faces_add(fallback->faces, font.path, font.index);
}

static void remember_choice(struct fallback *fallback, const struct cluster *cluster, face_id face) {
    if (fallback->choice_count < MOST_CHOICES) {
        fallback->choices[fallback->choice_count++] = (struct choice){cluster->wanted, cluster->script, face};
    }
}

// An installed face with all of the cluster, looked for by each of its characters; without one, a face that
// has at least the first.
static face_id choose_installed(struct fallback *fallback, const struct cluster *cluster) {
    for (size_t i = 0; i < fallback->choice_count; i++) {
        const struct choice *choice = &fallback->choices[i];
        if (choice->wanted == cluster->wanted && choice->script == cluster->script &&
            has_all(fallback, choice->face, cluster)) {
            return choice->face;
        }
    }
    face_id partial = NO_FACE;
    size_t at = 0, used;
    for (int i = 0; i <= MOST_MARKS && at < cluster->len; i++, at += used) {
        uint32_t character = utf8_next(cluster->text + at, cluster->len - at, &used);
        face_id face = is_invisible(character) ? NO_FACE : find_installed(fallback, cluster, character);
        if (face != NO_FACE && has_all(fallback, face, cluster)) {
            remember_choice(fallback, cluster, face);
            return face;
        }
        partial = i == 0 ? face : partial;
    }
    return partial;
}

static void note_missing(struct fallback *fallback, const struct cluster *cluster) {
    size_t used;
    uint32_t character = utf8_next(cluster->text, cluster->len, &used);
    for (size_t i = 0; i < fallback->missing_count; i++) {
        if (fallback->missing[i] == character) {
            return;
        }
    }
    if (fallback->missing_count < MOST_MISSING) {
        fallback->missing[fallback->missing_count++] = character;
        log_warning("no font here has U+%04X \"%.*s\" (docs/typography.md says which package would)",
            (unsigned)character, (int)cluster->len, cluster->text);
    }
}

// In Chinese, Japanese and Korean, dashes, dots and quotation marks have the width of a character: they
// belong to the script's own face although every face has them.
static bool is_wide_punctuation(const struct cluster *cluster) {
    static const uint32_t scripts[] = {
        0x48616E69 /* Hani */, 0x48616E73 /* Hans */, 0x48616E74 /* Hant */, 0x4A70616E /* Jpan */};
    size_t used;
    uint32_t character = utf8_next(cluster->text, cluster->len, &used);
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        if (cluster->script == scripts[i]) {
            return (character >= 0x2014 && character <= 0x2027) || character == 0xB7;
        }
    }
    return false;
}

static face_id decide(struct fallback *fallback, const struct cluster *cluster) {
    for (size_t i = 0; i < FACE_COUNT - 1; i++) {
        enum face other = faces_stand_in(cluster->wanted, i);
        if (has_all(fallback, other, cluster)) {
            return other;
        }
    }
    face_id face = choose_installed(fallback, cluster);
    if (face == NO_FACE) {
        size_t used;
        struct cluster first = *cluster; // a letter without its accent says more than an empty box
        utf8_next(cluster->text, cluster->len, &used);
        first.len = used;
        face = has_all(fallback, cluster->wanted, &first) ? cluster->wanted : NO_FACE;
        note_missing(fallback, cluster);
    }
    return face == NO_FACE ? cluster->wanted : face;
}

static face_id remembered(struct fallback *fallback, const struct cluster *cluster, uint64_t salt,
    face_id (*find)(struct fallback *fallback, const struct cluster *cluster)) {
    uint64_t key = hash_bytes(HASH_START, cluster->text, cluster->len);
    key = hash_u64(hash_pair(key, (int)cluster->wanted, (int)cluster->script), salt) | 1; // never 0
    struct known *known = &fallback->known[(key >> 16 ^ key >> 40) & (KNOWN - 1)];
    if (known->key != key) {
        known->face = find(fallback, cluster);
        known->key = key;
    }
    return known->face;
}

face_id fallback_face(struct fallback *fallback, const struct cluster *cluster) {
    if (is_wide_punctuation(cluster)) {
        face_id face = remembered(fallback, cluster, 1, choose_installed);
        if (face != NO_FACE) {
            return face;
        }
    }
    if (has_all(fallback, cluster->wanted, cluster)) {
        return cluster->wanted;
    }
    if (has_all(fallback, cluster->before, cluster)) {
        return cluster->before;
    }
    return remembered(fallback, cluster, 0, decide);
}

static face_id choose_emoji(struct fallback *fallback, const struct cluster *cluster) {
    size_t used;
    struct installed_wish wish = {
        .character = utf8_next(cluster->text, cluster->len, &used), .color = true, .weight = 400};
    struct installed_font font;
    return installed_find(fallback->installed, &wish, &font)
               ? faces_add(fallback->faces, font.path, font.index)
               : NO_FACE;
}

face_id fallback_emoji(struct fallback *fallback, uint32_t character) {
    char text[4];
    struct cluster cluster = {.text = text, .len = utf8_put(character, text)};
    return remembered(fallback, &cluster, 2, choose_emoji);
}

size_t fallback_missing(const struct fallback *fallback) {
    return fallback->missing_count;
}
