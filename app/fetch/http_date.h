#ifndef BROADSIDE_FETCH_HTTP_DATE_H
#define BROADSIDE_FETCH_HTTP_DATE_H

#include "base/time.h"

// The date of an HTTP header (RFC 9110, 5.6.7) as Unix time; MILLIS_NONE if it is none. All three forms, and
// what servers send beside them: a numeric zone, none at all, another order. Two digits of a year mean 1970
// to 2069 (RFC 6265, 5.1.1). (libcurl's curl_getdate answers in a time_t of its own width, which is not ours
// on a 32-bit system.)
millis http_date(const char *text);

#endif
