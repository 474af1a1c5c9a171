#include "support/test.h"

#include <SDL2/SDL.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/fallback.h"
#include "render/fonts.h"
#include "render/installed.h"
#include "text/runs.h"

// What is asked here needs Debian's fonts-noto-core, fonts-noto-cjk and fonts-noto-color-emoji; a test
// without its package is skipped and says so.

static const uint32_t arabic = 0x41726162, devanagari = 0x44657661, thai = 0x54686169;

static struct installed *installed;

static struct installed_font found(struct installed_wish wish, const char *package) {
    struct installed_font font;
    if (!installed_find(installed, &wish, &font)) {
        print_message("%s is not installed\n", package);
        skip();
    }
    return font;
}

static void assert_file(struct installed_font font, const char *name) {
    if (!strstr(font.path, name)) {
        fail_msg("%s instead of %s", font.path, name);
    }
}

static void looks_are_kept(void **state) {
    (void)state;
    const char *core = "fonts-noto-core";
    assert_file(found((struct installed_wish){0x628, arabic, false, false, 400}, core), "SansArabic-Regular");
    assert_file(found((struct installed_wish){0x628, arabic, true, false, 700}, core), "NaskhArabic-Bold");
    assert_file(
        found((struct installed_wish){0x915, devanagari, true, false, 700}, core), "SerifDevanagari-Bold");
    assert_file(found((struct installed_wish){0xE01, thai, false, false, 600}, core), "SansThai-Bold");
}

static void han_is_drawn_for_its_language(void **state) {
    (void)state;
    const char *cjk = "fonts-noto-cjk";
    static const uint32_t scripts[] = {
        SCRIPT_HAN_SIMPLIFIED, SCRIPT_HAN_TRADITIONAL, SCRIPT_JAPANESE, SCRIPT_KOREAN};
    long seen[4];
    for (size_t i = 0; i < 4; i++) { // the direct character differs in all four: 直
        struct installed_font font =
            found((struct installed_wish){0x76F4, scripts[i], true, false, 700}, cjk);
        assert_file(font, "NotoSerifCJK-Bold");
        seen[i] = font.index;
        for (size_t j = 0; j < i; j++) {
            assert_int_not_equal(seen[i], seen[j]);
        }
    }
}

static void what_nobody_has_is_not_found(void **state) {
    (void)state;
    struct installed_font font;
    assert_false(installed_find(installed, &(struct installed_wish){.character = 0xFDD0}, &font));
}

static SDL_Surface *drawn(struct fonts *fonts, const char *text, int *baseline) {
    struct run run;
    int origin_x;
    assert_int_equal(text_runs(text, strlen(text), DIRECTION_AUTO, &run, 1), 1);
    const struct op_text op = {.text = text,
        .type = {.face = FACE_SANS_REGULAR, .size = 40, .line_height = 50},
        .rtl = run.rtl,
        .script = run.script};
    return fonts_draw(fonts, &op, 0xFFF5F2EA, &origin_x, baseline);
}

static void emoji_are_coloured_and_of_the_lines_size(void **state) {
    (void)state;
    found((struct installed_wish){.character = 0x1F600, .color = true}, "fonts-noto-color-emoji");
    struct fonts *fonts;
    int baseline;
    assert_int_equal(fonts_create("fonts", &fonts, NULL), ERROR_NONE);
    // A grin; an astronaut, joined from three; a flag; a keycap: each one picture.
    static const char *const texts[] = {
        "\U0001F600", "\U0001F469\U0001F3FD\u200D\U0001F680", "\U0001F1EB\U0001F1F7", "1\uFE0F\u20E3"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        SDL_Surface *surface = drawn(fonts, texts[i], &baseline);
        assert_non_null(surface);
        assert_in_range(surface->w, 40, 60);
        assert_in_range(surface->h, 36, 60);
        assert_in_range(baseline, 25, 45);
        size_t coloured = 0;
        for (int y = 0; y < surface->h; y++) {
            for (int x = 0; x < surface->w; x++) {
                Uint32 pixel;
                memcpy(&pixel, (Uint8 *)surface->pixels + (ptrdiff_t)y * surface->pitch + 4 * (ptrdiff_t)x,
                    sizeof pixel);
                int red = pixel >> 16 & 0xFF, blue = pixel & 0xFF;
                coloured += pixel >> 24 > 128 && abs(red - blue) > 40;
            }
        }
        if (coloured <= 100) {
            fail_msg("%s: %zu pixels have a colour", texts[i], coloured);
        }
        SDL_FreeSurface(surface);
    }
    assert_int_equal(fonts_missing(fonts), 0);
    fonts_destroy(fonts);
}

// Letters of Arabic join: a word is narrower than its letters apart, and is not the same backwards.
static void scripts_are_shaped(void **state) {
    (void)state;
    found((struct installed_wish){0x628, arabic, false, false, 400}, "fonts-noto-core");
    struct fonts *fonts;
    assert_int_equal(fonts_create("fonts", &fonts, NULL), ERROR_NONE);
    const struct type type = {.face = FACE_SANS_REGULAR, .size = 100, .line_height = 100};
    const char *word = "\u0645\u0644\u062E\u0635"; // ملخص
    double apart = 0;
    for (size_t at = 0, used; word[at]; at += used) {
        utf8_next(word + at, strlen(word + at), &used);
        apart += fonts_advance(fonts, &type, word + at, (struct run){0, used, true, arabic});
    }
    double joined = fonts_advance(fonts, &type, word, (struct run){0, strlen(word), true, arabic});
    assert_true(joined > 50 && joined < apart - 20);
    const char *conjunct = "\u0915\u094D\u0937"; // क्ष: three characters, one shape
    double one = fonts_advance(fonts, &type, conjunct, (struct run){0, strlen(conjunct), false, devanagari});
    assert_true(one < 1.4 * fonts_advance(fonts, &type, conjunct, (struct run){0, 3, false, devanagari}));
    assert_int_equal(fonts_missing(fonts), 0);
    fonts_destroy(fonts);
}

static int open_installed(void **state) {
    (void)state;
    installed = installed_create();
    return 0;
}

static int close_installed(void **state) {
    (void)state;
    installed_destroy(installed);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks_are_kept),
        cmocka_unit_test(han_is_drawn_for_its_language),
        cmocka_unit_test(what_nobody_has_is_not_found),
        cmocka_unit_test(emoji_are_coloured_and_of_the_lines_size),
        cmocka_unit_test(scripts_are_shaped),
    };
    return cmocka_run_group_tests(tests, open_installed, close_installed);
}
