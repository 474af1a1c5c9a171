#define _GNU_SOURCE // pthread_setname_np
#include "base/thread.h"

#include <signal.h>
#include <stdlib.h>

void thread_start(pthread_t *thread, const char *name, void *(*work)(void *context), void *context) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); // a thread begins with the mask of the one that starts it
    if (pthread_create(thread, NULL, work, context) != 0) {
        abort();
    }
    pthread_setname_np(*thread, name);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}
