#ifndef BROADSIDE_TESTS_SUPPORT_X_SERVER_H
#define BROADSIDE_TESTS_SUPPORT_X_SERVER_H

#include <stdbool.h>

#include "support/child.h"

// Debian's Xvfb: an X server whose screen is in memory. SDL's windows of this process are opened on it.
struct x_server {
    struct child child;
    char display[16]; // ":41"
};

// False if there is no Xvfb.
bool x_server_start(struct x_server *server, int width, int height);
void x_server_stop(struct x_server *server);

#endif
