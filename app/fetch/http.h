#ifndef BROADSIDE_FETCH_HTTP_H
#define BROADSIDE_FETCH_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/time.h"

// Polite exchanges with many servers at a time, on the thread of the caller: start some, wait, take what is
// finished. Two per host at most; the rest wait in line. TLS certificates are always verified.

struct http;

struct http_options {
    const char *user_agent; // borrowed
    const char *proxy;      // NULL: what the environment says
    const char *ca_file;    // NULL: the system's certificates
    millis connect_timeout; // 0: 10 s
    millis stall_timeout;   // without 100 bytes a second for so long; whole seconds; 0: 20 s
    millis total_timeout;   // of an exchange with all its redirects; 0: 60 s
};

// Another way than the port's, borrowed for as long as the exchange takes.
struct http_way {
    const char *proxy;   // NULL: what the environment says
    const char *ca_file; // NULL: the system's certificates
};

// One address to be asked. Everything is copied but the way.
struct http_request {
    const char *url;    // http:, https:, or file: where it is allowed; never with a user name or password
    const char *method; // "GET", "POST"; NULL: GET
    const char *const *headers; // further ones, "Name: value" without line breaks, for this host only
    size_t header_count;
    const char *body;           // of a POST; NULL: none
    bool is_confidential;       // a secret stands in it: it is not redirected to any other host
    const char *accept;         // media types; NULL: anything
    const char *etag;           // validators of what the caller already has, for a GET; NULL: it has nothing
    const char *modified;       // as the Last-Modified header said
    size_t most;                // bytes of the body, decompressed
    const struct http_way *way; // NULL: the port's own
    bool allows_file; // only for an address that a person wrote, never for one that came from a server
    void *tag;        // comes back with the answer
};

struct http_answer {
    void *tag;
    enum error error;     // an HTTP status that is not a success is ERROR_REFUSED
    struct reason reason; // "HTTP 503", "connection refused", "timed out after 20 s"
    long status;          // 0 where none came, and for file:
    bool unchanged; // 304, or a file with the same date and size: the caller keeps what it has; body is NULL
    char *body;     // ends with an extra NUL; NULL on error
    size_t len;
    char *etag, *modified, *content_type; // NULL if absent
    char *url;                            // where the body came from after redirects
    char *next;                           // the next page by the Link header; NULL: not said
    millis retry_after;                   // from now; MILLIS_NONE: not said
    millis fresh_for;                     // by Cache-Control, Age and Expires; MILLIS_NONE: not said
    millis took;
    millis date;       // by the server's clock, where its certificate was verified; MILLIS_NONE: not said
    bool is_untrusted; // with ERROR_NETWORK: its certificate is not good, or our clock is not
};

void http_answer_finish(struct http_answer *answer); // frees its texts and body

// The caller owns the port. All strings of `options` outlive it.
struct http *http_create(const struct http_options *options);
// Another proxy and other certificates, borrowed likewise, for what is not under way yet.
void http_configure(struct http *http, const char *proxy, const char *ca_file);
// Breaks off what is running, without waiting for anybody.
void http_destroy(struct http *http);

void http_start(struct http *http, const struct http_request *request);
// The next finished exchange, which the caller finishes; false if there is none.
bool http_take(struct http *http, struct http_answer *answer);
// Exchanges started and not taken.
size_t http_running(const struct http *http);
// Breaks off everything that is started and not taken; no answers come.
void http_cancel(struct http *http);

// Whether a new exchange with this host would wait in line. The key of an address is that of its host and
// port.
bool http_is_busy(const struct http *http, uint64_t host_key);
uint64_t http_host_key(const char *url);

// Sleeps until something may have happened: traffic, `timeout` (at most INT_MAX ms), or http_wake.
void http_wait(struct http *http, millis timeout);
// Waits also end when one of these file descriptors is readable, of which -1 stands for none.
#define HTTP_WATCHED 2
void http_watch(struct http *http, const int fds[HTTP_WATCHED]);
// Ends a wait, or the next one if there is none now. Any thread.
void http_wake(struct http *http);

#endif
