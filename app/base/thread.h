#ifndef BROADSIDE_BASE_THREAD_H
#define BROADSIDE_BASE_THREAD_H

#include <pthread.h>

// Starts a thread to which no signal is ever delivered: those are for the thread that has the screen. The
// caller joins it. `name`, at most 15 characters, is what debuggers and ps(1) call it. Aborts where there can
// be none.
void thread_start(pthread_t *thread, const char *name, void *(*work)(void *context), void *context);

#endif
