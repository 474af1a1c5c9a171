// Days of a courier in seconds, on a clock that the test moves: what a quiet day costs the servers and the
// disk, what a busy one writes, and that outages leave memory, log and disk as they were.
// BROADSIDE_SOAK_DAYS: how many days of outages; without it three.

#include "support/test.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/sanitizer.h"
#include "courier/loop.h"
#include "support/desk.h"

#if SANITIZER_IS_BUILT_IN
#define OWN_ALLOCATOR 1 // mallinfo2 knows nothing of a sanitizer's heap
#define DAYS 1
#else
#define OWN_ALLOCATOR 0
#define DAYS 3
#endif

#define SOURCES 2 // of the outages

static char folder[64];

static void open_days(struct desk *desk) {
    snprintf(folder, sizeof folder, "/tmp/broadside-day-XXXXXX");
    assert_non_null(mkdtemp(folder));
    log_set_level(LOG_ERROR);
    desk_open(desk);
    desk->shelf = folder;
}

static void close_days(struct desk *desk) {
    char command[96];
    desk_close(desk);
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    assert_int_equal(system(command), 0);
}

static struct instant at(const struct desk *desk) {
    return (struct instant){.steady = desk->elapsed, .wall = DESK_MORNING + desk->elapsed};
}

// Turns on the thread of the test until `end`; whatever is under way is waited for before time goes on.
static void run_until(struct desk *desk, millis end) {
    while (desk->elapsed < end) {
        millis next = courier_turn(desk->courier, at(desk));
        while (http_running(desk->courier->http)) {
            http_wait(desk->courier->http, SECOND);
            next = courier_turn(desk->courier, at(desk));
        }
        edition_unref(courier_take(desk->courier));
        desk->elapsed = next > desk->elapsed ? (next < end ? next : end) : desk->elapsed + 1;
    }
}

static struct shelf_figures figures(struct desk *desk) {
    return shelf_figures(desk->courier->shelf);
}

static void a_quiet_day_costs_nothing(void **state) {
    (void)state;
    struct desk desk;
    open_days(&desk);
    char path[24];
    for (int i = 0; i < DESK_SOURCES; i++) {
        snprintf(path, sizeof path, "/%d.json", i);
        desk_add(&desk, path + 1, path);
        desk.sources[i].every = 5 * MINUTE;
        http_server_answer(desk.server, path,
            (struct http_reply){.body = desk_feed(i % 8, "nothing new", NULL), .etag = "\"1\""});
    }
    desk_create_courier(&desk);
    run_until(&desk, MINUTE);
    size_t sent = http_server_sent(desk.server);
    uint64_t written = figures(&desk).written;
    run_until(&desk, DAY);
    int hits = http_server_hits(desk.server, "/0.json");
    sent = http_server_sent(desk.server) - sent;
    written = figures(&desk).written - written;
    printf("%d sources, %d requests each: %zu bytes of body, %llu written\n", DESK_SOURCES, hits, sent,
        (unsigned long long)written);
    assert_in_range(hits, 260, 320);
    assert_true(sent < 150);
    assert_int_equal(written, 0);
    close_days(&desk);
}

// A feed of 30 KB that is another one every five minutes.
static void a_busy_day_spares_the_card(void **state) {
    (void)state;
    enum { LEN = 30000, ROUNDS = (int)(2 * DAY / (5 * MINUTE)) };
    char(*bodies)[LEN] = calloc(ROUNDS, sizeof *bodies); // one each: the server may still read the last
    assert_non_null(bodies);
    struct desk desk;
    open_days(&desk);
    desk_add(&desk, "world", "/world.json");
    desk.sources[0].every = 5 * MINUTE;
    desk_serve(&desk, "/world.json", desk_feed(0, "first", NULL));
    desk_create_courier(&desk);
    int rounds = 0;
    for (millis end = 5 * MINUTE; end <= 2 * DAY; end += 5 * MINUTE, rounds++) {
        char *text = bodies[rounds];
        int used = snprintf(text, LEN, "{\"items\":[{\"id\":\"urn:%d\",\"title\":\"round %d\",\"summary\":\"",
            rounds, rounds);
        memset(text + used, 'x', LEN - 1 - (size_t)used);
        memcpy(text + LEN - 6, "\"}]}", 5);
        desk_serve(&desk, "/world.json", text);
        run_until(&desk, end);
    }
    printf("%d rounds: %llu bytes written in the first day\n", rounds,
        (unsigned long long)figures(&desk).yesterday);
    assert_in_range(figures(&desk).yesterday, 300000, 1000000);
    close_days(&desk);
    free(bodies);
}

// After an outage everybody is asked within seconds, and not all at once.
static void a_network_that_is_back_is_noticed(void **state) {
    (void)state;
    struct desk desk;
    open_days(&desk);
    char path[24];
    int before[DESK_SOURCES];
    for (int i = 0; i < DESK_SOURCES; i++) {
        snprintf(path, sizeof path, "/%d.json", i);
        desk_add(&desk, path + 1, path);
        desk.sources[i].every = 5 * MINUTE;
        http_server_answer(desk.server, path, (struct http_reply){.fault = FAULT_CLOSE});
    }
    desk_create_courier(&desk);
    run_until(&desk, 6 * HOUR);
    assert_true(desk.courier->is_offline);
    for (int i = 0; i < DESK_SOURCES; i++) {
        snprintf(path, sizeof path, "/%d.json", i);
        before[i] = http_server_hits(desk.server, path);
        desk_serve(&desk, path, desk_feed(i % 8, "back", NULL));
    }
    int all = 0, most = 0;
    for (millis end = desk.elapsed + 16 * SECOND; desk.elapsed < end && all < DESK_SOURCES;) {
        int asked = -all;
        run_until(&desk, desk.elapsed + SECOND / 2);
        all = 0;
        for (int i = 0; i < DESK_SOURCES; i++) {
            snprintf(path, sizeof path, "/%d.json", i);
            all += http_server_hits(desk.server, path) > before[i];
        }
        most = asked + all > most ? asked + all : most;
    }
    printf("all asked %lld ms after the network was back, at most %d in half a second\n",
        (long long)(desk.elapsed - 6 * HOUR), most);
    assert_int_equal(all, DESK_SOURCES);
    assert_in_range(most, 1, DESK_SOURCES / 2);
    close_days(&desk);
}

// What is logged from here on goes to a file.
static struct {
    int saved;
    FILE *file;
} journal;

static void start_listening(void) {
    fflush(stderr);
    journal.saved = dup(STDERR_FILENO);
    journal.file = tmpfile();
    assert_non_null(journal.file);
    dup2(fileno(journal.file), STDERR_FILENO);
    log_set_level(LOG_INFO);
}

static void stop_listening(void) {
    log_set_level(LOG_ERROR);
    dup2(journal.saved, STDERR_FILENO);
    close(journal.saved);
    fclose(journal.file);
}

// Bytes logged so far.
static long logged(void) {
    fflush(stderr);
    return (long)lseek(fileno(journal.file), 0, SEEK_CUR);
}

static size_t heap_bytes(void) {
    return OWN_ALLOCATOR ? 0 : mallinfo2().uordblks;
}

// Half an hour of network, half an hour of none; or none at all.
static void outlast(bool flaps) {
    const char *wish = getenv("BROADSIDE_SOAK_DAYS");
    int days = wish ? (int)strtol(wish, NULL, 10) : DAYS;
    struct desk desk;
    const char *feeds[SOURCES][2];
    open_days(&desk);
    char path[24];
    for (int i = 0; i < SOURCES; i++) {
        snprintf(path, sizeof path, "/%d.json", i);
        desk_add(&desk, path + 1, path);
        feeds[i][0] = desk_feed(2 * i, "kept", NULL);
        feeds[i][1] = desk_feed(2 * i + 1, "news", NULL);
        desk_serve(&desk, path, feeds[i][0]);
    }
    desk_create_courier(&desk);
    run_until(&desk, MINUTE);
    size_t second = 0, heap = 0;
    long second_log = 0, log = 0;
    struct shelf_figures before = figures(&desk);
    start_listening();
    for (int half = 0; half < 48 * days; half++) {
        bool is_up = flaps && half % 2;
        for (int i = 0; i < SOURCES; i++) {
            snprintf(path, sizeof path, "/%d.json", i);
            struct http_reply reply = {.body = feeds[i][half % 4 == 3]};
            http_server_answer(desk.server, path, is_up ? reply : (struct http_reply){.fault = FAULT_CLOSE});
        }
        run_until(&desk, ((millis)half + 1) * 30 * MINUTE);
        heap = heap_bytes() > heap ? heap_bytes() : heap;
        if ((half + 1) % 48 == 0) {
            int day = (half + 1) / 48;
            second = day <= 2 ? heap : second;
            second_log = day <= 2 ? logged() - log : second_log;
            printf("day %d: %zu bytes of heap at most, %zu files, %ld bytes of log\n", day, heap,
                figures(&desk).files, logged() - log);
            assert_true(heap <= second + second / 50);
            assert_true(logged() - log <= second_log + second_log / 10 + 256);
            assert_true(logged() - log < (flaps ? 65536 : 1024));
            heap = 0;
            log = logged();
        }
    }
    stop_listening();
    courier_post(desk.courier, at(&desk));
    const struct edition *edition = courier_take(desk.courier);
    assert_int_equal(edition->story_count, SOURCES);
    edition_unref(edition);
    assert_int_equal(figures(&desk).files, before.files);
    close_days(&desk);
}

static void days_without_a_network_are_outlasted(void **state) {
    (void)state;
    outlast(false);
}

static void days_of_a_flapping_network_are_outlasted(void **state) {
    (void)state;
    outlast(true);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quiet_day_costs_nothing),
        cmocka_unit_test(a_busy_day_spares_the_card),
        cmocka_unit_test(a_network_that_is_back_is_noticed),
        cmocka_unit_test(days_without_a_network_are_outlasted),
        cmocka_unit_test(days_of_a_flapping_network_are_outlasted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
