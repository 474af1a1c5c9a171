#include "platform/null/signals.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

static atomic_int event_fd = -1;
static atomic_bool has_quit;
static struct sigaction former_term, former_int;

void signals_wake(void) {
    const uint64_t one = 1;
    // A full counter already wakes whoever waits, and without a descriptor nobody does.
    ssize_t written = write(event_fd, &one, sizeof one);
    (void)written;
}

static void on_signal(int number) {
    (void)number;
    int error = errno;
    has_quit = true;
    signals_wake();
    errno = error;
}

bool signals_open(void) {
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

void signals_close(void) {
    if (event_fd >= 0) {
        sigaction(SIGTERM, &former_term, NULL);
        sigaction(SIGINT, &former_int, NULL);
        close(event_fd);
        event_fd = -1;
    }
}

bool signals_take_quit(void) {
    return atomic_exchange(&has_quit, false);
}

bool signals_wait(millis most) {
    struct pollfd watched = {.fd = event_fd, .events = POLLIN};
    int timeout = most == MILLIS_NEVER ? -1 : most > INT_MAX ? INT_MAX : (int)most;
    uint64_t count;
    if (poll(&watched, 1, timeout) < 0) {
        return true; // a signal
    }
    return read(event_fd, &count, sizeof count) == (ssize_t)sizeof count;
}
