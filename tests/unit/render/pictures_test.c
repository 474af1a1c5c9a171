#include "support/test.h"

#include <SDL2/SDL.h>
#include <SDL2/SDL_image.h>
#include <stdlib.h>
#include <string.h>

#include "base/orientation.h"
#include "render/pictures.h"

static const uint32_t ground = 0x162032;

static Uint32 pixel_at(const SDL_Surface *surface, int x, int y) {
    Uint32 pixel;
    memcpy(&pixel, (const Uint8 *)surface->pixels + (ptrdiff_t)y * surface->pitch + 4 * (ptrdiff_t)x,
        sizeof pixel);
    return pixel & 0xFFFFFF;
}

static bool is_near(Uint32 a, Uint32 b, int most) {
    for (int shift = 0; shift <= 16; shift += 8) {
        if (abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF)) > most) {
            return false;
        }
    }
    return true;
}

static SDL_Surface *plain(int width, int height, Uint32 color) {
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888);
    assert_non_null(surface);
    SDL_FillRect(surface, NULL, color);
    return surface;
}

static struct blob *saved(SDL_Surface *surface, bool is_jpeg) {
    const int capacity = 1 << 20;
    char *bytes = malloc((size_t)capacity);
    SDL_RWops *file = SDL_RWFromMem(bytes, capacity);
    int status = is_jpeg ? IMG_SaveJPG_RW(surface, file, 0, 95) : IMG_SavePNG_RW(surface, file, 0);
    assert_int_equal(status, 0);
    size_t len = (size_t)SDL_RWtell(file);
    SDL_RWclose(file);
    SDL_FreeSurface(surface);
    return blob_create(bytes, len);
}

static struct blob *cut(const struct blob *blob, size_t len) {
    char *bytes = malloc(len + 1);
    memcpy(bytes, blob_bytes(blob), len);
    return blob_create(bytes, len);
}

static SDL_Surface *drawn(struct blob *blob, struct rect crop, int radius, int width, int height) {
    const struct op_image image = {.blob = blob, .crop = crop, .radius = radius, .ground = ground};
    return picture_draw(&image, width, height);
}

static const struct rect whole = {0, 0, 20000, 20000};

static void a_picture_keeps_its_colour(void **state) {
    (void)state;
    static const int sizes[][4] = {{1, 1, 50, 40}, {64, 48, 700, 520}, {1000, 700, 37, 21},
        {10000, 20, 300, 1}, {3, 900, 2, 2}, {50, 40, 50, 40}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (int is_jpeg = 0; is_jpeg < 2; is_jpeg++) {
            struct blob *blob = saved(plain(sizes[i][0], sizes[i][1], 0x3ECF8E), is_jpeg);
            SDL_Surface *picture = drawn(blob, whole, 0, sizes[i][2], sizes[i][3]);
            assert_non_null(picture);
            assert_int_equal(picture->format->format, SDL_PIXELFORMAT_RGB888);
            assert_int_equal(picture->w, sizes[i][2]);
            assert_int_equal(picture->h, sizes[i][3]);
            for (int n = 0; n < picture->w * picture->h; n++) {
                assert_true(is_near(pixel_at(picture, n % picture->w, n / picture->w), 0x3ECF8E, 3));
            }
            SDL_FreeSurface(picture);
            blob_unref(blob);
        }
    }
}

static void broken_pictures_are_none(void **state) {
    (void)state;
    struct blob *jpeg = saved(plain(300, 200, 0xE4342F), true),
                *png = saved(plain(300, 200, 0xE4342F), false);
    struct blob *bad[] = {blob_create(NULL, 0), blob_create(strdup("<html>404</html>"), 16), cut(jpeg, 100),
        cut(png, blob_len(png) / 2), cut(png, 20)};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        SDL_Surface *picture = drawn(bad[i], whole, 14, 60, 40);
        assert_null(picture);
        blob_unref(bad[i]);
    }
    assert_null(drawn(NULL, whole, 0, 10, 10));
    // The bytes of half a JPEG are half a picture; no more is asked than that nothing breaks.
    struct blob *half = cut(jpeg, blob_len(jpeg) - 300);
    SDL_FreeSurface(drawn(half, whole, 0, 60, 40));
    blob_unref(half);
    blob_unref(jpeg);
    blob_unref(png);
}

// What is in a file is seen from its bytes: this one might be called .jpg.
static void a_gif_is_a_picture(void **state) {
    (void)state;
    static const unsigned char gif[] = {'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, 0x80, 0, 0, 0xE4, 0x34,
        0x2F, 0, 0, 0, ',', 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, ';'};
    const size_t len = sizeof gif;
    char *bytes = malloc(len);
    memcpy(bytes, gif, len);
    struct blob *blob = blob_create(bytes, len);
    SDL_Surface *picture = drawn(blob, whole, 0, 8, 8);
    assert_non_null(picture);
    assert_int_equal(pixel_at(picture, 4, 4), 0xE4342F);
    SDL_FreeSurface(picture);
    blob_unref(blob);
}

static void corners_show_the_ground(void **state) {
    (void)state;
    struct blob *blob = saved(plain(100, 80, 0xFFFFFF), false);
    SDL_Surface *picture = drawn(blob, whole, 14, 100, 80);
    for (int corner = 0; corner < 4; corner++) {
        int right = corner % 2 ? 99 : 0, low = corner / 2 ? 79 : 0, in = right ? -1 : 1, up = low ? -1 : 1;
        assert_int_equal(pixel_at(picture, right, low), ground);
        assert_int_equal(pixel_at(picture, right + 14 * in, low), 0xFFFFFF);
        Uint32 before = ground; // along the diagonal it only ever gets lighter: no halo
        for (int i = 0; i < 14; i++) {
            Uint32 next = pixel_at(picture, right + i * in, low + i * up);
            assert_true((next & 0xFF) >= (before & 0xFF));
            before = next;
        }
    }
    SDL_FreeSurface(picture);
    blob_unref(blob);
}

static void a_crop_is_the_part_asked_for(void **state) {
    (void)state;
    SDL_Surface *source = plain(200, 100, 0xE4342F);
    SDL_FillRect(source, &(SDL_Rect){100, 0, 100, 100}, 0x5AA9FF);
    struct blob *blob = saved(source, false);
    SDL_Surface *picture = drawn(blob, (struct rect){100, 0, 100, 100}, 0, 40, 40);
    assert_int_equal(pixel_at(picture, 0, 0), 0x5AA9FF); // nothing of its neighbour
    SDL_FreeSurface(picture);
    picture = drawn(blob, (struct rect){500, 500, 10, 10}, 0, 40, 20); // outside: the whole
    assert_int_equal(pixel_at(picture, 0, 0), 0xE4342F);
    SDL_FreeSurface(picture);
    blob_unref(blob);
}

static void transparent_parts_show_the_ground(void **state) {
    (void)state;
    SDL_Surface *source = SDL_CreateRGBSurfaceWithFormat(0, 40, 40, 32, SDL_PIXELFORMAT_ARGB8888);
    SDL_FillRect(source, NULL, 0x00FF00FF);
    struct blob *blob = saved(source, false);
    SDL_Surface *picture = drawn(blob, whole, 0, 10, 10);
    assert_true(is_near(pixel_at(picture, 5, 5), ground, 1));
    SDL_FreeSurface(picture);
    blob_unref(blob);
}

// The same bytes with the camera's note behind the first marker.
static struct blob *noted(struct blob *blob, char orientation) {
    // Marker and length; "Exif"; a little-endian TIFF head; one entry: tag 0x0112, a SHORT, 1 of it, the
    // value.
    static const unsigned char note[] = {0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', '*', 0, 8, 0,
        0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    size_t len = blob_len(blob), note_len = sizeof note;
    char *bytes = malloc(len + note_len);
    memcpy(bytes, blob_bytes(blob), 2);
    memcpy(bytes + 2, note, note_len);
    bytes[2 + 28] = orientation;
    memcpy(bytes + 2 + note_len, (const char *)blob_bytes(blob) + 2, len - 2);
    blob_unref(blob);
    return blob_create(bytes, len + note_len);
}

// Four colours in the corners, stored in the eight ways that a camera may hold them, come out the same.
static void a_picture_is_turned_as_its_camera_says(void **state) {
    (void)state;
    static const Uint32 colors[2][2] = {{0xC00000, 0x00C000}, {0x0000C0, 0xC0C0C0}};
    for (int orientation = 1; orientation <= 8; orientation++) {
        bool is_sideways = orientation_is_sideways(orientation);
        int w = is_sideways ? 64 : 128, h = is_sideways ? 128 : 64;
        SDL_Surface *source = plain(w, h, 0);
        for (int i = 0; i < 4; i++) {
            struct rect shown = {i % 2 * 64, i / 2 * 32, 64, 32};
            struct rect at = orientation_stored(orientation, shown, w, h);
            SDL_FillRect(source, &(SDL_Rect){at.x, at.y, at.w, at.h}, colors[i / 2][i % 2]);
        }
        if (orientation == 6) { // the plain case of a phone held upright: its top is stored on the left
            assert_int_equal(pixel_at(source, 0, h - 1), colors[0][0]);
            assert_int_equal(pixel_at(source, 0, 0), colors[0][1]);
        }
        struct blob *blob = noted(saved(source, true), (char)orientation);
        assert_int_equal(orientation_read(blob_bytes(blob), blob_len(blob)), orientation);
        SDL_Surface *picture = drawn(blob, whole, 0, 64, 32);
        for (int i = 0; i < 4; i++) {
            assert_true(is_near(pixel_at(picture, 16 + i % 2 * 32, 8 + i / 2 * 16), colors[i / 2][i % 2], 8));
        }
        SDL_FreeSurface(picture);
        picture = drawn(blob, (struct rect){64, 32, 64, 32}, 0, 20, 10); // a crop of what is shown
        assert_true(is_near(pixel_at(picture, 10, 5), colors[1][1], 8));
        SDL_FreeSurface(picture);
        blob_unref(blob);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_keeps_its_colour),
        cmocka_unit_test(broken_pictures_are_none),
        cmocka_unit_test(a_gif_is_a_picture),
        cmocka_unit_test(corners_show_the_ground),
        cmocka_unit_test(a_crop_is_the_part_asked_for),
        cmocka_unit_test(transparent_parts_show_the_ground),
        cmocka_unit_test(a_picture_is_turned_as_its_camera_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
