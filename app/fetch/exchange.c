#include "fetch/exchange.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "fetch/address.h"
#include "fetch/file_exchange.h"

#define LINK_MOST ((size_t)8 << 10) // of the Link headers together
#define UNWANTED_MOST                                                                                        \
    ((size_t)64 << 10) // bytes of an error page that are read so that the connection can be kept

static const char *const header_names[HEADERS] = {
    [HEADER_ETAG] = "etag",
    [HEADER_MODIFIED] = "last-modified",
    [HEADER_TYPE] = "content-type",
    [HEADER_CACHE] = "cache-control",
    [HEADER_AGE] = "age",
    [HEADER_EXPIRES] = "expires",
    [HEADER_DATE] = "date",
    [HEADER_RETRY] = "retry-after",
    [HEADER_LINK] = "link",
};

struct exchange *exchange_create(const struct http_request *request, const struct http_options *options) {
    struct exchange *exchange = calloc(1, sizeof *exchange);
    if (!exchange) {
        abort();
    }
    exchange->options = options;
    exchange_request_copy(exchange, request);
    exchange->most = request->most;
    exchange->started = clock_ns();
    exchange->host_key = address_host_key(request->url);
    exchange->answer = (struct http_answer){
        .tag = request->tag, .retry_after = MILLIS_NONE, .fresh_for = MILLIS_NONE, .date = MILLIS_NONE};
    strbuf_init(&exchange->body, request->most);
    struct http_answer *answer = &exchange->answer;
    if (request->allows_file && address_kind(request->url) == ADDRESS_FILE) {
        file_exchange(exchange);
    } else {
        answer->error = address_check(request->url, &answer->reason);
        exchange->is_finished = answer->error != ERROR_NONE;
    }
    return exchange;
}

static void forget_answer(struct exchange *exchange) {
    for (size_t i = 0; i < HEADERS; i++) {
        free(exchange->headers[i]);
        exchange->headers[i] = NULL;
    }
    strbuf_clear(&exchange->body);
    exchange->status = 0;
}

void exchange_destroy(struct exchange *exchange) {
    if (!exchange) {
        return;
    }
    curl_easy_cleanup(exchange->easy);
    forget_answer(exchange);
    strbuf_finish(&exchange->body);
    http_answer_finish(&exchange->answer);
    exchange_request_finish(exchange);
    free(exchange);
}

static bool is_wanted(const struct exchange *exchange) {
    return exchange->status >= 200 && exchange->status <= 299;
}

// The cap is here, behind the decompression: what Content-Length promises bounds nothing.
static size_t on_body(char *bytes, size_t size, size_t count, void *context) {
    struct exchange *exchange = context;
    size_t len = size * count;
    bool fits = is_wanted(exchange) ? strbuf_add(&exchange->body, bytes, len)
                                    : (exchange->unwanted += len) <= UNWANTED_MOST;
    if (!fits) {
        exchange->is_broken_off = true;
        return 0; // which is not `len`: libcurl ends the exchange
    }
    return len;
}

// A header that comes several times is a list (RFC 9110, 5.3); of all but Link the last one counts.
static void keep_header(struct exchange *exchange, size_t index, const char *value, size_t len) {
    while (len && strchr(" \t\r\n", value[len - 1])) {
        len--;
    }
    while (len && (*value == ' ' || *value == '\t')) {
        value++;
        len--;
    }
    struct strbuf text;
    strbuf_init(&text, index == HEADER_LINK ? LINK_MOST : EXCHANGE_HEADER_MOST);
    if (index == HEADER_LINK && exchange->headers[index]) {
        strbuf_printf(&text, "%s, ", exchange->headers[index]);
    }
    if (!strbuf_add(&text, value, len) && index == HEADER_LINK) {
        strbuf_finish(&text); // what there is stays
        return;
    }
    free(exchange->headers[index]);
    exchange->headers[index] = text.len && !text.full ? strbuf_take(&text) : NULL;
    strbuf_finish(&text);
}

// 304 of "HTTP/1.1 304 Not Modified"; the line does not end with NUL.
static long status_of(const char *line, size_t len) {
    const char *blank = memchr(line, ' ', len);
    long status = 0;
    for (const char *at = blank ? blank + 1 : line;
         at < line + len && *at >= '0' && *at <= '9' && status < 1000; at++) {
        status = status * 10 + (*at - '0');
    }
    return status;
}

static size_t on_header(char *line, size_t size, size_t count, void *context) {
    struct exchange *exchange = context;
    size_t len = size * count;
    if (len > 5 && strncmp(line, "HTTP/", 5) == 0) { // a new answer: after 1xx, or from behind a proxy
        forget_answer(exchange);
        exchange->status = status_of(line, len);
        return len;
    }
    const char *colon = memchr(line, ':', len);
    size_t name = colon ? (size_t)(colon - line) : 0;
    for (size_t i = 0; colon && i < HEADERS; i++) {
        if (strlen(header_names[i]) == name && strncasecmp(line, header_names[i], name) == 0) {
            keep_header(exchange, i, colon + 1, len - name - 1);
        }
    }
    return len;
}

static millis or_else(millis value, millis otherwise) {
    return value > 0 ? value : otherwise;
}

static void set_options(const struct exchange *exchange, CURL *easy, CURLSH *share) {
    const struct http_options *options = exchange->options;
    curl_easy_setopt(easy, CURLOPT_SHARE, share);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);  // exchange_conclude looks at each step itself
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, ""); // whatever libcurl was built with
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L); // a resolver that hangs holds nobody up
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)or_else(options->connect_timeout, 10 * SECOND));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 100L);
    curl_easy_setopt(
        easy, CURLOPT_LOW_SPEED_TIME, (long)(or_else(options->stall_timeout, 20 * SECOND) / SECOND));
    curl_easy_setopt(
        easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)exchange->most); // saves the download, no more
    if (options->user_agent) {
        curl_easy_setopt(easy, CURLOPT_USERAGENT, options->user_agent);
    }
    const char *proxy = exchange->way ? exchange->way->proxy : options->proxy;
    const char *ca_file = exchange->way ? exchange->way->ca_file : options->ca_file;
    if (proxy) {
        curl_easy_setopt(easy, CURLOPT_PROXY, proxy);
    }
    if (ca_file) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, ca_file);
    }
}

static void set_callbacks(struct exchange *exchange) {
    CURL *easy = exchange->easy;
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, exchange);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, exchange);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, exchange->trouble);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, exchange);
}

static void start_handle(struct exchange *exchange, CURLSH *share) {
    exchange->easy = curl_easy_init();
    if (!exchange->easy) {
        abort();
    }
    set_options(exchange, exchange->easy, share);
    set_callbacks(exchange);
}

millis exchange_elapsed(const struct exchange *exchange) {
    return (clock_ns() - exchange->started) / 1000000;
}

CURL *exchange_prepare(struct exchange *exchange, CURLSH *share) {
    if (!exchange->easy) {
        exchange->started = clock_ns(); // waiting in line is not the server's fault
        start_handle(exchange, share);
    }
    forget_answer(exchange);
    exchange->trouble[0] = '\0';
    exchange->unwanted = 0;
    millis left = or_else(exchange->options->total_timeout, 60 * SECOND) - exchange_elapsed(exchange);
    curl_easy_setopt(exchange->easy, CURLOPT_TIMEOUT_MS, (long)(left > 1 ? left : 1));
    exchange_request_set(exchange);
    return exchange->easy;
}
