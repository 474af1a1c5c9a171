#include "support/desk.h"

#include "support/test.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define FEED_PROFILE "assets/profiles/json-feed.json"

const char desk_png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0\0\x1f\x15\xc4\x89"
                        "\0\0\0\rIDATx\xda\x63\xf8\xcf\xc0\xf0\x1f\0\5\0\1\xff\xa8\xce\xde\xe5"
                        "\0\0\0\0IEND\xae\x42\x60\x82";
const size_t desk_png_len = sizeof desk_png - 1;

struct http_reply desk_png_reply(void) {
    return (struct http_reply){.body = desk_png, .len = desk_png_len};
}

static struct instant desk_now(void *context) {
    struct desk *desk = context;
    millis elapsed = atomic_load(&desk->elapsed);
    return (struct instant){.steady = elapsed, .wall = DESK_MORNING + elapsed};
}

static void desk_wake(void *context) {
    struct desk *desk = context;
    uint64_t one = 1;
    atomic_fetch_add(&desk->wakes, 1);
    assert_int_equal(write(desk->woken, &one, sizeof one), sizeof one);
}

void desk_advance(struct desk *desk, millis by) {
    atomic_fetch_add(&desk->elapsed, by);
    courier_nudge(desk->courier);
}

// Lets time pass until there were `hits` requests. One step may not do: while an answer is on its way, the
// courier reckons its next request from the moment at which it takes it in, which may be after the step.
void desk_pass_time(struct desk *desk, const char *path, int hits) {
    for (int tries = 0; tries < DESK_PATIENCE / 100; tries++) {
        desk_advance(desk, DAY);
        if (http_server_await(desk->server, path, hits, 100)) {
            return;
        }
    }
    fail_msg("%s is not asked again", path);
}

static const char *const feed_list[] = {"feed"};

// A source at `path` of the server, or at an address.
void desk_add(struct desk *desk, const char *id, const char *path) {
    char *url = desk->urls[desk->count];
    snprintf(url, sizeof desk->urls[0], "%s", path[0] == '/' ? http_server_url(desk->server, path) : path);
    desk->sources[desk->count++] = (struct source){.id = id,
        .profile = FEED_PROFILE,
        .url = url,
        .every = DESK_EVERY,
        .lists = feed_list,
        .list_count = 1};
}

void desk_open(struct desk *desk) {
    memset(desk, 0, sizeof *desk);
    desk->server = http_server_start();
    desk->woken = eventfd(0, EFD_CLOEXEC);
}

void desk_create_courier(struct desk *desk) {
    desk->courier = courier_create(&(struct courier_options){
        .sources = desk->sources,
        .source_count = desk->count,
        .contact = "desk@news.example",
        .shelf = desk->shelf,
        .ca_file = desk->ca_file,
        .patience = desk->patience,
        .built = desk->built,
        .wake = desk_wake,
        .wake_context = desk,
        .now = desk_now,
        .now_context = desk,
        .parcel_url = desk->parcel.parcel_url,
        .parcel_every = desk->parcel.parcel_every,
        .parcel_is_signed = desk->parcel.parcel_is_signed,
    });
}

void desk_start_courier(struct desk *desk) {
    desk_create_courier(desk);
    courier_start(desk->courier);
}

void desk_close(struct desk *desk) {
    courier_destroy(desk->courier);
    http_server_stop(desk->server);
    close(desk->woken);
}

void desk_await_wake(struct desk *desk) {
    struct pollfd poller = {.fd = desk->woken, .events = POLLIN};
    if (poll(&poller, 1, DESK_PATIENCE) != 1) {
        fail_msg("nothing within ten seconds");
    }
    uint64_t count;
    assert_int_equal(read(desk->woken, &count, sizeof count), sizeof count);
}

// The next edition; the caller unrefs it.
const struct edition *desk_next(struct desk *desk) {
    const struct edition *edition;
    while (!(edition = courier_take(desk->courier))) {
        desk_await_wake(desk);
    }
    return edition;
}

bool desk_has_headline(const struct edition *edition, const char *headline) {
    for (size_t i = 0; i < edition->story_count; i++) {
        if (strcmp(edition->stories[i].headline, headline) == 0) {
            return true;
        }
    }
    return false;
}

size_t desk_count_pictures(const struct edition *edition) {
    size_t count = 0;
    for (size_t i = 0; i < edition->story_count; i++) {
        count += edition->stories[i].picture_count;
    }
    return count;
}

// Editions until one has the headline; the caller unrefs it.
const struct edition *desk_await_headline(struct desk *desk, const char *headline) {
    for (;;) {
        const struct edition *edition = desk_next(desk);
        if (desk_has_headline(edition, headline)) {
            return edition;
        }
        edition_unref(edition);
    }
}

const struct edition *desk_await_pictures(struct desk *desk, size_t count) {
    for (;;) {
        const struct edition *edition = desk_next(desk);
        if (desk_count_pictures(edition) == count) {
            return edition;
        }
        edition_unref(edition);
    }
}

// A feed of one story; static per slot, since the server borrows it.
const char *desk_feed(int slot, const char *headline, const char *picture) {
    static char texts[8][1024];
    snprintf(texts[slot], sizeof texts[slot],
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Wire "
        "%d\",\"items\":[{\"id\":\"urn:%d:%s\","
        "\"url\":\"https://news.example/"
        "%d\",\"title\":\"%s\",\"date_published\":\"2024-10-04T07:00:00Z\"%s%s%s}]}",
        slot, slot, headline, slot, headline, picture ? ",\"image\":\"" : "", picture ? picture : "",
        picture ? "\"" : "");
    return texts[slot];
}

void desk_serve(struct desk *desk, const char *path, const char *body) {
    http_server_answer(desk->server, path, (struct http_reply){.body = body});
}

const struct edition *desk_survey(struct desk *desk, const struct survey_row **rows) {
    size_t count;
    courier_survey(desk->courier, 10 * SECOND, rows, &count);
    assert_int_equal(count, desk->count);
    const struct edition *edition = courier_take(desk->courier);
    assert_non_null(edition);
    return edition;
}
