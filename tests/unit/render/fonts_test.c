#include "support/test.h"

#include <SDL2/SDL.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "render/fallback.h"
#include "render/fonts.h"
#include "render/setting.h"

static const uint32_t latin = 0x4C61746E, cyrillic = 0x4379726C, hebrew = 0x48656272;

static struct fonts *fonts;

static double advance(struct type type, const char *text, uint32_t script) {
    return fonts_advance(fonts, &type, text, (struct run){0, strlen(text), script == hebrew, script});
}

static struct type type_of(enum face face, int size) {
    return (struct type){.face = face, .size = size, .line_height = size};
}

#define assert_near(a, b, most)                                                                              \
    do {                                                                                                     \
        double near_a = (a), near_b = (b);                                                                   \
        if (fabs(near_a - near_b) > (most)) {                                                                \
            fail_msg("%s:%d: %.3f is not %.3f", __FILE__, __LINE__, near_a, near_b);                         \
        }                                                                                                    \
    } while (0)

static void tabular_figures_are_of_one_width(void **state) {
    (void)state;
    for (int face = 0; face < FACE_COUNT; face++) {
        struct type type = type_of((enum face)face, 46);
        type.tabular = true;
        double usual = advance(type, "00:00", latin);
        assert_near(advance(type, "11:11", latin), usual, 0.001);
        assert_near(advance(type, "14:05", latin), usual, 0.001);
        // Cells are whole pixels.
        double cell = advance(type, "11", latin) - advance(type, "1", latin);
        assert_near(cell, round(cell), 0.001);
    }
    struct type plain = type_of(FACE_SANS_BOLD, 46);
    assert_true(advance(plain, "11:11", latin) < advance(plain, "00:00", latin));
}

static void tracking_is_added_to_each_character(void **state) {
    (void)state;
    struct type type = type_of(FACE_SERIF_BOLD, 68), tracked = type;
    tracked.tracking = -1;
    assert_near(advance(tracked, "AVATAR", latin), advance(type, "AVATAR", latin) - 6, 0.2);
    tracked.tracking = 0.5;
    assert_near(advance(tracked, "ГАЗ и ТРУБА", cyrillic), advance(type, "ГАЗ и ТРУБА", cyrillic) + 5.5, 0.3);
    // An accent is not a character of its own.
    assert_near(advance(tracked, "e\u0301", latin), advance(tracked, "e", latin), 0.2);
    // Joined scripts and right-to-left text are not torn apart.
    assert_near(advance(tracked, "abc", hebrew), advance(type, "abc", hebrew), 0.001);
}

static void kerning_is_kept(void **state) {
    (void)state;
    for (int tracking = 0; tracking < 2; tracking++) {
        struct type type = type_of(FACE_SANS_BOLD, 84);
        type.tracking = tracking;
        double apart = advance(type, "A", latin) + advance(type, "V", latin);
        assert_true(advance(type, "AV", latin) < apart - 2);
        double cyrillic_apart = advance(type, "Г", cyrillic) + advance(type, "А", cyrillic);
        assert_true(advance(type, "ГА", cyrillic) < cyrillic_apart - 2);
    }
}

// Set letter by letter, a line is as wide as the shaper makes it in one piece.
static void letters_add_up_to_the_line(void **state) {
    (void)state;
    static const char *const lines[] = {"AVATAR WAVE Type", "Ministers agree gas transit deal",
        "office fjord waffle", "Правительство обсудит ГАЗ", "Árvíztűrő “tükör”… l’été"};
    struct faces *faces;
    assert_int_equal(faces_create("fonts", &faces, NULL), ERROR_NONE);
    struct ruler *ruler = ruler_create(faces);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        for (int face = 0; face < FACE_COUNT; face++) {
            struct shaping shaping = {(face_id)face, false, i == 3 ? cyrillic : latin};
            double whole = ruler_advance(ruler, shaping, lines[i], strlen(lines[i])) * 38;
            assert_near(advance(type_of((enum face)face, 38), lines[i], shaping.script), whole, 0.25);
        }
    }
    ruler_destroy(ruler);
    faces_destroy(faces);
}

static void widths_scale_with_the_size(void **state) {
    (void)state;
    const char *line = "Ministers agree gas transit deal after nine hours of talks";
    double at_20 = advance(type_of(FACE_SANS_REGULAR, 20), line, latin);
    assert_near(advance(type_of(FACE_SANS_REGULAR, 40), line, latin), 2 * at_20, 0.001);
    assert_near(advance(type_of(FACE_SANS_REGULAR, 38), "", latin), 0, 0.001);
}

static void metrics_are_those_of_the_face(void **state) {
    (void)state;
    const struct measure *measure = fonts_measure(fonts);
    struct type type = type_of(FACE_SANS_REGULAR, 100);
    struct font_metrics metrics = measure->metrics(measure->context, &type);
    assert_in_range(metrics.ascent, 90, 110);
    assert_in_range(metrics.descent, 15, 35);
    assert_in_range(metrics.cap_height, 70, 75);
}

// What the drawn picture of a text looks like, in whole: ink from left to right and above the baseline.
struct ink {
    int left, right, top, bottom; // from the pen and the baseline
};

static struct ink ink_of(struct op_text text, uint32_t color) {
    int origin_x, baseline;
    SDL_Surface *surface = fonts_draw(fonts, &text, color, &origin_x, &baseline);
    assert_non_null(surface);
    assert_int_equal(surface->format->format, SDL_PIXELFORMAT_ARGB8888);
    unsigned strongest = 0;
    for (int y = 0; y < surface->h; y++) {
        const Uint8 *row = (const Uint8 *)surface->pixels + (ptrdiff_t)y * surface->pitch;
        for (int x = 0; x < surface->w; x++, row += sizeof(Uint32)) {
            Uint32 pixel;
            memcpy(&pixel, row, sizeof pixel);
            assert_int_equal(pixel & 0xFFFFFF, color & 0xFFFFFF); // also where there is no ink
            strongest = pixel >> 24 > strongest ? pixel >> 24 : strongest;
        }
    }
    assert_in_range(strongest, (color >> 24) * 9 / 10, color >> 24);
    struct ink ink = {-origin_x, surface->w - origin_x, -baseline, surface->h - baseline};
    SDL_FreeSurface(surface);
    return ink;
}

// Where a large figure begins, so that it can stand on the edge of a text.
static void bearings_are_those_of_the_ink(void **state) {
    (void)state;
    const struct measure *measure = fonts_measure(fonts);
    static const char *const texts[] = {"38", "1.5", "H", "j", "\u0416"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct op_text text = {.text = texts[i], .type = type_of(FACE_SANS_SEMIBOLD, 240), .script = latin};
        struct run run = {.len = strlen(texts[i]), .script = latin};
        int bearing = measure->bearing(measure->context, &text.type, texts[i], run);
        assert_in_range(ink_of(text, 0xFFF5F2EA).left - bearing + 1, 0, 2);
    }
    assert_int_equal(measure->bearing(measure->context, &(struct type){.size = 20}, "", (struct run){0}), 0);
}

static void ink_stands_on_the_baseline(void **state) {
    (void)state;
    struct op_text text = {.text = "HH", .type = type_of(FACE_SANS_BOLD, 100), .script = latin};
    struct ink ink = ink_of(text, 0xFFF5F2EA);
    assert_in_range(-ink.top, 72, 74); // a capital's height
    assert_int_equal(ink.bottom, 0);
    assert_in_range(ink.left, 5, 12); // the side bearing
    assert_in_range(
        ink.right, (int)advance(text.type, "HH", latin) - 12, (int)advance(text.type, "HH", latin));
    text.text = "j"; // begins left of the pen
    assert_true(ink_of(text, 0x80F5F2EA).left < 0);
    text.text = "\u1EA4"; // an accent on an accent on a capital
    ink = ink_of(text, 0xFFF5F2EA);
    assert_in_range(-ink.top, 95, 150);
    assert_int_equal(ink.bottom, 0);
}

static void blanks_are_nothing_to_see(void **state) {
    (void)state;
    int x, y;
    struct op_text text = {.text = "  \u00A0", .type = type_of(FACE_SANS_BOLD, 40), .script = latin};
    assert_null(fonts_draw(fonts, &text, 0xFFFFFFFF, &x, &y));
    text.text = "";
    assert_null(fonts_draw(fonts, &text, 0xFFFFFFFF, &x, &y));
}

static face_id face_for(
    struct fallback *fallback, enum face wanted, face_id before, uint32_t script, const char *text) {
    return fallback_face(fallback, &(struct cluster){text, strlen(text), wanted, before, script});
}

static void another_face_helps_out(void **state) {
    (void)state;
    struct type type = type_of(FACE_SERIF_BOLD, 40);
    struct faces *faces;
    assert_int_equal(faces_create("fonts", &faces, NULL), ERROR_NONE);
    struct fallback *fallback = fallback_create(faces);
    assert_int_equal(face_for(fallback, FACE_SERIF_BOLD, FACE_SERIF_BOLD, latin, "A"), FACE_SERIF_BOLD);
    assert_int_equal(face_for(fallback, FACE_SERIF_BOLD, FACE_SERIF_BOLD, latin, "\u2192"), FACE_SANS_BOLD);
    assert_int_equal(fallback_missing(fallback), 0);
    // A noncharacter: no font has it, the wanted face shows its box, and it is counted once.
    for (int i = 0; i < 2; i++) {
        face_id face = face_for(fallback, FACE_SERIF_BOLD, FACE_SANS_BOLD, latin, "\uFDD0");
        assert_int_equal(face, FACE_SERIF_BOLD);
    }
    assert_int_equal(fallback_missing(fallback), 1);
    fallback_destroy(fallback);
    faces_destroy(faces);
    struct op_text text = {.text = "up \u2192", .type = type, .script = latin};
    assert_true(ink_of(text, 0xFFFFFFFF).right > (int)advance(type, "up ", latin));
}

static void long_text_is_measured_in_pieces(void **state) {
    (void)state;
    enum { WORDS = 40000 };
    char *text = malloc(5 * WORDS + 1);
    for (size_t i = 0; i < WORDS; i++) {
        memcpy(text + 5 * i, "word ", 5);
    }
    text[(size_t)5 * WORDS] = '\0';
    struct type type = type_of(FACE_SANS_REGULAR, 40);
    assert_near(advance(type, text, latin) / WORDS, advance(type, "word ", latin), 0.01);
    free(text);
}

static int64_t time_of(const char *text, size_t len) {
    int64_t best = INT64_MAX;
    for (int i = 0; i < 5; i++) {
        const struct type type = type_of(FACE_SANS_REGULAR, 40);
        int64_t start = clock_cpu_ns();
        fonts_advance(fonts, &type, text, (struct run){0, len, false, latin});
        int64_t taken = clock_cpu_ns() - start;
        best = taken < best ? taken : best;
    }
    return best;
}

// A long headline, or a list of figures, in proportion to its length: ten times as much is ten times as long.
// It was a hundred times.
static void long_text_takes_no_longer_than_it_is(void **state) {
    (void)state;
    enum { LEN = 200000 };
    static const char *const patterns[] = {"word ", "a1 ", "x:", "f"};
    char *text = malloc(LEN + 1);
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        const size_t len = strlen(patterns[i]);
        for (size_t at = 0; at < LEN; at++) {
            text[at] = patterns[i][at % len];
        }
        text[LEN] = '\0';
        int64_t tenth = time_of(text, LEN / 10), all = time_of(text, LEN);
        if (all > 30 * tenth) {
            fail_msg("\"%s\": %d bytes take %lld us, a tenth of them %lld", patterns[i], LEN,
                (long long)all / 1000, (long long)tenth / 1000);
        }
    }
    free(text);
}

static void rested_faces_draw_the_same(void **state) {
    (void)state;
    int x[2], baseline[2];
    struct SDL_Surface *pictures[2];
    const struct op_text text = {.text = "Rested",
        .type = {.face = FACE_SERIF_BOLD, .size = 57, .line_height = 60},
        .script = 0x4C61746E};
    pictures[0] = fonts_draw(fonts, &text, 0xFFFFFFFF, &x[0], &baseline[0]);
    fonts_rest(fonts);
    struct fonts *others; // whose glyphs are not made yet
    assert_int_equal(fonts_create("fonts", &others, NULL), ERROR_NONE);
    fonts_rest(others);
    pictures[1] = fonts_draw(others, &text, 0xFFFFFFFF, &x[1], &baseline[1]);
    assert_int_equal(x[0], x[1]);
    assert_int_equal(baseline[0], baseline[1]);
    assert_int_equal(pictures[0]->w, pictures[1]->w);
    assert_int_equal(pictures[0]->h, pictures[1]->h);
    assert_memory_equal(
        pictures[0]->pixels, pictures[1]->pixels, (size_t)pictures[0]->pitch * (size_t)pictures[0]->h);
    SDL_FreeSurface(pictures[0]);
    SDL_FreeSurface(pictures[1]);
    fonts_destroy(others);
}

// SDL_ttf forgets its glyphs whenever a font changes its size: ours are kept.
static void letters_are_drawn_once_whatever_comes_between(void **state) {
    (void)state;
    static const int sizes[] = {24, 57, 40};
    struct fonts *own;
    assert_int_equal(fonts_create("fonts", &own, NULL), ERROR_NONE);
    uint64_t drawn = 0;
    for (int round = 0; round < 4; round++) {
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes * FACE_COUNT; i++) {
            int x, baseline;
            struct op_text text = {.text = "Ministers agree",
                .type = type_of((enum face)(i % FACE_COUNT), sizes[i / FACE_COUNT]),
                .script = latin};
            SDL_FreeSurface(fonts_draw(own, &text, 0xFFFFFFFF, &x, &baseline));
        }
        const struct cache_stats *stats = fonts_glyph_stats(own);
        drawn = round == 0 ? stats->misses : drawn;
        assert_true(drawn > 0);
        assert_int_equal(stats->misses, drawn);
        assert_int_equal(stats->evictions, 0);
    }
    fonts_destroy(own);
}

static void a_missing_face_has_a_stand_in(void **state) {
    (void)state;
    char folder[] = "/tmp/broadside-fonts-XXXXXX", *bytes, *path;
    size_t len;
    assert_non_null(mkdtemp(folder));
    struct reason reason = {.text = ""};
    struct fonts *few;
    assert_int_equal(fonts_create(folder, &few, &reason), ERROR_MISSING);
    assert_non_null(strstr(reason.text, folder));
    assert_null(few);
    assert_int_equal(file_read("fonts/Inter-Regular.otf", 1 << 20, &bytes, &len, &reason), ERROR_NONE);
    path = file_join(folder, "Inter-Regular.otf");
    assert_int_equal(file_write(path, bytes, len, &reason), ERROR_NONE);
    assert_int_equal(fonts_create(folder, &few, &reason), ERROR_NONE);
    struct type type = type_of(FACE_SERIF_BOLD, 40);
    double width = fonts_advance(few, &type, "Type", (struct run){0, 4, false, latin});
    assert_near(width, advance(type_of(FACE_SANS_REGULAR, 40), "Type", latin), 0.01);
    fonts_destroy(few);
    remove(path);
    remove(folder);
    free(path);
    free(bytes);
}

static int set_up(void **state) {
    (void)state;
    return fonts_create("fonts", &fonts, NULL) ? -1 : 0;
}

static int tear_down(void **state) {
    (void)state;
    fonts_destroy(fonts);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tabular_figures_are_of_one_width),
        cmocka_unit_test(tracking_is_added_to_each_character),
        cmocka_unit_test(kerning_is_kept),
        cmocka_unit_test(letters_add_up_to_the_line),
        cmocka_unit_test(widths_scale_with_the_size),
        cmocka_unit_test(metrics_are_those_of_the_face),
        cmocka_unit_test(ink_stands_on_the_baseline),
        cmocka_unit_test(bearings_are_those_of_the_ink),
        cmocka_unit_test(blanks_are_nothing_to_see),
        cmocka_unit_test(another_face_helps_out),
        cmocka_unit_test(long_text_is_measured_in_pieces),
        cmocka_unit_test(long_text_takes_no_longer_than_it_is),
        cmocka_unit_test(rested_faces_draw_the_same),
        cmocka_unit_test(letters_are_drawn_once_whatever_comes_between),
        cmocka_unit_test(a_missing_face_has_a_stand_in),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
