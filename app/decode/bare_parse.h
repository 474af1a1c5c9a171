#ifndef BROADSIDE_DECODE_BARE_PARSE_H
#define BROADSIDE_DECODE_BARE_PARSE_H

#include <stdint.h>

// What cJSON takes to parse a text by itself, with the heap of the C library: nanoseconds of CPU time,
// without those for giving the tree back. What decoding is compared with, for `broadside bench`. 0: it is no
// JSON.
int64_t bare_parse_ns(const char *text);

#endif
