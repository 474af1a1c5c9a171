#ifndef BROADSIDE_TESTS_SUPPORT_HTTP_SERVER_H
#define BROADSIDE_TESTS_SUPPORT_HTTP_SERVER_H

#include <stdbool.h>
#include <stddef.h>

// An HTTP/1.1 server on 127.0.0.1, in threads of the test, that answers what the script says and can do to a
// client all that real servers do.

struct http_server;

enum http_fault {
    FAULT_NONE,
    FAULT_HOLD,     // `at` bytes of the answer, head included, then silence until http_server_release
    FAULT_DRIP,     // a byte of the body every 10 ms after the first `at`
    FAULT_TRUNCATE, // promises the whole body, closes after `at` bytes of it
    FAULT_RESET,    // likewise, with a reset
    FAULT_SHORTEN,  // promises `at` bytes of the body and sends all
    FAULT_CLOSE,    // closes without a word
    FAULT_ENDLESS,  // repeats the body for ever, without a length
    FAULT_GARBAGE,  // something that is not HTTP
};

struct http_reply {
    int status;          // 0: 200
    const char *headers; // further header lines, each with its \r\n; may be NULL
    const char *body;    // borrowed until the reply is replaced; may be NULL
    size_t len;          // 0: the body is text
    const char *etag;    // sent; a GET that names it in If-None-Match is answered with 304, others with 412
    enum http_fault fault;
    size_t at;
};

// Aborts where it cannot listen.
struct http_server *http_server_start(void);
// Ends all connections, joins all threads.
void http_server_stop(struct http_server *server);

// "http://127.0.0.1:PORT" + path; borrowed until the next call with this server, from the thread of the test.
const char *http_server_url(struct http_server *server, const char *path);
int http_server_port(const struct http_server *server);

// From now on the answer to `path`; any other path is a 404. Copies the reply, borrows its texts.
void http_server_answer(struct http_server *server, const char *path, struct http_reply reply);
// Lets everybody go who is held now or comes later.
void http_server_release(struct http_server *server);

// Requests for `path` so far.
int http_server_hits(struct http_server *server, const char *path);
// Waits until there were `hits` of them; false after `ms`.
bool http_server_await(struct http_server *server, const char *path, int hits, int ms);
// The last request for `path`, its line, headers and body; borrowed until the next call.
const char *http_server_request(struct http_server *server, const char *path);
// Most requests that were being answered at the same time.
int http_server_most_at_once(struct http_server *server);
// Connections so far.
int http_server_connections(struct http_server *server);
// Bytes of bodies sent.
size_t http_server_sent(struct http_server *server);

// A gzip file of `len` zero bytes, about len / 158 long. The caller frees it.
char *http_gzip_zeros(size_t len, size_t *out_len);

#endif
