#ifndef BROADSIDE_DECODE_PROFILE_H
#define BROADSIDE_DECODE_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/strbuf.h"
#include "base/time.h"
#include "model/batch.h"

// A source profile: how to ask one kind of service and how to read its answer (docs/profiles.md). Compiled
// once, immutable, may be used from several threads at a time.

struct profile;

struct profile_param {
    const char *name;
    const char *value;
    bool is_secret; // `value` is the name of a secret
};

// What may stand in a request and nowhere else.
struct profile_secret {
    const char *name;
    const char *value;
    const char *host; // the only one that may see it; NULL: whichever is asked
};

// Compiles the text of a profile. `name` is the file, for errors: "FILE:LINE:COLUMN: POINTER: what is wrong
// (allowed: …)". All faults go to `faults` (a line each, may be NULL), the first one to `reason`.
enum error profile_create(const char *name, const char *text, size_t len, struct profile **out,
    struct strbuf *faults, struct reason *reason);
void profile_destroy(struct profile *profile); // accepts NULL

const char *profile_name(const struct profile *profile);
// What the profile says of itself: the service, the address of its documentation, its terms in a line, and
// the name to show as the origin of its rates and stories where the configuration gives none. NULL where not
// said.
const char *profile_title(const struct profile *profile);
const char *profile_documentation(const struct profile *profile);
const char *profile_terms(const struct profile *profile);
const char *profile_source_name(const struct profile *profile);
// The interval if the configuration names none, and the least it may be set to; 0 where not
// said.
millis profile_every(const struct profile *profile);
millis profile_at_least(const struct profile *profile);

// Whether an answer without records is a good one: no alerts are no alerts. Of other services it says that
// something is wrong with them.
bool profile_may_be_empty(const struct profile *profile);
// Whether its records are rows for charts.
bool profile_brings_table(const struct profile *profile);

// The url as it is written in the profile; NULL if it has none.
const char *profile_address(const struct profile *profile);

// What a request is made of. Everything is borrowed.
struct profile_inputs {
    const struct profile_param *params; // they go before the profile's own
    size_t param_count;
    const struct profile_secret *secrets; // all that are known
    size_t secret_count;
    const char *secret_file; // where they are from, for messages; may be NULL
    millis now;              // Unix time; MILLIS_NONE: not known
    const char *url;         // asked in place of the profile's own address; NULL: that one
    const char *next;        // what the page before said of this one, for {%next}; NULL: it is the first
    bool next_is_number;
};

// A request as it is sent.
struct profile_request {
    struct arena arena; // holds its texts
    const char *method; // "GET", "POST"; static
    const char *url;
    const char **headers; // "Name: value"
    size_t header_count;
    const char *body;                                // NULL: none
    struct profile_secret secrets[2 * LIMIT_PARAMS]; // that stand in it
    size_t secret_count;
    millis until;     // Unix time at which the parts of a date in it change; MILLIS_NEVER: it has none
    bool lacks_clock; // it failed for the want of `now`
};

// Fills in the profile's request: parameters are percent-encoded where they sit in a path or a query, and
// escaped in a body. ERROR_INPUT names the parameter or secret that is missing or does not fit, and never its
// value. Finish it in any case.
enum error profile_request_init(struct profile_request *out, const struct profile *profile,
    const struct profile_inputs *inputs, struct reason *reason);
void profile_request_finish(struct profile_request *request);
// Puts "***" where a secret of the request stands in a text, as it is or percent-encoded: services like to
// repeat what they were asked. In place.
void profile_request_mask(const struct profile_request *request, char *text);

// Whether the request has a place for what the page before says of the next one: {%next}.
bool profile_has_next_param(const struct profile *profile);
// Whether the next page is named by the Link header (RFC 8288).
bool profile_next_is_link(const struct profile *profile);
// Pages to ask for at most.
size_t profile_pages(const struct profile *profile);

// One answer to be read.
struct answer {
    const char *bytes;
    size_t len;
    const char *url; // where it came from: relative addresses in it are resolved against this; may be NULL
    const char *content_type; // as sent, only for the character set; may be NULL
    const struct profile_param *params;
    size_t param_count;
    millis fetched; // Unix time
};

// The records as the model's own types; the caller owns *out. On error *out is NULL and `reason` names
// profile, record, field and pointer where it can.
enum error profile_decode(
    const struct profile *profile, const struct answer *answer, struct batch **out, struct reason *reason);

// The records as JSON text, {"feed": {…}, "story": [{…}, …]}, exactly as the profile's field maps name them.
// For `broadside decode` and the conformance set.
enum error profile_decode_json(
    const struct profile *profile, const struct answer *answer, struct strbuf *out, struct reason *reason);

#endif
