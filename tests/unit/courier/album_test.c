#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "courier/album.h"

#define MIB ((size_t)1 << 20)

static const char *address(int number) {
    static char text[64];
    snprintf(text, sizeof text, "http://news.example/%d.png", number);
    return text;
}

// A marking that names the pictures `first` to `last`.
static void name(struct album *album, int first, int last) {
    album_begin(album);
    for (int i = first; i <= last; i++) {
        assert_true(album_name(album, address(i), NULL));
    }
    album_end(album);
}

static struct photo *photo_of(struct album *album, int number) {
    for (size_t i = 0; i < album->count; i++) {
        if (strcmp(album->photos[i]->url, address(number)) == 0) {
            return album->photos[i];
        }
    }
    return NULL;
}

static void bring(struct album *album, int number, size_t len) {
    album_put(album, photo_of(album, number), blob_create(calloc(1, len), len));
}

static bool is_here(struct album *album, int number) {
    struct picture_shelf shelf = album_shelf(album);
    struct blob *blob = NULL;
    int width, height;
    bool found = shelf.find(shelf.context, address(number), &blob, &width, &height);
    blob_unref(blob);
    return found;
}

static void only_allowed_addresses_are_named(void **state) {
    (void)state;
    static const struct {
        const char *url, *folder;
        bool allowed;
    } rows[] = {
        {"http://x/a.png", NULL, true},
        {"https://x/a.png", "/news", true},
        {"file:///news/a.png", NULL, false},
        {"file:///news/a.png", "/news", true},
        {"file:///news/a.png", NULL, false}, // though somebody else may
        {"ftp://x/a.png", "/news", false},
        {"data:image/png;base64,", NULL, false},
        {"http://user:secret@x/a.png", NULL, false},
        {"a.png", "/news", false},
    };
    struct album album;
    album_init(&album);
    album_begin(&album);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (album_name(&album, rows[i].url, rows[i].folder) != rows[i].allowed) {
            fail_msg("row %zu: %s", i, rows[i].url);
        }
    }
    album_end(&album);
    assert_int_equal(album.count, 3);
    album_finish(&album);
}

static void what_nobody_names_is_dropped(void **state) {
    (void)state;
    struct album album;
    album_init(&album);
    name(&album, 0, 9);
    bring(&album, 3, MIB);
    bring(&album, 5, MIB);
    name(&album, 5, 20);
    assert_int_equal(album.count, 16);
    assert_false(is_here(&album, 3));
    assert_true(is_here(&album, 5));
    assert_int_equal(album.held, MIB);
    photo_of(&album, 6)->errand.is_asking = true; // its exchange points to it
    name(&album, 30, 31);
    assert_int_equal(album.count, 3);
    assert_int_equal(album.held, 0);
    album_finish(&album);
}

static void the_last_in_rank_make_room(void **state) {
    (void)state;
    struct album album;
    album_init(&album);
    name(&album, 0, 9);
    for (int i = 9; i >= 0; i--) { // 80 MiB for 64
        bring(&album, i, 8 * MIB);
        assert_true(album.held <= LIMIT_ALBUM);
    }
    for (int i = 0; i < 10; i++) {
        assert_int_equal(is_here(&album, i), i < 8);
    }
    // Evicted pictures are not asked for again while there is no room…
    name(&album, 0, 9);
    assert_int_equal(photo_of(&album, 8)->state, PHOTO_EVICTED);
    assert_true(album_is_settled(&album));
    // …and are when there is some.
    name(&album, 1, 9);
    assert_int_equal(photo_of(&album, 8)->state, PHOTO_WANTED);
    assert_int_equal(photo_of(&album, 9)->state, PHOTO_EVICTED);
    // A picture that replaces itself is counted once.
    bring(&album, 1, 4 * MIB);
    assert_int_equal(album.held, (size_t)52 * MIB);
    album_finish(&album);
}

static void there_is_an_end_to_names(void **state) {
    (void)state;
    struct album album;
    album_init(&album);
    name(&album, 0, LIMIT_ALBUM_PICTURES + 100);
    assert_int_equal(album.count, LIMIT_ALBUM_PICTURES);
    assert_true(album_is_full(&album));
    for (int round = 1; round < 5; round++) { // all others, every time
        name(&album, round * 10000, round * 10000 + LIMIT_ALBUM_PICTURES + 100);
        assert_int_equal(album.count, LIMIT_ALBUM_PICTURES);
    }
    album_finish(&album);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_allowed_addresses_are_named),
        cmocka_unit_test(what_nobody_names_is_dropped),
        cmocka_unit_test(the_last_in_rank_make_room),
        cmocka_unit_test(there_is_an_end_to_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
