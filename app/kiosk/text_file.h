#ifndef BROADSIDE_KIOSK_TEXT_FILE_H
#define BROADSIDE_KIOSK_TEXT_FILE_H

#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"

// A JSON file that always has something in it for its reader: of themes and words, where without a file the
// built-in ones stand in.
struct text_file {
    const char *name; // for messages; borrowed
    const char *text; // "{}" without a file
    size_t len;
    char *own; // what was read; NULL: nothing
};

// With `path` NULL there is no file, which is no error; one that cannot be read is a line in `faults`. Always
// fills *file, which the caller finishes.
enum error text_file_open(struct text_file *file, const char *path, struct strbuf *faults);
void text_file_finish(struct text_file *file);

#endif
