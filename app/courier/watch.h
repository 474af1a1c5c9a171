#ifndef BROADSIDE_COURIER_WATCH_H
#define BROADSIDE_COURIER_WATCH_H

#include <stdbool.h>

// Notice of a change of one file, or of the file with its name and ".minisig". The folder is watched, not the
// file: whoever replaces a file whole, as everybody should, makes another one. Private to the room.

struct watch {
    int fd; // readable when something happened in the folder; -1: none
    const char *name;
};

// `path` is borrowed. Where the folder cannot be watched the file has to be looked at now and then.
void watch_open(struct watch *watch, const char *path);
void watch_close(struct watch *watch);

// Has it changed since the last time?
bool watch_has_changed(struct watch *watch);

#endif
