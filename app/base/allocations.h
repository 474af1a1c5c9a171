#ifndef BROADSIDE_BASE_ALLOCATIONS_H
#define BROADSIDE_BASE_ALLOCATIONS_H

#include <stddef.h>

// How often the calling thread has asked the heap for memory, in whatever library. For figures and tests: a
// program in which something asks has this file's malloc before that of the C library ("Replacing malloc" in
// its manual), or the hooks of its sanitizer.

// Once, before the first count.
void allocations_start(void);
size_t allocations_count(void);

#endif
