#define _GNU_SOURCE // POLLRDHUP: the client has gone

#include "support/http_server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define ROUTES 128
#define REQUEST 8192

struct route {
    char path[256];
    struct http_reply reply;
    int hits;
    char request[REQUEST];
};

struct http_server {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    pthread_t thread;
    int listener, port;
    int stop_fd, release_fd; // eventfds that stay readable once set
    struct route routes[ROUTES];
    size_t route_count;
    int connections, accepted, answering, most_at_once;
    size_t sent;
    char url[512];
    char request[REQUEST];
};

struct connection {
    struct http_server *server;
    int fd;
};

static struct route *find_route(struct http_server *server, const char *path) {
    for (size_t i = 0; i < server->route_count; i++) {
        if (strcmp(server->routes[i].path, path) == 0) {
            return &server->routes[i];
        }
    }
    if (server->route_count == ROUTES) {
        abort();
    }
    struct route *route = &server->routes[server->route_count++];
    snprintf(route->path, sizeof route->path, "%s", path);
    route->reply = (struct http_reply){.status = 404, .body = "not here"};
    return route;
}

static bool is_set(int fd) {
    struct pollfd poller = {.fd = fd, .events = POLLIN};
    return poll(&poller, 1, 0) == 1;
}

// Until `events` on the connection, a release if `release`, a stop, or `ms`; answers whether the connection
// goes on.
static bool wait_on(const struct connection *connection, short events, bool release, int ms) {
    struct pollfd pollers[] = {
        {.fd = connection->fd, .events = (short)(events | POLLRDHUP)},
        {.fd = connection->server->stop_fd, .events = POLLIN},
        {.fd = release ? connection->server->release_fd : -1, .events = POLLIN},
    };
    while (poll(pollers, 3, ms) < 0 && errno == EINTR) {
    }
    return !pollers[1].revents && !(pollers[0].revents & (POLLRDHUP | POLLHUP | POLLERR));
}

static bool send_all(const struct connection *connection, const char *bytes, size_t len) {
    while (len) {
        if (!wait_on(connection, POLLOUT, false, -1)) {
            return false;
        }
        ssize_t put = send(connection->fd, bytes, len, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (put < 0 && errno != EAGAIN && errno != EINTR) {
            return false;
        }
        bytes += put > 0 ? put : 0;
        len -= put > 0 ? (size_t)put : 0;
    }
    return true;
}

static bool send_body(const struct connection *connection, const char *bytes, size_t len) {
    pthread_mutex_lock(&connection->server->mutex);
    connection->server->sent += len;
    pthread_mutex_unlock(&connection->server->mutex);
    return send_all(connection, bytes, len);
}

static bool drip(const struct connection *connection, const char *bytes, size_t len) {
    for (size_t i = 0; i < len; i++) {
        if (!wait_on(connection, 0, false, 10) || !send_body(connection, bytes + i, 1)) {
            return false;
        }
    }
    return true;
}

static bool repeat(const struct connection *connection, const char *bytes, size_t len) {
    while (send_body(connection, bytes, len)) {
    }
    return false;
}

static void reset(const struct connection *connection) {
    struct linger linger = {.l_onoff = 1, .l_linger = 0};
    setsockopt(connection->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

static size_t head_of(const struct http_reply *reply, size_t len, char *out, size_t size) {
    int status = reply->status ? reply->status : 200;
    size_t promised = reply->fault == FAULT_SHORTEN ? reply->at : len;
    int used = snprintf(out, size, "HTTP/1.1 %d Said So\r\n%s", status, reply->headers ? reply->headers : "");
    if (reply->etag) {
        used += snprintf(out + used, size - (size_t)used, "ETag: %s\r\n", reply->etag);
    }
    if (reply->fault == FAULT_ENDLESS) {
        used += snprintf(out + used, size - (size_t)used, "Connection: close\r\n");
    } else if (status != 304 && status != 204) {
        used += snprintf(out + used, size - (size_t)used, "Content-Length: %zu\r\n", promised);
    }
    used += snprintf(out + used, size - (size_t)used, "\r\n");
    return (size_t)used;
}

// Sends the first `at` bytes of head and body together, waits, sends the rest.
static bool hold(const struct connection *connection, const char *all, size_t len, size_t at) {
    size_t first = at < len ? at : len;
    bool goes_on = send_all(connection, all, first);
    while (goes_on && !is_set(connection->server->release_fd)) {
        goes_on = wait_on(connection, 0, true, -1);
    }
    return goes_on && send_all(connection, all + first, len - first);
}

static bool send_held(const struct connection *connection, const char *head, size_t head_len,
    const struct http_reply *reply, size_t len) {
    char *all = malloc(head_len + len + 1);
    if (!all) {
        abort();
    }
    memcpy(all, head, head_len);
    memcpy(all + head_len, len ? reply->body : "", len);
    bool goes_on = hold(connection, all, head_len + len, reply->at);
    free(all);
    return goes_on;
}

// Answers whether the connection may serve another request.
static bool send_reply(const struct connection *connection, const struct http_reply *reply) {
    char head[4096];
    size_t len = !reply->body ? 0 : reply->len ? reply->len : strlen(reply->body);
    size_t head_len = head_of(reply, len, head, sizeof head);
    size_t at = reply->at < len ? reply->at : len;
    switch (reply->fault) {
    case FAULT_CLOSE: return false;
    case FAULT_GARBAGE: send_all(connection, "\x16\x03\x01 what?\n", 11); return false;
    case FAULT_HOLD: return send_held(connection, head, head_len, reply, len);
    default: break;
    }
    if (!send_all(connection, head, head_len)) {
        return false;
    }
    switch (reply->fault) {
    case FAULT_DRIP:
        return send_body(connection, reply->body, at) && drip(connection, reply->body + at, len - at);
    case FAULT_TRUNCATE: send_body(connection, reply->body, at); return false;
    case FAULT_RESET:
        send_body(connection, reply->body, at);
        reset(connection);
        return false;
    case FAULT_SHORTEN: send_body(connection, reply->body, len); return false;
    case FAULT_ENDLESS: return repeat(connection, reply->body, len);
    default: return send_body(connection, reply->body ? reply->body : "", len);
    }
}

// The value of a header, up to the end of its line, or NULL.
static const char *header_of(const char *request, const char *name) {
    for (const char *line = strstr(request, "\r\n"); line; line = strstr(line + 2, "\r\n")) {
        if (strncasecmp(line + 2, name, strlen(name)) == 0 && line[2 + strlen(name)] == ':') {
            return line + 2 + strlen(name) + 1;
        }
    }
    return NULL;
}

static bool names_etag(const char *request, const char *etag) {
    const char *value = etag ? header_of(request, "If-None-Match") : NULL;
    const char *found = value ? strstr(value, etag) : NULL;
    const char *end = value ? strstr(value, "\r\n") : NULL;
    return found && end && found < end;
}

static bool answer(const struct connection *connection, const char *request) {
    struct http_server *server = connection->server;
    char path[256] = "";
    sscanf(request, "%*s %255s", path);
    pthread_mutex_lock(&server->mutex);
    struct route *route = find_route(server, path);
    route->hits++;
    snprintf(route->request, sizeof route->request, "%s", request);
    struct http_reply reply = route->reply;
    server->answering++;
    server->most_at_once =
        server->answering > server->most_at_once ? server->answering : server->most_at_once;
    pthread_cond_broadcast(&server->changed);
    pthread_mutex_unlock(&server->mutex);
    if (names_etag(request, reply.etag)) {
        reply.status = strncmp(request, "GET ", 4) == 0 ? 304 : 412; // RFC 9110, 13.1.2
        reply.body = NULL;
        reply.len = 0;
    }
    bool goes_on = send_reply(connection, &reply);
    pthread_mutex_lock(&server->mutex);
    server->answering--;
    pthread_mutex_unlock(&server->mutex);
    return goes_on;
}

// How long a request is, head and body, once its head is there; 0 before.
static size_t length_of(const char *request) {
    const char *end = strstr(request, "\r\n\r\n");
    const char *length = end ? header_of(request, "Content-Length") : NULL;
    size_t body = length && length < end ? strtoul(length, NULL, 10) : 0;
    return end ? (size_t)(end + 4 - request) + body : 0;
}

// One request with its body; false if the connection is at its end. Pipelining and chunks do not occur.
static bool read_request(const struct connection *connection, char request[REQUEST]) {
    size_t len = 0;
    request[0] = '\0';
    while (!length_of(request) || len < length_of(request)) {
        bool goes_on = wait_on(connection, POLLIN, false, -1);
        ssize_t got = recv(connection->fd, request + len, REQUEST - 1 - len, MSG_DONTWAIT);
        if (got == 0 || (got < 0 && (!goes_on || (errno != EAGAIN && errno != EINTR)))) {
            return false;
        }
        len += got > 0 ? (size_t)got : 0;
        request[len] = '\0';
        if (len == REQUEST - 1) {
            return false;
        }
    }
    return true;
}

static void *serve(void *context) {
    struct connection *connection = context;
    struct http_server *server = connection->server;
    char request[REQUEST];
    while (read_request(connection, request) && answer(connection, request)) {
    }
    close(connection->fd);
    free(connection);
    pthread_mutex_lock(&server->mutex);
    server->connections--;
    pthread_cond_broadcast(&server->changed);
    pthread_mutex_unlock(&server->mutex);
    return NULL;
}

static void welcome(struct http_server *server, int fd) {
    struct connection *connection = malloc(sizeof *connection);
    pthread_t thread;
    if (!connection) {
        abort();
    }
    *connection = (struct connection){server, fd};
    pthread_mutex_lock(&server->mutex);
    server->connections++;
    pthread_mutex_unlock(&server->mutex);
    if (pthread_create(&thread, NULL, serve, connection) != 0) {
        abort();
    }
    pthread_detach(thread);
}

static void *listen_on(void *context) {
    struct http_server *server = context;
    for (;;) {
        struct pollfd pollers[] = {
            {.fd = server->listener, .events = POLLIN}, {.fd = server->stop_fd, .events = POLLIN}};
        if (poll(pollers, 2, -1) > 0 && pollers[1].revents) {
            return NULL;
        }
        int fd = accept(server->listener, NULL, NULL), on = 1;
        if (fd >= 0) {
            pthread_mutex_lock(&server->mutex);
            server->accepted++;
            pthread_mutex_unlock(&server->mutex);
            setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); // head and body are two writes
            welcome(server, fd);
        }
    }
}

struct http_server *http_server_start(void) {
    struct http_server *server = calloc(1, sizeof *server);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (!server) {
        abort();
    }
    unsetenv("http_proxy");
    unsetenv("all_proxy");
    unsetenv("ALL_PROXY");
    server->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (server->listener < 0 || bind(server->listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(server->listener, 64) != 0 ||
        getsockname(server->listener, (struct sockaddr *)&address, &size) != 0) {
        abort();
    }
    server->port = ntohs(address.sin_port);
    server->stop_fd = eventfd(0, EFD_CLOEXEC);
    server->release_fd = eventfd(0, EFD_CLOEXEC);
    pthread_mutex_init(&server->mutex, NULL);
    pthread_condattr_t steady;
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(&server->changed, &steady);
    pthread_condattr_destroy(&steady);
    if (pthread_create(&server->thread, NULL, listen_on, server) != 0) {
        abort();
    }
    return server;
}

static void set(int fd) {
    uint64_t one = 1;
    if (write(fd, &one, sizeof one) != sizeof one) {
        abort();
    }
}

void http_server_stop(struct http_server *server) {
    set(server->stop_fd);
    pthread_join(server->thread, NULL);
    pthread_mutex_lock(&server->mutex);
    while (server->connections) {
        pthread_cond_wait(&server->changed, &server->mutex);
    }
    pthread_mutex_unlock(&server->mutex);
    close(server->listener);
    close(server->stop_fd);
    close(server->release_fd);
    pthread_cond_destroy(&server->changed);
    pthread_mutex_destroy(&server->mutex);
    free(server);
}

int http_server_port(const struct http_server *server) {
    return server->port;
}

const char *http_server_url(struct http_server *server, const char *path) {
    snprintf(server->url, sizeof server->url, "http://127.0.0.1:%d%s", server->port, path);
    return server->url;
}

void http_server_answer(struct http_server *server, const char *path, struct http_reply reply) {
    pthread_mutex_lock(&server->mutex);
    find_route(server, path)->reply = reply;
    pthread_mutex_unlock(&server->mutex);
}

void http_server_release(struct http_server *server) {
    set(server->release_fd);
}

int http_server_hits(struct http_server *server, const char *path) {
    pthread_mutex_lock(&server->mutex);
    int hits = find_route(server, path)->hits;
    pthread_mutex_unlock(&server->mutex);
    return hits;
}

bool http_server_await(struct http_server *server, const char *path, int hits, int ms) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += ms / 1000 + (until.tv_nsec + ms % 1000 * 1000000L) / 1000000000L;
    until.tv_nsec = (until.tv_nsec + ms % 1000 * 1000000L) % 1000000000L;
    pthread_mutex_lock(&server->mutex);
    int failed = 0;
    while (find_route(server, path)->hits < hits && !failed) {
        failed = pthread_cond_timedwait(&server->changed, &server->mutex, &until);
    }
    pthread_mutex_unlock(&server->mutex);
    return !failed;
}

const char *http_server_request(struct http_server *server, const char *path) {
    pthread_mutex_lock(&server->mutex);
    memcpy(server->request, find_route(server, path)->request, sizeof server->request);
    pthread_mutex_unlock(&server->mutex);
    return server->request;
}

int http_server_connections(struct http_server *server) {
    pthread_mutex_lock(&server->mutex);
    int accepted = server->accepted;
    pthread_mutex_unlock(&server->mutex);
    return accepted;
}

int http_server_most_at_once(struct http_server *server) {
    pthread_mutex_lock(&server->mutex);
    int most = server->most_at_once;
    pthread_mutex_unlock(&server->mutex);
    return most;
}

size_t http_server_sent(struct http_server *server) {
    pthread_mutex_lock(&server->mutex);
    size_t sent = server->sent;
    pthread_mutex_unlock(&server->mutex);
    return sent;
}

// Bits as DEFLATE packs them: codes from their highest bit, everything else from the lowest, bytes from the
// lowest.
struct bits {
    unsigned char *out;
    size_t count;
};

static void put_bit(struct bits *bits, unsigned bit) {
    bits->out[bits->count / 8] = (unsigned char)(bits->out[bits->count / 8] | bit << bits->count % 8);
    bits->count++;
}

static void put_code(struct bits *bits, unsigned code, int len) {
    while (len--) {
        put_bit(bits, code >> len & 1);
    }
}

static uint32_t crc_of_zeros(size_t len) {
    uint32_t crc = 0xFFFFFFFFu;
    while (len--) {
        for (int i = 0; i < 8; i++) {
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
        }
    }
    return ~crc;
}

// RFC 1951, 3.2.6: one block of fixed codes; each 258 zeros are "258 bytes from one byte back", 13 bits.
char *http_gzip_zeros(size_t len, size_t *out_len) {
    static const unsigned char head[10] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255};
    unsigned char *out = calloc(1, sizeof head + 8 + (len / 258 + 300) * 2 + 64);
    if (!out) {
        abort();
    }
    memcpy(out, head, sizeof head);
    struct bits bits = {out + sizeof head, 0};
    put_bit(&bits, 1);
    put_bit(&bits, 1);
    put_bit(&bits, 0);
    size_t left = len;
    for (bool is_first = true; left; is_first = false) {
        if (!is_first && left >= 258) {
            put_code(&bits, 0xC5, 8); // length 258
            put_code(&bits, 0, 5);    // distance 1
            left -= 258;
        } else {
            put_code(&bits, 0x30, 8); // the byte 0
            left--;
        }
    }
    put_code(&bits, 0, 7); // end of block
    unsigned char *tail = out + sizeof head + (bits.count + 7) / 8;
    uint32_t words[] = {crc_of_zeros(len), (uint32_t)len};
    for (int i = 0; i < 8; i++) {
        *tail++ = (unsigned char)(words[i / 4] >> (i % 4 * 8));
    }
    *out_len = (size_t)(tail - out);
    return (char *)out;
}
