#include "courier/album.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/log.h"
#include "decode/picture_header.h"
#include "fetch/address.h"

// The going and coming of the album's pictures.

#define AT_ONCE 8             // exchanges for pictures; sources must not stand in line behind them
#define RETRY (10 * MINUTE)   // what the policy takes for the interval of a picture that failed
#define LOOK_AGAIN (6 * HOUR) // whether a picture that is here is still the same
#define LOOK_AGAIN_FILE (10 * MINUTE)

static bool is_here(const struct photo *photo) {
    return photo->state == PHOTO_HERE;
}

static bool may_be_asked(const struct photo *photo, bool only_new) {
    if (!photo->is_named || photo->errand.is_asking) {
        return false;
    }
    if (photo->state == PHOTO_WANTED) {
        return true;
    }
    bool has_validator = photo->etag || photo->modified;
    return !only_new && (photo->state == PHOTO_FAILED || (is_here(photo) && has_validator));
}

// Where the address leads, by the file system's own word: links and ".." included.
static enum error check_folder(const struct photo *photo, struct reason *reason) {
    char real[PATH_MAX], folder[PATH_MAX];
    char *path = address_path(photo->url);
    enum error error = ERROR_NONE;
    if (!path || !realpath(path, real) || !realpath(photo->folder, folder)) {
        error = reason_set(reason, ERROR_MISSING, "no such file");
    } else {
        size_t len = strcmp(folder, "/") == 0 ? 0 : strlen(folder);
        if (strncmp(real, folder, len) != 0 || real[len] != '/') {
            error = reason_set(reason, ERROR_REFUSED, "not in the folder of its source, or below");
        }
    }
    free(path);
    return error;
}

static int shown(const char *url) { // without what may be a key
    size_t len = strcspn(url, "?#");
    return len < 200 ? (int)len : 200;
}

static void log_failure(struct photo *photo, enum fetch_outcome outcome, const char *reason) {
    if (errand_is_news(&photo->errand, reason)) {
        // A dead network fails every picture; its sources have said so already.
        enum log_level level = outcome == FETCH_NETWORK ? LOG_DEBUG : LOG_WARNING;
        log_line(level, "picture %.*s: %s", shown(photo->url), photo->url, reason);
    }
}

static void fail(struct photo *photo, struct http_answer *answer, enum fetch_outcome outcome, millis now) {
    errand_settle(&photo->errand, outcome, answer, RETRY, now);
    photo->state = is_here(photo) ? PHOTO_HERE : PHOTO_FAILED; // an old picture is better than none
    log_failure(photo, outcome, answer->reason.text);
}

static void ask(struct photo *photo, struct http *http, millis now) {
    struct http_answer answer = {.retry_after = MILLIS_NONE, .fresh_for = MILLIS_NONE};
    if (photo->folder) {
        answer.error = check_folder(photo, &answer.reason);
    }
    if (answer.error) {
        fail(photo, &answer, answer.error == ERROR_MISSING ? FETCH_UNUSABLE : FETCH_FORBIDDEN, now);
        return;
    }
    photo->errand.is_asking = true;
    http_start(http, &(struct http_request){
                         .url = photo->url,
                         .accept = "image/webp,image/png,image/jpeg,image/gif",
                         .etag = is_here(photo) ? photo->etag : NULL,
                         .modified = is_here(photo) ? photo->modified : NULL,
                         .most = LIMIT_PICTURE_BODY,
                         .allows_file = photo->folder != NULL,
                         .tag = photo,
                     });
}

static char *copied(const char *text) {
    char *copy = text ? strdup(text) : NULL;
    if (text && !copy) {
        abort();
    }
    return copy;
}

static void take_item(
    struct album *album, struct photo *photo, const struct shelf_item *item, char *memory, millis now) {
    struct picture_header header = {0};
    if (picture_header_read(item->body, item->len, &header, NULL)) {
        free(memory); // the rules are others than in its last life
        return;
    }
    photo->width = header.width;
    photo->height = header.height;
    photo->etag = copied(item->etag);
    photo->modified = copied(item->modified);
    photo->errand.due = now + fetch_policy_spread(LOOK_AGAIN, photo->errand.seed);
    size_t len = item->len;
    memmove(memory, item->body, len); // item points into memory, and is gone with this
    album_put(album, photo, blob_create(memory, len));
}

bool album_restore(struct album *album, size_t most, millis now) {
    size_t taken = 0;
    for (size_t i = 0; album->shelf && i < album->count && taken < most; i++) {
        struct photo *photo = album->photos[i];
        struct shelf_item item;
        char *memory;
        if (photo->state != PHOTO_WANTED || photo->was_sought || photo->folder || photo->errand.is_asking) {
            continue;
        }
        photo->was_sought = true;
        if (shelf_take(album->shelf, SHELF_PICTURE, photo->url, &item, &memory)) {
            taken += item.len;
            take_item(album, photo, &item, memory, now);
        }
    }
    return taken > 0;
}

bool album_ask(struct album *album, struct http *http, millis now, bool only_new) {
    bool has_come = album_restore(album, LIMIT_ALBUM, now);
    size_t asking = 0;
    for (size_t i = 0; i < album->count; i++) {
        asking += album->photos[i]->errand.is_asking;
    }
    for (size_t i = 0; i < album->count && asking < AT_ONCE; i++) {
        struct photo *photo = album->photos[i];
        if (may_be_asked(photo, only_new) && photo->errand.due <= now &&
            !http_is_busy(http, photo->host_key)) {
            ask(photo, http, now);
            asking += photo->errand.is_asking;
        }
    }
    return has_come;
}

static void keep(char **kept, char **fresh) {
    free(*kept);
    *kept = *fresh;
    *fresh = NULL;
}

// The body as a blob no larger than itself: buffers grow by doubling.
static struct blob *blob_of(struct http_answer *answer) {
    char *bytes = realloc(answer->body, answer->len);
    bytes = bytes ? bytes : answer->body;
    answer->body = NULL;
    return blob_create(bytes, answer->len);
}

static bool read_picture(struct photo *photo, struct http_answer *answer) {
    struct picture_header header = {0};
    answer->error = answer->len ? picture_header_read(answer->body, answer->len, &header, &answer->reason)
                                : reason_set(&answer->reason, ERROR_INPUT, "the answer is empty");
    if (answer->error) {
        return false;
    }
    photo->width = header.width;
    photo->height = header.height;
    keep(&photo->etag, &answer->etag);
    keep(&photo->modified, &answer->modified);
    return true;
}

static void keep_for_next_life(
    const struct album *album, const struct photo *photo, const struct http_answer *answer, millis now) {
    if (album->shelf && !photo->folder) {
        const struct shelf_item item = {
            .body = answer->body,
            .len = answer->len,
            .etag = photo->etag,
            .modified = photo->modified,
            .fetched = MILLIS_NONE, // nobody asks how old a picture is
        };
        shelf_put(album->shelf, SHELF_PICTURE, photo->url, &item, now);
    }
}

bool album_receive(struct album *album, struct photo *photo, struct http_answer *answer, millis now) {
    enum fetch_outcome outcome = errand_outcome(answer);
    if (!photo->is_named) { // nobody wants it any more; the next marking drops it
        photo->errand.is_asking = false;
        return false;
    }
    if (outcome == FETCH_CHANGED && !read_picture(photo, answer)) {
        outcome = FETCH_FORBIDDEN; // it will hardly be another one in a minute
    }
    if (outcome != FETCH_CHANGED && outcome != FETCH_UNCHANGED) {
        fail(photo, answer, outcome, now);
        return false;
    }
    errand_settle(&photo->errand, outcome, answer, photo->folder ? LOOK_AGAIN_FILE : LOOK_AGAIN, now);
    photo->errand.said.text[0] = '\0';
    if (outcome == FETCH_CHANGED) {
        keep_for_next_life(album, photo, answer, now);
        album_put(album, photo, blob_of(answer));
    }
    return outcome == FETCH_CHANGED && is_here(photo);
}

bool album_discard(struct album *album, millis now) {
    bool has_any = false;
    for (size_t i = 0; i < album->count; i++) {
        struct photo *photo = album->photos[i];
        if (!is_here(photo) || photo->errand.is_asking || !blob_is_condemned(photo->blob)) {
            continue;
        }
        struct http_answer answer = {.retry_after = MILLIS_NONE, .fresh_for = MILLIS_NONE};
        reason_set(&answer.reason, ERROR_INPUT, "it is damaged: its head can be read, its body cannot");
        album_evict(album, photo, PHOTO_FAILED);
        fail(photo, &answer, FETCH_FORBIDDEN, now);
        if (album->shelf) {
            shelf_drop(album->shelf, SHELF_PICTURE, photo->url);
        }
        has_any = true;
    }
    return has_any;
}

void album_hurry(struct album *album, millis now) {
    for (size_t i = 0; i < album->count; i++) {
        errand_hurry(&album->photos[i]->errand, now);
    }
}

millis album_due(const struct album *album, millis now, bool only_new) {
    millis due = MILLIS_NEVER;
    for (size_t i = 0; i < album->count; i++) {
        const struct photo *photo = album->photos[i];
        if (may_be_asked(photo, only_new) && photo->errand.due > now && photo->errand.due < due) {
            due = photo->errand.due;
        }
    }
    return due;
}

bool album_is_settled(const struct album *album) {
    for (size_t i = 0; i < album->count; i++) {
        const struct photo *photo = album->photos[i];
        if (photo->errand.is_asking || may_be_asked(photo, true)) {
            return false;
        }
    }
    return true;
}
