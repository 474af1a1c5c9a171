#ifndef BROADSIDE_KIOSK_STATUS_FILE_H
#define BROADSIDE_KIOSK_STATUS_FILE_H

#include "kiosk/kiosk.h"
#include "kiosk/steward.h"

// Writes the status of a running kiosk (status.h) to a file, again and again. A file that cannot be written
// is said once; the kiosk does not care.
struct status_file {
    const char *path; // borrowed; NULL: none
    millis started;   // steady
    millis due;       // steady
    bool has_failed;
};

void status_file_init(struct status_file *file, const char *path, millis now);
// Writes if it is due. Answers when it is due next (steady).
millis status_file_turn(
    struct status_file *file, const struct kiosk *kiosk, const struct steward *steward, struct instant now);

#endif
