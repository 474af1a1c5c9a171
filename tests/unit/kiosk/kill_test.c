// The whole program is killed at a random moment while its sources change, again and again. The next start,
// with nobody to ask, shows an edition that was really sent, whole, and none older than the one before.
// BROADSIDE: the program. BROADSIDE_KILLS: how often; without it a few times.

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "kiosk/kiosk.h"
#include "support/http_server.h"
#include "support/test.h"

enum { SOURCES = 3, STORIES = 8, SLOTS = 4, PADDING = 6000, PATIENCE = 30000 };

// What one source serves. An edition says its number in every part, so that any mixture of two is seen.
struct feed {
    char path[16], picture_path[16];
    char body[SLOTS][STORIES * (PADDING + 256)]; // the server borrows the last few
    char picture[SLOTS][64];
    unsigned served; // the number of the edition that is being served
    int hits;
    unsigned shown; // the newest that a start has shown
};

struct fixture {
    struct http_server *server;
    struct feed feeds[SOURCES];
    char folder[64];
    char *config;
    uint64_t seed;
    size_t pictures; // that starts have shown
};

static void fill(char *text, size_t size, int source, unsigned number, int story) {
    size_t used = 0;
    int words = 1 + (int)(number * 7919 + (unsigned)story * 31) % (PADDING / 16);
    for (int i = 0; i < words; i++) {
        used +=
            (size_t)snprintf(text + used, size - used, "%ss%de%ur%d", i ? " " : "", source, number, story);
    }
}

// A GIF of one pixel with the number behind it: those bytes are as good as any other's.
static size_t make_picture(char out[64], int source, unsigned number) {
    static const char gif[] = "GIF89a\1\0\1\0\x80\0\0\x3e\xcf\x8e\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;";
    memcpy(out, gif, sizeof gif);
    return sizeof gif + (size_t)snprintf(out + sizeof gif, 24, "%d %u", source, number);
}

static void serve(struct fixture *fixture, int source, unsigned number) {
    struct feed *feed = &fixture->feeds[source];
    char *text = feed->body[number % SLOTS], padding[PADDING];
    size_t size = sizeof feed->body[0], used = 0;
    used += (size_t)snprintf(text, size, "{\"items\":[");
    for (int i = 0; i < STORIES; i++) {
        fill(padding, sizeof padding, source, number, i);
        used += (size_t)snprintf(text + used, size - used,
            "%s{\"id\":\"urn:%d:%d\",\"title\":\"s%de%ur%d\",\"image\":\"/%d.gif\",\"content_text\":\"%s\"}",
            i ? "," : "", source, i, source, number, i, source, padding);
    }
    snprintf(text + used, size - used, "]}");
    char *picture = feed->picture[number % SLOTS];
    size_t len = make_picture(picture, source, number);
    http_server_answer(fixture->server, feed->picture_path, (struct http_reply){.body = picture, .len = len});
    http_server_answer(fixture->server, feed->path, (struct http_reply){.body = text});
    feed->served = number;
}

// The bundled profile, allowed to ask more often than is polite to anybody but ourselves.
static void write_profile(const struct fixture *fixture) {
    char *text, *path = file_join(fixture->folder, "hasty.json");
    size_t len;
    assert_int_equal(file_read("assets/profiles/json-feed.json", 1 << 20, &text, &len, NULL), ERROR_NONE);
    char *least = strstr(text, "\"at_least\": \"1m\"");
    assert_non_null(least);
    memcpy(strchr(least, '1'), "1s", 2);
    assert_int_equal(file_write(path, text, len, NULL), ERROR_NONE);
    free(text);
    free(path);
}

static void write_config(struct fixture *fixture) {
    char text[2048];
    size_t used =
        (size_t)snprintf(text, sizeof text, "{\"cache\":\"%s/shelf\",\"sources\":[", fixture->folder);
    for (int i = 0; i < SOURCES; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used,
            "%s{\"id\":\"s%d\",\"profile\":\"%s/"
            "hasty.json\",\"url\":\"%s\",\"every\":\"1s\",\"lists\":[\"top\",\"s%d\"]}",
            i ? "," : "", i, fixture->folder, http_server_url(fixture->server, fixture->feeds[i].path), i);
    }
    used += (size_t)snprintf(text + used, sizeof text - used,
        "],\"rundown\":[{\"page\":\"top-stories\",\"from\":\"s0\"}],\"ticker\":{\"on\":true,\"lists\":["
        "\"top\"]}}");
    fixture->config = file_join(fixture->folder, "config.json");
    assert_int_equal(file_write(fixture->config, text, used, NULL), ERROR_NONE);
}

static int open_fixture(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    log_set_level(LOG_ERROR);
    fixture->seed = 4;
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/broadside-kills-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    fixture->server = http_server_start();
    for (int i = 0; i < SOURCES; i++) {
        snprintf(fixture->feeds[i].path, sizeof fixture->feeds[i].path, "/%d.json", i);
        snprintf(fixture->feeds[i].picture_path, sizeof fixture->feeds[i].picture_path, "/%d.gif", i);
        serve(fixture, i, 1);
    }
    write_profile(fixture);
    write_config(fixture);
    *state = fixture;
    return 0;
}

static int close_fixture(void **state) {
    struct fixture *fixture = *state;
    char command[96];
    http_server_stop(fixture->server);
    snprintf(command, sizeof command, "rm -r '%s'", fixture->folder);
    free(fixture->config);
    free(fixture);
    return system(command);
}

static pid_t start(const struct fixture *fixture, const char *program, const char *platform) {
    pid_t child = fork();
    if (child == 0) {
        int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
        dup2(nothing, STDERR_FILENO);
        execl(program, program, "run", "--config", fixture->config, "--platform", platform, "--window",
            "640x360", (char *)NULL);
        _exit(127);
    }
    return child;
}

// An edition that was asked for is followed by the next one.
static bool serve_next(struct fixture *fixture) {
    bool was_asked = false;
    for (int i = 0; i < SOURCES; i++) {
        struct feed *feed = &fixture->feeds[i];
        int hits = http_server_hits(fixture->server, feed->path);
        if (hits > feed->hits) {
            feed->hits = hits;
            serve(fixture, i, feed->served + 1);
            was_asked = true;
        }
    }
    return was_asked;
}

// Lets it live for so many ms, counted from its first question if `from_question`.
static void live(struct fixture *fixture, pid_t child, int ms, bool from_question) {
    int64_t end = clock_ns() + PATIENCE * INT64_C(1000000);
    while (from_question && !serve_next(fixture)) {
        if (clock_ns() > end || waitpid(child, NULL, WNOHANG) != 0) {
            fail_msg("the program asks nobody");
        }
        poll(NULL, 0, 1);
    }
    for (end = clock_ns() + ms * INT64_C(1000000); clock_ns() < end;) {
        serve_next(fixture);
        poll(NULL, 0, 1);
    }
}

// Answers how many it is, to be added up.
static size_t check_picture(const struct picture *picture, int source, unsigned served) {
    unsigned number;
    int by;
    const char *bytes = blob_bytes(picture->blob);
    char whole[64], text[64] = "";
    size_t tail = make_picture(whole, source, 0) - strlen("0 0");
    assert_in_range(blob_len(picture->blob), tail + 3, sizeof whole);
    memcpy(text, bytes + tail, blob_len(picture->blob) - tail);
    assert_int_equal(sscanf(text, "%d %u", &by, &number), 2);
    assert_int_equal(by, source);
    assert_in_range(number, 1, served);
    assert_int_equal(make_picture(whole, source, number), blob_len(picture->blob));
    assert_memory_equal(bytes, whole, blob_len(picture->blob));
    return 1;
}

// All stories of a source are there and of one edition, which was sent. Answers its number; 0: there are
// none.
static unsigned check_source(const struct edition *edition, int source, unsigned served, size_t *pictures) {
    unsigned number = 0;
    char name[8], text[PADDING];
    snprintf(name, sizeof name, "s%d", source);
    const struct list *list = edition ? edition_list(edition, name) : NULL;
    for (size_t i = 0; list && i < list->count; i++) {
        const struct story *story = list->stories[i];
        unsigned of;
        int by, place;
        assert_int_equal(sscanf(story->headline, "s%de%ur%d", &by, &of, &place), 3);
        assert_int_equal(by, source);
        assert_int_equal(place, i);
        assert_true(!number || of == number);
        number = of;
        fill(text, sizeof text, source, number, place);
        assert_int_equal(story->paragraph_count, 1);
        assert_string_equal(story->paragraphs[0], text);
        for (size_t k = 0; k < story->picture_count; k++) {
            *pictures += check_picture(&story->pictures[k], source, served);
        }
    }
    assert_true(!number || list->count == STORIES);
    assert_true(number <= served);
    return number;
}

// The headlines in the first frame are those of the edition.
static void check_frame(const struct kiosk *kiosk, unsigned number) {
    const struct oplist *ops = &kiosk->scene.lists[kiosk->scene.current];
    int seen = 0;
    for (size_t i = 0; number && i < ops->count; i++) {
        unsigned of;
        int place;
        if (ops->ops[i].kind == OP_TEXT && sscanf(ops->ops[i].text.text, "s0e%ur%d", &of, &place) == 2) {
            assert_int_equal(of, number);
            seen++;
        }
    }
    assert_true(!number || seen >= 2);
}

// The next start, as far as its first frame: its courier has no thread yet and asks nobody.
static void start_without_network(struct fixture *fixture) {
    struct reason reason = {{0}};
    struct studio *studio;
    struct kiosk *kiosk;
    struct studio_wish wish = {.config = fixture->config, .width = 640, .height = 360};
    struct platform_wish window = {.width = 640, .height = 360};
    assert_int_equal(studio_create(&wish, &studio, &reason), ERROR_NONE);
    assert_int_equal(platform_null.open(&window, &reason), ERROR_NONE);
    struct kiosk_options options = {.platform = &platform_null, .studio = studio, .at = MOMENT_NONE};
    assert_int_equal(kiosk_create(&options, &kiosk, &reason), ERROR_NONE);
    kiosk_turn(kiosk, kiosk_now(kiosk));
    assert_int_equal(kiosk->stats.frames, 1);
    for (int i = 0; i < SOURCES; i++) {
        struct feed *feed = &fixture->feeds[i];
        unsigned number = check_source(kiosk->edition, i, feed->served, &fixture->pictures);
        assert_true(number >= feed->shown);
        feed->shown = number;
    }
    check_frame(kiosk, fixture->feeds[0].shown);
    struct courier_report report;
    courier_report(kiosk->courier, &report);
    assert_int_equal(report.shelf.damaged, 0);
    courier_report_finish(&report);
    kiosk_destroy(kiosk);
    platform_null.close();
    studio_destroy(studio);
}

static void every_start_shows_what_was_really_sent(void **state) {
    struct fixture *fixture = *state;
    static const char *const platforms[] = {"desktop", "null"}; // in real time, and as fast as it can
    const char *wish = getenv("BROADSIDE_KILLS");
    int kills = wish ? (int)strtol(wish, NULL, 10) : 30, changes = 0;
    const char *program = getenv("BROADSIDE");
    if (!program) {
        skip();
        return;
    }
    for (int i = 0; i < kills; i++) {
        unsigned before = fixture->feeds[0].shown;
        pid_t child = start(fixture, program, platforms[i / 2 % 2]);
        bool from_question = i % 4 > 0;
        live(
            fixture, child, test_random_between(&fixture->seed, 0, from_question ? 150 : 600), from_question);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        serve_next(fixture); // what it asked for last was sent
        start_without_network(fixture);
        changes += fixture->feeds[0].shown != before;
    }
    printf("%d kills, %u editions sent, %d times another one was shown, %zu pictures\n", kills,
        fixture->feeds[0].served, changes, fixture->pictures);
    assert_true(fixture->pictures > 0);
    assert_true(changes >= kills / 10); // or it was killed before it had done anything
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_start_shows_what_was_really_sent, open_fixture, close_fixture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
