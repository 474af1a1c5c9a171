#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/breaks.h"

// Unicode's LineBreakTest.txt (UAX #14) through text/breaks. Debian: unicode-data.
#define FILE_NAME "/usr/share/unicode/auxiliary/LineBreakTest.txt"
#define MOST 64

struct sample {
    char text[4 * MOST];
    size_t len;
    size_t ends[MOST], end_count; // bytes after which the file allows a line to end
};

// "× 0023 ÷ 0023 ÷": between two characters, ÷ is an opportunity and × is none.
static bool read_sample(char *line, struct sample *sample) {
    *sample = (struct sample){.len = 0};
    line[strcspn(line, "#\n")] = '\0';
    char *state = NULL;
    for (char *word = strtok_r(line, " \t", &state); word; word = strtok_r(NULL, " \t", &state)) {
        if (strcmp(word, "÷") == 0) {
            sample->ends[sample->end_count++] = sample->len;
        } else if (strcmp(word, "×") != 0) {
            sample->len += utf8_put((uint32_t)strtoul(word, NULL, 16), sample->text + sample->len);
        }
    }
    return sample->len > 0;
}

// What ICU does otherwise, and what we like: it does not break after a hyphen before which no word stands
// ("-x": LB20a of later Unicode versions), nor between a full stop or comma and a digit (".35": LB15c,
// LB15d). Both times it has no opportunity where the file has one.
static bool is_known_difference(const struct sample *sample, size_t at) {
    size_t before = at;
    do { // over combining marks
        before = utf8_floor(sample->text, sample->len, before - 1);
    } while (before > 0 && (unsigned char)sample->text[before] >= 0x80);
    char sign = sample->text[before], after = sample->text[at];
    return (sign == '-' && before == 0) || ((sign == '.' || sign == ',') && after >= '0' && after <= '9');
}

static bool is_in(const size_t *ends, size_t count, size_t end) {
    for (size_t i = 0; i < count; i++) {
        if (ends[i] == end) {
            return true;
        }
    }
    return false;
}

struct tally {
    size_t samples, known, unknown;
};

static void compare(
    struct breaker *breaker, const struct sample *sample, const char *shown, struct tally *tally) {
    struct text_break breaks[MOST];
    size_t ends[MOST], count = text_breaks(breaker, sample->text, sample->len, breaks, MOST);
    bool known = false, unknown = false;
    for (size_t i = 0; i < count; i++) {
        ends[i] = breaks[i].end;
        bool is_moved = ends[i] < sample->len && sample->text[ends[i]] == '.'; // " .35": before the stop
        unknown |= !is_moved && !is_in(sample->ends, sample->end_count, ends[i]);
    }
    for (size_t i = 0; i < sample->end_count; i++) {
        bool missing = !is_in(ends, count, sample->ends[i]);
        known |= missing;
        unknown |= missing && !is_known_difference(sample, sample->ends[i]);
    }
    tally->samples++;
    tally->known += known && !unknown;
    if (unknown && tally->unknown++ < 20) {
        print_message("differs: %s", shown);
    }
}

static void lines_break_where_unicode_says(void **state) {
    (void)state;
    FILE *file = fopen(FILE_NAME, "re");
    if (!file) {
        print_message("%s is not here: apt-get install unicode-data\n", FILE_NAME);
        skip();
        return;
    }
    struct breaker *breaker;
    struct reason reason;
    assert_int_equal(breaker_create("en", &breaker, &reason), ERROR_NONE);
    struct tally tally = {0, 0, 0};
    char line[4096], shown[4096];
    while (fgets(line, sizeof line, file)) {
        struct sample sample;
        snprintf(shown, sizeof shown, "%s", line);
        if (read_sample(line, &sample)) {
            compare(breaker, &sample, shown, &tally);
        }
    }
    fclose(file);
    breaker_destroy(breaker);
    print_message("%zu samples, %zu known differences\n", tally.samples, tally.known);
    assert_true(tally.samples > 7000);
    assert_int_equal(tally.unknown, 0);
    assert_in_range(tally.known, 0, 22);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(lines_break_where_unicode_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
