#include "base/log.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#define LINE 1024

static struct {
    pthread_mutex_t mutex;
    enum log_level level;
    unsigned long repeats;
    char last[LINE];
} journal = {.mutex = PTHREAD_MUTEX_INITIALIZER, .level = LOG_INFO};

void log_set_level(enum log_level level) {
    pthread_mutex_lock(&journal.mutex);
    journal.level = level;
    pthread_mutex_unlock(&journal.mutex);
}

// What is logged may come from outside: it gets neither a line of its own nor the terminal's escapes.
static void tidy(char *line, size_t size) {
    size_t len = strlen(line);
    if (len + 1 == size) {
        line[utf8_floor(line, len, len)] = '\0';
    }
    for (char *at = line; *at; at++) {
        if ((unsigned char)*at < 0x20 || *at == 0x7F) {
            *at = ' ';
        }
    }
}

void log_line(enum log_level level, const char *format, ...) {
    static const char *const names[] = {"error", "warning", "info", "debug"};
    char line[LINE];
    int used = snprintf(line, sizeof line, "%s: ", names[level]);
    va_list args;
    va_start(args, format);
    vsnprintf(line + used, sizeof line - (size_t)used, format, args);
    va_end(args);
    tidy(line, sizeof line);

    pthread_mutex_lock(&journal.mutex);
    if (level > journal.level) {
        pthread_mutex_unlock(&journal.mutex);
        return;
    }
    if (strcmp(line, journal.last) == 0) {
        journal.repeats++;
    } else {
        if (journal.repeats) {
            fprintf(stderr, "%s (repeated %lu times)\n", journal.last, journal.repeats);
        }
        journal.repeats = 0;
        memcpy(journal.last, line, sizeof line);
        fprintf(stderr, "%s\n", line);
    }
    pthread_mutex_unlock(&journal.mutex);
}
