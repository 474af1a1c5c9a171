#include <stdlib.h>
#include <string.h>

#include "courier/secrecy.h"
#include "courier/station.h"
#include "fetch/address.h"

// What a station asks, and whether it may: a secret is for the host that it belongs to (secrecy.h), and a
// next page is on the host of the first.

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

static enum error fill(const struct station *station, const struct profile_inputs *inputs,
    struct profile_request *out, struct reason *reason) {
    enum error error = profile_request_init(out, station->profile, inputs, reason);
    return error ? error : secrecy_check(station->profile, inputs, station->source->url, out, reason);
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
