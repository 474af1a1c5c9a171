#ifndef BROADSIDE_MODEL_GALLERY_H
#define BROADSIDE_MODEL_GALLERY_H

#include "base/time.h"
#include "model/age.h"
#include "model/picture.h"

// Pictures under one title, shown one a page. In an edition only those with their bytes, and at least one.
struct gallery {
    const char *id;
    const char *title; // never NULL
    const char *section;
    const char *url;
    const struct picture *pictures;
    size_t picture_count;
    struct moment published;
    struct age age;
};

#endif
