#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/log.h"
#include "courier/loop.h"

// Another assignment: stations that it has as well go on, the others end, new ones begin. And what the
// courier says of them.

// "Broadside/0.1.0 (desk@news.example)": services want to know whom to write to before they block somebody.
static void name_agent(struct courier *courier) {
    const char *contact = courier->assignment->contact;
    snprintf(courier->user_agent, sizeof courier->user_agent, contact ? "Broadside/%s (%s)" : "Broadside/%s",
        BROADSIDE_VERSION, contact);
}

// Another folder begins empty: what is here is written to it when it changes.
static void move_shelf(struct courier *courier, const struct assignment *assignment) {
    const char *before = courier->assignment ? courier->assignment->shelf : NULL;
    if (!text_is_same(before, assignment->shelf)) {
        shelf_destroy(courier->shelf);
        courier->shelf = assignment->shelf ? shelf_create(assignment->shelf, LIMIT_SHELF) : NULL;
        courier->album.shelf = courier->shelf;
    }
}

void courier_destroy_station(struct station *station) {
    station_finish(station);
    free(station);
}

static struct station *create_station(struct courier *courier, const struct source *source) {
    struct station *station = calloc(1, sizeof *station);
    if (!station) {
        abort();
    }
    station_init(station, source);
    if (courier->shelf) {
        station_restore(station, courier->shelf);
    }
    return station;
}

// Takes the station of a source that is alike out of the old ones. One that was left out gets another chance.
static struct station *take_alike(struct station **stations, size_t count, const struct source *source) {
    for (size_t i = 0; i < count; i++) {
        if (stations[i] && stations[i]->profile && source_is_alike(stations[i]->source, source)) {
            struct station *station = stations[i];
            stations[i] = NULL;
            return station;
        }
    }
    return NULL;
}

// An exchange that is under way knows its station by address, so the station waits for its end.
static void retire(struct courier *courier, struct station *station) {
    if (station->errand.is_asking) {
        station->next_retired = courier->retired;
        courier->retired = station;
    } else {
        courier_destroy_station(station);
    }
}

bool courier_has_retired(const struct courier *courier, const struct errand *errand) {
    const struct station *station = courier->retired;
    while (station && &station->errand != errand) {
        station = station->next_retired;
    }
    return station != NULL;
}

void courier_bury(struct courier *courier, struct errand *errand) {
    struct station **at = &courier->retired;
    while (&(*at)->errand != errand) {
        at = &(*at)->next_retired;
    }
    struct station *station = *at;
    *at = station->next_retired;
    courier_destroy_station(station);
}

void courier_reassign(struct courier *courier, millis now) {
    struct assignment *assignment = atomic_exchange(&courier->next_assignment, NULL);
    if (!assignment) {
        return;
    }
    move_shelf(courier, assignment);
    struct station **stations = calloc(assignment->count + 1, sizeof(struct station *));
    if (!stations) {
        abort();
    }
    for (size_t i = 0; i < assignment->count; i++) {
        const struct source *source = &assignment->sources[i];
        stations[i] = take_alike(courier->stations, courier->count, source);
        if (stations[i]) {
            station_reassign(stations[i], source, now);
        } else {
            stations[i] = create_station(courier, source);
        }
    }
    for (size_t i = 0; i < courier->count; i++) {
        if (courier->stations[i]) {
            retire(courier, courier->stations[i]);
        }
    }
    free(courier->stations);
    free(courier->rows);
    http_configure(courier->http, assignment->proxy, assignment->ca_file);
    assignment_destroy(courier->assignment);
    courier->assignment = assignment;
    courier->stations = stations;
    courier->count = assignment->count;
    courier->rows = calloc(courier->count + 1, sizeof *courier->rows);
    if (!courier->rows) {
        abort();
    }
    name_agent(courier);
}

static struct courier_row row_of(const struct station *station) {
    struct courier_row row = {
        .has_answered = station->has_answered,
        .is_failing = station->error != ERROR_NONE,
        .status = station->status,
        .records = station->batch ? batch_count(station->batch) : 0,
        .fetched = station->fetched,
        .due = station->errand.due,
    };
    snprintf(row.id, sizeof row.id, "%s", station->source->id);
    if (row.is_failing) {
        row.reason = station->reason;
    }
    return row;
}

void courier_write_report(struct courier *courier) {
    struct courier_report report = {.count = courier->count};
    report.rows = calloc(courier->count + 1, sizeof *report.rows);
    if (!report.rows) {
        abort();
    }
    for (size_t i = 0; i < courier->count; i++) {
        report.rows[i] = row_of(courier->stations[i]);
        report.answering += report.rows[i].has_answered && !report.rows[i].is_failing;
    }
    report.shelf = courier->shelf ? shelf_figures(courier->shelf) : (struct shelf_figures){0};
    report.clock = courier->clock;
    report.is_offline = atomic_load(&courier->parcels.is_offline);
    report.parcel_heard = courier->parcels.heard;
    reason_set(&report.parcel, ERROR_NONE, "%s", parcel_trouble(&courier->parcels));
    pthread_mutex_lock(&courier->report_mutex);
    struct courier_report before = courier->report;
    courier->report = report;
    pthread_mutex_unlock(&courier->report_mutex);
    courier_report_finish(&before);
}

void courier_report(struct courier *courier, struct courier_report *out) {
    pthread_mutex_lock(&courier->report_mutex);
    *out = courier->report;
    out->rows = calloc(out->count + 1, sizeof *out->rows);
    if (!out->rows) {
        abort();
    }
    memcpy(out->rows, courier->report.rows, out->count * sizeof *out->rows);
    pthread_mutex_unlock(&courier->report_mutex);
}

void courier_report_finish(struct courier_report *report) {
    free(report->rows);
    *report = (struct courier_report){0};
}
