#ifndef BROADSIDE_COURIER_COURIER_H
#define BROADSIDE_COURIER_COURIER_H

#include <stdbool.h>

#include "base/error.h"
#include "base/time.h"
#include "courier/source.h"
#include "model/edition.h"

// The one worker: due → fetch → decode → post. It knows nothing of the screen; the only thing it says upwards
// is `wake`, "there is something to look at", and it says it from its own thread.

struct courier;

struct courier_options {
    const struct source *sources; // borrowed for the courier's life
    size_t source_count;
    const char *contact;         // put into the User-Agent; may be NULL
    void (*wake)(void *context); // may be NULL
    void *wake_context;
    // The clock, so that a kiosk on virtual time has its courier on the same. NULL: the machine's clock.
    struct instant (*now)(void *context);
    void *now_context;
};

// Reads and compiles the profiles. A source whose profile is at fault is reported by log_error and left out;
// the rest goes on. The caller owns the courier.
struct courier *courier_create(const struct courier_options *options);
// Stops the thread, if any, within a second even if an exchange hangs, and frees everything.
void courier_destroy(struct courier *courier);

// Starts the thread.
void courier_start(struct courier *courier);
// The newest edition if there is one that was not taken yet, else NULL. The caller owns the reference. Any
// thread; never blocks.
const struct edition *courier_take(struct courier *courier);
// The clock moved on its own account (virtual time): look again at what is due. Any thread; never blocks.
void courier_nudge(struct courier *courier);

// What became of one source in a survey. Borrowed from the courier until its next survey.
struct survey_row {
    const char *source; // id
    long status;        // HTTP status; 0 where there is none
    size_t bytes;       // of the body
    size_t records;
    millis took;
    enum error error;
    const char *reason; // "" if all is well
};

// Without the thread: asks every source and then every picture once, waits for all of them at most `timeout`,
// and posts the edition. For `fetch` and `render`. The rows are in the order of the sources.
void courier_survey(struct courier *courier, millis timeout, const struct survey_row **rows, size_t *count);

#endif
