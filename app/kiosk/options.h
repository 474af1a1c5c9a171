#ifndef BROADSIDE_KIOSK_OPTIONS_H
#define BROADSIDE_KIOSK_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"

// Command lines by a table: --name VALUE or --name=VALUE, then operands. Every fault is a line on stderr,
// with the usage.

enum option_kind {
    OPTION_FLAG,    // bool
    OPTION_TEXT,    // const char *
    OPTION_WORD,    // const char *, one of `words`
    OPTION_INT,     // int, one of `words` if given, else > 0
    OPTION_SECONDS, // millis, from seconds with a fraction, > 0
    OPTION_SIZE,    // struct option_size, WxH
    OPTION_MOMENT,  // struct moment, RFC 3339
    OPTION_PAIR,    // struct option_pairs *, K=V, may repeat
};

struct option_size {
    int width, height; // pixels
};

#define OPTION_PAIRS 16
struct option_pairs {
    struct option_pair {
        const char *name, *value; // name from malloc, never freed: it lives as long as the command
    } items[OPTION_PAIRS];
    size_t count;
};

struct option {
    const char *name; // without the dashes; NULL ends the table
    enum option_kind kind;
    void *value;
    const char *const *words; // NULL-terminated
};

// Fills the values; *operands is the index of the first operand in argv. False after a fault, already
// reported.
bool options_read(int argc, char **argv, const struct option *options, int *operands);

// Takes --log-level LEVEL (error, warning, info, debug) out of the command line, wherever it stands before
// "--", and sets it: every command has it. False after a fault, already reported.
bool options_take_log_level(int *argc, char **argv);

#endif
