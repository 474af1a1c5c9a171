#ifndef BROADSIDE_FETCH_SHELF_H
#define BROADSIDE_FETCH_SHELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/time.h"

// The last good answers and the pictures in use, in a folder, for the start without a network. One file an
// answer; a power cut leaves the old one or the new one (base/file.h), and a checksum tells the half ones of
// disks that lie. Whatever the disk does, it is survived: nothing here fails, and a disk that cannot be
// written is one line in the log. Not for two threads at a time.

struct shelf;

enum shelf_kind { SHELF_SOURCE, SHELF_PICTURE };

// An answer as it was sent. Texts may be NULL.
struct shelf_item {
    const char *body; // on the way out it ends with an extra NUL
    size_t len;
    const char *url; // where the body came from
    const char *etag, *modified, *content_type;
    const char *next; // where the next page is, if a header said so
    uint64_t asked;   // of what was asked: the validators are good for nothing else; 0: for its name
    millis fetched;   // Unix time; MILLIS_NONE: by a clock that nobody trusted
};

// `folder` is made if need be; `most` bytes stay in it, what was not used longest goes first. The caller owns
// the shelf.
struct shelf *shelf_create(const char *folder, size_t most);
// Writes what is still owed, and frees. Accepts NULL.
void shelf_destroy(struct shelf *shelf);

// True: *item is filled, and its memory is *memory, which the caller frees. A damaged file is a message, and
// is as if it had not been there.
bool shelf_take(
    struct shelf *shelf, enum shelf_kind kind, const char *name, struct shelf_item *item, char **memory);
// Keeps a copy. Nothing is written if the same body is there already. An entry that changes all the time is
// written about as often as SHELF_DAILY bytes a day allow; in between the newest is held in memory.
void shelf_put(
    struct shelf *shelf, enum shelf_kind kind, const char *name, const struct shelf_item *item, millis now);
// It is of no use.
void shelf_drop(struct shelf *shelf, enum shelf_kind kind, const char *name);
// It is in use: the others go before it.
void shelf_use(struct shelf *shelf, enum shelf_kind kind, const char *name);

// Writes what is due (steady) and answers when the next is.
millis shelf_turn(struct shelf *shelf, millis now);

#define SHELF_DAILY ((size_t)768 << 10) // bytes of one entry a day: cards die of writes

struct shelf_figures {
    uint64_t written; // bytes since the start
    uint64_t writes;
    uint64_t today; // bytes in the current day of running, and in the one before
    uint64_t yesterday;
    size_t held;  // bytes in the folder
    size_t files; // likewise
    size_t damaged;
};

struct shelf_figures shelf_figures(const struct shelf *shelf);

#endif
