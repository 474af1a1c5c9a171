#ifndef BROADSIDE_PLATFORM_NULL_SIGNALS_H
#define BROADSIDE_PLATFORM_NULL_SIGNALS_H

#include <stdbool.h>

#include "base/time.h"

// What ends a wait from outside: SIGTERM, SIGINT, and wake() of another thread. All of them write to one
// eventfd, because neither a condition nor a mutex may be touched by a signal handler. One in a process.

// Returns false if the system has no file descriptor left.
bool signals_open(void);
void signals_close(void); // gives the signals their former meaning back

void signals_wake(void); // from any thread
// True once for each time somebody asked to quit.
bool signals_take_quit(void);
// Waits at most `most` milliseconds (MILLIS_NEVER: without end) for a wake or a signal and takes what there
// is. True if there was one.
bool signals_wait(millis most);

#endif
