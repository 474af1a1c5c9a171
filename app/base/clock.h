#ifndef BROADSIDE_BASE_CLOCK_H
#define BROADSIDE_BASE_CLOCK_H

#include "base/time.h"

// The only place that reads the machine's clocks. Loops read it once a turn; pure rooms never see it.
struct instant clock_now(void);

// CPU time of the whole process so far, and of the calling thread, in microseconds (for figures).
int64_t clock_cpu_us(void);
// A fine steady clock for measuring, in nanoseconds.
int64_t clock_ns(void);

#endif
