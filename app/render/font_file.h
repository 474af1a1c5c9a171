#ifndef BROADSIDE_RENDER_FONT_FILE_H
#define BROADSIDE_RENDER_FONT_FILE_H

#include <SDL2/SDL_ttf.h>

#include "base/error.h"

// A font file, mapped: FreeType reads a font in twenty thousand small pieces, each of which would be two
// system calls, and of the 20 MB of a Han collection a page touches a few hundred kilobytes.
struct font_file {
    char *path;  // owned
    long index;  // of the face in a collection
    void *bytes; // NULL: not a font
    size_t len;
};

// Fills *out, whose `path` is set even if there is no such file; free it with font_file_finish.
enum error font_file_map(const char *path, long index, struct font_file *out, struct reason *reason);
void font_file_unmap(struct font_file *file);  // keeps the path
void font_file_finish(struct font_file *file); // all of it
// Lets go of what was read: what is wanted again comes back from the system's page cache.
void font_file_rest(const struct font_file *file);

// The font at a size; NULL if it is none. The file must outlive it. The caller closes it.
TTF_Font *font_file_open(const struct font_file *file, int size);

#endif
