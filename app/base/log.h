#ifndef BROADSIDE_BASE_LOG_H
#define BROADSIDE_BASE_LOG_H

#include <stdbool.h>

// One line per event on stderr: "level: message". Thread-safe. A line that repeats the one before it is
// counted, not printed; the count is printed before the next different line. Lines are cut at 1 KiB, control
// characters become blanks. Secrets never reach it. No more than LOG_BURST lines at once and one every two
// seconds after that, errors aside: what is left out is counted. Where stderr is the journal (JOURNAL_STREAM,
// systemd.exec(5)), a line begins with its priority, "<4>" (sd-daemon(3)).

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

void log_set_level(enum log_level level); // LOG_INFO at first
void log_line(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));

// "error", "warning", "info", "debug"; false for any other word.
bool log_level_named(const char *word, enum log_level *out);

#define LOG_BURST 500

#define log_error(...) log_line(LOG_ERROR, __VA_ARGS__)
#define log_warning(...) log_line(LOG_WARNING, __VA_ARGS__)
#define log_info(...) log_line(LOG_INFO, __VA_ARGS__)
#define log_debug(...) log_line(LOG_DEBUG, __VA_ARGS__)

#endif
