// The screen never waits for the network: twenty sources stall, drip, reset and close, while the kiosk turns.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "kiosk/kiosk.h"
#include "support/http_server.h"
#include "support/test.h"

#define SOURCES 20
#define TURN_MOST (8 * INT64_C(1000000)) // ns of CPU

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

static char *write_config(struct http_server *server, const char *folder) {
    static char text[16384];
    size_t used = (size_t)snprintf(text, sizeof text, "{\"sources\":[");
    for (int i = 0; i < SOURCES; i++) {
        char path[24];
        snprintf(path, sizeof path, "/%d.json", i);
        http_server_answer(server, path, faults[(size_t)i % (sizeof faults / sizeof *faults)]);
        used += (size_t)snprintf(text + used, sizeof text - used,
            "%s{\"id\":\"s%d\",\"profile\":\"json-feed\",\"url\":\"%s\",\"every\":\"10s\",\"lists\":[\"top\"]"
            "}",
            i ? "," : "", i, http_server_url(server, path));
    }
    used += (size_t)snprintf(text + used, sizeof text - used, "],\"rundown\":[{\"page\":\"top-stories\"}]}");
    char *path = file_join(folder, "config.json");
    assert_int_equal(file_write(path, text, used, NULL), ERROR_NONE);
    return path;
}

static void turn_on(struct kiosk *kiosk, struct http_server *server) {
    int64_t longest = 0;
    int turns = 0;
    for (; turns < 600; turns++) { // ten seconds of frames
        uint64_t editions = kiosk->stats.editions;
        int64_t before = thread_cpu_ns();
        millis due = kiosk_turn(kiosk, kiosk_now(kiosk));
        int64_t took = thread_cpu_ns() - before;
        bool is_steady = turns > 3 && kiosk->stats.editions == editions; // laying out is another figure
        longest = is_steady && took > longest ? took : longest;
        platform_null.wait(due);
        courier_nudge(kiosk->courier);
        if (turns % 100 == 0) {
            http_server_await(server, "/4.json", 1 + turns / 100, 200); // let the courier have its share
        }
    }
    printf("%d turns, the longest %lld us\n", turns, (long long)longest / 1000);
    assert_true(longest < TURN_MOST);
}

static void no_turn_waits_for_a_source(void **state) {
    (void)state;
    char folder[] = "/tmp/broadside-stall-XXXXXX";
    struct reason reason = {{0}};
    struct studio *studio;
    struct kiosk *kiosk;
    log_set_level(LOG_ERROR);
    assert_non_null(mkdtemp(folder));
    struct http_server *server = http_server_start();
    char *config = write_config(server, folder);
    struct studio_wish wish = {.config = config, .width = 640, .height = 360};
    assert_int_equal(studio_create(&wish, &studio, &reason), ERROR_NONE);
    struct platform_wish window = {.width = 640, .height = 360};
    assert_int_equal(platform_null.open(&window, &reason), ERROR_NONE);
    struct kiosk_options options = {.platform = &platform_null, .studio = studio, .at = MOMENT_NONE};
    assert_int_equal(kiosk_create(&options, &kiosk, &reason), ERROR_NONE);
    stats_init(&kiosk->stats);
    courier_start(kiosk->courier);
    turn_on(kiosk, server);
    kiosk_destroy(kiosk);
    platform_null.close();
    studio_destroy(studio);
    http_server_stop(server);
    unlink(config);
    rmdir(folder);
    free(config);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_turn_waits_for_a_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
