#include "support/x_server.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void serve(int width, int height, int out) {
    char screen[32], number[16];
    snprintf(screen, sizeof screen, "%dx%dx24", width, height);
    snprintf(number, sizeof number, "%d", out);
    if (!freopen("/dev/null", "w", stderr)) { // where it warns of keys
        _exit(127);
    }
    execlp("Xvfb", "Xvfb", "-displayfd", number, "-screen", "0", screen, "-nolisten", "tcp", (char *)NULL);
    _exit(127);
}

bool x_server_start(struct x_server *server, int width, int height) {
    int ends[2];
    char number[8];
    if (pipe(ends) != 0) {
        abort();
    }
    *server = (struct x_server){.pid = fork()};
    if (server->pid == 0) {
        close(ends[0]);
        serve(width, height, ends[1]);
    }
    close(ends[1]);
    FILE *says = fdopen(ends[0], "r"); // the number of its display, once it can be reached
    bool is_there = says && fgets(number, sizeof number, says);
    if (says) {
        fclose(says);
    }
    if (!is_there) {
        x_server_stop(server);
        return false;
    }
    number[strcspn(number, "\n")] = '\0';
    snprintf(server->display, sizeof server->display, ":%s", number);
    setenv("DISPLAY", server->display, 1);
    setenv("SDL_VIDEODRIVER", "x11", 1);
    return true;
}

void x_server_stop(struct x_server *server) {
    if (server->pid > 0) {
        kill(server->pid, SIGTERM);
        waitpid(server->pid, NULL, 0);
    }
    server->pid = 0;
}
