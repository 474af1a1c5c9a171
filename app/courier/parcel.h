#ifndef BROADSIDE_COURIER_PARCEL_H
#define BROADSIDE_COURIER_PARCEL_H

#include <stdatomic.h>

#include "courier/courier.h"
#include "courier/errand.h"
#include "courier/watch.h"

// A file for the kiosk itself, asked for again and again like a source, but handed on as the bytes it is,
// with its signature if one is wanted. Private to the room.

struct parcel_desk {
    struct errand file, signature; // the tags of its exchanges
    char *url, *signature_url;     // NULL: no file is wanted; no signature is
    char *proxy, *ca_file;         // what `way` refers to
    struct http_way way;
    millis every;
    char *path; // of a file: address; NULL for others
    struct watch watch;
    char *etag, *modified;
    struct parcel *waiting; // for its signature
    atomic_bool is_doubted; // what came is of no use: next time everything is asked for again
    _Atomic(struct parcel *) slot;
    atomic_bool is_hurried; // it is due
    atomic_bool is_offline;
    millis heard; // steady; of the last answer or failure; MILLIS_NONE: none yet
};

void parcel_desk_init(struct parcel_desk *desk, const struct courier_options *options);
void parcel_desk_finish(struct parcel_desk *desk); // no exchange may be under way

// Asks if it is due.
void parcel_ask(struct parcel_desk *desk, struct http *http, millis now);
// Takes in an answer to either errand; it is finished by the caller. True if a parcel is in the slot now.
bool parcel_receive(struct parcel_desk *desk, const struct errand *errand, struct http *http,
    struct http_answer *answer, millis now);
// Why it, or its signature, was not to be had when it was last asked for; "" if it was. Borrowed.
const char *parcel_trouble(const struct parcel_desk *desk);
// When it is due next (steady).
millis parcel_due(const struct parcel_desk *desk);

#endif
