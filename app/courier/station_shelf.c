#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/strbuf.h"
#include "courier/station.h"

// The life of a source's answer from one run of the program to the next.

char *station_shelf_name(const struct station *station) {
    if (station->folder || !station->url) {
        return NULL;
    }
    struct strbuf name;
    strbuf_init(&name, LIMIT_STRING);
    strbuf_printf(&name, "%s %s", station->source->id, station->url); // another address is another source
    return strbuf_take(&name);
}

static char *copied(const char *text) {
    char *copy = text ? strdup(text) : NULL;
    if (text && !copy) {
        abort();
    }
    return copy;
}

static void take_item(struct station *station, const struct shelf_item *item, char *memory) {
    struct http_answer answer = {
        .body = memory + (item->body - memory),
        .len = item->len,
        .url = copied(item->url),
        .content_type = copied(item->content_type),
    };
    struct reason reason;
    struct batch *batch;
    millis fetched = item->fetched == MILLIS_NONE ? 0 : item->fetched;
    if (station_decode(station, &answer, fetched, &batch, &reason)) {
        log_info("source %s: what the shelf has is of no use any more: %s", station->source->id, reason.text);
    } else {
        station->batch = batch;
        station->fetched = fetched;
        station->hash = station_hash(&answer);
        station->etag = copied(item->etag);
        station->modified = copied(item->modified);
    }
    free(answer.url);
    free(answer.content_type);
}

void station_restore(struct station *station, struct shelf *shelf) {
    char *name = station->profile && !station->batch ? station_shelf_name(station) : NULL;
    struct shelf_item item;
    char *memory;
    if (name && shelf_take(shelf, SHELF_SOURCE, name, &item, &memory)) {
        take_item(station, &item, memory);
        free(memory);
    }
    free(name);
}

void station_keep(const struct station *station, struct shelf *shelf, const struct http_answer *answer,
    struct instant now) {
    char *name = station_shelf_name(station);
    if (name) {
        const struct shelf_item item = {
            .body = answer->body,
            .len = answer->len,
            .url = answer->url,
            .etag = station->etag,
            .modified = station->modified,
            .content_type = answer->content_type,
            .fetched = now.wall,
        };
        shelf_put(shelf, SHELF_SOURCE, name, &item, now.steady);
    }
    free(name);
}
