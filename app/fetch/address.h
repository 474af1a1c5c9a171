#ifndef BROADSIDE_FETCH_ADDRESS_H
#define BROADSIDE_FETCH_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

// What an address says about itself, by the parser that will also ask it: two parsers that disagree are a
// hole.

enum address_kind { ADDRESS_OTHER, ADDRESS_HTTP, ADDRESS_HTTPS, ADDRESS_FILE };

// ADDRESS_OTHER for what is not an address at all, too.
enum address_kind address_kind(const char *url);

// ERROR_NONE if it is http: or https: and carries no user name and no password.
enum error address_check(const char *url, struct reason *reason);

// The path of a file: address on this machine, percent-decoded; the caller frees it. NULL if it is none.
char *address_path(const char *url);

// An absolute http: or https: address from one that may be relative to `base` (RFC 3986, 5.2), without its
// fragment; the caller frees it. NULL if it is none.
char *address_absolute(const char *base, const char *address);

// Whether both are of one server: the same scheme, host and port. https on its own port stands for http on
// its own.
bool address_is_same_host(const char *from, const char *to);

// Whether the host of an address is this one, whatever the port.
bool address_has_host(const char *url, const char *host);

// Equal for two addresses of one host and port.
uint64_t address_host_key(const char *url);

#endif
