#include <SDL2/SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "render/stage.h"
#include "tests/support/golden.h"
#include "tests/support/png_compare.h"
#include "tests/support/test.h"

// A specimen of everything the renderer draws, against a picture that people have looked at. It found a line
// through the middle of a pill.
#define WANTED "tests/golden/specimen/specimen.png"

enum { WIDTH = 640, HEIGHT = 400 };

static const uint32_t latin = 0x4C61746E, cyrillic = 0x4379726C;

static const struct {
    int x, baseline, size;
    enum face face;
    double tracking;
    bool tabular;
    uint32_t color, script;
    const char *text;
} lines[] = {
    {24, 70, 56, FACE_SERIF_BOLD, -1, false, 0xFFF5F2EA, 0, "Ministers agree"},
    {24, 118, 34, FACE_SERIF_BOLD, 0, false, 0xFFF5F2EA, 1, "Правительство обсудит"},
    {24, 152, 20, FACE_SANS_SEMIBOLD, 0.5, false, 0xFF5AA9FF, 0, "BUSINESS & ECONOMY WAVE"},
    {24, 188, 24, FACE_SANS_REGULAR, 0, false, 0xFFF5F2EA, 0, "Office “fjord”: 13:58 → A-B, l’été"},
    {24, 222, 22, FACE_SANS_MEDIUM, 0, true, 0xFFAAB6C6, 0, "24 November, 13:25 · updated 11:11"},
    {24, 258, 24, FACE_SERIF_REGULAR, 0, false, 0x80F5F2EA, 0, "half as strong \u1EA4\u00C5jgf"},
    {378, 350, 64, FACE_SANS_BOLD, 0, true, 0xFFF5F2EA, 0, "0.9214"},
};

static const struct path_point spark[] = {{PATH_MOVE, 40, 370}, {PATH_LINE, 90, 340}, {PATH_LINE, 140, 352},
    {PATH_LINE, 190, 322}, {PATH_LINE, 240, 330}, {PATH_LINE, 290, 296}};
static const struct path_point triangle[] = {
    {PATH_MOVE, 340, 300}, {PATH_LINE, 356, 324}, {PATH_LINE, 324, 324}, {PATH_CLOSE, 0, 0}};

static const struct op shapes[] = {
    {.kind = OP_FILL, .role = ROLE_GROUND, .box = {0, 0, WIDTH, HEIGHT}, .color = 0xFF0D1420},
    {.kind = OP_FILL, .role = ROLE_PANEL, .box = {12, 276, 616, 112}, .color = 0xFF162032, .fill = {14}},
    {.kind = OP_FILL, .role = ROLE_PANEL, .box = {480, 24, 120, 60}, .color = 0x805AA9FF, .fill = {30}},
    {.kind = OP_PATH,
        .role = ROLE_SPARK,
        .box = {30, 286, 270, 94},
        .color = 0xFF3ECF8E,
        .path = {spark, 6, 4}},
    {.kind = OP_PATH,
        .role = ROLE_SIGN,
        .box = {322, 298, 36, 28},
        .color = 0xFF3ECF8E,
        .path = {triangle, 4, 0}},
};

static void make_page(struct oplist *page, struct arena *arena, struct fonts *fonts, struct blob *picture) {
    const struct measure *measure = fonts_measure(fonts);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        oplist_add(page, arena, &shapes[i]);
    }
    const struct op image = {.kind = OP_IMAGE,
        .role = ROLE_PICTURE,
        .box = {460, 110, 160, 120},
        .image = {.blob = picture, .crop = {0, 0, 16384, 16384}, .radius = 14, .ground = 0x0D1420}};
    oplist_add(page, arena, &image);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct op op = {.kind = OP_TEXT, .role = ROLE_BODY, .color = lines[i].color};
        op.text = (struct op_text){.text = lines[i].text,
            .type = {.face = lines[i].face,
                .size = lines[i].size,
                .line_height = lines[i].size,
                .tracking = lines[i].tracking,
                .tabular = lines[i].tabular},
            .baseline = lines[i].baseline,
            .script = lines[i].script ? cyrillic : latin};
        const struct run run = {0, strlen(op.text.text), false, op.text.script};
        op.box = (struct rect){lines[i].x, lines[i].baseline - lines[i].size,
            measure->width(measure->context, &op.text.type, op.text.text, run), lines[i].size};
        oplist_add(page, arena, &op);
    }
}

static void write_specimen(struct fonts *fonts, struct blob *picture, const char *path) {
    struct arena arena;
    struct stage *stage;
    struct oplist page = {0};
    struct reason reason = {.text = ""};
    SDL_Surface *screen = SDL_CreateRGBSurfaceWithFormat(0, WIDTH, HEIGHT, 32, SDL_PIXELFORMAT_RGB888);
    SDL_Renderer *renderer = SDL_CreateSoftwareRenderer(screen);
    assert_non_null(renderer);
    arena_init(&arena, 0);
    const struct stage_options options = {
        .renderer = renderer, .fonts = fonts, .width = WIDTH, .height = HEIGHT};
    assert_int_equal(stage_create(&options, &stage, &reason), ERROR_NONE);
    make_page(&page, &arena, fonts, picture);
    stage_paint(stage, &page, &(struct region){.rects = {{0, 0, WIDTH, HEIGHT}}, .count = 1});
    assert_int_equal(stage_write_png(stage, NULL, 0, path, &reason), ERROR_NONE);
    stage_destroy(stage);
    SDL_DestroyRenderer(renderer);
    SDL_FreeSurface(screen);
    arena_finish(&arena);
}

static void the_specimen_looks_as_it_should(void **state) {
    (void)state;
    struct reason reason = {.text = ""};
    struct fonts *fonts;
    char *bytes, *got = golden_actual_path("specimen/specimen.png");
    size_t len;
    assert_int_equal(fonts_create("fonts", &fonts, &reason), ERROR_NONE);
    assert_int_equal(
        file_read("assets/demo/pictures/bridge.jpg", 4 << 20, &bytes, &len, &reason), ERROR_NONE);
    struct blob *picture = blob_create(bytes, len);
    write_specimen(fonts, picture, got);
    fonts_destroy(fonts);
    blob_unref(picture);
    bool good = png_is_as_wanted(WANTED, got);
    free(got);
    assert_true(good);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_specimen_looks_as_it_should)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
