#ifndef BROADSIDE_TEXT_READING_H
#define BROADSIDE_TEXT_READING_H

#include <stddef.h>

#include "base/time.h"

// How long a text takes to read from three metres: by words where blanks part them, by characters where
// they do not (Chinese, Japanese, Thai and its neighbours).
millis reading_time(const char *text, size_t len);

#endif
