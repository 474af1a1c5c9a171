#include "support/tls_server.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct order {
    const char *folder, *certificate;
};

static void serve(const void *context, int out) {
    const struct order *order = context;
    char pem[64], key[64];
    snprintf(pem, sizeof pem, "%s.pem", order->certificate);
    snprintf(key, sizeof key, "%s.key", order->certificate);
    if (chdir(order->folder) == 0 && dup2(out, STDOUT_FILENO) >= 0) {
        close(STDERR_FILENO);
        execlp("openssl", "openssl", "s_server", "-HTTP", "-accept", "127.0.0.1:0", "-cert", pem, "-key", key,
            (char *)NULL);
    }
}

bool tls_server_start(struct tls_server *server, const char *folder, const char *certificate) {
    const struct order order = {folder, certificate};
    char line[256]; // "ACCEPT 127.0.0.1:41234"
    *server = (struct tls_server){0};
    if (!child_start(&server->child, serve, &order, "ACCEPT", line, sizeof line)) {
        return false;
    }
    const char *colon = strrchr(line, ':');
    server->port = colon ? (int)strtol(colon + 1, NULL, 10) : 0;
    return server->port > 0;
}

void tls_server_stop(struct tls_server *server) {
    child_stop(&server->child, SIGKILL);
}
