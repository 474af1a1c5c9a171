#ifndef BROADSIDE_COURIER_ALBUM_H
#define BROADSIDE_COURIER_ALBUM_H

#include "courier/errand.h"
#include "fetch/shelf.h"
#include "model/assemble.h"

// The pictures that the records name, by address, in memory and within LIMIT_ALBUM bytes. Private to the
// room. A picture has a rank, the prominence of the place that names it: the lead pictures of the first
// stories first. They are fetched in this order, and when there are more bytes than allowed, the last in it
// go, and are not asked for again until there is room.

enum photo_state {
    PHOTO_WANTED,  // never asked
    PHOTO_HERE,    // its bytes are here
    PHOTO_FAILED,  // asked in vain; asked again when due
    PHOTO_EVICTED, // was here; only the last in rank become this
};

struct photo {
    struct errand errand; // first: the tag of its exchanges
    enum photo_state state;
    size_t rank; // of the current marking
    bool is_named;
    bool was_sought; // on the shelf
    char *url;
    char *folder; // a file: picture must lie here or below; NULL: http or https
    uint64_t host_key;
    struct blob *blob;
    size_t len;
    int width, height;
    char *etag, *modified; // with these it is asked now and then whether it is still the same
};

struct album {
    struct photo **photos; // by rank
    size_t count;
    size_t named;         // in the current marking
    struct photo **table; // by address: open addressing
    size_t held;          // bytes
    struct shelf *shelf;  // borrowed; NULL: none
};

void album_init(struct album *album);
void album_finish(struct album *album); // no exchange may be under way

// A new marking: begin, name every picture in the order of prominence, end. What was not named is dropped.
void album_begin(struct album *album);
// `folder` is that of the file: source that names the picture, NULL for any other source, which can name no
// files. False if the address may not be asked.
bool album_name(struct album *album, const char *url, const char *folder);
void album_end(struct album *album);

// Whether nothing more is taken in this marking.
bool album_is_full(const struct album *album);

// Takes from the shelf what is wanted and there, `most` bytes or little more. Answers whether anything was.
bool album_restore(struct album *album, size_t most, millis now);

// Takes from the shelf what is there, and starts what is due, a few exchanges at a time, and never on a host
// that is busy. `only_new`: no second attempts. Answers whether a picture has come.
bool album_ask(struct album *album, struct http *http, millis now, bool only_new);

// Gives a picture its bytes, which the album takes over, and makes room for them.
void album_put(struct album *album, struct photo *photo, struct blob *blob);

// Drops the bytes of a picture, if it has any.
void album_evict(struct album *album, struct photo *photo, enum photo_state state);

// Takes in an answer; it is finished by the caller. Answers whether a picture has come.
bool album_receive(struct album *album, struct photo *photo, struct http_answer *answer, millis now);

// Lets go of the pictures that somebody found to be none (blob_condemn): they are asked for again much later.
// Answers whether there was any.
bool album_discard(struct album *album, millis now);

void album_hurry(struct album *album, millis now);
// When the next is due (steady), those aside that wait for a free host: a finished exchange brings them up.
millis album_due(const struct album *album, millis now, bool only_new);
// Whether none is on its way or could be.
bool album_is_settled(const struct album *album);

// What an assembly asks; `shelf->context` is the album.
struct picture_shelf album_shelf(struct album *album);

#endif
