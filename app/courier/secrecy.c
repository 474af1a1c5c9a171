#include "courier/secrecy.h"

#include "fetch/address.h"

// An address of the configuration may lead to another host than the profile's, which the secret is for.
static bool is_of_profile(
    const struct profile *profile, const struct profile_inputs *inputs, const char *configured) {
    struct profile_inputs without = *inputs;
    struct profile_request own;
    without.url = NULL;
    bool is_same =
        !profile_request_init(&own, profile, &without, NULL) && address_is_same_host(own.url, configured);
    profile_request_finish(&own);
    return is_same;
}

enum error secrecy_check(const struct profile *profile, const struct profile_inputs *inputs,
    const char *configured, const struct profile_request *request, struct reason *reason) {
    if (address_kind(request->url) == ADDRESS_FILE) {
        return ERROR_NONE;
    }
    for (size_t i = 0; i < request->secret_count; i++) {
        const struct profile_secret *secret = &request->secrets[i];
        if (secret->host && !address_has_host(request->url, secret->host)) {
            return reason_set(
                reason, ERROR_REFUSED, "the secret \"%.64s\" is for %.200s only", secret->name, secret->host);
        }
    }
    if (request->secret_count && configured && !is_of_profile(profile, inputs, configured)) {
        return reason_set(reason, ERROR_REFUSED,
            "the secret \"%.64s\" is for the profile's own host, and the source's url is on another",
            request->secrets[0].name);
    }
    return ERROR_NONE;
}
