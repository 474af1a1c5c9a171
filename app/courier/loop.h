#ifndef BROADSIDE_COURIER_LOOP_H
#define BROADSIDE_COURIER_LOOP_H

#include <pthread.h>
#include <stdatomic.h>

#include "courier/album.h"
#include "courier/assignment.h"
#include "courier/courier.h"
#include "courier/mailbox.h"
#include "courier/order.h"
#include "courier/parcel.h"
#include "courier/station.h"

// The inside of a courier. Private to the room: courier.c owns it and its thread, turn.c is what the thread
// does, survey.c does the same without a thread.

// Something changed and an edition is owed.
struct debt {
    bool is_owed;
    millis since; // steady
};

struct courier {
    struct courier_options options;
    char user_agent[256];
    struct http *http;
    struct assignment *assignment;                // what the stations are made of
    _Atomic(struct assignment *) next_assignment; // to be taken up; NULL: none
    struct station **stations;
    size_t count;
    struct station *retired; // of no assignment, but an exchange of theirs is under way
    struct parcel_desk parcels;
    struct order_desk orders;
    struct shelf *shelf; // NULL: none
    struct album album;
    struct mailbox mailbox;

    int clock_watch; // the machine's, or what the options say
    struct timepiece timepiece;
    enum clock_state clock;     // as of the last look
    bool has_time;              // what day it is is known, as of this turn
    bool is_offline;            // likewise
    bool has_asked_all;         // likewise: every source has answered once, or failed to
    millis scouted;             // steady; when a source was last asked only to see whether there is a network
    struct debt text, pictures; // records, pictures that are not in an edition yet
    millis next_change;         // Unix time at which the edition changes by itself
    bool is_surveying;          // everything once, nothing again, no edition before the end

    pthread_t thread;
    bool has_thread;
    atomic_bool is_stopping;
    atomic_uint_least64_t turns; // of the thread
    struct survey_row *rows;

    pthread_mutex_t report_mutex;
    struct courier_report report; // as of the last turn
};

struct instant courier_now(const struct courier *courier);

// One turn: takes in what came, asks what is due, posts what is owed. Answers when (steady) there is
// something to do again if nothing comes before; never waits.
millis courier_turn(struct courier *courier, struct instant now);

// Takes up an assignment, if there is another one.
void courier_reassign(struct courier *courier, millis now);
void courier_destroy_station(struct station *station);
// A retired station whose exchange is over goes.
void courier_bury(struct courier *courier, struct errand *errand);
bool courier_has_retired(const struct courier *courier, const struct errand *errand);
// Writes down how the sources are.
void courier_write_report(struct courier *courier);

// Whether every source that can be asked has been.
bool courier_has_asked_all(const struct courier *courier);
// Looks at what changes without an answer: the clock, whether there is a network, what has become old. True
// if the edition says something else about it now: also once all sources have been asked, because an edition
// with nothing in it is something else than none.
bool courier_look(struct courier *courier, struct instant now);
// Looks at what has become old, by the best clock there is; true if any of it differs.
bool courier_look_at_ages(struct courier *courier, struct instant now);
// When (steady) to look again.
millis courier_next_look(const struct courier *courier, millis now);

// Tells the album which pictures the records name.
void courier_name_pictures(struct courier *courier);

// Assembles and posts an edition of what there is.
void courier_post(struct courier *courier, struct instant now);

#endif
