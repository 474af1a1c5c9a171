#include "config/trial.h"

#include <string.h>

#define MOST_ATTEMPTS 2
#define MOST_STARTS 1000

// How many starts in a row it takes to get onto a rung.
static const int rung_starts[] = {[RUNG_NORMAL] = 0, [RUNG_GOOD] = 3, [RUNG_DEVICE] = 5, [RUNG_DEMO] = 7};

static void set_hash(char out[CONTENT_HASH], const char *hash) {
    size_t len = strnlen(hash, CONTENT_HASH - 1);
    memmove(out, hash, len);
    out[len] = '\0';
}

static void forget_candidate(struct trial *trial) {
    trial->candidate[0] = '\0';
    trial->candidate_serial = 0;
    trial->attempts = 0;
    trial->before = 0;
}

enum trial_rung trial_start(struct trial *trial) {
    trial->starts += trial->starts < MOST_STARTS;
    enum trial_rung rung = RUNG_DEMO;
    while (trial->starts < rung_starts[rung]) {
        rung--;
    }
    if (trial->candidate[0] && (rung > RUNG_NORMAL || ++trial->attempts > MOST_ATTEMPTS)) {
        trial_fail(trial);
    }
    return rung;
}

const char *trial_file(const struct trial *trial, enum trial_rung rung) {
    if (rung >= RUNG_DEVICE) {
        return "";
    }
    return trial->candidate[0] ? trial->candidate : trial->good;
}

void trial_settle(struct trial *trial) {
    trial->starts = 0;
}

void trial_end(struct trial *trial) {
    trial->starts = 0;
    trial->attempts = 0;
}

static bool was_refused(const struct trial *trial, const char *hash) {
    for (size_t i = 0; i < trial->refused_count; i++) {
        if (strcmp(trial->refused[i], hash) == 0) {
            return true;
        }
    }
    return false;
}

enum trial_offer trial_offer(
    const struct trial *trial, const char *hash, int64_t serial, bool counts_serial) {
    if (strcmp(hash, trial_file(trial, RUNG_NORMAL)) == 0) {
        return OFFER_SAME;
    }
    if (was_refused(trial, hash)) {
        return OFFER_REFUSED;
    }
    bool is_good = strcmp(hash, trial->good) == 0;
    if (counts_serial && !is_good && trial->good[0] && serial <= trial->good_serial) {
        return OFFER_OLD;
    }
    return OFFER_NEW;
}

void trial_begin(struct trial *trial, const char *hash, int64_t serial, size_t answering) {
    if (strcmp(hash, trial->good) == 0) { // back to what was good: nothing is to be found out
        forget_candidate(trial);
        return;
    }
    trial->before = trial->candidate[0] ? trial->before : (int)answering;
    set_hash(trial->candidate, hash);
    trial->candidate_serial = serial;
    trial->attempts = 1;
}

void trial_refuse(struct trial *trial, const char *hash) {
    if (was_refused(trial, hash)) {
        return;
    }
    size_t kept = trial->refused_count < TRIAL_REFUSED ? trial->refused_count : TRIAL_REFUSED - 1;
    memmove(trial->refused[1], trial->refused[0], kept * CONTENT_HASH);
    set_hash(trial->refused[0], hash);
    trial->refused_count = kept + 1;
}

enum trial_verdict trial_judge(const struct trial_evidence *evidence) {
    if (evidence->elapsed < evidence->trial) {
        return VERDICT_NONE_YET;
    }
    if (evidence->frames == 0) {
        return VERDICT_BAD;
    }
    // A file may well have fewer sources than the one before; then all of them are to answer.
    size_t wanted = evidence->before < evidence->sources ? evidence->before : evidence->sources;
    if (evidence->answering >= wanted) {
        return VERDICT_GOOD;
    }
    return evidence->is_offline ? VERDICT_NONE_YET : VERDICT_BAD;
}

void trial_pass(struct trial *trial) {
    set_hash(trial->good, trial->candidate);
    trial->good_serial = trial->candidate_serial;
    forget_candidate(trial);
}

void trial_fail(struct trial *trial) {
    char hash[CONTENT_HASH];
    set_hash(hash, trial->candidate);
    forget_candidate(trial);
    trial_refuse(trial, hash);
}
