#ifndef BROADSIDE_COURIER_SECRECY_H
#define BROADSIDE_COURIER_SECRECY_H

#include "decode/profile.h"

// Where a secret may go: to the host that it is bound to; to the host of the profile's own address where the
// configuration says another. A request to a file of this machine goes nowhere.
//
// `inputs` are what `request` was filled in from, and `configured` is the address that the configuration has
// for the source; NULL: none. ERROR_REFUSED names the secret, never its value.
enum error secrecy_check(const struct profile *profile, const struct profile_inputs *inputs,
    const char *configured, const struct profile_request *request, struct reason *reason);

#endif
