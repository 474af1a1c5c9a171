#ifndef BROADSIDE_MODEL_ASSEMBLE_H
#define BROADSIDE_MODEL_ASSEMBLE_H

#include "model/batch.h"
#include "model/edition.h"
#include "model/selection.h"

// One edition from the latest answers of many sources. Pure: the same contributions at the same `now` give
// the same edition.

// What one source brings, borrowed during the call. The edition copies what it keeps.
struct contribution {
    const struct batch *batch;         // may be NULL: nothing yet
    const char *id;                    // what a chart may call its rows by; may be NULL
    const char *address;               // likewise: where it asks; NULL: that is nobody's business
    bool brings_table;                 // its answers are rows for charts, once there is one
    const char *source_name;           // shown as the origin of rates and partner news
    const char *section;               // for stories that name none; may be NULL
    const struct selection *selection; // which of its stories are wanted; NULL: all
    const char *const *lists;          // names of the lists its stories join, in the order of the answer
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

// Rules, in docs/assembly.md with their reasons. A story is identified by its id (a short one, such as a row
// number, only within its host), else by its address, else by headline and day; stories of different sources
// that share any of these are one, unless a source tells them apart. The newest version has the headline, the
// longest text and the largest picture are taken, the earliest date says where it stands. What a selection
// does not want, what is under embargo and what is withheld is as if it had not come; what one source has
// cancelled is gone. A date in the future is absent until its moment is near. Stories are ordered newest
// first; one without a date stands beside its neighbour in the answer. A list keeps the order of its answers
// (list_order.c). Pictures that the shelf lacks are left out; infographics and sponsors without their picture
// and galleries without any too. Rates: one per pair, the fixings sorted by date. Alerts: those not over at
// `now`, most severe first, then the latest. Weather: one a place, the newest answer. The caller owns the
// reference that is returned.
struct edition *edition_assemble(
    const struct contribution *contributions, size_t count, const struct picture_shelf *shelf, millis now);

#endif
