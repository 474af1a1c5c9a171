#include "kiosk/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/test.h"

enum { MOST = 16 };

struct values {
    bool flag;
    const char *text, *word;
    int number, rotation;
    millis seconds;
    struct option_size size;
    struct moment at;
    struct option_pairs pairs;
};

// Splits a line at its blanks and reads it; the first word is the command. Puts what is said on stderr into
// `said`.
static bool read_line(const char *line, struct values *values, int *operands, char said[2048]) {
    static const char *const words[] = {"desktop", "null", NULL}, *const rotations[] = {"0", "90", NULL};
    *values = (struct values){.at = MOMENT_NONE};
    const struct option table[] = {
        {"flag", OPTION_FLAG, &values->flag, NULL},
        {"text", OPTION_TEXT, &values->text, NULL},
        {"word", OPTION_WORD, &values->word, words},
        {"number", OPTION_INT, &values->number, NULL},
        {"rotation", OPTION_INT, &values->rotation, rotations},
        {"seconds", OPTION_SECONDS, &values->seconds, NULL},
        {"size", OPTION_SIZE, &values->size, NULL},
        {"at", OPTION_MOMENT, &values->at, NULL},
        {"pair", OPTION_PAIR, &values->pairs, NULL},
        {NULL, OPTION_FLAG, NULL, NULL},
    };
    static char copy[512];
    snprintf(copy, sizeof copy, "%s", line);
    char *argv[MOST + 1], *rest = NULL;
    int argc = 0;
    for (char *word = strtok_r(copy, " ", &rest); word && argc < MOST; word = strtok_r(NULL, " ", &rest)) {
        argv[argc++] = word;
    }
    FILE *file = tmpfile();
    int kept = dup(STDERR_FILENO);
    fflush(stderr);
    dup2(fileno(file), STDERR_FILENO);
    bool good = options_read(argc, argv, table, operands);
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    rewind(file);
    said[fread(said, 1, 2047, file)] = '\0';
    fclose(file);
    return good;
}

static void values_are_read(void **state) {
    (void)state;
    struct values values;
    int operands;
    char said[2048];
    assert_true(read_line(
        "run --flag --text=a=b --word null --number 12 --rotation=90 --seconds 1.5 --size 1920x1080 "
        "file",
        &values, &operands, said));
    assert_string_equal(said, "");
    assert_true(values.flag);
    assert_string_equal(values.text, "a=b");
    assert_string_equal(values.word, "null");
    assert_int_equal(values.number, 12);
    assert_int_equal(values.rotation, 90);
    assert_int_equal(values.seconds, 1500);
    assert_int_equal(values.size.width, 1920);
    assert_int_equal(values.size.height, 1080);
    assert_int_equal(operands, 12);
}

static void moments_and_pairs_are_read(void **state) {
    (void)state;
    struct values values;
    int operands;
    char said[2048];
    assert_true(read_line(
        "run --at 2026-11-24T14:05:00+03:00 --pair a=1 --pair b= --pair=c=x=y", &values, &operands, said));
    assert_int_equal(values.at.utc, INT64_C(1795518300) * SECOND);
    assert_int_equal(values.at.offset, 3 * 3600);
    assert_int_equal(values.pairs.count, 3);
    assert_string_equal(values.pairs.items[0].name, "a");
    assert_string_equal(values.pairs.items[1].value, "");
    assert_string_equal(values.pairs.items[2].value, "x=y");
    for (size_t i = 0; i < 3; i++) {
        free((void *)(uintptr_t)values.pairs.items[i].name);
    }
}

static void operands_come_after_the_options(void **state) {
    (void)state;
    static const struct {
        const char *line;
        int operands;
    } rows[] = {{"check", 1}, {"check a b", 1}, {"check --flag a --text b", 2}, {"check -- --flag", 2},
        {"check -", 1}, {"check -x", 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct values values;
        int operands;
        char said[2048];
        assert_true(read_line(rows[i].line, &values, &operands, said));
        assert_int_equal(operands, rows[i].operands);
    }
}

static const struct {
    const char *line, *said;
} bad[] = {
    {"run --flags", "broadside run: --flags is no option (did you mean --flag?)"},
    {"run --zzzzzzzz", "broadside run: --zzzzzzzz is no option\n"},
    {"run --flag=1", "broadside run: --flag takes no value"},
    {"run --text", "broadside run: --text needs a value"},
    {"run --word rpi", "broadside run: --word: \"rpi\" (allowed: desktop, null)"},
    {"run --number 0", "broadside run: --number: \"0\" (allowed: a whole number"},
    {"run --number 1x", "broadside run: --number: \"1x\""},
    {"run --number=", "broadside run: --number: \"\""},
    {"run --number 99999999999", "broadside run: --number: \"99999999999\""},
    {"run --rotation 45", "broadside run: --rotation: \"45\" (allowed: 0, 90)"},
    {"run --seconds 0", "broadside run: --seconds: \"0\" (allowed: seconds"},
    {"run --seconds -1", "broadside run: --seconds: \"-1\""},
    {"run --seconds nan", "broadside run: --seconds: \"nan\""},
    {"run --seconds 1e99", "broadside run: --seconds: \"1e99\""},
    {"run --size 1920", "broadside run: --size: \"1920\" (allowed: WIDTHxHEIGHT, 320x240 to 8192x8192)"},
    {"run --size 319x240", "broadside run: --size: \"319x240\""},
    {"run --size 99999x240", "broadside run: --size: \"99999x240\""},
    {"run --size 640x480x2", "broadside run: --size: \"640x480x2\""},
    {"run --size -640x480", "broadside run: --size: \"-640x480\""},
    {"run --at noon", "broadside run: --at: \"noon\" (allowed: RFC 3339"},
    {"run --pair x", "broadside run: --pair: \"x\" (allowed: NAME=VALUE"},
    {"run --pair =x", "broadside run: --pair: \"=x\""},
};

static void faults_say_what_is_allowed(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct values values;
        int operands;
        char said[2048];
        assert_false(read_line(bad[i].line, &values, &operands, said));
        if (strncmp(said, bad[i].said, strlen(bad[i].said)) != 0) {
            fail_msg("%s: %s", bad[i].line, said);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_read),
        cmocka_unit_test(moments_and_pairs_are_read),
        cmocka_unit_test(operands_come_after_the_options),
        cmocka_unit_test(faults_say_what_is_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
