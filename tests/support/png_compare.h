#ifndef BROADSIDE_TESTS_SUPPORT_PNG_COMPARE_H
#define BROADSIDE_TESTS_SUPPORT_PNG_COMPARE_H

#include <stdbool.h>

// Golden pictures: compares a picture that was just made with the one that people have looked at. Goldens are
// never made here; a person who wants them runs tests/golden/update.

struct png_tolerance {
    int channel;  // difference of a colour channel that is not counted; fonts and processors differ by 2
    double share; // of the pixels may differ by more
};

// True if they agree. If not, says on stderr by how much, and writes next to the new picture, as
// NAME-difference.png, a grey copy of it with the differing pixels in red. A missing or unreadable golden and
// another size are differences as well.
bool png_is_like(const char *made, const char *golden, struct png_tolerance tolerance);

#endif
