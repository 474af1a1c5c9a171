#ifndef BROADSIDE_FETCH_EXCHANGE_H
#define BROADSIDE_FETCH_EXCHANGE_H

#include <curl/curl.h>

#include "base/strbuf.h"
#include "fetch/freshness.h"
#include "fetch/http.h"

// One exchange with all its redirects. Private to the room: http.c schedules, this file talks.

#define EXCHANGE_HEADER_MOST 1024 // bytes of one header value that is kept; a longer one is no use to us

// The headers that are of interest, each NULL or from malloc.
enum {
    HEADER_ETAG,
    HEADER_MODIFIED,
    HEADER_TYPE,
    HEADER_CACHE,
    HEADER_AGE,
    HEADER_EXPIRES,
    HEADER_DATE,
    HEADER_RETRY,
    HEADER_LINK, // all of them, with commas between
    HEADERS
};

struct exchange {
    struct exchange *next; // in whichever queue of http.c it stands
    uint64_t host_key;     // of where it goes now
    struct http_answer answer;

    const struct http_options *options;
    const struct http_way *way;           // NULL: as the options say
    char *url, *accept, *etag, *modified; // of the request; `url` moves on with redirects
    bool is_post;                         // becomes a GET where a redirect says so
    char *posted;                         // its body
    struct curl_slist *own_lines;         // the request's own headers
    bool is_confidential;
    bool is_elsewhere; // a redirect has led to another host, which gets none of them
    size_t most;
    int redirects;
    millis started; // by clock_ns

    CURL *easy;
    struct curl_slist *lines;
    struct strbuf body;
    long status; // of the answer whose headers or body are coming in
    char *headers[HEADERS];
    size_t unwanted;    // bytes of a body that nobody wants
    bool is_broken_off; // by us, in the middle of a body
    bool is_finished;   // `answer` is complete
    char trouble[CURL_ERROR_SIZE];
};

// Never fails; a request that is refused is finished at once, with the reason in its answer. A file: request
// is read at once.
struct exchange *exchange_create(const struct http_request *request, const struct http_options *options);
void exchange_destroy(struct exchange *exchange); // the handle must not be in a multi

// exchange_request.c: what is said to the server, and to the one that a redirect leads to.
void exchange_request_copy(struct exchange *exchange, const struct http_request *request);
void exchange_request_finish(struct exchange *exchange);
void exchange_request_set(struct exchange *exchange); // into the handle
bool exchange_is_conditional(const struct exchange *exchange);

// Since it was started, or left the line.
millis exchange_elapsed(const struct exchange *exchange);
// The handle, ready for the next hop.
CURL *exchange_prepare(struct exchange *exchange, CURLSH *share);
// libcurl is done with the hop: either the exchange is finished now, or it wants to go on elsewhere.
void exchange_conclude(struct exchange *exchange, CURLcode code);

#endif
