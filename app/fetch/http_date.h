#ifndef BROADSIDE_FETCH_HTTP_DATE_H
#define BROADSIDE_FETCH_HTTP_DATE_H

#include "base/time.h"

// The date of an HTTP header (RFC 9110, 5.6.7) as Unix time; MILLIS_NONE if it is none. All three forms, and
// what servers send beside them: a numeric zone, none at all, another order. Two digits of a year mean 1970
// to 2069 (RFC 6265, 5.1.1). Of the test's 42 rows curl_getdate reads 8 otherwise (31 April is 1 May, a
// year of 70 is 2070, half a time is one) and in a time_t of its own width; strptime with the three forms 12.
millis http_date(const char *text);

#endif
