#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/log.h"
#include "courier/station.h"

// A round: the first page is asked, then the one that it names, and so on. What has changed is taken up page
// by page. A page that fails ends the round as a failure: what stood behind it before stays, and so does the
// age of the whole.

static void start_exchange(struct station *station, struct http *http) {
    const struct profile_request *request = &station->request;
    const struct page *page = station->at < station->page_count ? &station->pages[station->at] : NULL;
    bool is_same = page && page->asked == station->visited[station->at];
    http_start(http, &(struct http_request){
                         .url = request->url,
                         .method = request->method,
                         .headers = request->headers,
                         .header_count = request->header_count,
                         .body = request->body,
                         .is_confidential = request->secret_count > 0,
                         .etag = is_same ? page->etag : NULL,
                         .modified = is_same ? page->modified : NULL,
                         .most = LIMIT_BODY,
                         .allows_file = station->at == 0, // a person wrote the address
                         .tag = station,
                     });
}

// Asks this from now on, and forgets what was asked before.
static void take_request(struct station *station, struct profile_request *request, struct http *http) {
    profile_request_finish(&station->request);
    station->request = *request;
    station->visited[station->at] = page_asked(request);
    start_exchange(station, http);
}

static void wait_for_clock(struct station *station) {
    station->error = reason_set(&station->reason, ERROR_MISSING, "it waits until the clock is right");
    if (!station->lacks_clock) {
        log_warning(
            "source %s: %s: what it asks has the date in it", station->source->id, station->reason.text);
    }
    station->lacks_clock = true;
}

void station_ask(struct station *station, struct http *http, struct instant now) {
    struct profile_request request;
    struct reason reason;
    enum error error = station_request_first(station, now.wall, &request, &reason);
    bool lacks_clock = request.lacks_clock;
    station->at = 0;
    if (error) {
        profile_request_finish(&request);
    }
    if (lacks_clock) {
        wait_for_clock(station);
        return;
    }
    station->lacks_clock = false;
    station->errand.is_asking = true;
    station->round = (struct round){.until = request.until, .fresh_for = MILLIS_NONE};
    if (error) {
        struct http_answer none = {
            .error = error, .reason = reason, .retry_after = MILLIS_NONE, .fresh_for = MILLIS_NONE};
        bool is_back;
        station_receive(station, http, NULL, &none, now, &is_back);
        return;
    }
    free(station->first);
    station->first = strdup(request.url);
    station_take_address(station, &request); // the date in it may be another
    take_request(station, &request, http);
}

enum error station_decode(const struct station *station, size_t at, const struct http_answer *http,
    millis wall, struct batch **batch, struct reason *reason) {
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
    // Unless the profile says that there may be none, as of alerts: services answer with an empty list while
    // they are being repaired: what a source had is worth more than nothing. A last page may be empty.
    bool may_be_empty = at > 0 || profile_may_be_empty(station->profile);
    if (!error && !batch_count(*batch) && !may_be_empty) {
        batch_destroy(*batch);
        *batch = NULL;
        return reason_set(reason, ERROR_INPUT, "the answer holds no records");
    }
    return error;
}

void station_put_page(struct station *station, size_t at, struct batch *batch) {
    assert(batch);
    struct page *page = &station->pages[at];
    struct batch *before = page->batch;
    page->batch = batch;
    if (!profile_next_is_link(station->profile)) {
        free(page->next);
        page->next = batch->next ? strdup(batch->next) : NULL;
        page->next_is_number = batch->next_is_number;
    }
    station->page_count += at == station->page_count;
    station_join(station);
    batch_destroy(before); // no sooner: the records point into it
}

// A whole answer. Validators are only kept of a body that could be used: one that could not is asked for
// again whole.
static enum fetch_outcome take_body(
    struct station *station, struct shelf *shelf, struct http_answer *answer, struct instant now) {
    struct page *page = &station->pages[station->at];
    bool is_link = profile_next_is_link(station->profile);
    uint64_t hash = page_hash(answer);
    bool is_same = station->at < station->page_count && hash == page->hash;
    struct batch *batch;
    if (!is_same) {
        station->error = station_decode(station, station->at, answer, now.wall, &batch, &station->reason);
    }
    if (station->error) {
        return FETCH_UNUSABLE;
    }
    page->asked = station->visited[station->at];
    page->hash = hash;
    page_keep_headers(page, answer, is_link);
    if (is_same) {
        return FETCH_UNCHANGED;
    }
    station_put_page(station, station->at, batch);
    if (shelf) {
        station_keep(station, shelf, station->at, answer, now);
    }
    return FETCH_CHANGED;
}

static bool was_visited(const struct station *station, uint64_t asked) {
    for (size_t i = 0; i <= station->at; i++) {
        if (station->visited[i] == asked) {
            return true;
        }
    }
    return false;
}

// Goes on to the next page, if there is one that may be asked.
static bool ask_next(
    struct station *station, struct http *http, const struct http_answer *answer, struct instant now) {
    const struct page *page = &station->pages[station->at];
    if (!page->next || station->at + 1 >= profile_pages(station->profile)) {
        return false;
    }
    struct profile_request request;
    struct reason reason;
    const char *from = answer->url ? answer->url : station->first;
    enum error error = station_request_next(station, from, page, now.wall, &request, &reason);
    if (error && !station->has_refused_next) {
        log_warning("source %s: its next page is not asked: %s", station->source->id, reason.text);
    }
    station->has_refused_next = error != ERROR_NONE;
    if (error || was_visited(station, page_asked(&request))) {
        profile_request_finish(&request);
        return false;
    }
    station->at++;
    take_request(station, &request, http);
    return true;
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

// Pages that are no more. Answers whether there were any.
static bool drop_pages(struct station *station, struct shelf *shelf, size_t count) {
    bool has_some = station->page_count > count;
    size_t before = station->page_count;
    station->page_count = has_some ? count : before;
    if (has_some) {
        station_join(station);
    }
    for (size_t i = station->page_count; i < before; i++) {
        page_finish(&station->pages[i]);
        if (shelf) {
            station_forget(station, shelf, i);
        }
    }
    return has_some;
}

// The next day has another address.
static void come_back_at_midnight(struct station *station, struct instant now) {
    struct errand *errand = &station->errand;
    if (station->round.until != MILLIS_NEVER) {
        millis left = station->round.until > now.wall ? station->round.until - now.wall : 0;
        millis midnight = now.steady + left + fetch_policy_spread(MINUTE, errand->seed);
        errand->due = midnight < errand->due ? midnight : errand->due;
    }
}

static void settle(struct station *station, struct http_answer *answer, enum fetch_outcome outcome,
    struct instant now, bool *is_back) {
    unsigned failures = station->errand.failures;
    answer->fresh_for = station->round.fresh_for;
    *is_back = errand_settle(&station->errand, outcome, answer, station->interval, now.steady);
    if (!station->error) {
        come_back_at_midnight(station, now);
    }
    log_outcome(station, outcome, failures);
}

static bool finish_round(struct station *station, struct shelf *shelf, struct http_answer *answer,
    enum fetch_outcome outcome, struct instant now, bool *is_back) {
    struct round *round = &station->round;
    bool is_whole = !station->error;
    bool is_new = station->at > 0 && station->page_count == station->at; // all there is, page by page
    bool has_dropped = is_whole && drop_pages(station, shelf, station->at + 1);
    if (is_whole) {
        outcome = round->has_changed || has_dropped ? FETCH_CHANGED : FETCH_UNCHANGED;
    } else if (station->at > 0) {
        reason_prefix(&station->reason, "page %zu", station->at + 1);
    }
    if (is_whole || is_new) {
        station->heard = now.steady;
        station->fetched = now.wall;
    }
    station->has_answered = true;
    station->bytes = round->bytes;
    station->took = round->took;
    settle(station, answer, outcome, now, is_back);
    return has_dropped;
}

bool station_receive(struct station *station, struct http *http, struct shelf *shelf,
    struct http_answer *answer, struct instant now, bool *is_back) {
    struct round *round = &station->round;
    station->status = answer->status;
    station->error = answer->error;
    station->reason = answer->reason;
    round->bytes += answer->len;
    round->took += answer->took;
    round->fresh_for = station->at == 0 ? answer->fresh_for : round->fresh_for;
    enum fetch_outcome outcome = errand_outcome(answer);
    if (outcome == FETCH_CHANGED) {
        outcome = take_body(station, shelf, answer, now);
    } else if (outcome == FETCH_UNCHANGED && answer->next) {
        page_keep_next(&station->pages[station->at], answer);
    }
    profile_request_mask(&station->request, station->reason.text);
    bool has_changed = outcome == FETCH_CHANGED;
    round->has_changed = round->has_changed || has_changed;
    *is_back = false;
    if (!station->error && ask_next(station, http, answer, now)) {
        return has_changed;
    }
    return finish_round(station, shelf, answer, outcome, now, is_back) || has_changed;
}
