#ifndef BROADSIDE_TESTS_SUPPORT_DESK_H
#define BROADSIDE_TESTS_SUPPORT_DESK_H

#include <stdatomic.h>

#include "courier/courier.h"
#include "support/http_server.h"

// A courier with a server to ask, on a clock that only the test moves, and a way to sleep until it has
// something to say. Every wait gives up, and fails the test, after DESK_PATIENCE.

#define DESK_PATIENCE 10000                   // ms
#define DESK_MORNING (20000 * DAY + 8 * HOUR) // the wall clock when it opens
#define DESK_EVERY (2 * MINUTE)               // the interval of its sources

#define DESK_SOURCES 20

struct desk {
    struct http_server *server;
    struct source sources[DESK_SOURCES];
    char urls[DESK_SOURCES][512];
    size_t count;
    struct courier_options parcel; // only what is said of parcels
    struct courier *courier;
    _Atomic(millis) elapsed;
    int woken; // an eventfd that counts wake-ups
    atomic_int wakes;
    const char *shelf; // NULL: none
    const char *ca_file;
    millis patience; // with one exchange; 0: the courier's own
    millis built;    // no right clock stands before this; 0: it is right
};

// A PNG of one pixel.
extern const char desk_png[];
extern const size_t desk_png_len;
struct http_reply desk_png_reply(void);

// A JSON Feed of one story, valid until the next one of the slot (0 to 7). `picture` may be NULL.
const char *desk_feed(int slot, const char *headline, const char *picture);

void desk_open(struct desk *desk);
// A source at a path of the server, or at an address.
void desk_add(struct desk *desk, const char *id, const char *path);
void desk_serve(struct desk *desk, const char *path, const char *body);
void desk_create_courier(struct desk *desk);
void desk_start_courier(struct desk *desk);
void desk_close(struct desk *desk);

void desk_advance(struct desk *desk, millis by);
// Lets days pass until there were `hits` requests. One step may not do: while an answer is on its way, the
// courier reckons its next request from the moment at which it takes it in, which may be after the step.
void desk_pass_time(struct desk *desk, const char *path, int hits);

// Sleeps until the courier says that there is something.
void desk_await_wake(struct desk *desk);
// The next edition; the first that has the headline; the first with so many pictures. The caller unrefs it.
const struct edition *desk_next(struct desk *desk);
const struct edition *desk_await_headline(struct desk *desk, const char *headline);
const struct edition *desk_await_pictures(struct desk *desk, size_t count);

// A survey and the edition it posts; the caller unrefs that.
const struct edition *desk_survey(struct desk *desk, const struct survey_row **rows);

bool desk_has_headline(const struct edition *edition, const char *headline);
size_t desk_count_pictures(const struct edition *edition);

#endif
