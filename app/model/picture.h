#ifndef BROADSIDE_MODEL_PICTURE_H
#define BROADSIDE_MODEL_PICTURE_H

#include "base/blob.h"

// A picture as a source names it. In a batch `blob` is NULL; in an edition the pictures that were fetched and
// whose header could be read carry their bytes, and the others are left out.
struct picture {
    const char *url; // absolute
    const char *caption;
    const char *credit;
    struct blob *blob;       // the body as sent; the edition holds a reference
    bool has_focus;          // the source says what is to be seen of it when it is cropped
    double focus_x, focus_y; // as shares of width and height, 0 at the left and at the top
    int width, height;       // pixels, from the picture's own header; 0 in a batch
};

#endif
