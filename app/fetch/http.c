#include "fetch/http.h"

#include <limits.h>
#include <stdlib.h>

#include "fetch/address.h"
#include "fetch/exchange.h"

#define PER_HOST 2 // connections a polite client opens to one server
#define AT_ONCE 16

struct queue {
    struct exchange *first, **end;
    size_t count;
};

struct http {
    struct http_options options;
    CURLM *multi;
    CURLSH *share; // TLS sessions: a feed that is asked every five minutes resumes instead of starting over
    struct queue waiting, running, finished;
    struct curl_waitfd watched[HTTP_WATCHED];
    unsigned watched_count;
};

static void queue_init(struct queue *queue) {
    *queue = (struct queue){.end = &queue->first};
}

static void queue_push(struct queue *queue, struct exchange *exchange) {
    exchange->next = NULL;
    *queue->end = exchange;
    queue->end = &exchange->next;
    queue->count++;
}

// Takes out what `*at` points to: a link of the queue.
static struct exchange *queue_pull(struct queue *queue, struct exchange **at) {
    struct exchange *exchange = *at;
    *at = exchange->next;
    if (!exchange->next) {
        queue->end = at;
    }
    queue->count--;
    return exchange;
}

static size_t count_host(const struct queue *queue, uint64_t host_key) {
    size_t count = 0;
    for (const struct exchange *exchange = queue->first; exchange; exchange = exchange->next) {
        count += exchange->host_key == host_key;
    }
    return count;
}

static void fill_line(struct http *http);

struct http *http_create(const struct http_options *options) {
    struct http *http = calloc(1, sizeof *http);
    if (!http || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        abort();
    }
    http->options = *options;
    http->multi = curl_multi_init();
    http->share = curl_share_init();
    if (!http->multi || !http->share) {
        abort();
    }
    curl_share_setopt(http->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    curl_multi_setopt(http->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)PER_HOST);
    curl_multi_setopt(http->multi, CURLMOPT_MAXCONNECTS, (long)AT_ONCE);
    queue_init(&http->waiting);
    queue_init(&http->running);
    queue_init(&http->finished);
    return http;
}

void http_configure(struct http *http, const char *proxy, const char *ca_file) {
    http->options.proxy = proxy;
    http->options.ca_file = ca_file;
}

static void destroy_all(struct http *http, struct queue *queue) {
    while (queue->first) {
        struct exchange *exchange = queue_pull(queue, &queue->first);
        if (queue == &http->running) {
            curl_multi_remove_handle(http->multi, exchange->easy);
        }
        exchange_destroy(exchange);
    }
}

void http_cancel(struct http *http) {
    destroy_all(http, &http->waiting);
    destroy_all(http, &http->running);
    destroy_all(http, &http->finished);
}

void http_destroy(struct http *http) {
    if (!http) {
        return;
    }
    http_cancel(http);
    curl_multi_cleanup(http->multi);
    curl_share_cleanup(http->share);
    curl_global_cleanup();
    free(http);
}

void http_start(struct http *http, const struct http_request *request) {
    struct exchange *exchange = exchange_create(request, &http->options);
    queue_push(exchange->is_finished ? &http->finished : &http->waiting, exchange);
    fill_line(http);
}

// Lets in from the line whoever does not crowd a host.
static void fill_line(struct http *http) {
    for (struct exchange **at = &http->waiting.first; *at && http->running.count < AT_ONCE;) {
        if (count_host(&http->running, (*at)->host_key) >= PER_HOST) {
            at = &(*at)->next;
            continue;
        }
        struct exchange *exchange = queue_pull(&http->waiting, at);
        curl_multi_add_handle(http->multi, exchange_prepare(exchange, http->share));
        queue_push(&http->running, exchange);
    }
}

static void conclude(struct http *http, CURL *easy, CURLcode code) {
    struct exchange **at = &http->running.first;
    while ((*at)->easy != easy) {
        at = &(*at)->next;
    }
    struct exchange *exchange = queue_pull(&http->running, at);
    exchange_conclude(exchange, code); // reads from the handle what libcurl forgets when it is taken out
    curl_multi_remove_handle(http->multi, easy);
    queue_push(exchange->is_finished ? &http->finished : &http->waiting, exchange);
}

static void turn(struct http *http) {
    int running, left;
    curl_multi_perform(http->multi, &running);
    for (CURLMsg *message; (message = curl_multi_info_read(http->multi, &left));) {
        if (message->msg == CURLMSG_DONE) {
            conclude(http, message->easy_handle, message->data.result);
        }
    }
    fill_line(http);
}

bool http_take(struct http *http, struct http_answer *answer) {
    if (!http->finished.first) {
        turn(http);
    }
    if (!http->finished.first) {
        return false;
    }
    struct exchange *exchange = queue_pull(&http->finished, &http->finished.first);
    *answer = exchange->answer;
    exchange->answer = (struct http_answer){0}; // its texts have moved
    exchange_destroy(exchange);
    return true;
}

size_t http_running(const struct http *http) {
    return http->waiting.count + http->running.count + http->finished.count;
}

bool http_is_busy(const struct http *http, uint64_t host_key) {
    return http->waiting.count + http->running.count >= AT_ONCE ||
           count_host(&http->waiting, host_key) + count_host(&http->running, host_key) >= PER_HOST;
}

uint64_t http_host_key(const char *url) {
    return address_host_key(url);
}

void http_wait(struct http *http, millis timeout) {
    if (http->finished.first) {
        return;
    }
    int most = timeout < 0 ? 0 : timeout > INT_MAX ? INT_MAX : (int)timeout;
    curl_multi_poll(http->multi, http->watched, http->watched_count, most, NULL);
}

void http_watch(struct http *http, const int fds[HTTP_WATCHED]) {
    http->watched_count = 0;
    for (size_t i = 0; i < HTTP_WATCHED; i++) {
        if (fds[i] >= 0) {
            http->watched[http->watched_count++] =
                (struct curl_waitfd){.fd = fds[i], .events = CURL_WAIT_POLLIN};
        }
    }
}

void http_wake(struct http *http) {
    curl_multi_wakeup(http->multi);
}

void http_answer_finish(struct http_answer *answer) {
    free(answer->body);
    free(answer->etag);
    free(answer->modified);
    free(answer->content_type);
    free(answer->url);
    free(answer->next);
    *answer = (struct http_answer){0};
}
