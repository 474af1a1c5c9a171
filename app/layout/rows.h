#ifndef BROADSIDE_LAYOUT_ROWS_H
#define BROADSIDE_LAYOUT_ROWS_H

#include "layout/page.h"

// A list of headlines, ruled: a numeral or a time at the left, the headline in up to two lines, the section
// at the right.
struct row {
    const char *mark; // "2", "13:58"; may be NULL
    enum role mark_role;
    uint32_t mark_color;
    int mark_width;    // of the column, pixels
    const char *badge; // instead of a mark: whose initial stands on a small panel; may be NULL
    const struct story *story;
    bool has_section;   // its tag at the right
    const char *kicker; // a line above the headline: the paper, the service; may be NULL
    bool has_lede;      // the story's summary below the headline, if it is short enough to be whole
    int least;          // height of the row at least, pixels; 0: as its mark needs
};

// A story of a list in its order: the number, which counts from 1, is its mark.
struct row row_numbered(struct sheet *sheet, size_t number, const struct story *story);

// A row whose lines are known and that has no place yet.
struct set_row {
    struct row row;
    struct paragraph headline, lede;
    int width, room, tag;         // of all, of the text, of the section's tag
    int kicker, gap, text_height; // above the headline, above the lede, of all text
    int height;                   // with its air
};
struct set_row row_set(struct sheet *sheet, const struct row *row, int width);
// Draws it with its rule above at (x, y).
void row_put(struct sheet *sheet, const struct set_row *set, int x, int y);

// Both at once: draws the row at (column.x, y) and returns the y below it, or `y` itself, having drawn
// nothing, if it does not fit into the column.
int row_draw(struct sheet *sheet, const struct row *row, struct rect column, int y);

#endif
