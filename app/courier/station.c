#include "courier/station.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"
#include "courier/assignment.h"
#include "decode/address.h"
#include "fetch/address.h"

#define EVERY (10 * MINUTE) // where neither the configuration nor the profile says

static millis larger(millis a, millis b) {
    return a > b ? a : b;
}

static millis interval_of(const struct source *source, const struct profile *profile) {
    millis every = source->every ? source->every : profile_every(profile);
    return larger(every ? every : EVERY, profile_at_least(profile));
}

static enum error read_profile(struct station *station, struct reason *reason) {
    char *text;
    size_t len;
    const char *path = station->source->profile;
    enum error error = file_read(path, LIMIT_CONFIG_FILE, &text, &len, reason);
    if (!error) {
        error = profile_create(path, text, len, &station->profile, NULL, reason);
    }
    free(text);
    return error;
}

static void copy_params(struct station *station) {
    const struct source *source = station->source;
    station->params = calloc(source->param_count + 1, sizeof *station->params);
    if (!station->params) {
        abort();
    }
    for (size_t i = 0; i < source->param_count; i++) {
        station->params[i] = (struct profile_param){
            source->params[i].name, source->params[i].value, source->params[i].is_secret};
    }
}

static void copy_secrets(struct station *station) {
    const struct source_secrets *secrets = station->source->secrets;
    size_t count = secrets ? secrets->count : 0;
    station->secrets = calloc(count + 1, sizeof *station->secrets);
    if (!station->secrets) {
        abort();
    }
    for (size_t i = 0; i < count; i++) {
        const struct source_secret *secret = &secrets->items[i];
        station->secrets[i] = (struct profile_secret){secret->name, secret->value, secret->host};
    }
}

// A secret in an address must not be in an edition, not even to be compared with.
void station_take_address(struct station *station, const struct profile_request *request) {
    bool is_plain = request && !request->secret_count && !request->body;
    free(station->address);
    station->address = is_plain ? address_resolve(request->url, NULL) : NULL;
}

// Makes a request to see whether it can be made; any day will do.
static enum error try_request(struct station *station, struct reason *reason) {
    struct profile_request request;
    enum error error = station_request_first(station, 0, &request, reason);
    char *path = error ? NULL : address_path(request.url);
    station->folder = path ? file_folder(path) : NULL;
    station_take_address(station, error ? NULL : &request);
    free(path);
    profile_request_finish(&request);
    return error;
}

static void make_pages(struct station *station) {
    size_t count = profile_pages(station->profile);
    station->pages = calloc(count, sizeof *station->pages);
    station->visited = calloc(count, sizeof *station->visited);
    if (!station->pages || !station->visited) {
        abort();
    }
}

void station_init(struct station *station, const struct source *source) {
    *station = (struct station){.source = source, .heard = MILLIS_NONE};
    errand_init(&station->errand, ERRAND_SOURCE, source->id);
    copy_params(station);
    copy_secrets(station);
    station->error = read_profile(station, &station->reason);
    if (!station->error) {
        station->error = try_request(station, &station->reason);
    }
    if (station->error) {
        log_error("source %s: left out: %s", source->id, station->reason.text);
        profile_destroy(station->profile);
        station->profile = NULL;
        return;
    }
    make_pages(station);
    station->interval = interval_of(source, station->profile);
}

void station_reassign(struct station *station, const struct source *source, millis now) {
    bool has_other_secrets = !source_has_same_secrets(station->source, source);
    station->source = source;
    free(station->params);
    free(station->secrets);
    copy_params(station);
    copy_secrets(station);
    if (station->profile) {
        bool is_worth_trying = has_other_secrets && station->errand.failures;
        station->interval = interval_of(source, station->profile);
        millis latest = is_worth_trying ? now : now + station->interval;
        station->errand.due = station->errand.due < latest ? station->errand.due : latest;
    }
}

void station_finish(struct station *station) {
    batch_destroy(station->joined); // first: its records are those of the pages
    for (size_t i = 0; i < station->page_count; i++) {
        page_finish(&station->pages[i]);
    }
    profile_request_finish(&station->request);
    profile_destroy(station->profile);
    free(station->pages);
    free(station->visited);
    free(station->params);
    free(station->secrets);
    free(station->first);
    free(station->folder);
    free(station->address);
}

void station_join(struct station *station) {
    struct batch **batches = calloc(station->page_count + 1, sizeof *batches);
    if (!batches) {
        abort();
    }
    for (size_t i = 0; i < station->page_count; i++) {
        batches[i] = station->pages[i].batch;
    }
    batch_destroy(station->joined);
    station->joined = station->page_count > 1 ? batch_join(batches, station->page_count) : NULL;
    station->batch = station->joined ? station->joined : batches[0];
    free(batches);
}

bool station_is_stale(const struct station *station, struct instant now) {
    bool is_failing = station->errand.failures > 0;
    if (!station->batch) {
        return false;
    }
    if (station->heard == MILLIS_NONE) {
        return is_failing || now.wall - station->fetched > 2 * station->interval;
    }
    return is_failing && now.steady - station->heard > 2 * station->interval;
}

// What people are told: the configuration's word, the profile's, the answer's own.
static const char *name_of(const struct station *station) {
    const char *const names[] = {
        station->source->name,
        station->profile ? profile_source_name(station->profile) : NULL,
        station->batch ? station->batch->title : NULL,
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i]) {
            return names[i];
        }
    }
    return station->source->id;
}

struct contribution station_contribution(const struct station *station, millis now) {
    const struct source *source = station->source;
    bool has_expired = source->keep && now - station->fetched >= source->keep;
    return (struct contribution){
        .batch = has_expired ? NULL : station->batch,
        .id = source->id,
        .address = station->address,
        .brings_table = station->profile && profile_brings_table(station->profile),
        .source_name = name_of(station),
        .section = source->section,
        .lists = source->lists,
        .list_count = source->list_count,
        .place = source->place,
        .age = {station->fetched, station->is_stale},
    };
}

millis station_next_change(const struct station *station, millis now) {
    millis end = station->fetched + station->source->keep;
    return station->batch && station->source->keep && end > now ? end : MILLIS_NEVER;
}
