#include "kiosk/bench_server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/strbuf.h"

#define MOST_REQUEST 8192 // bytes
#define PATIENCE 5        // seconds, with a peer that says nothing

struct bench_server {
    char *folder;
    int listener;
    int port;
    pid_t process;
};

// The path of a request line, without its first slash and what follows "?"; NULL if it is no GET, or leads
// out of the folder.
static char *requested(char *request) {
    static const char method[] = "GET /";
    if (strncmp(request, method, sizeof method - 1) != 0) {
        return NULL;
    }
    char *path = request + sizeof method - 1;
    path[strcspn(path, " ?\r\n")] = '\0';
    return strstr(path, "..") || path[0] == '/' ? NULL : path;
}

static bool receive(int peer, char *request) {
    size_t len = 0;
    for (;;) {
        ssize_t got = recv(peer, request + len, MOST_REQUEST - 1 - len, 0);
        if (got <= 0) {
            return false;
        }
        len += (size_t)got;
        request[len] = '\0';
        if (strstr(request, "\r\n\r\n")) {
            return true;
        }
    }
}

static void send_all(int peer, const char *bytes, size_t len) {
    while (len > 0) {
        ssize_t sent = send(peer, bytes, len, MSG_NOSIGNAL);
        if (sent <= 0) {
            return;
        }
        bytes += sent;
        len -= (size_t)sent;
    }
}

static void answer(const struct bench_server *server, int peer) {
    char request[MOST_REQUEST], head[256];
    char *name = receive(peer, request) ? requested(request) : NULL;
    char *path = name ? file_join(server->folder, name) : NULL, *body = NULL;
    size_t len = 0;
    struct reason reason;
    bool is_there = path && !file_read(path, LIMIT_PICTURE_BODY, &body, &len, &reason);
    snprintf(head, sizeof head, "HTTP/1.1 %s\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n",
        is_there ? "200 OK" : "404 Not Found", len);
    send_all(peer, head, strlen(head));
    send_all(peer, body, len);
    free(body);
    free(path);
}

_Noreturn static void serve(const struct bench_server *server) {
    const struct timeval patience = {.tv_sec = PATIENCE};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) {
        int peer = accept(server->listener, NULL, NULL);
        if (peer >= 0) {
            setsockopt(peer, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
            setsockopt(peer, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
            answer(server, peer);
            close(peer);
        } else if (errno != ECONNABORTED && errno != EINTR) {
            _exit(EXIT_FAILURE);
        }
    }
}

static bool listen_somewhere(struct bench_server *server) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof address;
    struct sockaddr *any = (struct sockaddr *)&address;
    server->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool is_open = server->listener >= 0 && bind(server->listener, any, len) == 0 &&
                   listen(server->listener, SOMAXCONN) == 0 && getsockname(server->listener, any, &len) == 0;
    server->port = ntohs(address.sin_port);
    return is_open;
}

static void finish(struct bench_server *server) {
    if (server->listener >= 0) {
        close(server->listener);
    }
    free(server->folder);
    free(server);
}

enum error bench_server_start(const char *folder, struct bench_server **out, struct reason *reason) {
    struct bench_server *server = calloc(1, sizeof *server);
    if (!server) {
        abort();
    }
    server->folder = file_join("", folder);
    server->process = listen_somewhere(server) ? fork() : -1;
    if (server->process < 0) {
        reason_set(reason, ERROR_IO, "no server on the loopback interface: %s", strerror(errno));
        finish(server);
        return ERROR_IO;
    }
    if (server->process == 0) {
        serve(server);
    }
    *out = server;
    return ERROR_NONE;
}

void bench_server_stop(struct bench_server *server) {
    if (server) {
        kill(server->process, SIGKILL);
        waitpid(server->process, NULL, 0);
        finish(server);
    }
}

int bench_server_port(const struct bench_server *server) {
    return server->port;
}
