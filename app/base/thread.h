#ifndef BROADSIDE_BASE_THREAD_H
#define BROADSIDE_BASE_THREAD_H

#include <pthread.h>

// Starts a thread to which no signal is ever delivered: those are for the thread that has the screen. The
// caller joins it. Aborts where there can be none.
void thread_start(pthread_t *thread, void *(*work)(void *context), void *context);

#endif
