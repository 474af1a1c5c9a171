#ifndef BROADSIDE_TESTS_SUPPORT_CHILD_H
#define BROADSIDE_TESTS_SUPPORT_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

// A server of another program's, which says in a line that it can be reached, and where.
struct child {
    pid_t pid;
};

// `run` executes it in the new process, with the end of a pipe that it is to write to, and returns only if
// there is no such program. Reads lines until one begins with `word`, and copies it without its end to
// `line`. False, and nothing is left to stop, if none does.
bool child_start(struct child *child, void (*run)(const void *context, int out), const void *context,
    const char *word, char *line, size_t size);
void child_stop(struct child *child, int signal);

#endif
