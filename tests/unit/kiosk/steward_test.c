// A whole kiosk without a screen, on a clock of the test's own: what it uses when remote files come, do
// badly, lose what they name, and when the process dies again and again.

#include "kiosk/status.h"
#include "kiosk/status_file.h"
#include "kiosk/steward.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "tests/support/hand_turned.h"
#include "tests/support/http_server.h"
#include "tests/support/journal.h"
#include "tests/support/test.h"

#define TRIAL (60 * SECOND)
#define EVENING INT64_C(1795554000000) // 2026-11-24T21:00:00Z
#define FEED "{\"title\":\"F\",\"items\":[{\"id\":\"1\",\"title\":\"Ferry\"}]}"
#define SOURCE(id, path)                                                                                     \
    "{\"id\":\"" id "\",\"profile\":\"json-feed\",\"url\":\"%s" path "\",\"lists\":[\"top\"]}"

static struct fixture {
    struct platform platform; // the null one with a clock of our own
    struct instant now;
    struct http_server *server;
    char site[64], folder[64], config[96];
    struct edition_of_file {
        char text[1 << 14], etag[24];
    } published[16]; // the server borrows them, and may still send the one before
    size_t published_count;
    struct steward *steward;
    struct kiosk *kiosk;
    bool is_blind; // no frames
} screen;

static struct instant test_now(void) {
    return screen.now;
}

// The text with the server's address in the place of each %s.
static const char *placed(const char *text, char out[], size_t size) {
    size_t used = 0;
    out[0] = '\0';
    for (const char *at = text; *at;) {
        size_t plain = strcspn(at, "%");
        used +=
            (size_t)snprintf(out + used, size - used, "%.*s%s", (int)plain, at, at[plain] ? screen.site : "");
        at += plain + (at[plain] ? 2 : 0);
    }
    assert_in_range(used, 0, size - 1);
    return out;
}

// Replaces the remote file; NULL: HTTP 503.
static void publish(const char *text) {
    if (!text) {
        http_server_answer(screen.server, "/remote.json", (struct http_reply){.status = 503});
        return;
    }
    assert_in_range(screen.published_count, 0, sizeof screen.published / sizeof *screen.published - 1);
    struct edition_of_file *next = &screen.published[screen.published_count++];
    placed(text, next->text, sizeof next->text);
    snprintf(next->etag, sizeof next->etag, "\"%zu\"", screen.published_count);
    http_server_answer(
        screen.server, "/remote.json", (struct http_reply){.body = next->text, .etag = next->etag});
}

static void start(void) {
    struct reason reason = {{0}};
    const struct steward_wish wish = {
        .config = screen.config, .width = 640, .height = 360, .at = MOMENT_NONE};
    assert_int_equal(steward_create(&wish, screen.now, &screen.steward, &reason), ERROR_NONE);
    assert_int_equal(
        screen.platform.open(&(struct platform_wish){.width = 640, .height = 360}, &reason), ERROR_NONE);
    const struct kiosk_options options = {
        .platform = &screen.platform,
        .studio = steward_studio(screen.steward),
        .device = steward_device(screen.steward),
        .at = MOMENT_NONE,
    };
    studio_resize(options.studio, 640, 360);
    assert_int_equal(kiosk_create(&options, &screen.kiosk, &reason), ERROR_NONE);
    stats_init(&screen.kiosk->stats);
}

// A crash: nobody says good-bye.
static void die(void) {
    kiosk_destroy(screen.kiosk);
    screen.platform.close();
    steward_destroy(screen.steward);
    screen.kiosk = NULL;
    screen.steward = NULL;
}

static void retire(void) {
    steward_retire(screen.steward);
    die();
}

// All that is under way comes in, and the steward takes what has come; what that sets off, too.
static void turn(void) {
    for (int i = 0; i < 3; i++) {
        hand_turned_courier(screen.kiosk->courier, screen.now);
        steward_turn(screen.steward, screen.kiosk, screen.now);
    }
    if (!screen.is_blind) {
        kiosk_turn(screen.kiosk, screen.now);
    }
}

static void pass(millis time) {
    for (millis step = 5 * SECOND; time > 0; time -= step) {
        step = step < time ? step : time;
        screen.now.steady += step;
        screen.now.wall += step;
        turn();
    }
}

static struct steward_report report(void) {
    return steward_report(screen.steward);
}

static const char *title(void) {
    return screen.kiosk->studio->env.title;
}

// Writes the device's own file.
static void configure(const char *language, bool has_remote, const char *every) {
    char text[1024];
    int len = snprintf(text, sizeof text,
        "{\"kiosk\":{\"title\":\"Own\",\"groups\":[\"lobby\"],\"language\":\"%s\"},\"cache\":\"%s/cache\","
        "\"ticker\":{\"on\":false},\"remote\":{\"every\":\"%s\",\"trial\":\"60s\"%s%s%s}}",
        language, screen.folder, every, has_remote ? ",\"url\":\"" : "", has_remote ? screen.site : "",
        has_remote ? "/remote.json\"" : "");
    assert_int_equal(file_write(screen.config, text, (size_t)len, NULL), ERROR_NONE);
}

static void begin(bool has_remote) {
    memset(&screen, 0, sizeof screen);
    log_set_level(getenv("BROADSIDE_TALK") ? LOG_DEBUG : LOG_ERROR);
    screen.platform = platform_null;
    screen.platform.now = test_now;
    screen.now = (struct instant){.steady = HOUR, .wall = EVENING};
    screen.server = http_server_start();
    snprintf(screen.site, sizeof screen.site, "%s", http_server_url(screen.server, ""));
    snprintf(screen.folder, sizeof screen.folder, "/tmp/broadside-steward-XXXXXX");
    assert_non_null(mkdtemp(screen.folder));
    snprintf(screen.config, sizeof screen.config, "%s/config.json", screen.folder);
    configure("en", has_remote, "10s");
    http_server_answer(screen.server, "/feed.json", (struct http_reply){.body = FEED});
}

static int open_fixture(void **state) {
    (void)state;
    begin(true);
    return 0;
}

static int close_fixture(void **state) {
    (void)state;
    char command[96];
    if (screen.steward) {
        die();
    }
    http_server_stop(screen.server);
    snprintf(command, sizeof command, "rm -r '%s'", screen.folder);
    return system(command); // NOLINT(cert-env33-c): a folder of our own
}

// A first file that is good.
static void start_with(const char *text) {
    publish(text);
    start();
    turn();
    pass(TRIAL + 5 * SECOND);
    assert_false(report().is_on_trial);
    assert_int_equal(strlen(report().hash), CONTENT_HASH - 1);
}

#define GOOD "{\"serial\":7,\"kiosk\":{\"title\":\"Good\"},\"sources\":[" SOURCE("a", "/feed.json") "]}"
#define NEXT "{\"serial\":8,\"kiosk\":{\"title\":\"Next\"},\"sources\":[" SOURCE("a", "/feed.json") "]}"
#define LOST "{\"serial\":9,\"kiosk\":{\"title\":\"Lost\"},\"sources\":[" SOURCE("a", "/gone.json") "]}"

static void a_file_is_taken_tried_and_good(void **state) {
    (void)state;
    start();
    turn();
    assert_string_equal(title(), "Own");
    assert_string_equal(report().hash, "");
    publish(GOOD);
    pass(15 * SECOND); // not as long as a source would wait after a 404
    assert_string_equal(title(), "Good");
    assert_true(report().is_on_trial);
    assert_int_equal(report().serial, 7);
    pass(TRIAL - 20 * SECOND);
    assert_true(report().is_on_trial);
    pass(20 * SECOND);
    assert_false(report().is_on_trial);
    assert_string_equal(title(), "Good");
    int asked = http_server_hits(screen.server, "/remote.json");
    size_t sent = http_server_sent(screen.server);
    pass(MINUTE);
    assert_in_range(http_server_hits(screen.server, "/remote.json") - asked, 4, 8);
    assert_int_equal(http_server_sent(screen.server), sent); // 304 each
    die();
    start(); // without a word from the server
    assert_string_equal(title(), "Good");
    assert_false(report().is_on_trial);
}

static void expect_return(const char *why) {
    char refused[CONTENT_HASH];
    assert_string_equal(title(), "Good");
    assert_false(report().is_on_trial);
    assert_int_equal(report().serial, 7);
    snprintf(refused, sizeof refused, "%s", report().refused);
    if (!strstr(report().refused_why, why)) {
        fail_msg("\"%s\" lacks \"%s\"", report().refused_why, why);
    }
    assert_string_not_equal(refused, report().hash);
    // It is not tried again: not when it is offered, not after a restart.
    courier_doubt_parcel(screen.kiosk->courier);
    pass(30 * SECOND);
    assert_string_equal(title(), "Good");
    die();
    start();
    turn();
    pass(30 * SECOND);
    assert_string_equal(title(), "Good");
    assert_false(report().is_on_trial);
}

static void fewer_sources_that_answer_end_a_trial(void **state) {
    (void)state;
    start_with(GOOD);
    publish(LOST);
    pass(15 * SECOND);
    assert_string_equal(title(), "Lost");
    assert_true(report().is_on_trial);
    pass(TRIAL + 20 * SECOND);
    expect_return("0 of 1 sources answer, 1 did before");
}

// What cuts the sources off does not cut off the file that puts it right.
static void a_way_that_leads_nowhere_ends_a_trial(void **state) {
    (void)state;
    start_with(GOOD);
    publish("{\"kiosk\":{\"title\":\"Astray\"},\"network\":{\"proxy\":\"http://127.0.0.1:9\"},"
            "\"sources\":[" SOURCE("b", "/feed.json") "]}");
    pass(15 * SECOND);
    assert_string_equal(title(), "Astray");
    pass(TRIAL + 20 * SECOND);
    expect_return("0 of 1 sources answer, 1 did before");
}

static void a_trial_without_a_picture_is_lost(void **state) {
    (void)state;
    start_with(GOOD);
    publish(NEXT);
    screen.is_blind = true;
    pass(15 * SECOND);
    assert_true(report().is_on_trial);
    pass(TRIAL + 20 * SECOND);
    screen.is_blind = false;
    turn();
    expect_return("0 frames");
}

static void a_trial_that_kills_the_process_is_lost(void **state) {
    (void)state;
    start_with(GOOD);
    pass(TRIAL_SETTLED);
    publish(NEXT);
    pass(15 * SECOND);
    assert_true(report().is_on_trial);
    die();
    start(); // the power may have failed
    assert_string_equal(title(), "Next");
    assert_true(report().is_on_trial);
    die();
    start();
    assert_string_equal(title(), "Good");
    turn();
    assert_false(report().is_on_trial);
    publish(NEXT);
    pass(30 * SECOND);
    assert_string_equal(title(), "Good");
}

// A restart does not make a file better.
static void a_trial_goes_on_after_a_restart(void **state) {
    (void)state;
    start_with(GOOD);
    pass(TRIAL_SETTLED);
    publish(LOST);
    pass(15 * SECOND);
    retire();
    start();
    turn();
    assert_string_equal(title(), "Lost");
    assert_true(report().is_on_trial);
    pass(TRIAL + 15 * SECOND);
    expect_return("0 of 1 sources answer, 1 did before");
}

// The network went after the file's server was last asked: that is found out before anything is decided.
static void a_network_that_goes_in_the_meantime_is_not_the_files_fault(void **state) {
    (void)state;
    configure("en", true, "1h");
    start_with(GOOD);
    http_server_answer(screen.server, "/held.json", (struct http_reply){.fault = FAULT_CLOSE});
    publish("{\"kiosk\":{\"title\":\"Held\"},\"sources\":[" SOURCE("b", "/held.json") "]}");
    while (!report().is_on_trial) {
        pass(5 * SECOND);
    }
    http_server_answer(screen.server, "/remote.json", (struct http_reply){.fault = FAULT_CLOSE});
    pass(10 * TRIAL);
    assert_string_equal(title(), "Held");
    assert_true(report().is_on_trial);
    http_server_answer(screen.server, "/held.json", (struct http_reply){.body = FEED});
    pass(2 * TRIAL);
    assert_string_equal(title(), "Held");
    assert_false(report().is_on_trial);
}

static void an_end_that_was_wanted_costs_nothing(void **state) {
    (void)state;
    start_with(GOOD);
    publish(NEXT);
    pass(15 * SECOND);
    for (int i = 0; i < 9; i++) {
        retire();
        start();
        assert_string_equal(title(), "Next");
        assert_int_equal(report().rung, RUNG_NORMAL);
    }
    turn();
    pass(TRIAL + 5 * SECOND);
    assert_false(report().is_on_trial);
    assert_string_equal(title(), "Next");
}

// The network is to blame: nothing is decided before it is back.
static void without_a_network_a_trial_waits(void **state) {
    (void)state;
    start_with(GOOD);
    publish(LOST);
    pass(15 * SECOND);
    assert_true(report().is_on_trial);
    http_server_answer(screen.server, "/remote.json", (struct http_reply){.fault = FAULT_CLOSE});
    pass(5 * MINUTE);
    assert_true(report().is_on_trial);
    publish(LOST);
    pass(MINUTE);
    assert_string_equal(title(), "Good");
}

static void a_crash_loop_goes_down_the_ladder_and_up_again(void **state) {
    (void)state;
    static const struct {
        enum trial_rung rung;
        const char *title; // NULL: of the demo edition
    } starts[] = {
        {RUNG_NORMAL, "Next"}, // it was on trial when the first one died
        {RUNG_GOOD, "Good"},
        {RUNG_GOOD, "Good"},
        {RUNG_DEVICE, "Own"},
        {RUNG_DEVICE, "Own"},
        {RUNG_DEMO, NULL},
        {RUNG_DEMO, NULL},
    };
    start_with(GOOD);
    publish(NEXT);
    pass(15 * SECOND);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        die();
        start();
        const struct layout_env *env = &screen.kiosk->studio->env;
        assert_int_equal(report().rung, starts[i].rung);
        assert_int_equal(report().starts, i + 2);
        assert_int_equal(env->note != NULL, starts[i].title == NULL);
        if (starts[i].title) {
            assert_string_equal(title(), starts[i].title);
        }
        assert_true(kiosk_turn(screen.kiosk, screen.now) > screen.now.steady);
        assert_int_equal(screen.kiosk->stats.frames, 1); // always a picture
    }
    turn(); // the same file is offered, and left alone
    assert_int_equal(report().rung, RUNG_DEMO);
    pass(TRIAL_SETTLED);
    assert_int_equal(report().rung, RUNG_NORMAL);
    assert_int_equal(report().starts, 0);
    assert_string_equal(title(), "Good");
    assert_null(screen.kiosk->studio->env.note);
}

static bool shows(const char *text) {
    const struct oplist *ops = &screen.kiosk->scene.lists[screen.kiosk->scene.current];
    bool is_there = false;
    for (size_t i = 0; i < ops->count && !is_there; i++) {
        is_there = ops->ops[i].kind == OP_TEXT && strcmp(ops->ops[i].text.text, text) == 0;
    }
    return is_there;
}

// The demo edition stands in, in the language of the device where there is one, with a notice in it anyway.
static void the_notice_is_in_the_language_of_the_device(void **state) {
    (void)state;
    static const struct {
        const char *language, *edition, *note;
    } rows[] = {
        {"ar", "ar", "عرض توضيحي وليس أخبارًا"},
        {"zh-Hant-TW", "zh", "演示内容，并非新闻"},
        {"fr", "en", "Démonstration, pas l’actualité"},
        {"tlh", "en", "Demonstration, not the news"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        configure(rows[i].language, true, "10s");
        do {
            start();
            kiosk_turn(screen.kiosk, screen.now);
            if (report().rung < RUNG_DEMO) {
                die();
            }
        } while (!screen.kiosk);
        const struct studio *studio = screen.kiosk->studio;
        assert_string_equal(locale_language(studio->locale), rows[i].edition);
        assert_string_equal(studio->env.note, rows[i].note);
        assert_true(shows(rows[i].note));
        assert_true(studio->source_count > 0);
        assert_false(moment_is_known(steward_at(screen.steward))); // the clock is right
        retire();
    }
}

static void at_the_foot_of_the_ladder_a_new_file_helps(void **state) {
    (void)state;
    start_with(GOOD);
    for (int i = 0; i < 7; i++) {
        die();
        start();
    }
    assert_int_equal(report().rung, RUNG_DEMO);
    publish(NEXT);
    turn();
    assert_string_equal(title(), "Next");
    assert_int_equal(report().rung, RUNG_NORMAL);
    assert_null(screen.kiosk->studio->env.note);
}

// Every fault at once, with its place; and the picture stays.
static void a_faulty_file_is_refused(void **state) {
    (void)state;
    start_with(GOOD);
    publish("{\"kiosk\":{\"titel\":\"X\",\"theme\":\"dusk\"}}");
    uint64_t frames = screen.kiosk->stats.frames;
    const struct studio *studio = screen.kiosk->studio;
    pass(15 * SECOND);
    assert_ptr_equal(screen.kiosk->studio, studio); // nothing was made anew
    assert_true(screen.kiosk->stats.frames >= frames);
    assert_string_equal(report().refused_why,
        "remote file:1:11: /kiosk/titel: unknown key \"titel\" (did you mean \"title\"?)");
    publish("{\"devices\":{\"another\":{\"ticker\":{\"speed\":1}}},\"kiosk\":{\"title\":\"Others err\"}}");
    pass(15 * SECOND);
    assert_string_equal(title(), "Others err"); // an entry for another screen is that one's
    publish("{\"groups\":{\"lobby\":{\"ticker\":{\"speed\":1}}},\"kiosk\":{\"title\":\"We err\"}}");
    pass(15 * SECOND);
    assert_string_equal(title(), "Others err");
    assert_non_null(strstr(report().refused_why, "/groups/lobby/ticker/speed: 1 is out of range"));
}

#define DUSK "{\"colors\":{\"background\":\"#0a0a0a\"}}"
#define DARK "{\"colors\":{\"background\":\"#010101\"}}"
#define NAMES(theme)                                                                                         \
    "{\"kiosk\":{\"title\":\"Named\",\"theme\":\"%s/" theme "\"},\"times\":[{\"from\":\"22:00\",\"to\":"     \
    "\"06:00\",\"set\":{\"kiosk\":{\"theme\":\"%s/dark.json\",\"title\":\"Night\"}}}]}"

static unsigned ground(void) {
    return screen.kiosk->studio->env.theme->colors[COLOR_BACKGROUND] & 0xFFFFFF;
}

static void serve_themes(void) {
    http_server_answer(screen.server, "/dusk.json", (struct http_reply){.body = DUSK});
    http_server_answer(screen.server, "/dark.json", (struct http_reply){.body = DARK});
}

// Addresses in rules are fetched with the file, long before their hour.
static void rules_may_name_what_lies_elsewhere(void **state) {
    (void)state;
    serve_themes();
    start_with(NAMES("dusk.json"));
    assert_string_equal(title(), "Named");
    assert_int_equal(ground(), 0x0a0a0a);
    assert_int_equal(http_server_hits(screen.server, "/dark.json"), 1);
    http_server_answer(screen.server, "/dark.json", (struct http_reply){.status = 404});
    pass(HOUR - 2 * MINUTE);
    assert_string_equal(title(), "Named");
    pass(2 * MINUTE);
    assert_string_equal(title(), "Night");
    assert_int_equal(ground(), 0x010101);
    assert_int_equal(report().rules, 1);
    die();
    start();
    assert_string_equal(title(), "Night");
    assert_int_equal(ground(), 0x010101);
    pass(8 * HOUR);
    assert_string_equal(title(), "Named");
    assert_int_equal(http_server_hits(screen.server, "/dark.json"), 1);
    assert_int_equal(http_server_hits(screen.server, "/dusk.json"), 1);
}

static void what_cannot_be_had_refuses_or_waits(void **state) {
    (void)state;
    start_with(GOOD);
    publish(NAMES("none.json"));
    serve_themes();
    pass(15 * SECOND);
    assert_string_equal(title(), "Good");
    assert_string_equal(
        report().refused_why, "remote file: /kiosk/theme: what is at its address is not to be had: HTTP 404");
    http_server_answer(screen.server, "/dark.json", (struct http_reply){.status = 503});
    publish(NAMES("dusk.json"));
    pass(15 * SECOND);
    assert_string_equal(title(), "Good");
    assert_string_equal(report().refused_why,
        "remote file: /times/0/set/kiosk/theme: what is at its address is not to be had: HTTP 503");
    serve_themes();
    pass(15 * SECOND);
    assert_string_equal(title(), "Named");
    publish(NAMES("bad.json"));
    http_server_answer(screen.server, "/bad.json",
        (struct http_reply){.body = "{\"colors\":{\"ink\":\"#0e1521\"}}"}); // on its ground nobody could read
    pass(15 * SECOND);
    assert_string_equal(title(), "Named");
    assert_non_null(strstr(report().refused_why, "file of /kiosk/theme:1:"));
    assert_non_null(strstr(report().refused_why, "has a contrast"));
}

static void remove_from_the_vault(const char *end) {
    char command[160];
    snprintf(command, sizeof command, "rm '%s'/cache/remote/*%s", screen.folder, end);
    assert_int_equal(system(command), 0); // NOLINT(cert-env33-c): a folder of our own
}

// A disk that loses files: what was remembered is fetched again, and the trial is not held twice.
static void what_the_disk_lost_is_fetched_again(void **state) {
    (void)state;
    serve_themes();
    start_with(NAMES("dusk.json"));
    pass(TRIAL_SETTLED);
    assert_true(screen.kiosk->studio->config->enclosure_count > 0);
    char *theme = strdup(screen.kiosk->studio->config->enclosures[0].path);
    die();
    assert_int_equal(unlink(theme), 0);
    log_set_level(LOG_WARNING);
    journal_start();
    start();
    const char *said = journal_stop();
    assert_non_null(strstr(said, "lost file of /kiosk/theme.json: cannot open"));
    assert_null(strstr(said, screen.site));
    log_set_level(LOG_ERROR);
    assert_int_not_equal(ground(), 0x0a0a0a);
    turn();
    assert_int_equal(ground(), 0x0a0a0a);
    assert_false(report().is_on_trial);
    assert_int_equal(access(theme, R_OK), 0);
    free(theme);
    // It is not to be had now: what there is stays, and it is asked for again.
    die();
    remove_from_the_vault(".names");
    http_server_answer(screen.server, "/dusk.json", (struct http_reply){.status = 404});
    start();
    turn();
    assert_string_equal(title(), "Named");
    serve_themes();
    pass(15 * SECOND);
    assert_int_equal(ground(), 0x0a0a0a);
    // The file itself.
    retire();
    remove_from_the_vault(".json");
    start();
    assert_string_equal(title(), "Own");
    turn();
    assert_int_equal(ground(), 0x0a0a0a);
    assert_string_equal(title(), "Named");
}

static void read_status(const char *path, struct arena *arena, struct status *out) {
    char *text;
    size_t len;
    struct strbuf faults;
    strbuf_init(&faults, 1 << 16);
    *out = (struct status){0};
    assert_int_equal(file_read(path, 1 << 20, &text, &len, NULL), ERROR_NONE);
    assert_int_equal(settings_read(status_table, path, text, len, arena, out, &faults), ERROR_NONE);
    strbuf_finish(&faults);
    free(text);
}

// What a person who looks after many screens wants to know, every ten seconds and not more often.
static void a_status_says_how_it_is(void **state) {
    (void)state;
    char path[128];
    struct status_file file;
    struct status status;
    struct arena arena;
    arena_init(&arena, 0);
    snprintf(path, sizeof path, "%s/status.json", screen.folder);
    start_with(GOOD);
    publish(LOST);
    pass(15 * SECOND);
    status_file_init(&file, path, screen.now.steady);
    status_file_turn(&file, screen.kiosk, screen.steward, screen.now);
    read_status(path, &arena, &status);
    assert_string_equal(status.configuration.layer, "remote file");
    assert_string_equal(status.configuration.hash, report().hash);
    assert_true(status.configuration.serial > 8.5 && status.configuration.serial < 9.5);
    assert_true(status.configuration.on_trial);
    assert_int_equal(status.configuration.starts, 1);
    assert_int_equal(status.source_count, 1);
    assert_string_equal(status.sources[0].state, "failing");
    assert_null(status.sources[0].answered);
    assert_string_equal(status.sources[0].error, "HTTP 404");
    assert_true(status.sources[0].next > 60 && status.frames.presented > 0 && status.memory > 0);
    assert_int_equal(unlink(path), 0);
    pass(9 * SECOND);
    status_file_turn(&file, screen.kiosk, screen.steward, screen.now);
    assert_int_not_equal(access(path, R_OK), 0);
    pass(TRIAL + 20 * SECOND);
    publish(NULL);
    pass(15 * SECOND);
    status_file_turn(&file, screen.kiosk, screen.steward, screen.now);
    read_status(path, &arena, &status);
    assert_false(status.configuration.on_trial);
    assert_string_equal(status.configuration.error, "HTTP 503");
    assert_string_equal(status.configuration.refused, report().refused);
    assert_non_null(strstr(status.configuration.refused_why, "it did not do well"));
    assert_string_equal(status.sources[0].state, "fresh");
    assert_non_null(status.sources[0].answered);
    arena_finish(&arena);
}

static void without_a_remote_file_nothing_is_counted(void **state) {
    (void)state;
    begin(false);
    for (int i = 0; i < 8; i++) {
        start();
        turn();
        assert_string_equal(title(), "Own");
        assert_int_equal(report().rung, RUNG_NORMAL);
        die();
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_file_is_taken_tried_and_good),
        TEST(fewer_sources_that_answer_end_a_trial),
        TEST(a_way_that_leads_nowhere_ends_a_trial),
        TEST(a_trial_without_a_picture_is_lost),
        TEST(a_trial_that_kills_the_process_is_lost),
        TEST(a_trial_goes_on_after_a_restart),
        TEST(a_network_that_goes_in_the_meantime_is_not_the_files_fault),
        TEST(an_end_that_was_wanted_costs_nothing),
        TEST(without_a_network_a_trial_waits),
        TEST(a_crash_loop_goes_down_the_ladder_and_up_again),
        TEST(the_notice_is_in_the_language_of_the_device),
        TEST(at_the_foot_of_the_ladder_a_new_file_helps),
        TEST(a_faulty_file_is_refused),
        TEST(rules_may_name_what_lies_elsewhere),
        TEST(what_cannot_be_had_refuses_or_waits),
        TEST(what_the_disk_lost_is_fetched_again),
        TEST(a_status_says_how_it_is),
        cmocka_unit_test_teardown(without_a_remote_file_nothing_is_counted, close_fixture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
