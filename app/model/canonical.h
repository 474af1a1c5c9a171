#ifndef BROADSIDE_MODEL_CANONICAL_H
#define BROADSIDE_MODEL_CANONICAL_H

#include "base/arena.h"

// The form in which the addresses of one page are the same text. Private to the room.

// From an absolute address, in memory of `arena`: RFC 3986, section 6.2.2 (case of the host and of escapes,
// escapes of unreserved characters, dot segments) and 6.2.3 (default port, empty path), and what publishers
// and senders add without meaning another page: the scheme, "www.", a fragment, the last slash, parameters
// that only tell where a reader came from (utm_source, fbclid, …). For comparing; never to be asked for.
char *canonical_address(const char *url, struct arena *arena);

#endif
