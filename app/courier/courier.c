#include "courier/courier.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/thread.h"
#include "courier/loop.h"

#define LONGEST_SLEEP HOUR
#define RESTORED_AT_ONCE ((size_t)8 << 20) // bytes of pictures before the first frame

struct instant courier_now(const struct courier *courier) {
    return courier->options.now ? courier->options.now(courier->options.now_context) : clock_now();
}

// The first edition is made of what the shelf has; of pictures, for now, the leading ones.
static void restore(struct courier *courier) {
    struct instant now = courier_now(courier);
    timepiece_init(&courier->timepiece, courier->options.built);
    for (size_t i = 0; i < courier->count; i++) {
        timepiece_raise(&courier->timepiece, courier->stations[i]->fetched);
    }
    courier->clock = timepiece_state(&courier->timepiece, now);
    now.wall = timepiece_wall(&courier->timepiece, now);
    bool has_records = false;
    for (size_t i = 0; i < courier->count; i++) {
        has_records = has_records || courier->stations[i]->batch;
    }
    courier_look_at_ages(courier, now);
    if (has_records) {
        courier_name_pictures(courier);
        album_restore(&courier->album, RESTORED_AT_ONCE, now.steady);
        courier_post(courier, now);
    }
}

struct courier *courier_create(const struct courier_options *options) {
    struct courier *courier = calloc(1, sizeof *courier);
    if (!courier) {
        abort();
    }
    courier->options = *options;
    courier->http = http_create(&(struct http_options){
        .user_agent = courier->user_agent,
        .total_timeout = courier->options.patience,
    });
    courier->clock_watch = options->clock_watch ? options->clock_watch : clock_watch();
    album_init(&courier->album);
    atomic_init(&courier->next_assignment, assignment_create(options));
    courier_reassign(courier, MILLIS_NONE);
    courier->next_change = MILLIS_NEVER;
    parcel_desk_init(&courier->parcels, options);
    order_desk_init(&courier->orders);
    pthread_mutex_init(&courier->report_mutex, NULL);
    courier_write_report(courier);
    mailbox_init(&courier->mailbox);
    atomic_init(&courier->is_stopping, false);
    restore(courier);
    return courier;
}

void courier_destroy(struct courier *courier) {
    if (!courier) {
        return;
    }
    if (courier->has_thread) {
        atomic_store(&courier->is_stopping, true);
        http_wake(courier->http);
        pthread_join(courier->thread, NULL);
    }
    http_destroy(courier->http); // first: exchanges point to stations and photos
    for (size_t i = 0; i < courier->count; i++) {
        courier_destroy_station(courier->stations[i]);
    }
    while (courier->retired) {
        courier_bury(courier, &courier->retired->errand);
    }
    assignment_destroy(courier->assignment);
    assignment_destroy(atomic_exchange(&courier->next_assignment, NULL));
    parcel_desk_finish(&courier->parcels);
    order_desk_finish(&courier->orders);
    courier_report_finish(&courier->report);
    pthread_mutex_destroy(&courier->report_mutex);
    album_finish(&courier->album);
    shelf_destroy(courier->shelf);
    mailbox_finish(&courier->mailbox);
    if (courier->clock_watch >= 0 && courier->clock_watch != courier->options.clock_watch) {
        close(courier->clock_watch);
    }
    free(courier->stations);
    free(courier->rows);
    free(courier);
}

static void *work(void *context) {
    struct courier *courier = context;
    while (!atomic_load(&courier->is_stopping)) {
        struct instant now = courier_now(courier);
        millis next = courier_turn(courier, now);
        millis sleep = next == MILLIS_NEVER ? LONGEST_SLEEP : next - now.steady;
        atomic_fetch_add(&courier->turns, 1);
        http_wait(courier->http, sleep < LONGEST_SLEEP ? sleep : LONGEST_SLEEP);
    }
    return NULL;
}

void courier_start(struct courier *courier) {
    thread_start(&courier->thread, "courier", work, courier);
    courier->has_thread = true;
}

const struct edition *courier_take(struct courier *courier) {
    return mailbox_take(&courier->mailbox);
}

void courier_assign(struct courier *courier, const struct courier_options *options) {
    assignment_destroy(atomic_exchange(&courier->next_assignment, assignment_create(options)));
    http_wake(courier->http);
}

struct parcel *courier_take_parcel(struct courier *courier) {
    return atomic_exchange(&courier->parcels.slot, NULL);
}

void courier_doubt_parcel(struct courier *courier) {
    atomic_store(&courier->parcels.is_doubted, true);
}

void courier_order(struct courier *courier, struct order *order) {
    order_destroy(atomic_exchange(&courier->orders.next, order));
    http_wake(courier->http);
}

void courier_hurry_parcel(struct courier *courier) {
    atomic_store(&courier->parcels.is_hurried, true);
    http_wake(courier->http);
}

struct order *courier_take_order(struct courier *courier) {
    return atomic_exchange(&courier->orders.slot, NULL);
}

void courier_nudge(struct courier *courier) {
    http_wake(courier->http);
}

uint64_t courier_turns(const struct courier *courier) {
    return atomic_load(&courier->turns);
}
