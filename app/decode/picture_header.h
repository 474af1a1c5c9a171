#ifndef BROADSIDE_DECODE_PICTURE_HEADER_H
#define BROADSIDE_DECODE_PICTURE_HEADER_H

#include <stddef.h>

#include "base/error.h"

// What a picture says of itself before any decoder runs: its format and size, read from the first bytes of
// PNG, JPEG, GIF and WebP. The file's name and content type are not believed.

struct picture_header {
    const char *format; // "png", "jpeg", "gif", "webp"; static
    int width, height;  // pixels, the way up that it is to be shown (base/orientation.h)
};

// ERROR_INPUT for anything else (the reason says what it looks like: SVG, HTML, text), for a truncated header
// and for a size of nothing; ERROR_LIMIT for more than LIMIT_PICTURE_SIDE or LIMIT_PICTURE_PIXELS.
enum error picture_header_read(
    const void *bytes, size_t len, struct picture_header *out, struct reason *reason);

#endif
