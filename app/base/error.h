#ifndef BROADSIDE_BASE_ERROR_H
#define BROADSIDE_BASE_ERROR_H

#include "base/limits.h"

// Two failure languages (docs/architecture.md): our own mistakes assert and abort; the outside world is
// answered with an `enum error` and a `struct reason` that a person can act on. The first holds in every
// build: who builds with NDEBUG has a kiosk that goes on with its mistakes where the watchdog would have
// started it anew.
#ifdef NDEBUG
#error "NDEBUG is defined: assertions stay on in every build"
#endif

enum error {
    ERROR_NONE = 0,
    ERROR_INPUT,   // the bytes or the words were not what was asked for
    ERROR_LIMIT,   // well-formed, but past a ceiling of base/limits.h
    ERROR_MISSING, // no such file, host, name
    ERROR_IO,      // the disk, the screen, a device
    ERROR_NETWORK, // the exchange with a server failed
    ERROR_REFUSED, // understood and declined: a forbidden scheme, an HTTP status, a guard
};

// One line of English without a final full stop or newline. Empty when nothing went wrong.
struct reason {
    char text[LIMIT_REASON];
};

// Fills `reason` (may be NULL) printf-like, cut at a character boundary, and returns `error`,
// so that a failing branch is one statement: return reason_set(why, ERROR_INPUT, "…", …).
enum error reason_set(struct reason *reason, enum error error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// Puts "prefix: " before what is already there, as an error travels up and learns where it happened.
void reason_prefix(struct reason *reason, const char *format, ...) __attribute__((format(printf, 2, 3)));

// "ok", "input", "limit", … for tables and logs. Static.
const char *error_name(enum error error);

#endif
