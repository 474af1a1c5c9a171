#include "courier/station.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/log.h"
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

static enum error find_url(struct station *station, struct reason *reason) {
    const struct profile_inputs inputs = {
        .params = station->params,
        .param_count = station->source->param_count,
        .now = clock_now().wall,
        .url = station->source->url,
    };
    struct profile_request request;
    enum error error = profile_request_init(&request, station->profile, &inputs, reason);
    station->url = error ? NULL : strdup(request.url);
    profile_request_finish(&request);
    return error;
}

static void copy_params(struct station *station) {
    const struct source *source = station->source;
    station->params = calloc(source->param_count + 1, sizeof *station->params);
    if (!station->params) {
        abort();
    }
    for (size_t i = 0; i < source->param_count; i++) {
        station->params[i] = (struct profile_param){source->params[i].name, source->params[i].value, false};
    }
}

void station_init(struct station *station, const struct source *source) {
    *station = (struct station){.source = source, .heard = MILLIS_NONE};
    errand_init(&station->errand, ERRAND_SOURCE, source->id);
    copy_params(station);
    station->error = read_profile(station, &station->reason);
    if (!station->error) {
        station->error = find_url(station, &station->reason);
    }
    if (station->error) {
        log_error("source %s: left out: %s", source->id, station->reason.text);
        profile_destroy(station->profile);
        station->profile = NULL;
        return;
    }
    station->interval = interval_of(source, station->profile);
    char *path = address_path(station->url);
    station->folder = path ? file_folder(path) : NULL;
    free(path);
}

void station_reassign(struct station *station, const struct source *source, millis now) {
    station->source = source;
    free(station->params);
    copy_params(station);
    if (station->profile) {
        station->interval = interval_of(source, station->profile);
        millis latest = now + station->interval;
        station->errand.due = station->errand.due < latest ? station->errand.due : latest;
    }
}

void station_finish(struct station *station) {
    profile_destroy(station->profile);
    batch_destroy(station->batch);
    free(station->params);
    free(station->url);
    free(station->folder);
    free(station->etag);
    free(station->modified);
}

void station_ask(struct station *station, struct http *http) {
    station->errand.is_asking = true;
    http_start(http, &(struct http_request){
                         .url = station->url,
                         .etag = station->etag,
                         .modified = station->modified,
                         .most = LIMIT_BODY,
                         .allows_file = true, // a person wrote the address
                         .tag = station,
                     });
}

// A service that is down likes to say so in a web page with status 200.
static bool is_web_page(const char *bytes) {
    bytes += strncmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    bytes += strspn(bytes, " \t\r\n");
    return strncasecmp(bytes, "<!doctype html", 14) == 0 || strncasecmp(bytes, "<html", 5) == 0;
}

enum error station_decode(const struct station *station, const struct http_answer *http, millis wall,
    struct batch **batch, struct reason *reason) {
    *batch = NULL;
    if (!http->len) {
        return reason_set(reason, ERROR_INPUT, "the answer is empty");
    }
    const struct answer answer = {
        .bytes = http->body,
        .len = http->len,
        .url = http->url,
        .content_type = http->content_type,
        .params = station->params,
        .param_count = station->source->param_count,
        .fetched = wall,
    };
    enum error error = profile_decode(station->profile, &answer, batch, reason);
    if (error && is_web_page(http->body)) {
        return reason_set(reason, error, "the answer is a web page, not data");
    }
    // Unless the profile says that there may be none, as of alerts: services answer with an empty list while
    // they are being repaired: what a source had is worth more than nothing.
    if (!error && !batch_count(*batch) && !profile_may_be_empty(station->profile)) {
        batch_destroy(*batch);
        *batch = NULL;
        return reason_set(reason, ERROR_INPUT, "the answer holds no records");
    }
    return error;
}

static void keep(char **kept, char **fresh) {
    free(*kept);
    *kept = *fresh;
    *fresh = NULL;
}

static void log_records(const struct station *station) {
    const struct batch *batch = station->batch;
    if (batch->skipped || batch->beyond) {
        log_warning("source %s: %zu records, %zu skipped for want of a required field, %zu past the limit",
            station->source->id, batch_count(batch), batch->skipped, batch->beyond);
    } else {
        log_info("source %s: %zu records", station->source->id, batch_count(batch));
    }
}

uint64_t station_hash(const struct http_answer *answer) {
    return hash_bytes(hash_text(HASH_START, answer->url), answer->body, answer->len);
}

// A whole answer. Validators are only kept of a body that could be used: one that could not is asked for
// again whole.
static enum fetch_outcome take_body(struct station *station, struct http_answer *answer, millis wall) {
    uint64_t hash = station_hash(answer);
    if (station->batch && hash == station->hash) {
        keep(&station->etag, &answer->etag);
        keep(&station->modified, &answer->modified);
        return FETCH_UNCHANGED;
    }
    struct batch *batch;
    station->error = station_decode(station, answer, wall, &batch, &station->reason);
    if (station->error) {
        return FETCH_UNUSABLE;
    }
    batch_destroy(station->batch);
    station->batch = batch;
    station->hash = hash;
    keep(&station->etag, &answer->etag);
    keep(&station->modified, &answer->modified);
    return FETCH_CHANGED;
}

static void log_outcome(struct station *station, enum fetch_outcome outcome, unsigned failures) {
    const char *id = station->source->id;
    if (station->error) {
        if (errand_is_news(&station->errand, station->reason.text)) {
            log_warning("source %s: %s%s", id, station->reason.text,
                station->batch ? "; what it said before stays" : "");
        }
        return;
    }
    if (failures) {
        log_info("source %s: answers again after %u failures", id, failures);
    }
    station->errand.said.text[0] = '\0';
    if (outcome == FETCH_CHANGED) {
        log_records(station);
    }
}

bool station_receive(struct station *station, struct http_answer *answer, struct instant now, bool *is_back) {
    station->has_answered = true;
    station->status = answer->status;
    station->bytes = answer->len;
    station->took = answer->took;
    station->error = answer->error;
    station->reason = answer->reason;
    enum fetch_outcome outcome = errand_outcome(answer);
    if (outcome == FETCH_CHANGED) {
        outcome = take_body(station, answer, now.wall);
    }
    if (!station->error) {
        station->heard = now.steady;
        station->fetched = now.wall;
    }
    unsigned failures = station->errand.failures;
    *is_back = errand_settle(&station->errand, outcome, answer, station->interval, now.steady);
    log_outcome(station, outcome, failures);
    return outcome == FETCH_CHANGED;
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
