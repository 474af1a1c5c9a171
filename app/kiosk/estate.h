#ifndef BROADSIDE_KIOSK_ESTATE_H
#define BROADSIDE_KIOSK_ESTATE_H

#include "config/layers.h"
#include "kiosk/remote_file.h"

// What a steward looks after: the device's own file, and what is remembered of remote files.

struct estate {
    char *path; // of the device's file; NULL: the demo edition
    char *text; // what is in it
    size_t len;
    struct config *device; // that alone
    struct vault vault;    // open if there is a remote file
    struct trial trial;
};

// Reads the device's file; one that cannot be read is as good as `{}`, with a line in the log. Its faults are
// said where a studio reads it. `path` may be NULL.
void estate_open(struct estate *estate, const char *path);
void estate_close(struct estate *estate);

// Whether there is a remote file at all, and whether it must be signed.
bool estate_has_remote(const struct estate *estate);
bool estate_wants_signature(const struct estate *estate);

// The layers with this remote file, which may be none, and these rules of `times`. All borrowed.
struct layers_wish estate_layers(const struct estate *estate, const struct remote_file *file, uint32_t rules);

// Writes the state of the trial down, and removes what it does not name any more.
void estate_remember(const struct estate *estate);

#endif
