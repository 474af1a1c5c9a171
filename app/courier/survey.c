#include <assert.h>

#include "base/clock.h"
#include "courier/loop.h"

// courier_survey: everything once, on the thread of the caller.

static bool is_complete(const struct courier *courier) {
    return courier_has_asked_all(courier) && http_running(courier->http) == 0 &&
           album_is_settled(&courier->album);
}

static void prepare(struct courier *courier) {
    courier->is_surveying = true;
    for (size_t i = 0; i < courier->count; i++) {
        struct station *station = courier->stations[i];
        station->has_answered = false;
        station->errand.due = MILLIS_NONE;
    }
    for (size_t i = 0; i < courier->album.count; i++) {
        struct photo *photo = courier->album.photos[i];
        photo->state = photo->state == PHOTO_FAILED ? PHOTO_WANTED : photo->state;
        photo->errand.due = MILLIS_NONE;
    }
}

// Time is up: whoever has not answered is told so, and nobody's answer is waited for.
static void give_up(struct courier *courier, millis timeout) {
    http_cancel(courier->http);
    for (size_t i = 0; i < courier->count; i++) {
        struct station *station = courier->stations[i];
        if (station->errand.is_asking) {
            station->errand.is_asking = false;
            station->has_answered = true;
            station->status = 0;
            station->bytes = 0;
            station->took = timeout;
            station->error =
                reason_set(&station->reason, ERROR_NETWORK, "no answer within %lld ms", (long long)timeout);
        }
    }
    for (size_t i = 0; i < courier->album.count; i++) {
        courier->album.photos[i]->errand.is_asking = false;
    }
}

static struct survey_row row_of(const struct station *station) {
    return (struct survey_row){
        .source = station->source->id,
        .status = station->status,
        .bytes = station->bytes,
        .records = station->batch ? batch_count(station->batch) : 0,
        .took = station->took,
        .error = station->error,
        .reason = station->reason.text,
    };
}

void courier_survey(struct courier *courier, millis timeout, const struct survey_row **rows, size_t *count) {
    assert(!courier->has_thread);
    // Patience is measured by the machine's clock: a virtual one may stand still.
    millis end = clock_now().steady + timeout;
    prepare(courier);
    courier_turn(courier, courier_now(courier));
    while (!is_complete(courier)) {
        millis left = end - clock_now().steady;
        if (left <= 0) {
            give_up(courier, timeout);
            break;
        }
        http_wait(courier->http, left);
        courier_turn(courier, courier_now(courier));
    }
    courier->is_surveying = false;
    courier_post(courier, courier_now(courier));
    for (size_t i = 0; i < courier->count; i++) {
        courier->rows[i] = row_of(courier->stations[i]);
    }
    *rows = courier->rows;
    *count = courier->count;
}
