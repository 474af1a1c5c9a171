#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "courier/station.h"
#include "fetch/address.h"

// What a station asks, and whether it may: a secret is for the host that it belongs to, and a next page is
// on the host of the first.

static struct profile_inputs inputs_of(const struct station *station, millis wall, const char *url) {
    const struct source *source = station->source;
    return (struct profile_inputs){
        .params = station->params,
        .param_count = source->param_count,
        .secrets = station->secrets,
        .secret_count = source->secrets ? source->secrets->count : 0,
        .secret_file = source->secrets ? source->secrets->file : NULL,
        .now = wall,
        .url = url ? url : source->url,
    };
}

// An address of the configuration may lead to another host than the profile's, which the secret is for.
static bool is_of_profile(const struct station *station, const char *url, millis wall) {
    struct profile_inputs inputs = inputs_of(station, wall, NULL);
    struct profile_request own;
    inputs.url = NULL;
    bool is_same =
        !profile_request_init(&own, station->profile, &inputs, NULL) && address_is_same_host(own.url, url);
    profile_request_finish(&own);
    return is_same;
}

static enum error check_secrets(const struct station *station, const struct profile_request *request,
    millis wall, struct reason *reason) {
    for (size_t i = 0; i < request->secret_count; i++) {
        const struct profile_secret *secret = &request->secrets[i];
        if (secret->host && !address_has_host(request->url, secret->host)) {
            return reason_set(
                reason, ERROR_REFUSED, "the secret \"%.64s\" is for %.200s only", secret->name, secret->host);
        }
    }
    if (request->secret_count && station->source->url &&
        !is_of_profile(station, station->source->url, wall)) {
        return reason_set(reason, ERROR_REFUSED,
            "the secret \"%.64s\" is for the profile's own host, and the source's url is on another",
            request->secrets[0].name);
    }
    return ERROR_NONE;
}

static enum error fill(const struct station *station, const struct profile_inputs *inputs,
    struct profile_request *out, struct reason *reason) {
    enum error error = profile_request_init(out, station->profile, inputs, reason);
    bool is_file = !error && address_kind(out->url) == ADDRESS_FILE;
    return error || is_file ? error : check_secrets(station, out, inputs->now, reason);
}

enum error station_request_first(
    const struct station *station, millis wall, struct profile_request *out, struct reason *reason) {
    const struct profile_inputs inputs = inputs_of(station, wall, NULL);
    return fill(station, &inputs, out, reason);
}

// Where the page is: NULL if on another server. The caller frees it.
static char *next_address(const char *first, const char *from, const char *next) {
    char *url = address_absolute(from, next);
    if (url && !address_is_same_host(first, url)) {
        free(url);
        return NULL;
    }
    return url;
}

enum error station_request_next(const struct station *station, const char *from, const struct page *page,
    millis wall, struct profile_request *out, struct reason *reason) {
    bool is_param = profile_has_next_param(station->profile);
    char *url = is_param ? NULL : next_address(station->first, from, page->next);
    if (!is_param && !url) {
        *out = (struct profile_request){0};
        return reason_set(reason, ERROR_REFUSED, "no address on the host of the first page");
    }
    struct profile_inputs inputs = inputs_of(station, wall, url);
    inputs.next = page->next;
    inputs.next_is_number = page->next_is_number;
    enum error error = fill(station, &inputs, out, reason);
    free(url);
    return error;
}
