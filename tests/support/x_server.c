#include "support/x_server.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct screen {
    int width, height;
};

static void serve(const void *context, int out) {
    const struct screen *screen = context;
    char size[32], number[16];
    snprintf(size, sizeof size, "%dx%dx24", screen->width, screen->height);
    snprintf(number, sizeof number, "%d", out);
    if (freopen("/dev/null", "w", stderr)) { // where it warns of keys
        execlp("Xvfb", "Xvfb", "-displayfd", number, "-screen", "0", size, "-nolisten", "tcp", "-noreset",
            (char *)NULL); // not begun anew, and meanwhile not there, after each test's last window
    }
}

bool x_server_start(struct x_server *server, int width, int height) {
    const struct screen screen = {width, height};
    char number[12]; // of its display
    *server = (struct x_server){0};
    if (!child_start(&server->child, serve, &screen, "", number, sizeof number)) {
        return false;
    }
    snprintf(server->display, sizeof server->display, ":%s", number);
    setenv("DISPLAY", server->display, 1);
    setenv("SDL_VIDEODRIVER", "x11", 1);
    return true;
}

void x_server_stop(struct x_server *server) {
    child_stop(&server->child, SIGTERM);
}
