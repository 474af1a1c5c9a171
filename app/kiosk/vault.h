#ifndef BROADSIDE_KIOSK_VAULT_H
#define BROADSIDE_KIOSK_VAULT_H

#include "config/enclosures.h"
#include "config/trial.h"

// What a kiosk must remember of remote files over a restart, in CACHE/remote: the files, each under the hash
// of what is in it, and the state that says which of them counts. A file is there before the state names it,
// and both are replaced whole, so whenever the power fails, what is found was whole.

struct vault {
    char *folder; // NULL: nothing is remembered
};

// `cache` is the configuration's; NULL: none. Makes the folder.
void vault_open(struct vault *vault, const char *cache);
void vault_close(struct vault *vault);

// An empty state if there is none, or none that can be read.
void vault_read_state(const struct vault *vault, struct trial *out);
// What cannot be written is logged: the kiosk goes on without.
void vault_write_state(const struct vault *vault, const struct trial *trial);

// The file of this hash; NULL if it is not there whole. The caller frees it.
char *vault_read_file(const struct vault *vault, const char *hash, size_t *len);
bool vault_write_file(const struct vault *vault, const char *hash, const char *bytes, size_t len);

// A file that a remote file names by its address, kept by what is in it: the same file has the same path,
// whichever remote file names it. Answers the path, in the arena; NULL if it cannot be kept.
const char *vault_write_enclosure(
    const struct vault *vault, const char *bytes, size_t len, bool is_picture, struct arena *arena);
// Which of them a remote file (by its hash) names. Written before the state names the remote file.
bool vault_write_enclosures(const struct vault *vault, const char *hash, const struct enclosures *enclosures);
// Always initialises *out, which the caller finishes (its arena); empty if nothing is known. One whose
// content is not what it was is left out, with a line in the log.
void vault_read_enclosures(const struct vault *vault, const char *hash, struct enclosures *out);

// Removes what the state does not name.
void vault_prune(const struct vault *vault, const struct trial *trial);

#endif
