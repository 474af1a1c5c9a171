#ifndef BROADSIDE_CONFIG_TRIAL_H
#define BROADSIDE_CONFIG_TRIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/time.h"
#include "config/signature.h"

// Which remote file a kiosk uses: the last good one, a new one on trial, or none. Pure: a state that is kept
// on disk, and what happens to it. Files are known by their hash, "" is none.
//
// Starts that end before the kiosk has settled are counted rather than timed: a machine without a clock of
// its own starts at the same moment every time. From the third in a row on the kiosk uses only what was good,
// from the fifth the device's own file alone, from the seventh the demo edition.

#define TRIAL_REFUSED 16 // files remembered as refused
#define TRIAL_SETTLED (5 * MINUTE)

struct trial {
    char good[CONTENT_HASH];
    char candidate[CONTENT_HASH]; // on trial
    int64_t good_serial, candidate_serial;
    int before;                                // sources that answered when the candidate came
    int attempts;                              // processes that had the candidate on trial
    int starts;                                // in a row that did not settle
    char refused[TRIAL_REFUSED][CONTENT_HASH]; // the newest first
    size_t refused_count;
};

enum trial_rung { RUNG_NORMAL, RUNG_GOOD, RUNG_DEVICE, RUNG_DEMO };

// A process starts: what it is to use. A candidate whose trial was broken off is tried once more (the power
// may have failed), then it counts as bad.
enum trial_rung trial_start(struct trial *trial);
// The file to use on a rung.
const char *trial_file(const struct trial *trial, enum trial_rung rung);
// The process has lived for TRIAL_SETTLED.
void trial_settle(struct trial *trial);
// The process ends because somebody wanted it to: neither it nor the candidate is to blame.
void trial_end(struct trial *trial);

enum trial_offer {
    OFFER_NEW,
    OFFER_SAME,    // it is what is in use
    OFFER_REFUSED, // it was refused before
    OFFER_OLD,     // its serial is not greater than the good one's
};

// A file has come. `counts_serial`: only one with a greater serial may follow the good one.
enum trial_offer trial_offer(const struct trial *trial, const char *hash, int64_t serial, bool counts_serial);
// It is put on trial, where so many sources have answered until now. One that was on trial before is
// forgotten, and what it was measured by counts on.
void trial_begin(struct trial *trial, const char *hash, int64_t serial, size_t answering);
// It is not to be used.
void trial_refuse(struct trial *trial, const char *hash);

struct trial_evidence {
    millis trial, elapsed; // how long it lasts, and has lasted
    uint64_t frames;       // presented in that time
    size_t sources;        // that the new file has
    size_t answering;      // of them, now
    size_t before;         // that answered under the file before
    bool is_offline;       // not even the server of the file answers
};

enum trial_verdict { VERDICT_NONE_YET, VERDICT_GOOD, VERDICT_BAD };
enum trial_verdict trial_judge(const struct trial_evidence *evidence);

void trial_pass(struct trial *trial);
// The candidate is bad; trial_file says what is used from now on.
void trial_fail(struct trial *trial);

#endif
