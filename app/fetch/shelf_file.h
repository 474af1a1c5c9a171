#ifndef BROADSIDE_FETCH_SHELF_FILE_H
#define BROADSIDE_FETCH_SHELF_FILE_H

#include "base/error.h"
#include "fetch/shelf.h"

// A file of the shelf as bytes. Private to the room. All numbers little-endian:
//    0  8  "BSHELF" and the version, '2', and a line feed
//    8  8  checksum of everything behind it (base/hash.h)
//   16  8  fetched
//   24  8  asked
//   32 24  lengths of name, url, etag, modified, content type, next, with their NULs; 0: there is none
//   56  4  length of the body
//   60     the texts, the body

#define SHELF_FILE_MOST ((size_t)16 << 20)

// The caller frees what is returned. NULL for what is larger than SHELF_FILE_MOST.
char *shelf_file_write(const char *name, const struct shelf_item *item, size_t *len);
// `item` points into `bytes`, which end with an extra NUL. `name` must be that of the file.
enum error shelf_file_read(
    const char *bytes, size_t len, const char *name, struct shelf_item *item, struct reason *reason);

// Equal for items that would show the same.
uint64_t shelf_content(const struct shelf_item *item);

#endif
