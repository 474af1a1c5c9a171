#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/strbuf.h"
#include "courier/station.h"

// The life of a source's answers from one run of the program to the next: one a page.

// What is asked in words of the profile, so that a day, a cursor or a secret is not part of it: today's
// answer goes in the place of yesterday's. The caller frees it. NULL for a file: source, which is on disk
// anyway.
static char *shelf_name(const struct station *station, size_t at) {
    if (station->folder || !station->profile) {
        return NULL;
    }
    const char *url = station->source->url ? station->source->url : profile_address(station->profile);
    struct strbuf name;
    strbuf_init(&name, LIMIT_STRING);
    strbuf_printf(&name, "%s %s", station->source->id, url);
    for (size_t i = 0; i < station->source->param_count; i++) {
        strbuf_printf(&name, " %s=%s", station->params[i].name, station->params[i].value);
    }
    if (at) {
        strbuf_printf(&name, " page %zu", at + 1);
    }
    return strbuf_take(&name);
}

static char *copied(const char *text) {
    char *copy = text ? strdup(text) : NULL;
    if (text && !copy) {
        abort();
    }
    return copy;
}

static void put_item(struct station *station, size_t at, const struct shelf_item *item,
    const struct http_answer *answer, struct batch *batch) {
    struct page *page = &station->pages[at];
    millis fetched = item->fetched == MILLIS_NONE ? 0 : item->fetched;
    station->fetched = at && station->fetched < fetched ? station->fetched : fetched; // the oldest counts
    page->asked = item->asked;
    page->hash = page_hash(answer);
    page->etag = copied(item->etag);
    page->modified = copied(item->modified);
    page->next = copied(item->next);
    station_put_page(station, at, batch);
}

// Answers whether the page was of use.
static bool take_item(struct station *station, size_t at, const struct shelf_item *item, char *memory) {
    struct http_answer answer = {
        .body = memory + (item->body - memory),
        .len = item->len,
        .url = copied(item->url),
        .content_type = copied(item->content_type),
    };
    struct reason reason;
    struct batch *batch;
    millis fetched = item->fetched == MILLIS_NONE ? 0 : item->fetched;
    enum error error = station_decode(station, at, &answer, fetched, &batch, &reason);
    if (error) {
        log_info("source %s: what the shelf has is of no use any more: %s", station->source->id, reason.text);
    } else {
        put_item(station, at, item, &answer, batch);
    }
    free(answer.url);
    free(answer.content_type);
    return !error;
}

static bool restore_page(struct station *station, struct shelf *shelf, size_t at) {
    char *name = shelf_name(station, at);
    struct shelf_item item;
    char *memory = NULL;
    bool is_there = name && shelf_take(shelf, SHELF_SOURCE, name, &item, &memory) &&
                    take_item(station, at, &item, memory);
    free(memory);
    free(name);
    return is_there;
}

void station_restore(struct station *station, struct shelf *shelf) {
    if (!station->profile || station->batch) {
        return;
    }
    for (size_t at = 0; at < profile_pages(station->profile) && restore_page(station, shelf, at); at++) {
    }
}

// A secret that a service repeats in its addresses is not written down. Without the address of the next page
// the answer must be asked for whole.
static void hide_secrets(const struct station *station, struct shelf_item *item, char **url, char **next) {
    *url = copied(item->url);
    *next = copied(item->next);
    if (*url) {
        profile_request_mask(&station->request, *url);
    }
    if (*next) {
        profile_request_mask(&station->request, *next);
    }
    if (*next && strcmp(*next, item->next) != 0) {
        item->next = item->etag = item->modified = NULL;
    }
    item->url = *url;
}

void station_keep(const struct station *station, struct shelf *shelf, size_t at,
    const struct http_answer *answer, struct instant now) {
    const struct page *page = &station->pages[at];
    char *name = shelf_name(station, at), *url, *next;
    struct shelf_item item = {
        .body = answer->body,
        .len = answer->len,
        .url = answer->url,
        .etag = page->etag,
        .modified = page->modified,
        .content_type = answer->content_type,
        .next = profile_next_is_link(station->profile) ? page->next : NULL,
        .asked = page->asked,
        .fetched = now.wall,
    };
    if (name) {
        hide_secrets(station, &item, &url, &next);
        shelf_put(shelf, SHELF_SOURCE, name, &item, now.steady);
        free(url);
        free(next);
    }
    free(name);
}

void station_forget(const struct station *station, struct shelf *shelf, size_t at) {
    char *name = shelf_name(station, at);
    if (name) {
        shelf_drop(shelf, SHELF_SOURCE, name);
    }
    free(name);
}
