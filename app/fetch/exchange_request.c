#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "fetch/exchange.h"

// What an exchange says to a server, hop by hop.

static char *copied(const char *text) {
    char *copy = text ? strdup(text) : NULL;
    if (text && !copy) {
        abort();
    }
    return copy;
}

void exchange_request_copy(struct exchange *exchange, const struct http_request *request) {
    exchange->url = copied(request->url);
    exchange->accept = copied(request->accept);
    exchange->etag = copied(request->etag);
    exchange->modified = copied(request->modified);
    exchange->is_post = request->method && strcmp(request->method, "POST") == 0;
    exchange->posted = copied(request->body);
    exchange->is_confidential = request->is_confidential;
    exchange->way = request->way;
    for (size_t i = 0; i < request->header_count; i++) {
        exchange->own_lines = curl_slist_append(exchange->own_lines, request->headers[i]);
    }
}

void exchange_request_finish(struct exchange *exchange) {
    curl_slist_free_all(exchange->lines);
    curl_slist_free_all(exchange->own_lines);
    free(exchange->url);
    free(exchange->accept);
    free(exchange->etag);
    free(exchange->modified);
    free(exchange->posted);
}

static void add_line(struct exchange *exchange, const char *name, const char *value) {
    if (!value || strpbrk(value, "\r\n")) {
        return;
    }
    struct strbuf line;
    strbuf_init(&line, (size_t)2 * EXCHANGE_HEADER_MOST);
    if (strbuf_printf(&line, "%s: %s", name, value)) {
        exchange->lines = curl_slist_append(exchange->lines, strbuf_text(&line));
    }
    strbuf_finish(&line);
}

// What form is wanted ("Accept", "Accept-Language") anybody may know.
static bool is_for_all(const char *line) {
    return strncasecmp(line, "Accept", 6) == 0;
}

static bool is_about_body(const char *line) {
    return strncasecmp(line, "Content-", 8) == 0;
}

static void add_own_lines(struct exchange *exchange) {
    for (const struct curl_slist *own = exchange->own_lines; own; own = own->next) {
        bool goes = (!exchange->is_elsewhere || is_for_all(own->data)) &&
                    (exchange->is_post || !is_about_body(own->data));
        if (goes) {
            exchange->lines = curl_slist_append(exchange->lines, own->data);
        }
    }
}

// To anything but GET and HEAD a condition that does not hold is answered with 412 and not with 304 (RFC
// 9110, 13.1.2).
bool exchange_is_conditional(const struct exchange *exchange) {
    return !exchange->is_post && (exchange->etag || exchange->modified);
}

void exchange_request_set(struct exchange *exchange) {
    CURL *easy = exchange->easy;
    curl_slist_free_all(exchange->lines);
    exchange->lines = NULL;
    add_line(exchange, "Accept", exchange->accept);
    if (exchange_is_conditional(exchange)) {
        add_line(exchange, "If-None-Match", exchange->etag);
        add_line(exchange, "If-Modified-Since", exchange->modified);
    }
    add_own_lines(exchange);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, exchange->lines);
    curl_easy_setopt(easy, CURLOPT_URL, exchange->url);
    if (exchange->is_post) {
        const char *body = exchange->posted ? exchange->posted : "";
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)strlen(body));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body); // which outlives the exchange
    } else {
        curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
    }
}
