#ifndef BROADSIDE_MODEL_PICTURE_H
#define BROADSIDE_MODEL_PICTURE_H

#include "base/blob.h"

// A picture as a source names it. In a batch `blob` is NULL; in an edition the pictures that were fetched and
// whose header could be read carry their bytes, and the others are left out.
struct picture {
    const char *url; // absolute
    const char *caption;
    const char *credit;
    struct blob *blob; // the body as sent; the edition holds a reference
    int width, height; // pixels, from the picture's own header; 0 in a batch
};

#endif
