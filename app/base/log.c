#include "base/log.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"

#define LINE 1024

static struct {
    pthread_mutex_t mutex;
    enum log_level level;
    unsigned long repeats;
    char last[LINE];
    enum log_level last_level;
    bool is_open, has_priorities;
    unsigned room; // lines that may come at once
    time_t since;  // when `room` was reckoned
    unsigned long left_out;
} journal = {.mutex = PTHREAD_MUTEX_INITIALIZER, .level = LOG_INFO, .room = LOG_BURST};

static const char *const names[] = {"error", "warning", "info", "debug"};
static const int priorities[] = {3, 4, 6, 7}; // syslog(3)

bool log_level_named(const char *word, enum log_level *out) {
    for (int i = 0; i < 4; i++) {
        if (strcmp(word, names[i]) == 0) {
            *out = (enum log_level)i;
            return true;
        }
    }
    return false;
}

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

// JOURNAL_STREAM is "device:inode" of what stderr was when systemd started us; it may be another file now.
static void look_at_stderr(void) {
    const char *stream = getenv("JOURNAL_STREAM");
    unsigned long long device = 0, inode = 0;
    struct stat status;
    journal.is_open = true;
    journal.has_priorities = stream && sscanf(stream, "%llu:%llu", &device, &inode) == 2 &&
                             fstat(STDERR_FILENO, &status) == 0 && status.st_dev == device &&
                             status.st_ino == inode;
}

static void print(enum log_level level, const char *line, const char *tail) {
    if (journal.has_priorities) {
        fprintf(stderr, "<%d>", priorities[level]);
    }
    fprintf(stderr, "%s%s\n", line, tail);
}

static time_t steady_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

// Whether there is room for a line. A disk that fills up with the story of a failure is a second failure.
static bool has_room(enum log_level level) {
    time_t now = steady_seconds();
    unsigned long gained = (unsigned long)(now - journal.since) / 2;
    if (gained) {
        journal.room = gained > LOG_BURST - journal.room ? LOG_BURST : journal.room + (unsigned)gained;
        journal.since = now;
    }
    if (!journal.room && level != LOG_ERROR) {
        journal.left_out++;
        return false;
    }
    journal.room -= journal.room > 0;
    if (journal.left_out && journal.room) {
        char line[64];
        snprintf(line, sizeof line, "warning: %lu lines left out", journal.left_out);
        print(LOG_WARNING, line, "");
        journal.left_out = 0;
    }
    return true;
}

// What the last line has said again since.
static void tell_repeats(void) {
    char tail[64];
    if (journal.repeats) {
        snprintf(tail, sizeof tail, " (repeated %lu times)", journal.repeats);
        print(journal.last_level, journal.last, tail);
    }
    journal.repeats = 0;
}

void log_line(enum log_level level, const char *format, ...) {
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
    if (!journal.is_open) {
        look_at_stderr();
    }
    if (strcmp(line, journal.last) == 0) {
        journal.repeats++;
    } else if (has_room(level)) {
        tell_repeats();
        memcpy(journal.last, line, sizeof line);
        journal.last_level = level;
        print(level, line, "");
    }
    pthread_mutex_unlock(&journal.mutex);
}
