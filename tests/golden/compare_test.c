#include <SDL2/SDL.h>
#include <SDL2/SDL_image.h>
#include <stdio.h>

#include "tests/support/png_compare.h"
#include "tests/support/test.h"

// What the other golden tests believe: two pictures are as one while no channel is more than PNG_CLOSE apart.
#define FIRST BROADSIDE_BUILD_DIR "/golden-compare-1.png"
#define SECOND BROADSIDE_BUILD_DIR "/golden-compare-2.png"

static void write_picture(const char *path, int width, Uint32 last) {
    SDL_Surface *picture = SDL_CreateRGBSurfaceWithFormat(0, width, 2, 32, SDL_PIXELFORMAT_RGB888);
    assert_non_null(picture);
    SDL_FillRect(picture, NULL, 0x406080);
    SDL_FillRect(picture, &(SDL_Rect){width - 1, 1, 1, 1}, last);
    assert_int_equal(IMG_SavePNG(picture, path), 0);
    SDL_FreeSurface(picture);
}

static void one_pixel_is_enough(void **state) {
    (void)state;
    static const struct {
        int width;
        Uint32 last;
        bool good;
    } rows[] = {
        {3, 0x406080, true},
        {3, 0x426080, true},
        {3, 0x405E82, true},
        {3, 0x436080, false},
        {3, 0x406380, false},
        {3, 0x40607D, false},
        {3, 0x000000, false},
        {4, 0x406080, false},
    };
    write_picture(FIRST, 3, 0x406080);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        write_picture(SECOND, rows[i].width, rows[i].last);
        if (png_is_as_wanted(FIRST, SECOND) != rows[i].good) {
            fail_msg("row %zu: %06X", i, (unsigned)rows[i].last);
        }
    }
    assert_int_equal(remove(FIRST), 0);
    assert_int_equal(remove(SECOND), 0);
    assert_false(png_is_as_wanted(FIRST, SECOND));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_pixel_is_enough)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
