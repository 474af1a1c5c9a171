// Eighteen minutes of the whole kiosk in a few seconds: null platform, virtual time, a real server whose feed
// changes every minute, and in the last ten the memory does not grow.

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/sanitizer.h"
#include "kiosk/kiosk.h"
#include "support/http_server.h"
#include "support/test.h"

#define MINUTES 18
#define WARM 8 // minutes after which every cache is as full as it gets: ten more must not grow
#define WIDTH 640
#define HEIGHT 360
#define SLACK ((size_t)256 << 10)

#if SANITIZER_IS_BUILT_IN
#define OWN_ALLOCATOR 1 // mallinfo2 knows nothing of a sanitizer's heap
#else
#define OWN_ALLOCATOR 0
#endif

struct soak {
    struct http_server *server;
    char folder[64];
    char *config;
    char feed[2][4096];
    int edition; // of the feed that is being served
    struct studio *studio;
    struct kiosk *kiosk;
};

// Stories with the number of the edition in their headlines, so that each edition is another one.
static void serve_edition(struct soak *soak, int edition) {
    char *text = soak->feed[edition % 2];
    size_t size = sizeof soak->feed[0];
    size_t used =
        (size_t)snprintf(text, size, "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[");
    for (int i = 0; i < 8; i++) {
        used += (size_t)snprintf(text + used, size - used,
            "%s{\"id\":\"%d\",\"title\":\"Harbour report %d of edition %d\",\"summary\":\"The tide was on "
            "time.\","
            "\"content_html\":\"<p>Ship %d of edition %d came in with the tide.</p>\","
            "\"date_published\":\"2026-11-24T1%d:00:00+03:00\"}",
            i ? "," : "", edition * 8 + i, i, edition, i, edition, i % 4);
    }
    snprintf(text + used, size - used, "]}");
    http_server_answer(soak->server, "/feed.json", (struct http_reply){.body = text});
    soak->edition = edition;
}

static int open_soak(void **state) {
    struct soak *soak = calloc(1, sizeof *soak);
    assert_non_null(soak);
    log_set_level(LOG_WARNING);
    soak->server = http_server_start();
    serve_edition(soak, 0);
    snprintf(soak->folder, sizeof soak->folder, "/tmp/broadside-soak-XXXXXX");
    assert_non_null(mkdtemp(soak->folder));
    soak->config = file_join(soak->folder, "config.json");
    char text[1024];
    int len = snprintf(text, sizeof text,
        "{\"kiosk\":{\"at\":\"2026-11-24T14:05:00+03:00\"},"
        "\"sources\":[{\"id\":\"harbour\",\"profile\":\"json-feed\",\"url\":\"%s\",\"every\":\"1m\","
        "\"lists\":[\"top\",\"feed\",\"ticker\"]}],"
        "\"rundown\":[{\"page\":\"top-stories\"},{\"page\":\"story\",\"count\":2},{\"page\":\"feed\"}]}",
        http_server_url(soak->server, "/feed.json"));
    assert_int_equal(file_write(soak->config, text, (size_t)len, NULL), ERROR_NONE);
    struct reason reason = {{0}};
    struct studio_wish wish = {.config = soak->config, .width = WIDTH, .height = HEIGHT};
    assert_int_equal(studio_create(&wish, &soak->studio, &reason), ERROR_NONE);
    struct platform_wish window = {.width = WIDTH, .height = HEIGHT};
    assert_int_equal(platform_null.open(&window, &reason), ERROR_NONE);
    struct kiosk_options options = {
        .platform = &platform_null, .studio = soak->studio, .at = soak->studio->at};
    assert_int_equal(kiosk_create(&options, &soak->kiosk, &reason), ERROR_NONE);
    stats_init(&soak->kiosk->stats);
    const struct survey_row *rows;
    size_t count;
    courier_survey(soak->kiosk->courier, 30 * SECOND, &rows, &count);
    assert_int_equal(rows[0].error, ERROR_NONE);
    courier_start(soak->kiosk->courier);
    *state = soak;
    return 0;
}

static int close_soak(void **state) {
    struct soak *soak = *state;
    kiosk_destroy(soak->kiosk);
    platform_null.close();
    studio_destroy(soak->studio);
    http_server_stop(soak->server);
    unlink(soak->config);
    rmdir(soak->folder);
    free(soak->config);
    free(soak);
    return 0;
}

static void run(struct kiosk *kiosk, millis time) {
    millis end = kiosk_now(kiosk).steady + time;
    while (kiosk_now(kiosk).steady < end) {
        platform_null.wait(kiosk_turn(kiosk, kiosk_now(kiosk)));
        courier_nudge(kiosk->courier);
    }
}

// One virtual minute of turns, and another edition from the server once this one was fetched. A courier that
// was kept from the processor took the answer before in late, and asks a minute after that: virtual time goes
// on until then.
static void run_minute(struct soak *soak) {
    run(soak->kiosk, MINUTE);
    bool has_asked = false;
    for (int tries = 0; tries < 100 && !has_asked; tries++) {
        has_asked = http_server_await(soak->server, "/feed.json", soak->edition + 1, 100);
        run(soak->kiosk, has_asked ? 0 : SECOND);
    }
    assert_true(has_asked);
    serve_edition(soak, soak->edition + 1);
}

static size_t heap_bytes(void) {
    return OWN_ALLOCATOR ? 0 : mallinfo2().uordblks;
}

static bool shows(const struct kiosk *kiosk, const char *text) {
    const struct edition *edition = kiosk->edition;
    for (size_t i = 0; edition && i < edition->story_count; i++) {
        if (strstr(edition->stories[i].headline, text)) {
            return true;
        }
    }
    return false;
}

static void test_memory_stays_flat(void **state) {
    struct soak *soak = *state;
    size_t warm = 0;
    for (int minute = 0; minute < MINUTES; minute++) {
        run_minute(soak);
        size_t now = heap_bytes();
        printf("minute %d: %llu frames, %llu editions, %zu bytes of heap\n", minute + 1,
            (unsigned long long)soak->kiosk->stats.frames, (unsigned long long)soak->kiosk->stats.editions,
            now);
        if (minute + 1 == WARM) {
            warm = now;
        } else if (minute + 1 > WARM) {
            assert_true(now <= warm + SLACK);
        }
    }
    assert_true(soak->kiosk->stats.editions >= MINUTES / 2);
    assert_true(soak->kiosk->stats.frames > (uint64_t)MINUTES * 60 * 30);
    assert_int_equal(soak->kiosk->stats.late, 0);
    char newest[32];
    snprintf(newest, sizeof newest, "edition %d", soak->edition - 1);
    char before[32];
    snprintf(before, sizeof before, "edition %d", soak->edition - 2);
    assert_true(
        shows(soak->kiosk, newest) || shows(soak->kiosk, before)); // the last one may still be on its way
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_memory_stays_flat, open_soak, close_soak),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
