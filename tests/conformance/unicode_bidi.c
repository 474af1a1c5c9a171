#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/runs.h"

// Unicode's BidiTest.txt and BidiCharacterTest.txt (UAX #9) through text/runs: the order in which the
// characters stand. Levels are not compared; what is drawn depends on the order and on whether a run goes
// from right to left, and both follow from it. Debian: unicode-data.
#define FOLDER "/usr/share/unicode/"
#define MOST 512

struct sample {
    char text[4 * MOST];
    size_t len, count; // bytes, characters
    size_t start[MOST];
    bool dropped[MOST]; // by rule X9: formatting characters have no place
    int order[MOST];    // expected, from left to right
    size_t order_count;
};

static void sample_add(struct sample *sample, uint32_t character) {
    sample->start[sample->count++] = sample->len;
    sample->len += utf8_put(character, sample->text + sample->len);
}

static size_t index_of(const struct sample *sample, size_t byte) {
    size_t i = 0;
    while (sample->start[i] != byte) {
        i++;
    }
    return i;
}

static void take(const struct sample *sample, size_t character, int *got, size_t *count) {
    if (!sample->dropped[character]) {
        got[(*count)++] = (int)character;
    }
}

static bool stands_as(const struct sample *sample, enum direction direction) {
    struct run runs[MOST];
    int got[MOST];
    size_t got_count = 0, count = text_runs(sample->text, sample->len, direction, runs, MOST);
    for (size_t i = 0; i < count; i++) {
        size_t first = index_of(sample, runs[i].start), last = first;
        while (last < sample->count && sample->start[last] < runs[i].start + runs[i].len) {
            last++;
        }
        for (size_t k = first; k < last; k++) {
            take(sample, runs[i].rtl ? first + last - 1 - k : k, got, &got_count);
        }
    }
    return got_count == sample->order_count && memcmp(got, sample->order, got_count * sizeof *got) == 0;
}

static void read_order(char *text, struct sample *sample) {
    char *state = NULL;
    sample->order_count = 0;
    for (char *word = strtok_r(text, " \t\n", &state); word; word = strtok_r(NULL, " \t\n", &state)) {
        sample->order[sample->order_count++] = atoi(word);
    }
}

static void read_levels(char *text, struct sample *sample) {
    char *state = NULL;
    size_t i = 0;
    for (char *word = strtok_r(text, " \t\n", &state); word; word = strtok_r(NULL, " \t\n", &state)) {
        sample->dropped[i++] = *word == 'x';
    }
}

// One character of each class; digits and letters that no other rule knows.
static const struct {
    const char *name;
    uint32_t character;
} classes[] = {{"L", 'a'}, {"R", 0x5D0}, {"AL", 0x627}, {"EN", '1'}, {"ES", '-'}, {"ET", '#'}, {"AN", 0x661},
    {"CS", ','}, {"NSM", 0x300}, {"BN", 0xAD}, {"B", 0x2029}, {"S", '\t'}, {"WS", ' '}, {"ON", '!'},
    {"LRE", 0x202A}, {"LRO", 0x202D}, {"RLE", 0x202B}, {"RLO", 0x202E}, {"PDF", 0x202C}, {"LRI", 0x2066},
    {"RLI", 0x2067}, {"FSI", 0x2068}, {"PDI", 0x2069}};

static uint32_t of_class(const char *name) {
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (strcmp(classes[i].name, name) == 0) {
            return classes[i].character;
        }
    }
    fail_msg("no class \"%s\"", name);
    return 0;
}

// What ICU 72 does otherwise. Brackets pair, and isolates hang together, across the ends of explicit
// embeddings and overrides that touch them; those characters never come here from a source
// (decode/html_text.c takes them out). And an accent on a bracket does not follow the bracket's direction
// (N0, its last sentence); no language has such a thing.
static bool is_known_difference(const struct sample *sample) {
    size_t brackets = 0;
    for (size_t i = 0; i < sample->count; i++) {
        size_t used;
        uint32_t c = utf8_next(sample->text + sample->start[i], sample->len - sample->start[i], &used);
        brackets += c == '(';
        bool is_explicit = c >= 0x202A && c <= 0x202E;
        bool is_mark = (c >= 0x300 && c <= 0x36F) || (c >= 0x20D0 && c <= 0x20FF);
        if (is_explicit || is_mark) {
            return true;
        }
    }
    return brackets > 63;
}

struct tally {
    size_t samples, known, differences;
};

static void compare(
    const struct sample *sample, enum direction direction, const char *line, struct tally *tally) {
    tally->samples++;
    if (stands_as(sample, direction)) {
        return;
    }
    if (is_known_difference(sample)) {
        tally->known++;
    } else if (tally->differences++ < 20) {
        print_message("differs (direction %d): %s", (int)direction, line);
    }
}

// "L EN RLI; 7": classes, and for which paragraph levels: 1 auto, 2 left to right, 4 right to left.
static void class_line(char *line, struct sample *sample, struct tally *tally) {
    char shown[1024];
    snprintf(shown, sizeof shown, "%s", line);
    char *state = NULL, *bits = strchr(line, ';');
    *bits++ = '\0';
    sample->len = sample->count = 0;
    for (char *word = strtok_r(line, " \t", &state); word; word = strtok_r(NULL, " \t", &state)) {
        sample_add(sample, of_class(word));
    }
    long levels = strtol(bits, NULL, 16);
    for (int i = 0; i < 3; i++) {
        static const enum direction directions[] = {DIRECTION_AUTO, DIRECTION_LTR, DIRECTION_RTL};
        if (levels >> i & 1) {
            compare(sample, directions[i], shown, tally);
        }
    }
}

static FILE *open_file(const char *name) {
    FILE *file = fopen(name, "re");
    if (!file) {
        print_message("%s is not here: apt-get install unicode-data\n", name);
        skip();
    }
    return file;
}

static void classes_stand_where_unicode_says(void **state) {
    (void)state;
    FILE *file = open_file(FOLDER "BidiTest.txt");
    struct sample sample = {.len = 0};
    struct tally tally = {0, 0, 0};
    char line[1024];
    while (fgets(line, sizeof line, file)) {
        if (strncmp(line, "@Levels:", 8) == 0) {
            read_levels(line + 8, &sample);
        } else if (strncmp(line, "@Reorder:", 9) == 0) {
            read_order(line + 9, &sample);
        } else if (strchr(line, ';') && *line != '#') {
            class_line(line, &sample, &tally);
        }
    }
    fclose(file);
    print_message("%zu samples, %zu known differences\n", tally.samples, tally.known);
    assert_true(tally.samples > 700000);
    assert_int_equal(tally.known + tally.differences, 0);
}

// "0061 05D0;2;0;0 1;0 1": characters; direction (0 left to right, 1 right to left, 2 auto); the paragraph's
// level; levels; order.
static void character_line(char *line, struct tally *tally) {
    static const enum direction directions[] = {DIRECTION_LTR, DIRECTION_RTL, DIRECTION_AUTO};
    char shown[8192], *fields[5], *rest = line;
    snprintf(shown, sizeof shown, "%s", line);
    for (size_t i = 0; i < 5; i++) {
        fields[i] = strsep(&rest, ";");
        assert_non_null(fields[i]);
    }
    struct sample sample = {.len = 0};
    char *state = NULL;
    for (char *word = strtok_r(fields[0], " ", &state); word; word = strtok_r(NULL, " ", &state)) {
        sample_add(&sample, (uint32_t)strtoul(word, NULL, 16));
    }
    enum direction direction = directions[atoi(fields[1])];
    read_levels(fields[3], &sample);
    read_order(fields[4], &sample);
    compare(&sample, direction, shown, tally);
    // P2 and P3; text_is_rtl answers for the text as it is.
    if (direction == DIRECTION_AUTO) {
        tally->differences += text_is_rtl(sample.text, sample.len) != (atoi(fields[2]) == 1);
    }
}

static void characters_stand_where_unicode_says(void **state) {
    (void)state;
    FILE *file = open_file(FOLDER "BidiCharacterTest.txt");
    struct tally tally = {0, 0, 0};
    char line[8192];
    while (fgets(line, sizeof line, file)) {
        if (strchr(line, ';') && *line != '#') {
            character_line(line, &tally);
        }
    }
    fclose(file);
    print_message("%zu samples, %zu known differences\n", tally.samples, tally.known);
    assert_true(tally.samples > 90000);
    assert_int_equal(tally.differences, 0);
    assert_in_range(tally.known, 0, 30);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_stand_where_unicode_says),
        cmocka_unit_test(characters_stand_where_unicode_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
