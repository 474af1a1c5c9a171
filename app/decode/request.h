#ifndef BROADSIDE_DECODE_REQUEST_H
#define BROADSIDE_DECODE_REQUEST_H

#include "decode/plan.h"
#include "decode/profile.h"

// A profile's request with parameters filled in. Only parameters can stand in it, so no answer ever chooses
// where the next request goes, save for the address of a next page, which the caller judges.
enum error request_fill(const struct plan *plan, const struct profile_inputs *inputs,
    struct profile_request *out, struct reason *reason);

// request_secret.c: profile_request_mask.
void request_mask(const struct profile_request *request, char *text);

// What request.c and request_body.c share.
struct filling {
    const struct plan *plan;
    const struct profile_inputs *inputs;
    struct profile_request *out;
    struct reason *reason; // may be NULL
};

// The value of a parameter, for the time of one addition.
struct filled {
    const char *text;
    bool is_secret;
    bool is_number;
    char day[64]; // where `text` points if it is one of today's parts
};
enum error request_value(const struct filling *filling, const char *name, struct filled *out);
// request_secret.c: the value of a parameter that is a secret; it is noted in the request.
enum error request_secret(
    const struct filling *filling, const char *name, const char *secret, struct filled *out);

// How a value is added to what is there; an error says what is wrong with it.
typedef const char *(*request_adder)(struct strbuf *out, const struct filled *value);
enum error request_text(
    const struct filling *filling, const struct template *template, request_adder add, struct strbuf *out);

// request_body.c: the body, if the profile has one, as its Content-Type wants it.
enum error request_body(const struct filling *filling);
// As in a query: everything but the unreserved characters of RFC 3986, and "," and ":", is escaped.
const char *request_add_encoded(struct strbuf *out, const struct filled *value);
const char *request_add_as_is(struct strbuf *out, const struct filled *value);

#endif
