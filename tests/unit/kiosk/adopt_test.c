// A configuration taken up while the kiosk runs shows what a kiosk started with it shows.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "config/layers.h"
#include "kiosk/kiosk.h"
#include "tests/support/test.h"

#define WIDTH 640
#define HEIGHT 360

// The demo edition, with a part of it set otherwise.
static const char *const patches[] = {
    "{}",
    "{\"ticker\":{\"speed\":300}}",
    "{\"ticker\":{\"on\":false}}",
    "{\"kiosk\":{\"theme\":\"day\",\"title\":\"Another\"}}",
    "{\"kiosk\":{\"language\":\"ru\",\"timezone\":\"Asia/Tokyo\"}}",
    "{\"kiosk\":{\"rotate\":90}}",
    "{\"sources\":null,\"rundown\":null,\"ticker\":{\"lists\":null}}",
    "{\"rundown\":[{\"page\":\"rates\"}],\"currency\":{\"pairs\":[\"EUR\"]}}",
    "{\"screen\":{\"on\":false}}",
    "{\"sections\":[]}",
};
#define PATCHES (sizeof patches / sizeof *patches)

static char demo_path[] = "assets/demo/config.json";
static char demo[1 << 16];

static int read_demo(void **state) {
    (void)state;
    FILE *file = fopen(demo_path, "re");
    assert_non_null(file);
    size_t len = fread(demo, 1, sizeof demo - 1, file);
    fclose(file);
    assert_in_range(len, 2, sizeof demo - 2);
    log_set_level(LOG_ERROR);
    struct reason reason;
    return (int)platform_null.open(&(struct platform_wish){.width = WIDTH, .height = HEIGHT}, &reason);
}

static int close_platform(void **state) {
    (void)state;
    platform_null.close();
    return 0;
}

static struct studio *open_studio(const char *patch, struct studio *forebear) {
    struct studio *studio;
    struct reason reason = {{0}};
    const struct layers_wish layers = {.path = demo_path,
        .text = demo,
        .len = strlen(demo),
        .remote_name = "patch.json",
        .remote_text = patch,
        .remote_len = strlen(patch),
        .remote_is_local = true};
    const struct studio_wish wish = {
        .layers = &layers, .forebear = forebear, .width = WIDTH, .height = HEIGHT};
    if (studio_create(&wish, &studio, &reason) != ERROR_NONE || studio->faults) {
        fail_msg("%s: %s", patch, reason.text);
    }
    return studio;
}

static struct kiosk *open_kiosk(struct studio *studio) {
    struct kiosk *kiosk;
    struct reason reason = {{0}};
    int width = WIDTH, height = HEIGHT;
    kiosk_page_size(studio->config->kiosk.rotate, &width, &height);
    studio_resize(studio, width, height);
    const struct kiosk_options options = {.platform = &platform_null,
        .studio = studio,
        .rotate = studio->config->kiosk.rotate,
        .at = studio->at};
    assert_int_equal(kiosk_create(&options, &kiosk, &reason), ERROR_NONE);
    stats_init(&kiosk->stats);
    return kiosk;
}

static void ask(struct kiosk *kiosk) {
    const struct survey_row *rows;
    size_t count;
    courier_survey(kiosk->courier, 30 * SECOND, &rows, &count);
}

static void turn(struct kiosk *kiosk) {
    platform_null.wait(kiosk_turn(kiosk, kiosk_now(kiosk)));
}

// Until the edition that has come is on screen.
static void settle(struct kiosk *kiosk) {
    do {
        turn(kiosk);
    } while (typesetter_is_busy(&kiosk->typesetter));
}

// Two couriers hold two copies of a picture, which are different blobs; all else has the same key.
static bool is_alike(const struct oplist *a, const struct oplist *b) {
    bool alike = a->count == b->count;
    for (size_t i = 0; alike && i < a->count; i++) {
        const struct op *x = &a->ops[i], *y = &b->ops[i];
        alike = x->kind == y->kind && rect_is_equal(x->box, y->box) &&
                (x->kind == OP_IMAGE ? blob_len(x->image.blob) == blob_len(y->image.blob) : x->key == y->key);
    }
    return alike;
}

static void assert_alike(const struct kiosk *live, const struct kiosk *fresh, size_t from, size_t to) {
    const struct deck *a = live->deck, *b = fresh->deck;
    if (a->count != b->count || a->ticker_count != b->ticker_count) {
        fail_msg("%zu then %zu: %zu and %zu pages, %zu and %zu headlines", from, to, a->count, b->count,
            a->ticker_count, b->ticker_count);
    }
    for (size_t i = 0; i < a->count; i++) {
        if (!is_alike(&a->pages[i].ops, &b->pages[i].ops)) {
            fail_msg("%zu then %zu: page %zu differs", from, to, i);
        }
        assert_true(a->pages[i].dwell == b->pages[i].dwell);
    }
    assert_int_equal(live->ticker.form.speed, fresh->ticker.form.speed);
    assert_int_equal(live->ticker.form.width, fresh->ticker.form.width);
    assert_int_equal(live->rotate, fresh->rotate);
    assert_int_equal(live->studio->env.width, fresh->studio->env.width);
}

static void then(size_t from, size_t to) {
    struct studio *first = open_studio(patches[from], NULL), *other = open_studio(patches[to], NULL);
    struct kiosk *live = open_kiosk(first), *fresh = open_kiosk(other);
    ask(live);
    settle(live);
    turn(live);
    kiosk_adopt(live, open_studio(patches[to], live->studio), kiosk_now(live));
    uint64_t frames = live->stats.frames;
    turn(live); // a picture at once, of what is known
    assert_true(live->stats.frames == frames + 1);
    ask(live);
    settle(live);
    ask(fresh);
    settle(fresh);
    assert_alike(live, fresh, from, to);
    kiosk_adopt(live, open_studio(patches[from], live->studio), kiosk_now(live)); // and back
    turn(live);
    kiosk_destroy(live);
    kiosk_destroy(fresh);
    studio_destroy(first);
    studio_destroy(other);
}

static void one_then_the_other_is_the_other(void **state) {
    (void)state;
    for (size_t i = 0; i < PATCHES; i++) {
        then(i, (i + 3) % PATCHES); // each once before and once after
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_then_the_other_is_the_other)};
    return cmocka_run_group_tests(tests, read_demo, close_platform);
}
