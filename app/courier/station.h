#ifndef BROADSIDE_COURIER_STATION_H
#define BROADSIDE_COURIER_STATION_H

#include "courier/errand.h"
#include "courier/source.h"
#include "decode/profile.h"
#include "fetch/shelf.h"
#include "model/assemble.h"

// One source as the courier keeps it: how to ask it, what it last said, when to ask again. Private to the
// room.

struct station {
    struct errand errand;        // first: the tag of its exchanges
    const struct source *source; // borrowed
    struct profile *profile;     // NULL: the profile is at fault, the source is never asked
    struct profile_param *params;
    char *url;
    char *folder; // of a file: source: its pictures may lie here or below; NULL for all others
    millis interval;

    struct batch *batch; // the last good records; NULL: none yet
    millis fetched;      // Unix time of the answer that brought or confirmed them
    millis heard;        // steady, of the same; MILLIS_NONE: it is from the shelf
    bool is_stale;       // as of the last look: the records are older than twice the interval
    uint64_t hash;       // of the body that brought them
    char *etag, *modified;
    size_t refused; // pictures that it may not name, as last logged

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
// The source as another assignment says it, which must be alike (source_is_alike).
void station_reassign(struct station *station, const struct source *source, millis now);

// The name of its answer on the shelf; the caller frees it. NULL for a file: source, which is on disk anyway.
char *station_shelf_name(const struct station *station);
// Takes the records that it had in an earlier life, unless it has some.
void station_restore(struct station *station, struct shelf *shelf);
// Keeps the answer that brought its records for the next life.
void station_keep(
    const struct station *station, struct shelf *shelf, const struct http_answer *answer, struct instant now);

// Starts an exchange.
void station_ask(struct station *station, struct http *http);

// Takes in an answer and sets when to ask next; the answer is finished by the caller. *is_back tells that a
// failing network has come back. Answers whether there are new records.
bool station_receive(struct station *station, struct http_answer *answer, struct instant now, bool *is_back);

// For station_shelf.c: what an answer says, and what makes it the same as another.
enum error station_decode(const struct station *station, const struct http_answer *http, millis wall,
    struct batch **batch, struct reason *reason);
uint64_t station_hash(const struct http_answer *answer);

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
