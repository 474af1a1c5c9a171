// Pictures made on a thread of their own: the page is painted at once, and again where a picture has come.

#include <SDL2/SDL.h>
#include <SDL2/SDL_image.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/log.h"
#include "render/decoder.h"
#include "render/stage.h"
#include "support/canvas.h"
#include "support/test.h"

enum { WIDTH = 320, HEIGHT = 200, PATIENCE = 20000 };

static const struct rect place = {20, 10, 160, 90};

static int woken; // an eventfd: one for each finished picture

static void add_one(int counter) {
    const uint64_t one = 1;
    assert_int_equal(write(counter, &one, sizeof one), sizeof one);
}

static void wake(void *context) {
    (void)context;
    add_one(woken);
}

// After each picture the decoder waits until it is let go on.
static void wake_and_wait(void *gate) {
    uint64_t one;
    add_one(woken);
    assert_int_equal(read(*(int *)gate, &one, sizeof one), sizeof one);
}

static void await(int pictures) {
    for (uint64_t one; pictures > 0; pictures--) {
        struct pollfd wait = {.fd = woken, .events = POLLIN};
        assert_int_equal(poll(&wait, 1, PATIENCE), 1);
        assert_int_equal(read(woken, &one, sizeof one), sizeof one);
    }
}

static struct blob *some_picture(Uint32 color) {
    const int capacity = 1 << 16;
    char *bytes = malloc((size_t)capacity);
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, 64, 36, 32, SDL_PIXELFORMAT_RGB888);
    SDL_FillRect(surface, NULL, color);
    SDL_FillRect(surface, &(SDL_Rect){10, 10, 20, 9}, ~color & 0xFFFFFF);
    SDL_RWops *file = SDL_RWFromMem(bytes, capacity);
    assert_int_equal(IMG_SavePNG_RW(surface, file, 0), 0);
    size_t len = (size_t)SDL_RWtell(file);
    SDL_RWclose(file);
    SDL_FreeSurface(surface);
    return blob_create(bytes, len);
}

static struct blob *damaged_picture(void) {
    struct blob *whole = some_picture(0x5AA9FF);
    char *bytes = malloc(blob_len(whole));
    memcpy(bytes, blob_bytes(whole), blob_len(whole));
    memset(bytes + 40, 0x55, blob_len(whole) - 40); // behind the head
    struct blob *blob = blob_create(bytes, blob_len(whole));
    blob_unref(whole);
    return blob;
}

static struct picture_order order_of(uint64_t key, struct blob *blob) {
    return (struct picture_order){key, {.blob = blob, .crop = {0, 0, 64, 36}, .ground = 0x0D1420}, 32, 18};
}

static uint64_t take(struct decoder *decoder) {
    uint64_t key = 0;
    SDL_Surface *picture;
    await(1);
    assert_true(decoder_take(decoder, &key, &picture));
    SDL_FreeSurface(picture);
    return key;
}

static struct canvas open_canvas(struct fonts *fonts, struct decoder *decoder) {
    return canvas_open(
        (struct stage_options){.fonts = fonts, .decoder = decoder, .width = WIDTH, .height = HEIGHT});
}

static void show(struct canvas *canvas, const struct oplist *page, const struct region *damage) {
    stage_paint(canvas->stage, page, damage);
    stage_present(canvas->stage, NULL, 0);
}

static Uint32 pixel(const struct canvas *canvas, int x, int y) {
    Uint32 value;
    memcpy(&value,
        (const Uint8 *)canvas->screen->pixels + (ptrdiff_t)y * canvas->screen->pitch + 4 * (ptrdiff_t)x,
        sizeof value);
    return value & 0xFFFFFF;
}

static struct oplist page_with(struct blob *blob, struct arena *arena) {
    struct oplist page = {0};
    const struct op ground = {.kind = OP_FILL, .box = {0, 0, WIDTH, HEIGHT}, .color = 0xFF0D1420};
    const struct op image = {.kind = OP_IMAGE, .box = place, .image = {blob, {0, 0, 64, 36}, 8, 0x0D1420, 0}};
    oplist_add(&page, arena, &ground);
    oplist_add(&page, arena, &image);
    return page;
}

static void a_page_does_not_wait_for_its_picture(void **state) {
    (void)state;
    struct arena arena;
    struct region all = {0}, damage = {0};
    struct fonts *fonts;
    struct blob *blob = some_picture(0x3ECF8E);
    arena_init(&arena, 0);
    assert_int_equal(fonts_create("fonts", &fonts, NULL), ERROR_NONE);
    struct decoder *decoder = decoder_create(wake, NULL);
    struct oplist page = page_with(blob, &arena);
    region_add(&all, (struct rect){0, 0, WIDTH, HEIGHT});

    struct canvas canvas = open_canvas(fonts, decoder), waiting = open_canvas(fonts, NULL);
    show(&waiting, &page, &all); // without a decoder the picture is there
    stage_receive(canvas.stage, &page, &damage);
    assert_true(region_is_empty(&damage));
    show(&canvas, &page, &all);
    assert_int_equal(pixel(&canvas, 100, 20), 0x0D1420);
    assert_false(stage_has_pictures(canvas.stage, &page));
    assert_true(stage_has_pictures(waiting.stage, &page));

    await(1);
    stage_receive(canvas.stage, &page, &damage);
    assert_true(stage_has_pictures(canvas.stage, &page));
    assert_int_equal(damage.count, 1);
    assert_true(rect_is_equal(damage.rects[0], place));
    show(&canvas, &page, &damage);
    assert_memory_equal(canvas.screen->pixels, waiting.screen->pixels, (size_t)canvas.screen->pitch * HEIGHT);

    uint64_t made = stage_stats(canvas.stage)->textures_created;
    show(&canvas, &page, &all); // it is kept
    assert_int_equal(stage_stats(canvas.stage)->textures_created, made);
    canvas_close(&canvas);
    canvas_close(&waiting);
    decoder_destroy(decoder);
    fonts_destroy(fonts);
    blob_unref(blob);
    arena_finish(&arena);
}

static void a_page_to_come_has_its_picture_in_time(void **state) {
    (void)state;
    struct arena arena;
    struct region all = {0}, damage = {0};
    struct fonts *fonts;
    struct blob *blob = some_picture(0x3ECF8E);
    arena_init(&arena, 0);
    assert_int_equal(fonts_create("fonts", &fonts, NULL), ERROR_NONE);
    struct decoder *decoder = decoder_create(wake, NULL);
    struct canvas canvas = open_canvas(fonts, decoder);
    struct oplist now = {0}, next = page_with(blob, &arena);
    assert_true(stage_prepare(canvas.stage, &next, 1000));
    await(1);
    stage_receive(canvas.stage, &now, &damage);
    assert_true(region_is_empty(&damage)); // it is not on this page
    region_add(&all, (struct rect){0, 0, WIDTH, HEIGHT});
    show(&canvas, &next, &all);
    assert_int_not_equal(pixel(&canvas, 100, 20), 0x0D1420);
    canvas_close(&canvas);
    decoder_destroy(decoder);
    fonts_destroy(fonts);
    blob_unref(blob);
    arena_finish(&arena);
}

static void what_is_urgent_comes_first(void **state) {
    (void)state;
    int gate = eventfd(0, EFD_SEMAPHORE | EFD_CLOEXEC);
    struct blob *blob = some_picture(0x3ECF8E);
    struct decoder *decoder = decoder_create(wake_and_wait, &gate);
    assert_true(decoder_is_idle(decoder));
    const struct picture_order before = order_of(1, blob);
    decoder_ask(decoder, &before, false);
    await(1);
    assert_false(decoder_is_idle(decoder));
    for (uint64_t key = 2; key <= 6; key++) {
        const struct picture_order order = order_of(key, blob);
        decoder_ask(decoder, &order, key == 5);
    }
    const struct picture_order again = order_of(4, blob);
    decoder_ask(decoder, &again, true); // not a second one: the same, sooner
    uint64_t key;
    SDL_Surface *picture;
    assert_true(decoder_take(decoder, &key, &picture));
    assert_int_equal(key, 1);
    SDL_FreeSurface(picture);
    static const uint64_t order[] = {4, 5, 2, 3, 6};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        add_one(gate);
        assert_int_equal(take(decoder), order[i]);
    }
    assert_false(decoder_take(decoder, &key, &picture));
    assert_true(decoder_is_idle(decoder));
    add_one(gate);
    decoder_destroy(decoder);
    blob_unref(blob);
    close(gate);
}

// Waited for, it makes as many as it has room for; the rest once these are taken.
static void it_can_be_waited_for(void **state) {
    (void)state;
    uint64_t key;
    SDL_Surface *picture;
    struct blob *blob = some_picture(0x3ECF8E);
    struct decoder *decoder = decoder_create(wake, NULL);
    decoder_wait(decoder);
    for (key = 1; key <= 3; key++) {
        const struct picture_order order = order_of(key, blob);
        decoder_ask(decoder, &order, false);
    }
    static const size_t ready[] = {2, 1, 0};
    for (size_t round = 0; round < 3; round++) {
        size_t taken = 0;
        for (decoder_wait(decoder); taken < ready[round]; taken++) {
            assert_true(decoder_take(decoder, &key, &picture));
            SDL_FreeSurface(picture);
        }
    }
    assert_true(decoder_is_idle(decoder));
    decoder_destroy(decoder);
    blob_unref(blob);
}

// A flood of orders is bounded, and what is on screen comes even so.
static void a_flood_is_forgotten(void **state) {
    (void)state;
    struct blob *blob = some_picture(0x3ECF8E);
    struct decoder *decoder = decoder_create(wake, NULL);
    for (uint64_t key = 1; key <= 1000; key++) {
        const struct picture_order order = order_of(key, blob);
        decoder_ask(decoder, &order, false);
    }
    const struct picture_order urgent = order_of(5000, blob);
    decoder_ask(decoder, &urgent, true);
    size_t taken = 0;
    while (taken < 100 && take(decoder) != 5000) {
        taken++;
    }
    assert_in_range(taken, 0, 3);
    decoder_destroy(decoder); // with the others waiting
    blob_unref(blob);
}

static void damaged_bytes_are_told(void **state) {
    (void)state;
    struct blob *blob = damaged_picture();
    struct decoder *decoder = decoder_create(wake, NULL);
    const struct picture_order order = order_of(7, blob);
    decoder_ask(decoder, &order, true);
    await(1);
    uint64_t key;
    SDL_Surface *picture;
    assert_true(decoder_take(decoder, &key, &picture));
    assert_int_equal(key, 7);
    assert_null(picture);
    assert_true(blob_is_condemned(blob));
    decoder_destroy(decoder);
    blob_unref(blob);
}

static int open_eye(void **state) {
    (void)state;
    woken = eventfd(0, EFD_CLOEXEC | EFD_SEMAPHORE);
    return woken < 0;
}

static int close_eye(void **state) {
    (void)state;
    return close(woken);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_eye, close_eye)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_page_does_not_wait_for_its_picture),
        TEST(a_page_to_come_has_its_picture_in_time),
        TEST(what_is_urgent_comes_first),
        TEST(it_can_be_waited_for),
        TEST(a_flood_is_forgotten),
        TEST(damaged_bytes_are_told),
    };
    log_set_level(LOG_ERROR);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
