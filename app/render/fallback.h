#ifndef BROADSIDE_RENDER_FALLBACK_H
#define BROADSIDE_RENDER_FALLBACK_H

#include "render/faces.h"

// Which face draws a character where another was asked for: the theme's faces first, then the machine's. What
// was decided is remembered.

struct fallback;

struct fallback *fallback_create(struct faces *faces); // borrowed, must outlive it
void fallback_destroy(struct fallback *fallback);      // accepts NULL

// A character with what extends it, and where it stands.
struct cluster {
    const char *text; // borrowed
    size_t len;       // > 0
    enum face wanted; // by the theme
    face_id before;   // what drew the one before
    uint32_t script;  // of the run, ISO 15924 as four bytes
};

// `wanted` itself if it has all of the cluster, or if no face has; else `before`, else the nearest in looks.
face_id fallback_face(struct fallback *fallback, const struct cluster *cluster);

// The machine's face for colour emoji that has the character; NO_FACE if there is none.
face_id fallback_emoji(struct fallback *fallback, uint32_t character);

// How many different characters no face had, at most 64; each was a line of the log.
size_t fallback_missing(const struct fallback *fallback);

#endif
