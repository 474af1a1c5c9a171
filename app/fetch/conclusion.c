#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "fetch/address.h"
#include "fetch/exchange.h"
#include "fetch/link.h"

// exchange_conclude: what came of a hop, in the words of a person.

#define REDIRECTS_MOST 5

static const struct {
    CURLcode code;
    enum error error;
    const char *text; // NULL: libcurl's own
} troubles[] = {
    {CURLE_COULDNT_RESOLVE_HOST, ERROR_NETWORK, "the host's name is not known"},
    {CURLE_COULDNT_RESOLVE_PROXY, ERROR_NETWORK, "the proxy's name is not known"},
    {CURLE_GOT_NOTHING, ERROR_NETWORK, "the connection was closed without an answer"},
    {CURLE_WEIRD_SERVER_REPLY, ERROR_NETWORK, "the answer is not HTTP"},
    {CURLE_UNSUPPORTED_PROTOCOL, ERROR_NETWORK, "the answer is not HTTP"}, // HTTP/0.9
    {CURLE_PARTIAL_FILE, ERROR_NETWORK, "the answer was cut off"},
    {CURLE_BAD_CONTENT_ENCODING, ERROR_INPUT, "the compressed answer is damaged"},
};

static enum error too_large(const struct exchange *exchange, struct reason *reason) {
    return reason_set(reason, ERROR_LIMIT, "answer larger than %zu bytes", exchange->most);
}

static enum error timed_out(const struct exchange *exchange, struct reason *reason) {
    millis seconds = (exchange_elapsed(exchange) + SECOND / 2) / SECOND;
    const char *what = strstr(exchange->trouble, "too slow") ? "stalled, given up" : "timed out";
    return reason_set(reason, ERROR_NETWORK, "%s after %lld s", what, (long long)seconds);
}

// The operating system's word ("Connection refused"), in lower case, or libcurl's.
static enum error no_connection(const struct exchange *exchange, struct reason *reason) {
    long number = 0;
    curl_easy_getinfo(exchange->easy, CURLINFO_OS_ERRNO, &number);
    const char *text = number ? strerror((int)number) : exchange->trouble;
    enum error error = reason_set(reason, ERROR_NETWORK, "%s", *text ? text : "no connection");
    if (reason->text[0] >= 'A' && reason->text[0] <= 'Z') {
        reason->text[0] = (char)(reason->text[0] - 'A' + 'a');
    }
    return error;
}

static enum error trouble(const struct exchange *exchange, CURLcode code, struct reason *reason) {
    bool has_status = exchange->status && (exchange->status < 200 || exchange->status > 299);
    if (exchange->is_broken_off && has_status) { // an endless error page is an error page
        return reason_set(reason, ERROR_REFUSED, "HTTP %ld", exchange->status);
    }
    switch (code) {
    case CURLE_WRITE_ERROR:
    case CURLE_FILESIZE_EXCEEDED: return too_large(exchange, reason);
    case CURLE_OPERATION_TIMEDOUT: return timed_out(exchange, reason);
    case CURLE_COULDNT_CONNECT:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR: return no_connection(exchange, reason);
    default: break;
    }
    for (size_t i = 0; i < sizeof troubles / sizeof *troubles; i++) {
        if (troubles[i].code == code) {
            return reason_set(reason, troubles[i].error, "%s", troubles[i].text);
        }
    }
    const char *text = exchange->trouble[0] ? exchange->trouble : curl_easy_strerror(code);
    return reason_set(reason, ERROR_NETWORK, "%s", text);
}

static bool is_redirect(long status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// Another host gets neither the request's own headers nor a body: they may hold what is between us and this
// one.
static enum error leave_host(struct exchange *exchange, struct reason *reason) {
    if (exchange->is_confidential) {
        return reason_set(
            reason, ERROR_REFUSED, "redirect to another host, which must not see the secret in the request");
    }
    if (exchange->is_post) {
        return reason_set(reason, ERROR_REFUSED, "redirect of a POST to another host");
    }
    exchange->is_elsewhere = true;
    return ERROR_NONE;
}

// Whether a POST becomes a GET: 303 says so, and of 301 and 302 it is what all do (RFC 9110, 15.4).
static bool becomes_get(long status) {
    return status == 301 || status == 302 || status == 303;
}

// Moves on to where the answer points, or says why not.
static enum error follow(struct exchange *exchange, const char *to, struct reason *reason) {
    if (exchange->redirects == REDIRECTS_MOST) {
        return reason_set(reason, ERROR_REFUSED, "more than %d redirects", REDIRECTS_MOST);
    }
    enum error error = address_check(to, reason);
    if (error) {
        reason_prefix(reason, "redirect");
        return error;
    }
    if (address_kind(exchange->url) == ADDRESS_HTTPS && address_kind(to) != ADDRESS_HTTPS) {
        return reason_set(reason, ERROR_REFUSED, "redirect from https to http");
    }
    exchange->is_post = exchange->is_post && !becomes_get(exchange->status);
    error = address_is_same_host(exchange->url, to) ? ERROR_NONE : leave_host(exchange, reason);
    if (error) {
        return error;
    }
    exchange->redirects++;
    free(exchange->url);
    exchange->url = strdup(to);
    exchange->host_key = address_host_key(to);
    return ERROR_NONE;
}

static char *taken(char **text) {
    char *out = *text;
    *text = NULL;
    return out;
}

static void read_freshness(struct exchange *exchange) {
    const struct freshness_headers headers = {
        .cache_control = exchange->headers[HEADER_CACHE],
        .age = exchange->headers[HEADER_AGE],
        .expires = exchange->headers[HEADER_EXPIRES],
        .date = exchange->headers[HEADER_DATE],
        .retry_after = exchange->headers[HEADER_RETRY],
    };
    millis now = clock_now().wall;
    exchange->answer.retry_after = freshness_retry_after(&headers, now);
    exchange->answer.fresh_for = freshness_left(&headers, now);
    if (address_kind(exchange->url) == ADDRESS_HTTPS) { // which is verified, or there would be no answer
        exchange->answer.date = freshness_date(&headers);
    }
}

// A whole answer that is not a redirect.
static enum error judge(struct exchange *exchange, struct http_answer *answer) {
    if (exchange->status == 304 && exchange_is_conditional(exchange)) {
        answer->unchanged = true;
        return ERROR_NONE;
    }
    if (exchange->status == 304) {
        return reason_set(&answer->reason, ERROR_REFUSED, "HTTP 304, which was not asked for");
    }
    if (exchange->status < 200 || exchange->status > 299 || exchange->status == 206) {
        return reason_set(&answer->reason, ERROR_REFUSED, "HTTP %ld", exchange->status);
    }
    answer->len = exchange->body.len;
    answer->body = strbuf_take(&exchange->body);
    return ERROR_NONE;
}

// Where the next page is, as an address.
static char *next_page(const struct exchange *exchange) {
    char *target = link_next(exchange->headers[HEADER_LINK]);
    char *next = target ? address_absolute(exchange->url, target) : NULL;
    free(target);
    return next;
}

static void finish(struct exchange *exchange) {
    struct http_answer *answer = &exchange->answer;
    read_freshness(exchange);
    answer->status = exchange->status;
    answer->etag = taken(&exchange->headers[HEADER_ETAG]);
    answer->modified = taken(&exchange->headers[HEADER_MODIFIED]);
    answer->content_type = taken(&exchange->headers[HEADER_TYPE]);
    answer->next = next_page(exchange);
    answer->url = strdup(exchange->url);
    answer->took = exchange_elapsed(exchange);
    exchange->is_finished = true;
}

void exchange_conclude(struct exchange *exchange, CURLcode code) {
    struct http_answer *answer = &exchange->answer;
    char *to = NULL;
    if (code == CURLE_OK && is_redirect(exchange->status)) {
        curl_easy_getinfo(exchange->easy, CURLINFO_REDIRECT_URL, &to);
    }
    if (to) {
        answer->error = follow(exchange, to, &answer->reason);
        if (!answer->error) {
            return;
        }
    } else if (code != CURLE_OK) {
        answer->error = trouble(exchange, code, &answer->reason);
        answer->is_untrusted = code == CURLE_PEER_FAILED_VERIFICATION;
    } else {
        answer->error = judge(exchange, answer);
    }
    finish(exchange);
}
