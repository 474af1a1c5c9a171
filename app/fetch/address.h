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

// Equal for two addresses of one host and port.
uint64_t address_host_key(const char *url);

#endif
