#ifndef BROADSIDE_COURIER_LOOP_H
#define BROADSIDE_COURIER_LOOP_H

#include <pthread.h>
#include <stdatomic.h>

#include "courier/album.h"
#include "courier/courier.h"
#include "courier/mailbox.h"
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
    struct station *stations;
    size_t count;
    struct album album;
    struct mailbox mailbox;

    struct debt text, pictures; // records, pictures that are not in an edition yet
    millis next_change;         // Unix time at which the edition changes by itself
    bool is_surveying;          // everything once, nothing again, no edition before the end

    pthread_t thread;
    bool has_thread;
    atomic_bool is_stopping;
    struct survey_row *rows;
};

struct instant courier_now(const struct courier *courier);

// One turn: takes in what came, asks what is due, posts what is owed. Answers when (steady) there is
// something to do again if nothing comes before; never waits.
millis courier_turn(struct courier *courier, struct instant now);

// Assembles and posts an edition of what there is.
void courier_post(struct courier *courier, struct instant now);

#endif
