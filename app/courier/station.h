#ifndef BROADSIDE_COURIER_STATION_H
#define BROADSIDE_COURIER_STATION_H

#include "courier/errand.h"
#include "courier/page.h"
#include "courier/source.h"
#include "decode/profile.h"
#include "fetch/shelf.h"
#include "model/assemble.h"

// One source as the courier keeps it: how to ask it, what it last said, when to ask again. Private to the
// room.

// What has come of the pages that were asked one after the other.
struct round {
    bool has_changed;
    size_t bytes;
    millis took, fresh_for;
    millis until; // Unix time at which the first page has another address
};

struct station {
    struct errand errand;        // first: the tag of its exchanges
    const struct source *source; // borrowed
    struct profile *profile;     // NULL: the profile is at fault, the source is never asked
    struct profile_param *params;
    struct profile_secret *secrets;
    char *address; // what it asks; NULL: a secret stands in it, or it is a POST
    char *folder;  // of a file: source: its pictures may lie here or below; NULL for all others
    millis interval;

    struct page *pages; // room for as many as the profile allows
    size_t page_count;
    struct batch *joined;      // the records of several pages
    const struct batch *batch; // the last good records; NULL: none yet
    millis fetched;            // Unix time of the round that brought or confirmed all of them
    millis heard;              // steady, of the same; MILLIS_NONE: it is from the shelf
    bool is_stale;             // as of the last look: the records are older than twice the interval
    size_t refused;            // pictures that it may not name, as last logged

    struct profile_request request; // under way, or the last one
    char *first;                    // the address of the first page in this round
    size_t at;                      // the page that is asked
    uint64_t *visited;              // what was asked in this round (page_asked)
    struct round round;
    bool lacks_clock;      // it waits for one
    bool has_refused_next; // as last logged

    struct station *next_retired; // of those that are only waited for

    // The last answer, for people.
    bool has_answered;
    long status;
    size_t bytes;
    millis took;
    enum error error;
    struct reason reason;
};

// A source whose profile or address is at fault is logged, and stays without a profile.
void station_init(struct station *station, const struct source *source);
void station_finish(struct station *station);
// What it asks from now on; NULL: nothing.
void station_take_address(struct station *station, const struct profile_request *request);
// The source as another assignment says it, which must be alike (source_is_alike).
void station_reassign(struct station *station, const struct source *source, millis now);

// station_shelf.c: takes the records that it had in an earlier life, unless it has some; keeps the answer
// that brought a page for the next life; and forgets a page.
void station_restore(struct station *station, struct shelf *shelf);
void station_keep(const struct station *station, struct shelf *shelf, size_t at,
    const struct http_answer *answer, struct instant now);
void station_forget(const struct station *station, struct shelf *shelf, size_t at);

// station_request.c: what it asks at `wall` (Unix time; MILLIS_NONE: not known), of the profile; and for the
// page that `page`, which came from `from`, names. Errors as of profile_request_init, and ERROR_REFUSED for
// what a secret must not be sent to, and for a page that is not on the host of the first. Finish the request
// in any case.
enum error station_request_first(
    const struct station *station, millis wall, struct profile_request *out, struct reason *reason);
enum error station_request_next(const struct station *station, const char *from, const struct page *page,
    millis wall, struct profile_request *out, struct reason *reason);

// Starts a round. `now.wall` is MILLIS_NONE if no clock is right: a source that asks with the date waits.
void station_ask(struct station *station, struct http *http, struct instant now);

// Takes in an answer, and asks the next page or sets when to ask again; the answer is finished by the caller.
// *is_back tells that a failing network has come back. `shelf` may be NULL. Answers whether the records are
// others.
bool station_receive(struct station *station, struct http *http, struct shelf *shelf,
    struct http_answer *answer, struct instant now, bool *is_back);

// For station_round.c and station_shelf.c: what the answer for a page says; makes it the records of the page,
// which is the one behind the last or one of them; and makes the records of all pages anew.
enum error station_decode(const struct station *station, size_t at, const struct http_answer *http,
    millis wall, struct batch **batch, struct reason *reason);
void station_put_page(struct station *station, size_t at, struct batch *batch);
void station_join(struct station *station);

// Whether its records are older than twice the interval, and that not because the source wants to be asked
// less often. What is from the shelf is as old as the clock says, and older than can be said if the source
// fails.
bool station_is_stale(const struct station *station, struct instant now);
// What it brings to an edition at `now` (Unix time): nothing if its records may not be shown so long.
struct contribution station_contribution(const struct station *station, millis now);

// The moment after `now` (Unix time) at which its records have been kept long enough. MILLIS_NEVER if none is
// foreseen; what changes in an edition by itself before that, the edition says.
millis station_next_change(const struct station *station, millis now);

#endif
