#ifndef BROADSIDE_DECODE_PROFILE_H
#define BROADSIDE_DECODE_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "base/time.h"
#include "model/batch.h"

// A source profile: how to ask one kind of service and how to read its answer (docs/profiles.md). Compiled
// once, immutable, may be used from several threads at a time.

struct profile;

struct profile_param {
    const char *name;
    const char *value;
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
// The file: source's interval if the configuration names none, and the least it may be set to; 0 where not
// said.
millis profile_every(const struct profile *profile);
millis profile_at_least(const struct profile *profile);

// Whether an answer without records is a good one: no alerts are no alerts. Of other services it says that
// something is wrong with them.
bool profile_may_be_empty(const struct profile *profile);

// The address to ask: the profile's template with parameters filled in (percent-encoded where the template's
// reference sits in a query or path segment), or ERROR_INPUT naming the parameter that is missing. Added to
// `url`.
enum error profile_url(const struct profile *profile, const struct profile_param *params, size_t count,
    struct strbuf *url, struct reason *reason);

// The rest of the request: "GET" or "POST", "Name: value" lines, and the body (nothing is added if there is
// none).
const char *profile_method(const struct profile *profile);
size_t profile_header_count(const struct profile *profile);
enum error profile_header(const struct profile *profile, size_t at, const struct profile_param *params,
    size_t count, struct strbuf *line, struct reason *reason);
enum error profile_body(const struct profile *profile, const struct profile_param *params, size_t count,
    struct strbuf *body, struct reason *reason);
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
