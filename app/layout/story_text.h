#ifndef BROADSIDE_LAYOUT_STORY_TEXT_H
#define BROADSIDE_LAYOUT_STORY_TEXT_H

#include "layout/page.h"
#include "layout/paginate.h"
#include "model/story.h"

// The paragraphs of a story in the columns of its pages: one on the first, beside its picture; one or two of
// another width on the others. A paragraph that goes on in a column of another width is set anew from there.

#define MOST_STORY_PAGES 8
#define STORY_COLUMNS 2 // of a page at most

struct story_form {
    struct rect first;               // the column of the first page
    struct rect rest[STORY_COLUMNS]; // of each other page, in the order of reading; all of one size
    size_t rest_count;
};

// Paragraphs of one width, and before which of their lines each column ends.
struct story_flow {
    struct paragraph *paragraphs;
    size_t *lines; // of each paragraph
    size_t count;
    size_t ends[MOST_STORY_PAGES * STORY_COLUMNS];
    size_t columns;
};

struct story_text {
    struct story_form form;
    struct story_flow first, rest;
    int gap; // between paragraphs
    size_t pages;
};

// In the sheet's arena, a few paragraphs at a time. No pages for a story without text. What is left of one
// that is too long for MOST_STORY_PAGES stays on the phone.
struct story_text story_text_set(
    struct desk *desk, struct sheet *sheet, const struct story *story, const struct story_form *form);
void story_text_draw(struct sheet *sheet, const struct story_text *text, size_t page);

#endif
