#include "courier/order.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "courier/beside.h"

#define LARGEST_SIGNATURE 16384

static void *zeroed(size_t count, size_t size) {
    void *room = calloc(count + 1, size);
    if (!room) {
        abort();
    }
    return room;
}

struct order *order_create(size_t count, bool is_signed, const char *ticket) {
    struct order *order = zeroed(1, sizeof *order);
    order->items = zeroed(count, sizeof *order->items);
    order->count = count;
    order->is_signed = is_signed;
    snprintf(order->ticket, sizeof order->ticket, "%s", ticket);
    return order;
}

void order_destroy(struct order *order) {
    for (size_t i = 0; order && i < order->count; i++) {
        free(order->items[i].url);
        free(order->items[i].what);
        free(order->items[i].bytes);
        free(order->items[i].signature);
    }
    if (order) {
        free(order->items);
        free(order);
    }
}

void order_desk_init(struct order_desk *desk) {
    *desk = (struct order_desk){.next = NULL, .slot = NULL};
}

void order_desk_finish(struct order_desk *desk) {
    order_destroy(atomic_exchange(&desk->next, NULL));
    order_destroy(atomic_exchange(&desk->slot, NULL));
    order_destroy(desk->order);
    free(desk->errands);
}

// The exchange for an item, or for the signature beside it.
static void start(struct order_desk *desk, size_t place, struct http *http, const struct http_request *ask) {
    struct errand *errand = &desk->errands[place];
    struct http_request request = *ask;
    errand_init(errand, ERRAND_ORDER, request.url);
    errand->is_asking = true;
    request.tag = errand;
    desk->running++;
    http_start(http, &request);
}

void order_ask(struct order_desk *desk, struct http *http, const struct http_way *way) {
    struct order *order = desk->running ? NULL : atomic_exchange(&desk->next, NULL);
    if (!order) {
        return;
    }
    order_destroy(desk->order);
    free(desk->errands);
    desk->order = order;
    desk->errands = zeroed(2 * order->count, sizeof *desk->errands);
    for (size_t i = 0; i < order->count; i++) {
        const struct order_item *item = &order->items[i];
        start(desk, i, http, &(struct http_request){.url = item->url, .most = item->most, .way = way});
        if (order->is_signed) {
            char *signature = address_beside(item->url);
            start(desk, order->count + i, http,
                &(struct http_request){.url = signature, .most = LARGEST_SIGNATURE, .way = way});
            free(signature);
        }
    }
}

static void move_body(char **bytes, size_t *len, struct http_answer *answer) {
    *bytes = answer->body;
    *len = answer->len;
    answer->body = NULL;
}

// Without a network, or from a server in trouble, the same question may have an answer another time.
static bool may_pass(const struct http_answer *answer) {
    return answer->error == ERROR_NETWORK || answer->status == 429 || answer->status >= 500;
}

bool order_receive(struct order_desk *desk, const struct errand *errand, struct http_answer *answer) {
    struct order *order = desk->order;
    size_t place = (size_t)(errand - desk->errands);
    struct order_item *item = &order->items[place % order->count];
    bool is_signature = place >= order->count;
    if (answer->error) {
        // A signature that is not there is for whoever checks it to say.
        if (!is_signature || may_pass(answer)) {
            item->error = answer->error;
            item->reason = answer->reason;
            item->may_pass = may_pass(answer);
        }
    } else if (is_signature) {
        move_body(&item->signature, &item->signature_len, answer);
    } else {
        move_body(&item->bytes, &item->len, answer);
    }
    if (--desk->running) {
        return false;
    }
    desk->order = NULL;
    order_destroy(atomic_exchange(&desk->slot, order));
    return true;
}
