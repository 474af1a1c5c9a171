#ifndef BROADSIDE_TESTS_SUPPORT_PNG_COMPARE_H
#define BROADSIDE_TESTS_SUPPORT_PNG_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

// Two pictures, pixel by pixel. Needs SDL_image: for tests that are linked with render.
struct png_difference {
    int width, height;
    size_t pixels; // that differ in any channel by more than the tolerance
    int greatest;  // difference of a channel, 0 to 255
};

// Fails if one cannot be read or their sizes differ. `picture` gets the wanted one, darkened, with what
// differs in red.
enum error png_compare(const char *wanted, const char *got, int tolerance, const char *picture,
    struct png_difference *out, struct reason *reason);

// Whether `got` is what the file of the tree holds, to PNG_CLOSE of a channel in every pixel: SDL blends with
// other instructions on other processors. Says how near it came, and what to look at if it did not
// (GOT.difference.png).
#define PNG_CLOSE 2
bool png_is_as_wanted(const char *wanted, const char *got);

#endif
