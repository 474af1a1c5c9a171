#ifndef BROADSIDE_TESTS_SUPPORT_GOLDEN_H
#define BROADSIDE_TESTS_SUPPORT_GOLDEN_H

#include <stdbool.h>

#include "base/strbuf.h"

// Text that is as it was: a file of tests/golden, which a person has looked at. Tests never write there; what
// they have got goes to the folder "golden" of the build, and `tests/golden/update` copies it from there.

// "pages/feed-1.txt": false, having printed the lines that differ, if it is another text or there is none. A
// test goes on and fails at its end, so that all it has got is there. Frees `actual`.
bool golden_text(const char *name, struct strbuf *actual);

// Where the build's file of this name is or will be; its folder is made. The caller frees it.
char *golden_actual_path(const char *name);

#endif
