#include "support/child.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static bool hear(int end, const char *word, char *line, size_t size) {
    FILE *says = fdopen(end, "r");
    bool is_said = false;
    while (says && !is_said && fgets(line, (int)size, says)) {
        is_said = strncmp(line, word, strlen(word)) == 0;
    }
    if (says) {
        fclose(says);
    }
    line[strcspn(line, "\n")] = '\0';
    return is_said;
}

bool child_start(struct child *child, void (*run)(const void *context, int out), const void *context,
    const char *word, char *line, size_t size) {
    int ends[2];
    if (pipe(ends) != 0) {
        abort();
    }
    child->pid = fork();
    if (child->pid == 0) {
        close(ends[0]);
        run(context, ends[1]);
        _exit(127);
    }
    close(ends[1]);
    bool is_there = hear(ends[0], word, line, size);
    if (!is_there) {
        child_stop(child, SIGKILL);
    }
    return is_there;
}

void child_stop(struct child *child, int signal) {
    if (child->pid > 0) {
        kill(child->pid, signal);
        waitpid(child->pid, NULL, 0);
    }
    child->pid = 0;
}
