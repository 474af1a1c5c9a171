#ifndef BROADSIDE_DECODE_REQUEST_H
#define BROADSIDE_DECODE_REQUEST_H

#include "base/strbuf.h"
#include "decode/plan.h"
#include "decode/profile.h"

// A profile's request with parameters filled in. Only parameters can stand in it, so no answer ever chooses
// where the next request goes. ERROR_INPUT names a parameter that has no value.

// A parameter at the very beginning is an address of its own and taken as it is; one in the host part may
// only contain what a host may; everywhere else it is percent-encoded.
enum error request_url(const struct plan *plan, const struct profile_param *params, size_t count,
    struct strbuf *out, struct reason *reason);

// "Name: value"; line breaks in a value are refused.
enum error request_header(const struct plan *plan, const struct header *header,
    const struct profile_param *params, size_t count, struct strbuf *out, struct reason *reason);

// As it is; inside a JSON body a parameter's quotes and backslashes are escaped. Nothing if there is no body.
enum error request_body(const struct plan *plan, const struct profile_param *params, size_t count,
    struct strbuf *out, struct reason *reason);

#endif
