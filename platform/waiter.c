#define _GNU_SOURCE // ppoll
#include "platform/waiter.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

static atomic_int event_fd = -1;
static atomic_bool has_quit;
static struct sigaction former_term, former_int;

void waiter_wake(void) {
    const uint64_t one = 1;
    // A full counter already wakes whoever waits, and without a descriptor nobody does.
    ssize_t written = write(event_fd, &one, sizeof one);
    (void)written;
}

static void on_signal(int number) {
    (void)number;
    int error = errno;
    has_quit = true;
    waiter_wake();
    errno = error;
}

bool waiter_open(void) {
    event_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (event_fd < 0) {
        return false;
    }
    has_quit = false;
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    sigaction(SIGTERM, &action, &former_term);
    sigaction(SIGINT, &action, &former_int);
    return true;
}

void waiter_close(void) {
    if (event_fd >= 0) {
        sigaction(SIGTERM, &former_term, NULL);
        sigaction(SIGINT, &former_int, NULL);
        close(event_fd);
        event_fd = -1;
    }
}

bool waiter_take_quit(void) {
    return atomic_exchange(&has_quit, false);
}

bool waiter_wait(millis most) {
    return waiter_wait_for(most, NULL, 0);
}

bool waiter_wait_for(millis most, struct pollfd *devices, size_t count) {
    assert(count <= WAITER_MOST);
    struct pollfd watched[1 + WAITER_MOST] = {{.fd = event_fd, .events = POLLIN}};
    struct timespec timeout = {.tv_sec = most / SECOND, .tv_nsec = (long)(most % SECOND) * 1000000L};
    if (count) {
        memcpy(watched + 1, devices, count * sizeof *devices);
    }
    if (ppoll(watched, 1 + (nfds_t)count, most == MILLIS_NEVER ? NULL : &timeout, NULL) < 0) {
        return true; // a signal
    }
    for (size_t i = 0; i < count; i++) {
        devices[i].revents = watched[1 + i].revents;
    }
    uint64_t wakes;
    return read(event_fd, &wakes, sizeof wakes) == (ssize_t)sizeof wakes;
}
