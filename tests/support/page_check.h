#ifndef BROADSIDE_TESTS_SUPPORT_PAGE_CHECK_H
#define BROADSIDE_TESTS_SUPPORT_PAGE_CHECK_H

#include "layout/deck.h"

// Fails the test unless all text of a page stands on the screen and inside the margins, and no line stands on
// another or on a picture (but for one that fills the screen and has a scrim).
void page_check(const struct deck *deck, size_t page);

#endif
