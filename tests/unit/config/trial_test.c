#include "config/trial.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/test.h"

// A trial as a script of steps, one letter each:
//   A B C  this file is offered, and put on trial if it is new (its serial is its place in the alphabet)
//   p f    the trial passes, fails
//   s      a process starts     S  it settles     e  it ends because it was asked to
// and what is in use afterwards: the file, "-" none, and the rung.
static const struct {
    const char *steps;
    char file;
    enum trial_rung rung;
} rows[] = {
    {"s", '-', RUNG_NORMAL},
    {"sA", 'A', RUNG_NORMAL},
    {"sAp", 'A', RUNG_NORMAL},
    {"sAf", '-', RUNG_NORMAL},
    {"sAfA", '-', RUNG_NORMAL}, // refused before
    {"sApBf", 'A', RUNG_NORMAL},
    {"sApBfB", 'A', RUNG_NORMAL},
    {"sApBfC", 'C', RUNG_NORMAL},      // another one gets its chance
    {"sApBs", 'B', RUNG_NORMAL},       // the power may have failed
    {"sApSBsSs", 'A', RUNG_NORMAL},    // twice it did not
    {"sApSBesesSe", 'B', RUNG_NORMAL}, // whoever ends it is not the file's fault
    {"sApBA", 'A', RUNG_NORMAL},       // the good one again: no trial
    {"sBpA", 'B', RUNG_NORMAL},        // an old one
    {"sApss", 'A', RUNG_GOOD},
    {"sApSBsss", 'A', RUNG_GOOD},
    {"sApssss", '-', RUNG_DEVICE},
    {"sApssssss", '-', RUNG_DEMO},
    {"sApsssssssss", '-', RUNG_DEMO},
    {"sApssssssSs", 'A', RUNG_NORMAL},
};

static void hash_of(char letter, char out[CONTENT_HASH]) {
    memset(out, letter, CONTENT_HASH - 1);
    out[CONTENT_HASH - 1] = '\0';
}

static void step(struct trial *trial, char what, enum trial_rung *rung) {
    char hash[CONTENT_HASH];
    hash_of(what, hash);
    switch (what) {
    case 'p': trial_pass(trial); break;
    case 'f': trial_fail(trial); break;
    case 's': *rung = trial_start(trial); break;
    case 'S': trial_settle(trial); break;
    case 'e': trial_end(trial); break;
    default:
        if (trial_offer(trial, hash, what - 'A' + 1, true) == OFFER_NEW) {
            trial_begin(trial, hash, what - 'A' + 1, (size_t)what);
        }
    }
}

static void scripts_end_as_they_should(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct trial trial = {0};
        enum trial_rung rung = RUNG_NORMAL;
        for (const char *at = rows[i].steps; *at; at++) {
            step(&trial, *at, &rung);
        }
        const char *file = trial_file(&trial, rung);
        char letter = *file ? *file : '-';
        if (letter != rows[i].file || rung != rows[i].rung) {
            fail_msg("%s: %c on rung %d", rows[i].steps, letter, (int)rung);
        }
    }
}

// What a file is measured by is what was before the first of several on trial, also after a restart.
static void what_was_before_counts_on(void **state) {
    (void)state;
    struct trial trial = {0};
    char a[CONTENT_HASH], b[CONTENT_HASH];
    hash_of('A', a);
    hash_of('B', b);
    trial_begin(&trial, a, 1, 5);
    trial_begin(&trial, b, 2, 3);
    trial_start(&trial);
    assert_int_equal(trial.before, 5);
    trial_fail(&trial);
    trial_begin(&trial, a, 1, 4);
    assert_int_equal(trial.before, 4);
    trial_pass(&trial);
    assert_int_equal(trial.before, 0);
}

static void evidence_decides(void **state) {
    (void)state;
    static const struct {
        struct trial_evidence evidence; // trial, elapsed, frames, sources, answering, before, is_offline
        enum trial_verdict verdict;
    } cases[] = {
        {{100, 99, 0, 3, 0, 3, false}, VERDICT_NONE_YET},
        {{100, 100, 5, 3, 3, 3, false}, VERDICT_GOOD},
        {{100, 100, 0, 3, 3, 3, false}, VERDICT_BAD}, // nothing on screen
        {{100, 100, 5, 3, 2, 3, false}, VERDICT_BAD},
        {{100, 100, 5, 2, 2, 3, false}, VERDICT_GOOD}, // it has no more
        {{100, 100, 5, 9, 3, 3, false}, VERDICT_GOOD},
        {{100, 100, 5, 0, 0, 3, false}, VERDICT_GOOD},
        {{100, 100, 5, 3, 0, 3, true}, VERDICT_NONE_YET}, // the network, not the file
        {{100, 100, 5, 3, 0, 0, false}, VERDICT_GOOD},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(trial_judge(&cases[i].evidence), cases[i].verdict);
    }
}

static void the_oldest_refusal_is_forgotten_first(void **state) {
    (void)state;
    struct trial trial = {0};
    char hash[CONTENT_HASH];
    for (int i = 0; i <= TRIAL_REFUSED; i++) {
        hash_of((char)('a' + i), hash);
        trial_refuse(&trial, hash);
        trial_refuse(&trial, hash);
    }
    assert_int_equal(trial.refused_count, TRIAL_REFUSED);
    hash_of('a', hash);
    assert_int_equal(trial_offer(&trial, hash, 0, false), OFFER_NEW);
    hash_of('b', hash);
    assert_int_equal(trial_offer(&trial, hash, 0, false), OFFER_REFUSED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scripts_end_as_they_should),
        cmocka_unit_test(what_was_before_counts_on),
        cmocka_unit_test(evidence_decides),
        cmocka_unit_test(the_oldest_refusal_is_forgotten_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
