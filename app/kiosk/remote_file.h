#ifndef BROADSIDE_KIOSK_REMOTE_FILE_H
#define BROADSIDE_KIOSK_REMOTE_FILE_H

#include "kiosk/vault.h"

// A remote file, known by what is in it, with what it names by address. All owned; zeroed it is none.
struct remote_file {
    char *text; // NULL: none
    size_t len;
    char hash[CONTENT_HASH];
    struct enclosures enclosed; // of what it names, where `has_enclosed`
    bool has_enclosed;
};

// Leaves none.
void remote_file_drop(struct remote_file *file);
// What was in *to goes.
void remote_file_move(struct remote_file *to, struct remote_file *from);
// The file of this hash as the vault has it; none if it has not.
void remote_file_recall(struct remote_file *file, const struct vault *vault, const char *hash);

#endif
