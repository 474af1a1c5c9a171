#include <stdlib.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "courier/loop.h"

// Answers that come within such a time of each other make one edition.
#define TEXT_GATHERS (300 * (millis)1)
#define PICTURES_GATHER (2 * SECOND)
#define SCOUT_EVERY (10 * SECOND)

static void owe(struct debt *debt, millis now) {
    if (!debt->is_owed) {
        *debt = (struct debt){true, now};
    }
}

static void hurry(struct courier *courier, millis now) {
    for (size_t i = 0; i < courier->count; i++) {
        errand_hurry(&courier->stations[i]->errand, now);
    }
    errand_hurry(&courier->parcels.file, now);
    album_hurry(&courier->album, now);
}

static void wake(const struct courier *courier) {
    if (courier->options.wake) {
        courier->options.wake(courier->options.wake_context);
    }
}

// The time of a server with a good certificate is worth more than that of a machine without a battery.
static void hear_time(struct courier *courier, const struct http_answer *answer, millis now) {
    if (answer->date != MILLIS_NONE && courier->timepiece.floor) {
        timepiece_hear(&courier->timepiece, answer->date, now);
    }
}

// Answers whether there are new records.
static bool receive(struct courier *courier, struct instant now) {
    bool has_records = false;
    struct http_answer answer;
    while (http_take(courier->http, &answer)) {
        struct errand *errand = answer.tag;
        bool is_back = false;
        hear_time(courier, &answer, now.steady);
        if (courier_has_retired(courier, errand)) {
            courier_bury(courier, errand);
        } else if (errand->kind == ERRAND_PARCEL) {
            if (parcel_receive(&courier->parcels, errand, courier->http, &answer, now.steady)) {
                wake(courier);
            }
        } else if (errand->kind == ERRAND_ORDER) {
            if (order_receive(&courier->orders, errand, &answer)) {
                wake(courier);
            }
        } else if (errand->kind == ERRAND_SOURCE) {
            has_records |= station_receive(answer.tag, courier->http, courier->shelf, &answer, now, &is_back);
        } else if (album_receive(&courier->album, answer.tag, &answer, now.steady)) {
            owe(&courier->pictures, now.steady);
        }
        if (is_back) {
            hurry(courier, now.steady);
        }
        http_answer_finish(&answer);
    }
    return has_records;
}

static size_t name_picture(
    struct courier *courier, const struct station *station, const struct picture *picture) {
    return picture && picture->url && !album_name(&courier->album, picture->url, station->folder);
}

// The first, or all but the first. Answers how many have an address that is not allowed.
static size_t name_some(struct courier *courier, const struct station *station,
    const struct picture *pictures, size_t count, bool leads) {
    size_t refused = 0, end = leads && count ? 1 : count;
    for (size_t i = leads ? 0 : 1; i < end; i++) {
        refused += name_picture(courier, station, &pictures[i]);
    }
    return refused;
}

static size_t name_record(struct courier *courier, const struct station *station, size_t index, bool leads) {
    const struct batch *batch = station->batch;
    size_t refused = 0;
    if (index < batch->story_count) {
        const struct story *story = &batch->stories[index];
        refused += name_some(courier, station, story->pictures, story->picture_count, leads);
    }
    if (index < batch->gallery_count) {
        const struct gallery *gallery = &batch->galleries[index];
        refused += name_some(courier, station, gallery->pictures, gallery->picture_count, leads);
    }
    if (leads && index < batch->infographic_count) {
        refused += name_picture(courier, station, batch->infographics[index].picture);
    }
    if (leads && index < batch->sponsor_count) {
        refused += name_picture(courier, station, batch->sponsors[index].picture);
    }
    return refused;
}

// The first picture of the first record of every source, of the second, …; then all further pictures
// likewise.
void courier_name_pictures(struct courier *courier) {
    size_t *refused = calloc(courier->count + 1, sizeof *refused);
    if (!refused) {
        abort();
    }
    album_begin(&courier->album);
    for (int leads = 1; leads >= 0; leads--) {
        for (size_t index = 0; index < LIMIT_RECORDS && !album_is_full(&courier->album); index++) {
            for (size_t i = 0; i < courier->count; i++) {
                const struct station *station = courier->stations[i];
                refused[i] += station->batch ? name_record(courier, station, index, leads) : 0;
            }
        }
    }
    album_end(&courier->album);
    for (size_t i = 0; i < courier->count; i++) {
        struct station *station = courier->stations[i];
        if (refused[i] && refused[i] != station->refused) {
            log_warning("source %s: pictures not asked for, since their addresses are not allowed: %zu",
                station->source->id, refused[i]);
        }
        station->refused = refused[i];
    }
    free(refused);
}

static bool may_be_asked(const struct courier *courier, const struct station *station) {
    return station->profile && !station->errand.is_asking && !(station->lacks_clock && !courier->has_time) &&
           !(courier->is_surveying && station->has_answered);
}

// Offline everybody waits for up to a minute, and a network tells nobody that it is back: a cable may be in
// its place while what is broken is behind the router. So one source after the other goes before its time,
// the one that waits least first; when it gets through, all others are hurried.
static void send_scout(struct courier *courier, millis now) {
    struct station *first = NULL;
    for (size_t i = 0; i < courier->count; i++) {
        struct station *station = courier->stations[i];
        if (may_be_asked(courier, station) && !station->folder &&
            (!first || station->errand.due < first->errand.due)) {
            first = station;
        }
    }
    if (first && now - courier->scouted >= SCOUT_EVERY) {
        first->errand.due = first->errand.due < now ? first->errand.due : now;
        courier->scouted = now;
    }
}

static void ask_sources(struct courier *courier, struct instant now) {
    const struct instant told = {now.steady, courier->has_time ? now.wall : MILLIS_NONE};
    if (courier->is_offline && !courier->is_surveying) {
        send_scout(courier, now.steady);
    }
    for (size_t i = 0; i < courier->count; i++) {
        struct station *station = courier->stations[i];
        if (may_be_asked(courier, station) && station->errand.due <= now.steady) {
            station_ask(station, courier->http, told);
        }
    }
}

static bool is_asking_sources(const struct courier *courier) {
    for (size_t i = 0; i < courier->count; i++) {
        if (courier->stations[i]->errand.is_asking) {
            return true;
        }
    }
    return false;
}

void courier_post(struct courier *courier, struct instant now) {
    struct contribution *contributions = calloc(courier->count + 1, sizeof *contributions);
    if (!contributions) {
        abort();
    }
    courier->next_change = MILLIS_NEVER;
    for (size_t i = 0; i < courier->count; i++) {
        const struct station *station = courier->stations[i];
        contributions[i] = station_contribution(station, now.wall);
        contributions[i].selection = &courier->assignment->selections[i];
        millis change = station_next_change(station, now.wall);
        courier->next_change = millis_earlier(change, courier->next_change);
    }
    struct picture_shelf shelf = album_shelf(&courier->album);
    struct edition *edition = edition_assemble(contributions, courier->count, &shelf, now.wall);
    courier->next_change = millis_earlier(courier->next_change, edition->next_change);
    edition->is_offline = courier->is_offline;
    edition->has_no_clock = courier->clock == CLOCK_UNSET;
    mailbox_post(&courier->mailbox, edition);
    free(contributions);
    courier->text.is_owed = courier->pictures.is_owed = false;
    wake(courier);
}

static bool is_due(const struct debt *debt, millis gathers, bool is_quiet, millis now) {
    return debt->is_owed && (is_quiet || now - debt->since >= gathers);
}

static void pay(struct courier *courier, struct instant now) {
    bool is_quiet = http_running(courier->http) == 0;
    if (courier->is_surveying) {
        return; // at the end, in one
    }
    if (is_due(&courier->text, TEXT_GATHERS, !is_asking_sources(courier), now.steady) ||
        is_due(&courier->pictures, PICTURES_GATHER, is_quiet, now.steady) ||
        courier->next_change <= now.wall) {
        courier_post(courier, now);
    }
}

static millis next_deadline(const struct courier *courier, struct instant now) {
    millis next = album_due(&courier->album, now.steady, courier->is_surveying);
    next = courier->is_surveying ? next : millis_earlier(next, parcel_due(&courier->parcels));
    for (size_t i = 0; i < courier->count; i++) {
        if (may_be_asked(courier, courier->stations[i])) {
            next = millis_earlier(next, courier->stations[i]->errand.due);
        }
    }
    if (courier->is_surveying) {
        return next;
    }
    next = millis_earlier(next, courier_next_look(courier, now.steady));
    next = courier->is_offline ? millis_earlier(next, courier->scouted + SCOUT_EVERY) : next;
    next = courier->text.is_owed ? millis_earlier(next, courier->text.since + TEXT_GATHERS) : next;
    next = courier->pictures.is_owed ? millis_earlier(next, courier->pictures.since + PICTURES_GATHER) : next;
    return millis_earlier(next, instant_steady(now, courier->next_change));
}

millis courier_turn(struct courier *courier, struct instant now) {
    struct instant machine = now;
    bool was_set = clock_was_set(courier->clock_watch);
    now.wall = timepiece_wall(&courier->timepiece, machine);
    bool is_reassigned = atomic_load(&courier->next_assignment) != NULL;
    courier_reassign(courier, now.steady);
    bool has_answers = http_running(courier->http) > 0;
    if (receive(courier, now) || is_reassigned) {
        owe(&courier->text, now.steady);
        courier_name_pictures(courier);
    }
    if (courier_look(courier, machine)) {
        owe(&courier->text, now.steady);
    }
    if (album_discard(&courier->album, now.steady)) {
        owe(&courier->pictures, now.steady);
    }
    courier->has_time = timepiece_knows(&courier->timepiece, machine);
    ask_sources(courier, now);
    if (!courier->is_surveying) {
        parcel_ask(&courier->parcels, courier->http, now.steady);
        order_ask(&courier->orders, courier->http, &courier->parcels.way);
        http_watch(courier->http, (const int[HTTP_WATCHED]){courier->parcels.watch.fd, courier->clock_watch});
    }
    if (has_answers || is_reassigned || was_set) {
        courier_write_report(courier);
    }
    if (was_set) {
        wake(courier); // what is on screen says the time
    }
    if (album_ask(&courier->album, courier->http, now.steady, courier->is_surveying)) {
        owe(&courier->pictures, now.steady);
    }
    pay(courier, now);
    millis write = courier->shelf ? shelf_turn(courier->shelf, now.steady) : MILLIS_NEVER;
    return millis_earlier(next_deadline(courier, now), write);
}
