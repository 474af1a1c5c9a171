#ifndef BROADSIDE_COURIER_COURIER_H
#define BROADSIDE_COURIER_COURIER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/time.h"
#include "courier/source.h"
#include "courier/timepiece.h"
#include "fetch/shelf.h"
#include "model/edition.h"

// The one worker: due → fetch → decode → post. It knows nothing of the screen; the only thing it says upwards
// is `wake`, "there is something to look at", and it says it from its own thread.

struct courier;

struct courier_options {
    const struct source *sources; // copied
    size_t source_count;
    const char *contact; // put into the User-Agent; may be NULL
    millis patience;     // with one exchange; 0: 60 s
    const char *proxy;   // copied; NULL: what the environment says
    const char *ca_file; // copied; NULL: the system's certificates
    // A file for whoever has the courier (courier_take_parcel), http:, https: or file:; NULL: none.
    const char *parcel_url;
    millis parcel_every;
    bool parcel_is_signed; // with the signature beside it
    // The way to it and to what is ordered, whatever way the sources take: what leads the sources astray must
    // not keep away the file that puts it right. Copied; NULL as above.
    const char *parcel_proxy, *parcel_ca_file;
    // No right clock stands before this (Unix time): when the program was built. 0: the clock is given, as
    // for a demonstration, and believed.
    millis built;
    const char *shelf;           // copied: the folder where answers are kept over a restart; NULL: none
    void (*wake)(void *context); // may be NULL
    void *wake_context;
    // The clock, so that a kiosk on virtual time has its courier on the same. NULL: the machine's clock.
    struct instant (*now)(void *context);
    void *now_context;
    // A descriptor that is readable when that clock was set, which reading it ends; borrowed. 0: the
    // machine's (clock_watch); -1: none.
    int clock_watch;
};

// Reads and compiles the profiles. A source whose profile is at fault is reported by log_error and left out;
// the rest goes on. With a shelf, an edition of what is on it is there to be taken at once. The caller owns
// the courier.
struct courier *courier_create(const struct courier_options *options);
// Stops the thread, if any, within a second even if an exchange hangs, and frees everything.
void courier_destroy(struct courier *courier);

// Starts the thread.
void courier_start(struct courier *courier);
// The newest edition if there is one that was not taken yet, else NULL. The caller owns the reference. Any
// thread; never blocks.
const struct edition *courier_take(struct courier *courier);
// Other sources from now on, another contact, proxy, certificates or shelf; the rest of `options` is not
// looked at. What is asked and read as before goes on as before, with its records and the time of its next
// request; what is new is asked at once; the stories of what is gone go. An edition follows. What is under
// way ends as it began. Everything is copied. Any thread; never blocks.
void courier_assign(struct courier *courier, const struct courier_options *options);

// The bytes of a file, and of its signature.
struct parcel {
    char *bytes;
    size_t len;
    char *signature; // NULL: there is none
    size_t signature_len;
};
// The newest parcel that was not taken yet, else NULL; a file that has not changed is none. The caller
// destroys it. Any thread; never blocks.
struct parcel *courier_take_parcel(struct courier *courier);
void parcel_destroy(struct parcel *parcel); // accepts NULL
// What was taken is of no use as it is: it is asked for whole next time, even if it has not changed.
void courier_doubt_parcel(struct courier *courier);

// It is asked for now, if it is wanted at all.
void courier_hurry_parcel(struct courier *courier);

// Files by address that are wanted once, all together.
struct order_item {
    char *url;   // owned, as all here
    char *what;  // for whoever ordered, given back as it is; may be NULL
    size_t most; // bytes
    char *bytes; // what came; NULL after an error
    size_t len;
    char *signature; // what lies beside it; NULL: nothing
    size_t signature_len;
    enum error error;
    bool may_pass; // another time there may be an answer: no network, a server in trouble
    struct reason reason;
};
struct order {
    struct order_item *items;
    size_t count;
    bool is_signed; // signatures are wanted, too
    char ticket[65];
};
// Whoever creates it fills in addresses and sizes, of at least one item. `ticket` is given back as it is.
struct order *order_create(size_t count, bool is_signed, const char *ticket);
void order_destroy(struct order *order); // accepts NULL
// Asks for each, from http: and https: only. Takes the order; one before it may still come, or be forgotten.
// Any thread; never blocks.
void courier_order(struct courier *courier, struct order *order);
// The newest order that is complete and was not taken yet, else NULL. The caller destroys it. Any thread.
struct order *courier_take_order(struct courier *courier);

// How the sources are, in their order.
struct courier_row {
    char id[65];
    bool has_answered, is_failing;
    long status;
    size_t records;
    millis fetched;       // Unix time of the last success; 0: none yet
    millis due;           // of the next request, steady
    struct reason reason; // of the last failure; "" after a success
};
struct courier_report {
    struct courier_row *rows;
    size_t count;
    size_t answering;     // that answered last time, with or without news
    bool is_offline;      // the server of the parcel could not be reached
    millis parcel_heard;  // steady; of the last answer for it, or failure to get one; MILLIS_NONE: none yet
    struct reason parcel; // why it was not to be had when it was last asked for; "" if it was
    struct shelf_figures shelf;
    enum clock_state clock;
};
// Copies of what the courier knew at its last turn. The caller finishes it. Any thread; blocks for a copy.
void courier_report(struct courier *courier, struct courier_report *out);
void courier_report_finish(struct courier_report *report);

// The clock moved on its own account (virtual time): look again at what is due. Any thread; never blocks.
void courier_nudge(struct courier *courier);
// Turns of the thread so far: one more follows each nudge, unless it hangs. Any thread; never blocks.
uint64_t courier_turns(const struct courier *courier);

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
