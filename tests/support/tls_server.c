#include "support/tls_server.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void serve(const char *folder, const char *certificate, int out) {
    char pem[64], key[64];
    snprintf(pem, sizeof pem, "%s.pem", certificate);
    snprintf(key, sizeof key, "%s.key", certificate);
    if (chdir(folder) == 0 && dup2(out, STDOUT_FILENO) >= 0) {
        close(STDERR_FILENO);
        execlp("openssl", "openssl", "s_server", "-HTTP", "-accept", "127.0.0.1:0", "-cert", pem, "-key", key,
            (char *)NULL);
    }
    _exit(127);
}

bool tls_server_start(struct tls_server *server, const char *folder, const char *certificate) {
    int ends[2];
    if (pipe(ends) != 0) {
        abort();
    }
    server->pid = fork();
    server->port = 0;
    if (server->pid == 0) {
        close(ends[0]);
        serve(folder, certificate, ends[1]);
    }
    close(ends[1]);
    FILE *says = fdopen(ends[0], "r"); // "ACCEPT 127.0.0.1:41234"
    char line[256];
    while (says && !server->port && fgets(line, sizeof line, says)) {
        const char *colon = strncmp(line, "ACCEPT", 6) == 0 ? strrchr(line, ':') : NULL;
        server->port = colon ? (int)strtol(colon + 1, NULL, 10) : 0;
    }
    if (says) {
        fclose(says);
    }
    if (!server->port) {
        tls_server_stop(server);
    }
    return server->port > 0;
}

void tls_server_stop(struct tls_server *server) {
    if (server->pid > 0) {
        kill(server->pid, SIGKILL);
        waitpid(server->pid, NULL, 0);
    }
    server->pid = 0;
}
