#ifndef BROADSIDE_TESTS_SUPPORT_PAPER_H
#define BROADSIDE_TESTS_SUPPORT_PAPER_H

#include "layout/sheet.h"
#include "support/page_desk.h"

// A sheet of 1920 by 1080 to draw on, for tests of what draws on one.
struct paper {
    struct page_desk desk;
    struct grid grid;
    struct arena arena;
    struct oplist ops;
    struct sheet sheet;
};

void paper_open(struct paper *paper);
void paper_close(struct paper *paper);

// The same as a fixture of cmocka's: *state is a paper.
int paper_set_up(void **state);
int paper_tear_down(void **state);

#endif
