#include "courier/courier.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "courier/loop.h"

#ifndef BROADSIDE_VERSION
#define BROADSIDE_VERSION "0.1.0"
#endif

#define LONGEST_SLEEP HOUR

struct instant courier_now(const struct courier *courier) {
    return courier->options.now ? courier->options.now(courier->options.now_context) : clock_now();
}

// "Broadside/0.1.0 (desk@news.example)": services want to know whom to write to before they block somebody.
static void name_agent(struct courier *courier) {
    const char *contact = courier->options.contact;
    snprintf(courier->user_agent, sizeof courier->user_agent, contact ? "Broadside/%s (%s)" : "Broadside/%s",
        BROADSIDE_VERSION, contact);
}

struct courier *courier_create(const struct courier_options *options) {
    struct courier *courier = calloc(1, sizeof *courier);
    if (!courier) {
        abort();
    }
    courier->options = *options;
    courier->count = options->source_count;
    courier->stations = calloc(courier->count + 1, sizeof *courier->stations);
    courier->rows = calloc(courier->count + 1, sizeof *courier->rows);
    if (!courier->stations || !courier->rows) {
        abort();
    }
    for (size_t i = 0; i < courier->count; i++) {
        station_init(&courier->stations[i], &options->sources[i]);
    }
    name_agent(courier);
    courier->http = http_create(&(struct http_options){.user_agent = courier->user_agent});
    courier->next_change = MILLIS_NEVER;
    album_init(&courier->album);
    mailbox_init(&courier->mailbox);
    atomic_init(&courier->is_stopping, false);
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
        station_finish(&courier->stations[i]);
    }
    album_finish(&courier->album);
    mailbox_finish(&courier->mailbox);
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
        http_wait(courier->http, sleep < LONGEST_SLEEP ? sleep : LONGEST_SLEEP);
    }
    return NULL;
}

void courier_start(struct courier *courier) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); // signals are for the thread that has the screen
    if (pthread_create(&courier->thread, NULL, work, courier) != 0) {
        abort();
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    courier->has_thread = true;
}

const struct edition *courier_take(struct courier *courier) {
    return mailbox_take(&courier->mailbox);
}

void courier_nudge(struct courier *courier) {
    http_wake(courier->http);
}
