#ifndef BROADSIDE_BASE_CLOCK_H
#define BROADSIDE_BASE_CLOCK_H

#include <stdbool.h>

#include "base/time.h"

// The only place that reads the machine's clocks. Loops read it once a turn; pure rooms never see it.
struct instant clock_now(void);

// Whether the kernel says that its clock follows a source (adjtimex(2)), or where that cannot be asked
// systemd's own NTP client: it has done its work.
bool clock_is_synchronised(void);

// A descriptor that is readable once somebody has set the wall clock (timerfd_create(2),
// TFD_TIMER_CANCEL_ON_SET); -1 where the system tells nobody. The caller closes it.
int clock_watch(void);
// Whether it was set since the last time that this was asked. -1 never was.
bool clock_was_set(int watch);

// CPU time of the whole process so far, in nanoseconds (for figures).
int64_t clock_cpu_ns(void);
// Likewise of the thread that asks.
int64_t clock_thread_ns(void);
// A fine steady clock for measuring, in nanoseconds.
int64_t clock_ns(void);

#endif
