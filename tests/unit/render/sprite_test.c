#include "render/sprite.h"

#include "support/test.h"

// What textures are made of: without alpha where nothing is seen through, and then copied, not blended.

static SDL_Renderer *renderer;
static SDL_Surface *screen;
static uint64_t created;

static void check_texture(struct sprite *sprite, Uint32 format, int access, SDL_BlendMode mode) {
    Uint32 found_format;
    int found_access, w, h;
    SDL_BlendMode found_mode;
    assert_non_null(sprite);
    assert_int_equal(SDL_QueryTexture(sprite->texture, &found_format, &found_access, &w, &h), 0);
    assert_int_equal(SDL_GetTextureBlendMode(sprite->texture, &found_mode), 0);
    assert_int_equal(found_format, format);
    assert_int_equal(found_access, access);
    assert_int_equal(found_mode, mode);
    assert_true(w == sprite->w && h == sprite->h && w == 13 && h == 7);
    assert_int_equal(sprite->bytes, sizeof *sprite + sizeof(Uint32[13 * 7]));
    sprite_destroy(sprite);
}

static SDL_Surface *surface_of(Uint32 format) {
    return SDL_CreateRGBSurfaceWithFormat(0, 13, 7, 32, format);
}

static void opaque_ones_are_copied_others_blended(void **state) {
    (void)state;
    uint64_t before = created;
    check_texture(sprite_create(renderer, surface_of(SDL_PIXELFORMAT_RGB888), 0, 0, &created),
        SDL_PIXELFORMAT_RGB888, SDL_TEXTUREACCESS_STATIC, SDL_BLENDMODE_NONE);
    check_texture(sprite_create(renderer, surface_of(SDL_PIXELFORMAT_ARGB8888), 0, 0, &created),
        SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STATIC, SDL_BLENDMODE_BLEND);
    check_texture(sprite_create_target(renderer, 13, 7, &created), SDL_PIXELFORMAT_RGB888,
        SDL_TEXTUREACCESS_TARGET, SDL_BLENDMODE_NONE);
    assert_int_equal(created - before, 3);
}

static void nothing_to_see_is_no_texture(void **state) {
    (void)state;
    uint64_t before = created;
    struct sprite *sprite = sprite_create(renderer, NULL, 3, 4, &created);
    assert_null(sprite->texture);
    assert_true(sprite->x == 3 && sprite->y == 4 && sprite->w == 0 && sprite->h == 0);
    assert_int_equal(created, before);
    sprite_destroy(sprite);
    sprite_destroy(NULL);
}

static int set_up(void **state) {
    (void)state;
    screen = surface_of(SDL_PIXELFORMAT_RGB888);
    renderer = SDL_CreateSoftwareRenderer(screen);
    return renderer ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    SDL_DestroyRenderer(renderer);
    SDL_FreeSurface(screen);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opaque_ones_are_copied_others_blended),
        cmocka_unit_test(nothing_to_see_is_no_texture),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
