#ifndef BROADSIDE_KIOSK_STEWARD_H
#define BROADSIDE_KIOSK_STEWARD_H

#include "config/trial.h"
#include "kiosk/kiosk.h"

// Which configuration the kiosk uses: the device's own file, the remote file over it, the rules of the hour
// over both, and what to do when the newest of them is no good. What is decided is in config/trial.h, what is
// remembered over a restart in kiosk/vault.h; this is the hand that does it.
//
//   a remote file comes ─► signed? new? without a fault? ─► remembered ─► on screen, on trial ─► good
//                               └─► refused: said, and not looked at again                └─► the one before
//
// With a remote file, starts that end in a crash are counted: the third in a row uses the last good file, the
// fifth the device's own alone, the seventh the demo edition (config/trial.h). A process that is asked to end
// counts for nothing. Without a remote file nothing is counted: there would be nothing to go back to.

struct steward;

struct steward_wish {
    const char *config; // of the device; NULL: the demo edition
    int width, height;  // of the page, pixels
    struct moment at;   // where the wall clock starts; MOMENT_NONE: as `kiosk.at` says, else now
};

// Reads the device's file and what was remembered, and makes the first studio. Faults are logged and what is
// good is used; fails only as studio_create does. The caller owns *out.
enum error steward_create(
    const struct steward_wish *wish, struct instant now, struct steward **out, struct reason *reason);
// Only after the kiosk's end: its first studio goes, too. Accepts NULL.
void steward_destroy(struct steward *steward);

// What the kiosk starts with. Borrowed.
struct studio *steward_studio(const struct steward *steward);
// Where the kiosk's wall clock starts; MOMENT_NONE: at the machine's.
struct moment steward_at(const struct steward *steward);
// The device's own file alone: where the cache, the remote file and the status file are.
const struct config *steward_device(const struct steward *steward);

// Takes a remote file if one came, judges the one on trial, follows the rules of the hour. Answers when it is
// due next (steady).
millis steward_turn(struct steward *steward, struct kiosk *kiosk, struct instant now);
// The process ends because somebody wanted it to.
void steward_retire(struct steward *steward);

// For people and the status file.
struct steward_report {
    enum trial_rung rung;
    int starts;       // in a row that did not settle, with this one
    const char *hash; // of the remote file in use, "" for none. Borrowed until the next turn, as all here
    int64_t serial;   // its own
    bool is_on_trial;
    const char *refused;     // the hash of the file refused last, "" for none
    const char *refused_why; // the first of its faults
    uint32_t rules;          // of `times` that are on, as bits
};
struct steward_report steward_report(const struct steward *steward);

#endif
