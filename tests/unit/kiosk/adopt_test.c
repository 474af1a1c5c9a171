// A configuration taken up while the kiosk runs shows, asks and does what a kiosk started with it does.
//   BROADSIDE_SEED=… BROADSIDE_ROUNDS=… choose another run of random pairs.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "config/layers.h"
#include "config/settings.h"
#include "kiosk/kiosk.h"
#include "layout/page.h"
#include "tests/support/hand_turned.h"
#include "tests/support/random_config.h"
#include "tests/support/test.h"

#define WIDTH 640
#define HEIGHT 360
#define ROUNDS 12

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
    "{\"kiosk\":{\"at\":\"2026-11-24T02:00:00Z\"}}",
};
#define PATCHES (sizeof patches / sizeof *patches)

static char demo_path[] = "assets/demo/config.json";
static char demo[1 << 16];
static struct platform platform; // the null one, in which time stands still
static struct instant now = {HOUR, INT64_C(1795554000000)};

// One configuration: its text, and the rules of `times` that are on.
struct wanted {
    const char *text;
    uint32_t rules;
};

static struct instant test_now(void) {
    return now;
}

static int read_demo(void **state) {
    (void)state;
    FILE *file = fopen(demo_path, "re");
    assert_non_null(file);
    size_t len = fread(demo, 1, sizeof demo - 1, file);
    fclose(file);
    assert_in_range(len, 2, sizeof demo - 2);
    log_set_level(LOG_ERROR);
    platform = platform_null;
    platform.now = test_now;
    struct reason reason;
    return (int)platform.open(&(struct platform_wish){.width = WIDTH, .height = HEIGHT}, &reason);
}

static int close_platform(void **state) {
    (void)state;
    platform.close();
    return 0;
}

static struct studio *open_studio(const struct wanted *wanted, struct studio *forebear) {
    struct studio *studio;
    struct reason reason = {{0}};
    const struct layers_wish layers = {.path = demo_path,
        .text = demo,
        .len = strlen(demo),
        .remote_name = "patch.json",
        .remote_text = wanted->text,
        .remote_len = strlen(wanted->text),
        .remote_is_local = true,
        .on = wanted->rules};
    const struct studio_wish wish = {
        .layers = &layers, .forebear = forebear, .width = WIDTH, .height = HEIGHT};
    if (studio_create(&wish, &studio, &reason) != ERROR_NONE || studio->faults) {
        log_set_level(LOG_WARNING);
        studio_create(&wish, &studio, &reason);
        fail_msg("%s: %s", wanted->text, reason.text);
    }
    return studio;
}

static struct kiosk *open_kiosk(struct studio *studio) {
    struct kiosk *kiosk;
    struct reason reason = {{0}};
    int width = WIDTH, height = HEIGHT;
    kiosk_page_size(studio->config->kiosk.rotate, &width, &height);
    studio_resize(studio, width, height);
    const struct kiosk_options options = {
        .platform = &platform, .studio = studio, .rotate = studio->config->kiosk.rotate, .at = studio->at};
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
    kiosk_turn(kiosk, kiosk_now(kiosk));
}

// Until the edition that has come is on screen; the one before may be in hand.
static void settle(struct kiosk *kiosk) {
    do {
        turn(kiosk);
    } while (typesetter_is_busy(&kiosk->typesetter) || kiosk->deck->edition != kiosk->edition);
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

static void assert_same_pages(const struct kiosk *live, const struct kiosk *fresh) {
    const struct deck *a = live->deck, *b = fresh->deck;
    if (a->count != b->count || a->ticker_count != b->ticker_count) {
        fail_msg(
            "%zu and %zu pages, %zu and %zu headlines", a->count, b->count, a->ticker_count, b->ticker_count);
    }
    for (size_t i = 0; i < a->count; i++) {
        if (!is_alike(&a->pages[i].ops, &b->pages[i].ops) || a->pages[i].dwell != b->pages[i].dwell) {
            fail_msg("page %zu (%s) differs", i, a->pages[i].kind->name);
        }
    }
    for (size_t i = 0; i < a->ticker_count; i++) {
        assert_int_equal(a->ticker[i].key, b->ticker[i].key);
    }
}

// What the configuration has become in the parts that last.
static void assert_same_settings(const struct kiosk *live, const struct kiosk *fresh) {
    const struct layout_env *a = &live->studio->env, *b = &fresh->studio->env;
    struct strbuf asked, wanted;
    assert_int_equal(live->ticker.form.speed, fresh->ticker.form.speed);
    assert_int_equal(live->ticker.form.width, fresh->ticker.form.width);
    assert_int_equal(live->ticker.form.lead_in, fresh->ticker.form.lead_in);
    assert_int_equal(live->ticker.form.mirrored, fresh->ticker.form.mirrored);
    assert_int_equal(live->rotate, fresh->rotate);
    assert_int_equal(live->is_dark, fresh->is_dark);
    assert_true(kiosk_now(live).wall == kiosk_now(fresh).wall);
    assert_int_equal(a->width, b->width);
    assert_int_equal(a->height, b->height);
    assert_string_equal(a->title, b->title);
    assert_memory_equal(a->theme->colors, b->theme->colors, sizeof a->theme->colors);
    strbuf_init(&asked, 1 << 20);
    strbuf_init(&wanted, 1 << 20);
    hand_turned_describe(live->courier, &asked);
    hand_turned_describe(fresh->courier, &wanted);
    assert_string_equal(strbuf_text(&asked), strbuf_text(&wanted));
    strbuf_finish(&asked);
    strbuf_finish(&wanted);
}

static void then(const struct wanted *from, const struct wanted *to) {
    struct studio *first = open_studio(from, NULL), *other = open_studio(to, NULL);
    struct kiosk *live = open_kiosk(first), *fresh = open_kiosk(other);
    ask(live);
    settle(live);
    turn(live);
    kiosk_adopt(live, open_studio(to, live->studio), kiosk_now(live));
    uint64_t frames = live->stats.frames;
    turn(live); // a picture at once, of what is known
    assert_true(live->stats.frames == frames + 1);
    ask(live);
    settle(live);
    ask(fresh);
    settle(fresh);
    assert_same_pages(live, fresh);
    assert_same_settings(live, fresh);
    kiosk_adopt(live, open_studio(from, live->studio), kiosk_now(live)); // and back
    turn(live);
    kiosk_destroy(live);
    kiosk_destroy(fresh);
    studio_destroy(first);
    studio_destroy(other);
}

static void one_then_the_other_is_the_other(void **state) {
    (void)state;
    for (size_t i = 0; i < PATCHES; i++) {
        then(&(struct wanted){patches[i], 0}, &(struct wanted){patches[(i + 3) % PATCHES], 0});
    }
}

// For no more pages than the one that is on does a turn wait.
static void the_page_that_is_on_stays_on(void **state) {
    (void)state;
    struct studio *first = open_studio(&(struct wanted){patches[0], 0}, NULL);
    struct kiosk *live = open_kiosk(first);
    ask(live);
    settle(live);
    director_turn(&live->director, 2, kiosk_now(live).steady);
    turn(live);
    char key[64];
    snprintf(key, sizeof key, "%s", live->deck->pages[2].key);
    size_t pages = live->deck->count;
    struct studio *other =
        open_studio(&(struct wanted){"{\"kiosk\":{\"title\":\"Another\"}}", 0}, live->studio);
    kiosk_adopt(live, other, kiosk_now(live));
    assert_int_equal(live->deck->count, 3);
    assert_string_equal(live->deck->pages[live->director.page].key, key);
    settle(live);
    assert_int_equal(live->deck->count, pages);
    assert_int_equal(live->director.page, 2);
    kiosk_destroy(live);
    studio_destroy(first);
}

static uint64_t number_from(const char *variable, uint64_t otherwise) {
    const char *text = getenv(variable);
    return text ? strtoull(text, NULL, 10) : otherwise;
}

static void random_pairs_do_as_well(void **state) {
    (void)state;
    uint64_t seed = number_from("BROADSIDE_SEED", 20261124);
    uint64_t rounds = number_from("BROADSIDE_ROUNDS", ROUNDS);
    for (uint64_t i = 0; i < rounds; i++) {
        struct strbuf one, other;
        strbuf_init(&one, 1 << 18);
        strbuf_init(&other, 1 << 18);
        printf("BROADSIDE_SEED=%llu BROADSIDE_ROUNDS=1\n", (unsigned long long)seed);
        random_config_write(&seed, &one);
        random_config_write(&seed, &other);
        const struct wanted from = {strbuf_text(&one), (uint32_t)test_random(&seed)};
        const struct wanted to = {strbuf_text(&other), (uint32_t)test_random(&seed)};
        then(&from, &to);
        strbuf_finish(&one);
        strbuf_finish(&other);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_then_the_other_is_the_other),
        cmocka_unit_test(the_page_that_is_on_stays_on),
        cmocka_unit_test(random_pairs_do_as_well),
    };
    return cmocka_run_group_tests(tests, read_demo, close_platform);
}
