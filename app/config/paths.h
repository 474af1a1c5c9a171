#ifndef BROADSIDE_CONFIG_PATHS_H
#define BROADSIDE_CONFIG_PATHS_H

#include "base/arena.h"

// What a file names, seen from where the program runs. `folder` is that of the file. Results are in the arena
// or what was passed.

// A path; absolute ones stay.
const char *path_from(const char *folder, const char *path, struct arena *arena);
// A name stays; the path of a file is a path.
const char *path_or_name(const char *folder, const char *name, struct arena *arena);
// A file: address with an absolute path ("file:///…", RFC 8089), without "." and ".."; others stay.
const char *address_from(const char *folder, const char *address, struct arena *arena);

#endif
