#ifndef BROADSIDE_PLATFORM_WAITER_H
#define BROADSIDE_PLATFORM_WAITER_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"

// The one place where a platform sleeps that has no display server to sleep in: until a deadline, a wake() of
// another thread, SIGTERM or SIGINT, or a device. Wakes and signals write to one eventfd(2), because neither
// a condition nor a mutex may be touched by a signal handler. One in a process.

#define WAITER_MOST 8 // descriptors watched at a time

// Returns false if the system has no file descriptor left.
bool waiter_open(void);
void waiter_close(void); // gives the signals their former meaning back

void waiter_wake(void); // from any thread
// True once for each time somebody asked to quit.
bool waiter_take_quit(void);
// Sleeps at most `most` milliseconds (MILLIS_NEVER: without end) for a wake or a signal and takes what there
// is. True if there was one.
bool waiter_wait(millis most);
// The same, ended as well by one of `devices`, at most WAITER_MOST, whose `events` the caller has set; their
// `revents` say which. Entries with a negative descriptor are passed over.
bool waiter_wait_for(millis most, struct pollfd *devices, size_t count);

#endif
