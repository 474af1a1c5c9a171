#ifndef BROADSIDE_LAYOUT_PAGINATE_H
#define BROADSIDE_LAYOUT_PAGINATE_H

#include <stddef.h>

// Lines into pages. Pure arithmetic: it sees numbers of lines, never text.

struct paginate_form {
    int first_height, rest_height; // pixels for lines on the first and on all later pages
    int line_height;
    int gap; // between paragraphs, on one page
};

// `lines[i]` is the number of lines of paragraph i (>= 1). Fills `ends` with the number of lines, counted
// through all paragraphs, before which each page ends, and returns how many pages; 0 for no lines. Where
// pages hold three lines and more, no single first line of a paragraph stands at a page's foot (orphan) and
// no single last line at its head (widow); with that the fewest pages; among those the choice that spares a
// nearly empty last page and that fills the pages evenly. Every line stands on exactly one page. Past
// `capacity` pages the rest is left out (the last end is then less than all lines).
size_t paginate(
    const size_t *lines, size_t paragraphs, const struct paginate_form *form, size_t *ends, size_t capacity);

// How many lines these ends leave alone, of paragraphs of several: the first at a page's foot, the last at a
// page's head.
size_t paginate_alone(const size_t *lines, size_t paragraphs, const size_t *ends, size_t pages);

#endif
