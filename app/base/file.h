#ifndef BROADSIDE_BASE_FILE_H
#define BROADSIDE_BASE_FILE_H

#include <stddef.h>

#include "base/error.h"

// Reads a whole regular file of at most `most` bytes. On success the caller frees *out, which ends with an
// extra NUL.
enum error file_read(const char *path, size_t most, char **out, size_t *len, struct reason *reason);

// The same of a file that nobody else may read: ERROR_REFUSED if its mode gives its group or others anything,
// or if it belongs to anybody but us and root.
enum error file_read_private(const char *path, size_t most, char **out, size_t *len, struct reason *reason);

// Writes `path` so that a power cut leaves the old file or the new one: temporary file in the same folder,
// fsync, rename, fsync of the folder. A device or a pipe is written into; ERROR_IO if it does not take all at
// once.
enum error file_write(const char *path, const void *bytes, size_t len, struct reason *reason);

// The same without fsync, for files that need not outlive a power cut: whoever reads `path` finds the old
// file or the new one, whole.
enum error file_replace(const char *path, const void *bytes, size_t len, struct reason *reason);

// Makes a folder and its parents (mode 0755). Fine if it exists.
enum error file_make_folder(const char *path, struct reason *reason);

// "folder/name"; `name` alone if it is absolute or `folder` is empty. The caller frees it.
char *file_join(const char *folder, const char *name);
// The folder of a path, "." if it names none. The caller frees it.
char *file_folder(const char *path);

#endif
