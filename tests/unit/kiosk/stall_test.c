// The screen never waits: not for twenty sources that stall, drip, reset and close, and not for a picture of
// forty megapixels.

#include <SDL2/SDL_image.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/sanitizer.h"
#include "kiosk/kiosk.h"
#include "support/http_server.h"
#include "support/test.h"

#define SOURCES 20
#if SANITIZER_IS_BUILT_IN
#define TURN_MOST (32 * INT64_C(1000000)) // a sanitizer makes everything several times slower
#else
#define TURN_MOST (8 * INT64_C(1000000)) // ns of CPU
#endif

static const struct http_reply faults[] = {
    {.body = "{\"items\":[]}", .fault = FAULT_HOLD, .at = 0},
    {.body = "{\"items\":[]}", .fault = FAULT_HOLD, .at = 30},
    {.body = "{\"items\":[{\"id\":\"1\",\"title\":\"a headline that takes its time\"}]}",
        .fault = FAULT_DRIP},
    {.body = "{\"items\":[]}", .fault = FAULT_RESET, .at = 4},
    {.fault = FAULT_CLOSE},
};

static int64_t thread_cpu_ns(void) {
    struct timespec at;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
    return (int64_t)at.tv_sec * 1000000000 + at.tv_nsec;
}

// A kiosk on the null platform with a server of its own.
struct fixture {
    struct http_server *server;
    char folder[64];
    char *config;
    char *picture; // the server borrows it
    struct studio *studio;
    struct kiosk *kiosk;
};

static int open_server(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    log_set_level(LOG_ERROR);
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/broadside-stall-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    fixture->server = http_server_start();
    *state = fixture;
    return 0;
}

static void open_kiosk(struct fixture *fixture, const char *config) {
    struct reason reason = {{0}};
    fixture->config = file_join(fixture->folder, "config.json");
    assert_int_equal(file_write(fixture->config, config, strlen(config), NULL), ERROR_NONE);
    struct studio_wish wish = {.config = fixture->config, .width = 640, .height = 360};
    assert_int_equal(studio_create(&wish, &fixture->studio, &reason), ERROR_NONE);
    struct platform_wish window = {.width = 640, .height = 360};
    assert_int_equal(platform_null.open(&window, &reason), ERROR_NONE);
    struct kiosk_options options = {.platform = &platform_null, .studio = fixture->studio, .at = MOMENT_NONE};
    assert_int_equal(kiosk_create(&options, &fixture->kiosk, &reason), ERROR_NONE);
    stats_init(&fixture->kiosk->stats);
    courier_start(fixture->kiosk->courier);
}

static int close_all(void **state) {
    struct fixture *fixture = *state;
    kiosk_destroy(fixture->kiosk);
    platform_null.close();
    studio_destroy(fixture->studio);
    http_server_stop(fixture->server);
    unlink(fixture->config);
    rmdir(fixture->folder);
    free(fixture->config);
    free(fixture->picture);
    free(fixture);
    return 0;
}

// Answers how long it took the thread that has the screen, in ns of its CPU. What it lays out in a turn is
// measured by longest_piece, being on another stack.
static int64_t turn(struct kiosk *kiosk) {
    int64_t before = thread_cpu_ns();
    millis due = kiosk_turn(kiosk, kiosk_now(kiosk));
    int64_t took = thread_cpu_ns() - before;
    platform_null.wait(due);
    courier_nudge(kiosk->courier);
    return took;
}

struct watch {
    int64_t since, longest; // ns of CPU
};

static bool look_at_watch(void *context) {
    struct watch *watch = context;
    int64_t now = thread_cpu_ns();
    watch->longest = now - watch->since > watch->longest ? now - watch->since : watch->longest;
    watch->since = thread_cpu_ns();
    return true;
}

// Of laying out what is on the screen, in ns of CPU.
static int64_t longest_piece(const struct kiosk *kiosk) {
    struct watch watch = {.since = thread_cpu_ns()};
    deck_destroy(deck_create_in_pieces(kiosk->edition, &kiosk->studio->form, &kiosk->studio->env,
        kiosk_now(kiosk).wall, &(struct deck_pace){.pause = look_at_watch, .context = &watch}));
    look_at_watch(&watch);
    return watch.longest;
}

static void no_turn_waits_for_a_source(void **state) {
    struct fixture *fixture = *state;
    static char text[16384];
    size_t used = (size_t)snprintf(text, sizeof text, "{\"sources\":[");
    for (int i = 0; i < SOURCES; i++) {
        char path[24];
        snprintf(path, sizeof path, "/%d.json", i);
        http_server_answer(fixture->server, path, faults[(size_t)i % (sizeof faults / sizeof *faults)]);
        used += (size_t)snprintf(text + used, sizeof text - used,
            "%s{\"id\":\"s%d\",\"profile\":\"json-feed\",\"url\":\"%s\",\"every\":\"10s\",\"lists\":[\"top\"]"
            "}",
            i ? "," : "", i, http_server_url(fixture->server, path));
    }
    snprintf(text + used, sizeof text - used, "],\"rundown\":[{\"page\":\"top-stories\"}]}");
    open_kiosk(fixture, text);
    int64_t longest = 0;
    int turns = 0;
    for (; turns < 600; turns++) { // ten seconds of frames
        int64_t took = turn(fixture->kiosk);
        longest = turns > 3 && took > longest ? took : longest;
        if (turns % 100 == 0) {
            http_server_await(
                fixture->server, "/4.json", 1 + turns / 100, 200); // let the courier have its share
        }
    }
    int64_t piece = longest_piece(fixture->kiosk);
    printf("%d turns, the longest %lld us, with a piece of layout of at most %lld us\n", turns,
        (long long)longest / 1000, (long long)piece / 1000);
    assert_true(longest + piece < TURN_MOST);
}

// A JPEG as a camera of forty megapixels makes it. The caller frees it.
static char *large_picture(size_t *len) {
    const int width = 7728, height = 5152, capacity = 16 << 20;
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 24, SDL_PIXELFORMAT_RGB24);
    char *bytes = malloc((size_t)capacity);
    assert_non_null(surface);
    assert_non_null(bytes);
    for (int y = 0; y < height; y++) {
        memset((char *)surface->pixels + (ptrdiff_t)y * surface->pitch, y / 21, (size_t)surface->pitch);
    }
    SDL_RWops *file = SDL_RWFromMem(bytes, capacity);
    assert_int_equal(IMG_SaveJPG_RW(surface, file, 0, 80), 0);
    *len = (size_t)SDL_RWtell(file);
    SDL_RWclose(file);
    SDL_FreeSurface(surface);
    return bytes;
}

static bool shows_picture(const struct kiosk *kiosk) {
    return stage_stats(kiosk->stage)->caches[STAGE_PICTURES].bytes > (size_t)100 * 100;
}

static void no_turn_waits_for_a_picture(void **state) {
    struct fixture *fixture = *state;
    static char text[1024], feed[256];
    size_t len;
    fixture->picture = large_picture(&len);
    snprintf(
        feed, sizeof feed, "{\"items\":[{\"id\":\"1\",\"title\":\"A wide view\",\"image\":\"/view.jpg\"}]}");
    http_server_answer(fixture->server, "/feed.json", (struct http_reply){.body = feed});
    http_server_answer(
        fixture->server, "/view.jpg", (struct http_reply){.body = fixture->picture, .len = len});
    snprintf(text, sizeof text,
        "{\"sources\":[{\"id\":\"a\",\"profile\":\"json-feed\",\"url\":\"%s\",\"lists\":[\"top\"]}],"
        "\"rundown\":[{\"page\":\"top-stories\"}]}",
        http_server_url(fixture->server, "/feed.json"));
    open_kiosk(fixture, text);
    int64_t longest = 0, end = clock_ns() + 60 * INT64_C(1000000000);
    uint64_t slow = 0;
    while (!shows_picture(fixture->kiosk) && clock_ns() < end) {
        int64_t took = turn(fixture->kiosk);
        bool counts = fixture->kiosk->stats.turns > 3;
        longest = counts && took > longest ? took : longest;
        slow += counts && took >= TURN_MOST;
    }
    printf("%llu turns until the picture was there, the longest %lld us\n",
        (unsigned long long)fixture->kiosk->stats.turns, (long long)longest / 1000);
    assert_true(shows_picture(fixture->kiosk));
    // There are tens of thousands of turns meanwhile, and a virtual machine loses its processor now and then.
    assert_true(slow <= 1 + fixture->kiosk->stats.turns / 10000);
    assert_true(longest < 10 * TURN_MOST); // to decode it takes several times as long
}

// A picture whose head is whole and whose body is not: in the end the page is laid out without it.
static void a_damaged_picture_leaves_no_empty_box(void **state) {
    struct fixture *fixture = *state;
    static char text[1024];
    static const char head[] =
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\2\0\0\0\xd3\x10\x3f\x31 and no more";
    http_server_answer(fixture->server, "/feed.json",
        (struct http_reply){
            .body = "{\"items\":[{\"id\":\"1\",\"title\":\"A torn view\",\"image\":\"/torn.png\"}]}"});
    http_server_answer(fixture->server, "/torn.png", (struct http_reply){.body = head, .len = sizeof head});
    snprintf(text, sizeof text,
        "{\"sources\":[{\"id\":\"a\",\"profile\":\"json-feed\",\"url\":\"%s\",\"lists\":[\"top\"]}],"
        "\"rundown\":[{\"page\":\"top-stories\"}]}",
        http_server_url(fixture->server, "/feed.json"));
    open_kiosk(fixture, text);
    bool had_one = false, has_one = true;
    int64_t end = clock_ns() + 60 * INT64_C(1000000000);
    while ((!had_one || has_one) && clock_ns() < end) {
        turn(fixture->kiosk);
        const struct edition *edition = fixture->kiosk->edition;
        has_one = edition && edition->story_count && edition->stories[0].picture_count;
        had_one = had_one || has_one;
    }
    assert_true(had_one);
    assert_false(has_one);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_turn_waits_for_a_source, open_server, close_all),
        cmocka_unit_test_setup_teardown(no_turn_waits_for_a_picture, open_server, close_all),
        cmocka_unit_test_setup_teardown(a_damaged_picture_leaves_no_empty_box, open_server, close_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
