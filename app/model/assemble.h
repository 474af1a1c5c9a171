#ifndef BROADSIDE_MODEL_ASSEMBLE_H
#define BROADSIDE_MODEL_ASSEMBLE_H

#include "model/batch.h"
#include "model/edition.h"

// One edition from the latest answers of many sources. Pure: the same contributions at the same `now` give
// the same edition.

// What one source brings, borrowed during the call. The edition copies what it keeps.
struct contribution {
    const struct batch *batch; // may be NULL: nothing yet
    const char *source_name;   // shown as the origin of rates and partner news
    const char *section;       // for stories that name none; may be NULL
    const char *const *lists;  // names of the lists its stories join, in the order of the answer
    size_t list_count;
    const char *place; // what its weather is the weather of; NULL: its weather is not shown
    struct age age;
};

// Bytes and size of a fetched picture. Answers false while it is not here. On true the callee has added a
// reference to *blob for the caller.
struct picture_shelf {
    void *context;
    bool (*find)(void *context, const char *url, struct blob **blob, int *width, int *height);
};

// Rules: a story is identified by id (a short one, such as a row number, only within its host), else by its
// address, else by headline and day; a source is believed when it says that two of its own stories differ.
// The same story from several sources is one, with the newest text and the parts that the newest lacks;
// withheld and cancelled stories do not appear, a version under embargo at `now` is as if it had not come; a
// date in the future counts as `now` for the order, a story without one comes last. A list joins the stories
// of its sources: in the order of the answer for a single source, newest first for several. Pictures that the
// shelf lacks are left out; infographics and sponsors without their picture and galleries without any too.
// Rates: one per pair, the fixings sorted by date. Alerts: those not over at `now`, most severe first, then
// the latest. Weather: one a place, the newest answer. The caller owns the reference that is returned.
struct edition *edition_assemble(
    const struct contribution *contributions, size_t count, const struct picture_shelf *shelf, millis now);

#endif
