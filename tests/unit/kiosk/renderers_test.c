#include <SDL2/SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kiosk/studio.h"
#include "platform/platform.h"
#include "render/stage.h"
#include "show/ticker.h"
#include "tests/support/test.h"
#include "tests/support/turned_kiosk.h"

// Both ways to the screen show the same: the demo edition by OpenGL ES and by SDL's software renderer. Mesa
// draws the first without a graphics processor or a screen (packages libgl1-mesa-dri, libgles2); where it is
// missing there is nothing to compare.

enum { WIDTH = 960, HEIGHT = 540, AREA = WIDTH * HEIGHT };
#define TOLERANCE 6 // of a channel
#define SHARE 2000  // one pixel in so many may differ by more

static struct studio *studio;
static const struct edition *edition;
static struct deck *deck;
static SDL_Window *window;
static SDL_Renderer *gpu;

static struct stage *open_stage(SDL_Renderer *renderer, int rotate) {
    struct stage *stage;
    struct reason reason = {{0}};
    const struct stage_options options = {
        .renderer = renderer,
        .fonts = studio->fonts,
        .width = WIDTH,
        .height = HEIGHT,
        .rotate = rotate,
        .ticker = deck_ribbon_box(&studio->env),
        .ticker_ground = studio->env.theme->colors[COLOR_PANEL],
        .fades = true,
    };
    if (stage_create(&options, &stage, &reason) != ERROR_NONE) {
        fail_msg("%s", reason.text);
    }
    return stage;
}

static Uint32 *read_output(SDL_Renderer *renderer) {
    Uint32 *pixels = calloc(AREA, sizeof *pixels);
    assert_non_null(pixels);
    assert_int_equal(
        SDL_RenderReadPixels(renderer, NULL, SDL_PIXELFORMAT_RGB888, pixels, WIDTH * (int)sizeof *pixels), 0);
    return pixels;
}

static int difference(Uint32 a, Uint32 b) {
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int by = abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF));
        most = by > most ? by : most;
    }
    return most;
}

static void check_alike(const Uint32 *a, const Uint32 *b, const char *what) {
    int others = 0, at = 0;
    for (int i = 0; i < AREA; i++) {
        if (difference(a[i], b[i]) > TOLERANCE) {
            others++;
            at = i;
        }
    }
    if (others > AREA / SHARE) {
        fail_msg("%s: %d pixels differ, the last at (%d, %d): %06x, should be %06x", what, others, at % WIDTH,
            at / WIDTH, (unsigned)a[at] & 0xFFFFFF, (unsigned)b[at] & 0xFFFFFF);
    }
}

static void paint_page(struct stage *stage, size_t page) {
    struct arena arena;
    struct oplist ops = {0};
    const struct region all = {{{0, 0, WIDTH, HEIGHT}}, 1};
    const struct view view = {.page = page, .wall = studio->at.utc};
    arena_init(&arena, 0);
    deck_compose(deck, &view, &arena, &ops);
    stage_paint(stage, &ops, &all);
    arena_finish(&arena);
}

static Uint32 *draw_page(struct stage *stage, SDL_Renderer *renderer, size_t page, float shift) {
    struct ticker_place found[16];
    struct ribbon_place places[16];
    struct ticker ticker;
    struct ticker_form form = {.width = deck_ribbon_box(&studio->env).w, .speed = 100};
    ticker_init(&ticker, &form, 0);
    ticker_adopt(&ticker, deck->ticker, deck->ticker_count, 0);
    size_t count = ticker_places(&ticker, 1000 + (millis)page * 330, found, 16);
    for (size_t i = 0; i < count; i++) {
        places[i] = (struct ribbon_place){found[i].item, (float)found[i].x + shift};
    }
    paint_page(stage, page);
    stage_present(stage, places, count);
    Uint32 *pixels = read_output(renderer);
    ticker_finish(&ticker);
    return pixels;
}

static void open_null(void) {
    struct reason reason = {{0}};
    const struct platform_wish screen = {.width = WIDTH, .height = HEIGHT};
    assert_int_equal(platform_null.open(&screen, &reason), ERROR_NONE);
}

static void both_show_the_same(void **state) {
    (void)state;
    open_null();
    struct stage *by_gpu = open_stage(gpu, 0), *by_hand = open_stage(platform_null.renderer(), 0);
    assert_string_equal(stage_stats(by_gpu)->renderer, "opengles2");
    assert_string_equal(stage_stats(by_hand)->renderer, "software");
    assert_true(stage_is_between(by_gpu) && !stage_is_between(by_hand));
    for (size_t page = 0; page < deck->count; page++) {
        Uint32 *found = draw_page(by_gpu, gpu, page, 0);
        Uint32 *expected = draw_page(by_hand, platform_null.renderer(), page, 0);
        check_alike(found, expected, deck->pages[page].key);
        free(found);
        free(expected);
    }
    stage_destroy(by_gpu);
    stage_destroy(by_hand);
    platform_null.close();
}

// A quarter of a pixel to the left is a mixture of two columns, also where two parts of a headline meet.
static void headlines_stand_between_pixels(void **state) {
    (void)state;
    struct stage *stage = open_stage(gpu, 0);
    struct rect strip = deck_ribbon_box(&studio->env);
    Uint32 *whole = draw_page(stage, gpu, 0, 0), *between = draw_page(stage, gpu, 0, -0.25F);
    Uint32 *mixed = calloc(AREA, sizeof *mixed);
    assert_non_null(mixed);
    memcpy(mixed, whole, AREA * sizeof *mixed);
    int changed = 0;
    for (int y = strip.y; y < strip.y + strip.h; y++) {
        for (int x = strip.x; x < strip.x + strip.w - 1; x++) {
            Uint32 a = whole[y * WIDTH + x], b = whole[y * WIDTH + x + 1], sum = 0;
            for (int shift = 0; shift < 24; shift += 8) {
                sum |= ((a >> shift & 0xFF) * 3 + (b >> shift & 0xFF) + 2) / 4 << shift;
            }
            mixed[y * WIDTH + x] = sum;
            changed += difference(sum, a) > TOLERANCE;
        }
    }
    assert_true(changed > 500);
    check_alike(between, mixed, "between pixels");
    free(whole);
    free(between);
    free(mixed);
    stage_destroy(stage);
}

// After the loss of its textures the stage makes them anew; nothing else is to be asked for.
static void a_reset_shows_the_same_again(void **state) {
    (void)state;
    struct stage *stage = open_stage(gpu, 0);
    Uint32 *before = draw_page(stage, gpu, 1, 0);
    stage_reset(stage);
    Uint32 *after = draw_page(stage, gpu, 1, 0);
    assert_memory_equal(before, after, AREA * sizeof *before);
    free(before);
    free(after);
    stage_destroy(stage);
}

static Uint32 *presented(struct stage *stage) {
    stage_present(stage, NULL, 0);
    return read_output(gpu);
}

static void check_mixed(const Uint32 *found, const Uint32 *from, const Uint32 *to, int share) {
    for (int i = 0; i < AREA; i++) {
        for (int shift = 0; shift < 24; shift += 8) {
            int a = (int)(from[i] >> shift & 0xFF), b = (int)(to[i] >> shift & 0xFF);
            int mixed = (a * (FADE_WHOLE - share) + b * share) / FADE_WHOLE;
            int seen = (int)(found[i] >> shift & 0xFF);
            if (abs(seen - mixed) > 2) {
                fail_msg("pixel %d, bits %d: %d of %d over %d of %d is %d", i, shift, share, b, FADE_WHOLE, a,
                    seen);
            }
        }
    }
}

// And a page that is turned to while another one fades in takes over from what is seen of both.
static void a_page_fades_into_the_next(void **state) {
    (void)state;
    for (int rotate = 0; rotate <= 180; rotate += 180) {
        struct stage *stage = open_stage(gpu, rotate);
        Uint32 *pages[3], *seen[4];
        for (size_t i = 0; i < 3; i++) {
            paint_page(stage, i);
            pages[i] = presented(stage);
        }
        assert_memory_not_equal(pages[0], pages[1], AREA * sizeof *pages[0]);
        assert_false(stage_is_fading(stage));
        paint_page(stage, 0);
        stage_keep(stage);
        paint_page(stage, 1);
        assert_true(stage_is_fading(stage));
        seen[0] = presented(stage);
        check_mixed(seen[0], pages[0], pages[1], 0);
        assert_false(stage_is_behind(stage));
        const uint64_t textures = stage_stats(stage)->textures_created;
        stage_fade(stage, 100);
        assert_true(stage_is_behind(stage));
        seen[1] = presented(stage);
        check_mixed(seen[1], pages[0], pages[1], 100);
        stage_keep(stage);
        assert_int_equal(stage_stats(stage)->textures_created, textures);
        paint_page(stage, 2);
        stage_fade(stage, 80);
        seen[2] = presented(stage);
        check_mixed(seen[2], seen[1], pages[2], 80);
        stage_fade(stage, FADE_WHOLE);
        assert_true(stage_is_behind(stage)); // the last of it is shown as well
        assert_false(stage_is_fading(stage));
        seen[3] = presented(stage);
        check_mixed(seen[3], seen[3], pages[2], FADE_WHOLE);
        for (size_t i = 0; i < 4; i++) {
            free(seen[i]);
            free(i < 3 ? pages[i] : NULL);
        }
        stage_destroy(stage);
    }
}

static void what_is_drawn_by_hand_is_cut(void **state) {
    (void)state;
    open_null();
    struct stage *stage = open_stage(platform_null.renderer(), 0);
    paint_page(stage, 0);
    stage_present(stage, NULL, 0);
    stage_keep(stage);
    stage_fade(stage, 3);
    assert_false(stage_is_fading(stage));
    stage_destroy(stage);
    platform_null.close();
}

static SDL_Renderer *gpu_of_platform(void) {
    return gpu;
}

// Frame after frame, and then it is still.
static void a_turned_page_fades_in(void **state) {
    (void)state;
    turned_kiosk_draw_with(gpu_of_platform);
    struct turned_kiosk *turned = turned_kiosk_open(false, WIDTH, HEIGHT);
    struct kiosk *kiosk = turned->kiosk;
    turned_kiosk_ask(turned);
    turned_kiosk_turn(turned);
    turned_kiosk_settle(turned);
    turned_kiosk_get_ready(turned);
    assert_false(stage_is_fading(kiosk->stage)); // there was nothing before
    turned_kiosk_press(PLATFORM_KEY, PLATFORM_KEY_NEXT);
    const millis start = turned->now.steady;
    const uint64_t frames = kiosk->stats.frames;
    millis end;
    do {
        end = turned->now.steady;
        turned_kiosk_turn(turned);
    } while (stage_is_fading(kiosk->stage));
    assert_in_range(end - start, 300, 320);
    assert_in_range(kiosk->stats.frames - frames, 18, 21);
    turned_kiosk_get_ready(turned);
    const uint64_t shown = kiosk->stats.frames;
    const millis due = kiosk_turn(kiosk, turned->now);
    assert_int_equal(kiosk->stats.frames, shown);
    assert_true(due > turned->now.steady + SECOND);
    turned_kiosk_close(turned);
    turned_kiosk_draw_with(NULL);
}

static bool open_gpu(void) {
    SDL_RendererInfo info;
    if (SDL_VideoInit("offscreen") != 0) {
        return false;
    }
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
    window = SDL_CreateWindow("", 0, 0, WIDTH, HEIGHT, SDL_WINDOW_OPENGL);
    gpu = window ? SDL_CreateRenderer(window, -1, SDL_RENDERER_ACCELERATED) : NULL;
    return gpu && SDL_GetRendererInfo(gpu, &info) == 0 && strcmp(info.name, "opengles2") == 0;
}

static int set_up(void **state) {
    (void)state;
    struct reason reason = {{0}};
    struct studio_wish wish = {.width = WIDTH, .height = HEIGHT};
    if (studio_create(&wish, &studio, &reason)) {
        return -1;
    }
    edition = studio_ask_once(studio, studio->at.utc, 30 * SECOND);
    deck = deck_create(edition, &studio->form, &studio->env, studio->at.utc);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    deck_destroy(deck);
    edition_unref(edition);
    studio_destroy(studio);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_show_the_same),
        cmocka_unit_test(headlines_stand_between_pixels),
        cmocka_unit_test(a_reset_shows_the_same_again),
        cmocka_unit_test(a_page_fades_into_the_next),
        cmocka_unit_test(what_is_drawn_by_hand_is_cut),
        cmocka_unit_test(a_turned_page_fades_in),
    };
    if (!open_gpu()) {
        fprintf(stderr, "no OpenGL ES here: %s\n", SDL_GetError());
        return 0;
    }
    int failed = cmocka_run_group_tests(tests, set_up, tear_down);
    SDL_DestroyRenderer(gpu); // the window stays: with it Mesa's driver would go, and leave memory behind
    return failed;
}
