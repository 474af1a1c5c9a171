#include "courier/parcel.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "courier/beside.h"
#include "fetch/address.h"

#define LARGEST_SIGNATURE 16384

static char *copied(const char *text) {
    char *copy = text ? strdup(text) : NULL;
    if (text && !copy) {
        abort();
    }
    return copy;
}

void parcel_desk_init(struct parcel_desk *desk, const struct courier_options *options) {
    memset(desk, 0, sizeof *desk);
    atomic_init(&desk->slot, NULL);
    atomic_init(&desk->is_doubted, false);
    atomic_init(&desk->is_hurried, false);
    atomic_init(&desk->is_offline, false);
    desk->heard = MILLIS_NONE;
    desk->watch.fd = -1;
    if (!options->parcel_url) {
        return;
    }
    errand_init(&desk->file, ERRAND_PARCEL, options->parcel_url);
    errand_init(&desk->signature, ERRAND_PARCEL, options->parcel_url);
    desk->url = copied(options->parcel_url);
    desk->signature_url = options->parcel_is_signed ? address_beside(desk->url) : NULL;
    desk->proxy = copied(options->parcel_proxy);
    desk->ca_file = copied(options->parcel_ca_file);
    desk->way = (struct http_way){desk->proxy, desk->ca_file};
    desk->every = options->parcel_every;
    desk->path = address_path(desk->url);
    if (desk->path) {
        watch_open(&desk->watch, desk->path);
    }
}

void parcel_destroy(struct parcel *parcel) {
    if (parcel) {
        free(parcel->bytes);
        free(parcel->signature);
        free(parcel);
    }
}

void parcel_desk_finish(struct parcel_desk *desk) {
    parcel_destroy(atomic_exchange(&desk->slot, NULL));
    parcel_destroy(desk->waiting);
    watch_close(&desk->watch);
    free(desk->url);
    free(desk->signature_url);
    free(desk->proxy);
    free(desk->ca_file);
    free(desk->path);
    free(desk->etag);
    free(desk->modified);
}

static void forget_validators(struct parcel_desk *desk) {
    free(desk->etag);
    free(desk->modified);
    desk->etag = desk->modified = NULL;
}

static void start(struct errand *errand, struct http *http, const struct http_request *request) {
    errand->is_asking = true;
    http_start(http, request);
}

void parcel_ask(struct parcel_desk *desk, struct http *http, millis now) {
    if (!desk->url) {
        return;
    }
    if (watch_has_changed(&desk->watch)) {
        desk->file.due = MILLIS_NONE;
        forget_validators(desk);
    }
    if (desk->file.is_asking || desk->signature.is_asking) {
        return;
    }
    if (atomic_exchange(&desk->is_hurried, false)) {
        desk->file.due = MILLIS_NONE;
    }
    if (desk->file.due > now) {
        return;
    }
    if (desk->path && desk->watch.fd < 0) { // the stick may be plugged in again
        watch_open(&desk->watch, desk->path);
    }
    if (atomic_exchange(&desk->is_doubted, false)) {
        forget_validators(desk);
    }
    start(&desk->file, http,
        &(struct http_request){
            .url = desk->url,
            .accept = "application/json",
            .etag = desk->etag,
            .modified = desk->modified,
            .most = LIMIT_CONFIG_FILE,
            .way = &desk->way,
            .allows_file = true, // a person wrote the address
            .tag = &desk->file,
        });
}

static bool post(struct parcel_desk *desk) {
    struct parcel *parcel = desk->waiting;
    desk->waiting = NULL;
    parcel_destroy(atomic_exchange(&desk->slot, parcel));
    return true;
}

static void log_failure(struct errand *errand, const char *what, const struct http_answer *answer) {
    if (!answer->error) {
        errand->said.text[0] = '\0';
    } else if (errand_is_news(errand, answer->reason.text)) {
        log_warning("%s: %s; what is in use stays", what, answer->reason.text);
    }
}

// Its server is that of whoever runs the screens. What is wrong with the file there is put right by a person,
// who is not to wait for hours; a server in trouble is left in peace as any other.
static bool is_put_right_soon(const struct http_answer *answer) {
    bool is_in_trouble = answer->status == 429 || answer->status >= 500;
    return answer->error && answer->error != ERROR_NETWORK && !is_in_trouble &&
           answer->retry_after == MILLIS_NONE;
}

static void settle(
    struct parcel_desk *desk, struct errand *errand, const struct http_answer *answer, millis now) {
    enum fetch_outcome outcome = errand_outcome(answer);
    errand_settle(errand, outcome, answer, desk->every, now);
    if (is_put_right_soon(answer)) {
        millis usual = now + desk->every + fetch_policy_spread(desk->every / 10, errand->seed);
        errand->due = errand->due < usual ? errand->due : usual;
    }
    atomic_store(&desk->is_offline, outcome == FETCH_NETWORK);
    desk->heard = now;
}

static bool receive_file(
    struct parcel_desk *desk, struct http *http, struct http_answer *answer, millis now) {
    settle(desk, &desk->file, answer, now);
    log_failure(&desk->file, "remote file", answer);
    if (answer->error || answer->unchanged) {
        return false;
    }
    forget_validators(desk);
    desk->etag = copied(answer->etag);
    desk->modified = copied(answer->modified);
    struct parcel *parcel = calloc(1, sizeof *parcel);
    if (!parcel) {
        abort();
    }
    *parcel = (struct parcel){.bytes = answer->body, .len = answer->len};
    answer->body = NULL;
    parcel_destroy(desk->waiting);
    desk->waiting = parcel;
    if (!desk->signature_url) {
        return post(desk);
    }
    start(&desk->signature, http,
        &(struct http_request){.url = desk->signature_url,
            .most = LARGEST_SIGNATURE,
            .way = &desk->way,
            .allows_file = true,
            .tag = &desk->signature});
    return false;
}

// A file without its signature is handed on as such, unless the network is at fault.
static bool receive_signature(struct parcel_desk *desk, struct http_answer *answer, millis now) {
    settle(desk, &desk->signature, answer, now);
    log_failure(&desk->signature, "signature of the remote file", answer);
    if (!desk->waiting) {
        return false;
    }
    if (answer->error) {
        forget_validators(desk);
    }
    if (answer->error == ERROR_NETWORK) {
        desk->file.due = desk->signature.due;
        return false;
    }
    desk->waiting->signature = answer->body;
    desk->waiting->signature_len = answer->len;
    answer->body = NULL;
    return post(desk);
}

bool parcel_receive(struct parcel_desk *desk, const struct errand *errand, struct http *http,
    struct http_answer *answer, millis now) {
    return errand == &desk->file ? receive_file(desk, http, answer, now)
                                 : receive_signature(desk, answer, now);
}

const char *parcel_trouble(const struct parcel_desk *desk) {
    return desk->file.said.text[0] ? desk->file.said.text : desk->signature.said.text;
}

millis parcel_due(const struct parcel_desk *desk) {
    return !desk->url || desk->file.is_asking || desk->signature.is_asking ? MILLIS_NEVER : desk->file.due;
}
