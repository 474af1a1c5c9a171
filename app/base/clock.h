#ifndef BROADSIDE_BASE_CLOCK_H
#define BROADSIDE_BASE_CLOCK_H

#include <stdbool.h>

#include "base/time.h"

// The only place that reads the machine's clocks. Loops read it once a turn; pure rooms never see it.
struct instant clock_now(void);

// Whether the kernel says that its clock follows a source (adjtimex(2)): NTP has done its work.
bool clock_is_synchronised(void);

// CPU time of the whole process so far, in nanoseconds (for figures).
int64_t clock_cpu_ns(void);
// Likewise of the thread that asks.
int64_t clock_thread_ns(void);
// A fine steady clock for measuring, in nanoseconds.
int64_t clock_ns(void);

#endif
