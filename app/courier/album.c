#include "courier/album.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "fetch/address.h"

// A marking may name LIMIT_ALBUM_PICTURES new addresses while as many old ones are still here.
#define PHOTOS_MOST (2 * LIMIT_ALBUM_PICTURES + 64)
#define TABLE_SIZE ((size_t)16384)

static void *allocated(size_t count, size_t size) {
    void *memory = calloc(count, size);
    if (!memory) {
        abort();
    }
    return memory;
}

static struct photo *photo_create(const char *url, const char *folder) {
    struct photo *photo = allocated(1, sizeof *photo);
    errand_init(&photo->errand, ERRAND_PICTURE, url);
    photo->url = strdup(url);
    photo->folder = folder ? strdup(folder) : NULL;
    photo->host_key = address_host_key(url);
    return photo;
}

static void photo_destroy(struct photo *photo) {
    blob_unref(photo->blob);
    free(photo->url);
    free(photo->folder);
    free(photo->etag);
    free(photo->modified);
    free(photo);
}

void album_init(struct album *album) {
    *album = (struct album){
        .photos = allocated(PHOTOS_MOST, sizeof(struct photo *)),
        .table = allocated(TABLE_SIZE, sizeof(struct photo *)),
    };
}

void album_finish(struct album *album) {
    for (size_t i = 0; i < album->count; i++) {
        photo_destroy(album->photos[i]);
    }
    free(album->photos);
    free(album->table);
}

// Where an address is in the table, or the free place where it belongs.
static struct photo **place_of(const struct album *album, const char *url) {
    uint64_t hash = hash_text(HASH_START, url);
    size_t at = (size_t)(hash ^ hash >> 32) & (TABLE_SIZE - 1);
    while (album->table[at] && strcmp(album->table[at]->url, url) != 0) {
        at = (at + 1) & (TABLE_SIZE - 1);
    }
    return &album->table[at];
}

void album_begin(struct album *album) {
    album->named = 0;
    for (size_t i = 0; i < album->count; i++) {
        album->photos[i]->is_named = false;
        album->photos[i]->rank = SIZE_MAX;
    }
}

bool album_is_full(const struct album *album) {
    return album->named == LIMIT_ALBUM_PICTURES || album->count == PHOTOS_MOST;
}

static bool may_ask(const char *url, const char *folder) {
    return (folder && address_kind(url) == ADDRESS_FILE) || address_check(url, NULL) == ERROR_NONE;
}

bool album_name(struct album *album, const char *url, const char *folder) {
    struct photo **place = place_of(album, url);
    if (*place ? (*place)->folder && !folder : !may_ask(url, folder)) {
        return false; // not even a file that somebody else may name
    }
    if (album_is_full(album)) {
        return true;
    }
    if (!*place) {
        bool is_file = address_kind(url) == ADDRESS_FILE;
        *place = photo_create(url, is_file ? folder : NULL);
        album->photos[album->count++] = *place;
    }
    if (!(*place)->is_named) {
        (*place)->is_named = true;
        (*place)->rank = album->named++;
        if (album->shelf) {
            shelf_use(album->shelf, SHELF_PICTURE, url);
        }
    }
    return true;
}

static int compare_rank(const void *left, const void *right) {
    const struct photo *const *a = left;
    const struct photo *const *b = right;
    return ((*a)->rank > (*b)->rank) - ((*a)->rank < (*b)->rank);
}

void album_evict(struct album *album, struct photo *photo, enum photo_state state) {
    if (photo->blob) {
        album->held -= photo->len;
        blob_unref(photo->blob);
        photo->blob = NULL;
    }
    photo->state = state;
    photo->was_sought = false;
}

// What went for want of room may come back into what room there is now.
static void readmit(struct album *album) {
    size_t room = LIMIT_ALBUM - album->held;
    for (size_t i = 0; i < album->count; i++) {
        struct photo *photo = album->photos[i];
        if (photo->is_named && photo->state == PHOTO_EVICTED && photo->len <= room) {
            room -= photo->len;
            photo->state = PHOTO_WANTED;
        }
    }
}

void album_end(struct album *album) {
    size_t kept = 0;
    memset(album->table, 0, TABLE_SIZE * sizeof *album->table);
    for (size_t i = 0; i < album->count; i++) {
        struct photo *photo = album->photos[i];
        if (photo->is_named || photo->errand.is_asking) { // its exchange still points to it
            album->photos[kept++] = photo;
            *place_of(album, photo->url) = photo;
        } else {
            album_evict(album, photo, PHOTO_EVICTED);
            photo_destroy(photo);
        }
    }
    album->count = kept;
    qsort(album->photos, kept, sizeof(struct photo *), compare_rank);
    readmit(album);
}

// The bytes of the last in rank go first.
static void make_room(struct album *album) {
    for (size_t i = album->count; i-- > 0 && album->held > LIMIT_ALBUM;) {
        if (album->photos[i]->state == PHOTO_HERE) {
            album_evict(album, album->photos[i], PHOTO_EVICTED);
        }
    }
}

void album_put(struct album *album, struct photo *photo, struct blob *blob) {
    album_evict(album, photo, PHOTO_HERE);
    photo->blob = blob;
    photo->len = blob_len(blob);
    album->held += photo->len;
    make_room(album);
}

static bool find(void *context, const char *url, struct blob **blob, int *width, int *height) {
    const struct photo *photo = *place_of(context, url);
    if (!photo || photo->state != PHOTO_HERE) {
        return false;
    }
    *blob = blob_ref(photo->blob);
    *width = photo->width;
    *height = photo->height;
    return true;
}

struct picture_shelf album_shelf(struct album *album) {
    return (struct picture_shelf){.context = album, .find = find};
}
