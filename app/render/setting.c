#include "render/setting.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define MOST_KERNED 32u // bytes of a unit: a letter with all its accents

struct char_range {
    uint32_t first, last;
};

// Characters that change or join the one before them, and blanks: whatever face draws their neighbour draws
// them too (a shaper makes blanks of any width itself).
static const struct char_range extending[] = {
    {0x00A0, 0x00A0},
    {0x00AD, 0x00AD},
    {0x0300, 0x036F},
    {0x0483, 0x0489},
    {0x0591, 0x05BD},
    {0x0610, 0x061A},
    {0x064B, 0x065F},
    {0x0670, 0x0670},
    {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF},
    {0x2000, 0x200F},
    {0x2028, 0x202F},
    {0x205F, 0x206F},
    {0x20D0, 0x20FF},
    {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F},
    {0xFEFF, 0xFEFF},
    {0xE0100, 0xE01EF},
};

// Scripts whose letters may be spaced out (ISO 15924); 0: only common characters.
static const uint32_t spaced_scripts[] = {
    0, 0x4C61746E /* Latn */, 0x4379726C /* Cyrl */, 0x4772656B /* Grek */, 0x41726D6E /* Armn */};

static bool is_extending(uint32_t character) {
    for (size_t i = 0; i < sizeof extending / sizeof *extending; i++) {
        if (character >= extending[i].first && character <= extending[i].last) {
            return true;
        }
    }
    return false;
}

static bool is_blank(uint32_t character) {
    return character == 0xA0 || (character >= 0x2000 && character <= 0x200A) || character == 0x202F ||
           character == 0x205F;
}

static bool can_space_out(struct run run) {
    for (size_t i = 0; !run.rtl && i < sizeof spaced_scripts / sizeof *spaced_scripts; i++) {
        if (run.script == spaced_scripts[i]) {
            return true;
        }
    }
    return false;
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

// Bytes of one character and what extends it.
static size_t cluster_len(const char *text, size_t len) {
    size_t used, at;
    uint32_t character = utf8_next(text, len, &at);
    while (at < len && !is_blank(character)) {
        character = utf8_next(text + at, len - at, &used);
        if (!is_extending(character) || is_blank(character)) {
            break;
        }
        at += used;
    }
    return at;
}

static void add_span(struct setting *setting, struct span span) {
    if (setting->count == setting->capacity) {
        setting->capacity = setting->capacity ? setting->capacity * 2 : 64;
        setting->spans = realloc(setting->spans, setting->capacity * sizeof *setting->spans);
        if (!setting->spans) {
            abort();
        }
    }
    setting->spans[setting->count++] = span;
}

// How one run is being set.
struct setter {
    struct setting *setting;
    struct ruler *ruler;
    const struct type *type;
    const char *text;
    struct run run;
    bool is_lettered; // letter by letter where possible, not as a whole
    bool is_tracked, is_tabular;
};

static bool is_letter(uint32_t character) {
    bool is_ascii = (character | 0x20) >= 'a' && (character | 0x20) <= 'z';
    return is_ascii || (character >= 0xC0 && character < 0x2000 && character != 0xD7 && character != 0xF7);
}

// Bytes up to the end of a word; *is_plain if it has only letters and punctuation that looks the same
// everywhere. Fonts do have opinions on the rest: Inter raises a colon between figures and an arrow between
// capitals.
static size_t word_len(const char *text, size_t len, bool *is_plain) {
    size_t at = 0, used;
    *is_plain = true;
    while (at < len && text[at] != ' ') {
        uint32_t character = utf8_next(text + at, len - at, &used);
        bool is_quiet = character < 0x80
                            ? strchr(".,;!?'\"", (int)character) != NULL
                            : (character >= 0x2018 && character <= 0x201F) || character == 0x2026;
        *is_plain = *is_plain && (is_letter(character) || is_quiet || is_extending(character));
        at += used;
    }
    return at;
}

// Bytes from the beginning of a word that must be shaped together: words that are not plain, with their
// neighbours on both sides. 0 if the first word can be set letter by letter.
static size_t together_len(const char *text, size_t len) {
    bool is_plain, is_next_plain;
    size_t end = word_len(text, len, &is_plain);
    size_t together = is_plain ? 0 : end;
    while (end < len) {
        size_t next = end;
        while (next < len && text[next] == ' ') {
            next++;
        }
        next += word_len(text + next, len - next, &is_next_plain);
        if (is_plain && is_next_plain) {
            break;
        }
        together = end = next;
        is_plain = is_next_plain;
    }
    return together;
}

// A cluster, or several with f, which likes to make ligatures.
static size_t letter_len(const char *text, size_t len) {
    size_t at = cluster_len(text, len);
    while (at < len && text[at - 1] == 'f' && is_letter((unsigned char)text[at])) {
        at += cluster_len(text + at, len - at);
    }
    return at;
}

// Where the next figure is that has a cell, or else the end.
static size_t next_figure(const struct setter *setter, size_t at, size_t end) {
    if (!setter->is_tabular) {
        return end;
    }
    while (at < end && !is_digit(setter->text[at])) {
        at++;
    }
    return at;
}

// Bytes of the next piece that is drawn by itself, of `len` that have no figure with a cell but the first.
static size_t next_unit(const struct setter *setter, const char *text, size_t len, bool is_word_start) {
    if (setter->is_tabular && is_digit(*text)) {
        return 1;
    }
    if (setter->is_tracked) {
        return cluster_len(text, len);
    }
    if (!setter->is_lettered) {
        return len;
    }
    size_t together = is_word_start ? together_len(text, len) : 0;
    return together > 0 ? together : letter_len(text, len);
}

// Figures stand in the middle of cells of whole pixels, so that a number that changes does not tremble.
static void set_figure(struct setter *setter, struct shaping shaping, size_t start) {
    struct setting *setting = setter->setting;
    double size = setter->type->size, cell = round(ruler_digit(setter->ruler, shaping.face) * size);
    double advance = ruler_advance(setter->ruler, shaping, setter->text + start, 1) * size;
    add_span(
        setting, (struct span){start, 1, shaping.face, setting->advance + (cell - advance) / 2, advance});
    setting->advance += cell;
}

// The next unit of a stretch of one face. `before` is the length of the one before it, if both kern.
static void set_unit(struct setter *setter, struct shaping shaping, size_t start, size_t len, size_t before) {
    struct setting *setting = setter->setting;
    const char *text = setter->text + start;
    double size = setter->type->size, advance = ruler_advance(setter->ruler, shaping, text, len) * size;
    if (before > 0) {
        setting->advance += ruler_kerning(setter->ruler, shaping, text - before, before, before + len) * size;
    }
    add_span(setting, (struct span){start, len, shaping.face, setting->advance, advance});
    setting->advance += advance;
}

static void set_stretch(struct setter *setter, face_id face, size_t start, size_t end) {
    const struct shaping shaping = {face, setter->run.rtl, setter->run.script};
    size_t before = 0, figure = start;
    bool is_word_start = true;
    for (size_t at = start; at < end;) {
        const char *text = setter->text + at;
        figure = figure > at ? figure : next_figure(setter, at + 1, end);
        size_t unit = next_unit(setter, text, figure - at, is_word_start);
        if (setter->is_tabular && is_digit(*text)) {
            set_figure(setter, shaping, at);
            before = 0;
        } else {
            // Long units end and begin with blanks, which do not kern.
            before = unit <= MOST_KERNED ? before : 0;
            set_unit(setter, shaping, at, unit, before);
            before = setter->is_lettered && unit <= MOST_KERNED ? unit : 0;
        }
        setter->setting->advance += setter->is_tracked ? setter->type->tracking : 0;
        is_word_start = text[unit - 1] == ' ';
        at += unit;
    }
}

// Cuts the run into stretches of one face and sets them from the left.
static void set_run(struct setter *setter, struct fallback *fallback) {
    const size_t len = setter->run.len;
    enum face wanted = setter->type->face;
    face_id face = wanted;
    size_t start = 0, used;
    for (size_t at = 0; at < len; at += used) {
        const char *text = setter->text + at;
        uint32_t character = utf8_next(text, len - at, &used);
        used = cluster_len(text, len - at);
        // The theme's faces have ASCII; going back to the wanted one is for letters, not for blanks.
        bool is_blank_here = character <= ' ' || is_blank(character);
        if (is_blank_here || (used == 1 && face == wanted)) {
            continue;
        }
        face_id next =
            fallback_face(fallback, &(struct cluster){text, used, wanted, face, setter->run.script});
        if (next != face) {
            set_stretch(setter, face, start, at);
            start = at;
            face = next;
        }
    }
    set_stretch(setter, face, start, len);
}

void setting_make(struct setting *out, struct ruler *ruler, struct fallback *fallback,
    const struct type *type, const char *text, struct run run) {
    out->count = 0;
    out->advance = 0;
    bool is_lettered = can_space_out(run);
    struct setter setter = {
        .setting = out,
        .ruler = ruler,
        .type = type,
        .text = text + run.start,
        .run = run,
        .is_lettered = is_lettered,
        .is_tracked = is_lettered && type->tracking != 0,
        .is_tabular = is_lettered && type->tabular,
    };
    set_run(&setter, fallback);
    for (size_t i = 0; run.rtl && i < out->count; i++) { // set from the left so far
        out->spans[i].pen = out->advance - out->spans[i].pen - out->spans[i].advance;
    }
}

void setting_finish(struct setting *setting) {
    free(setting->spans);
    *setting = (struct setting){0};
}
