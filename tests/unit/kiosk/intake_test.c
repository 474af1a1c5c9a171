// What comes with a remote file and what is wrong with one, told to a whole kiosk without a screen.

#include "kiosk/intake.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "tests/support/journal.h"
#include "tests/support/remote_screen.h"
#include "tests/support/test.h"

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

// Every fault at once, with its place; and the picture stays.
static void a_faulty_file_is_refused(void **state) {
    (void)state;
    screen_start_with(GOOD);
    screen_publish("{\"kiosk\":{\"titel\":\"X\",\"theme\":\"dusk\"}}");
    uint64_t frames = screen.kiosk->stats.frames;
    const struct studio *studio = screen.kiosk->studio;
    screen_pass(15 * SECOND);
    assert_ptr_equal(screen.kiosk->studio, studio); // nothing was made anew
    assert_true(screen.kiosk->stats.frames >= frames);
    assert_string_equal(screen_report().refused_why,
        "remote file:1:11: /kiosk/titel: unknown key \"titel\" (did you mean \"title\"?)");
    screen_publish(
        "{\"devices\":{\"another\":{\"ticker\":{\"speed\":1}}},\"kiosk\":{\"title\":\"Others err\"}}");
    screen_pass(15 * SECOND);
    assert_string_equal(screen_title(), "Others err"); // an entry for another screen is that one's
    screen_publish("{\"groups\":{\"lobby\":{\"ticker\":{\"speed\":1}}},\"kiosk\":{\"title\":\"We err\"}}");
    screen_pass(15 * SECOND);
    assert_string_equal(screen_title(), "Others err");
    assert_non_null(strstr(screen_report().refused_why, "/groups/lobby/ticker/speed: 1 is out of range"));
}

// Addresses in rules are fetched with the file, long before their hour.
static void rules_may_name_what_lies_elsewhere(void **state) {
    (void)state;
    serve_themes();
    screen_start_with(NAMES("dusk.json"));
    assert_string_equal(screen_title(), "Named");
    assert_int_equal(ground(), 0x0a0a0a);
    assert_int_equal(http_server_hits(screen.server, "/dark.json"), 1);
    http_server_answer(screen.server, "/dark.json", (struct http_reply){.status = 404});
    screen_pass(HOUR - 2 * MINUTE);
    assert_string_equal(screen_title(), "Named");
    screen_pass(2 * MINUTE);
    assert_string_equal(screen_title(), "Night");
    assert_int_equal(ground(), 0x010101);
    assert_int_equal(screen_report().rules, 1);
    screen_die();
    screen_start();
    assert_string_equal(screen_title(), "Night");
    assert_int_equal(ground(), 0x010101);
    screen_pass(8 * HOUR);
    assert_string_equal(screen_title(), "Named");
    assert_int_equal(http_server_hits(screen.server, "/dark.json"), 1);
    assert_int_equal(http_server_hits(screen.server, "/dusk.json"), 1);
}

static void what_cannot_be_had_refuses_or_waits(void **state) {
    (void)state;
    screen_start_with(GOOD);
    screen_publish(NAMES("none.json"));
    serve_themes();
    screen_pass(15 * SECOND);
    assert_string_equal(screen_title(), "Good");
    assert_string_equal(screen_report().refused_why,
        "remote file: /kiosk/theme: what is at its address is not to be had: HTTP 404");
    http_server_answer(screen.server, "/dark.json", (struct http_reply){.status = 503});
    screen_publish(NAMES("dusk.json"));
    screen_pass(15 * SECOND);
    assert_string_equal(screen_title(), "Good");
    assert_string_equal(screen_report().refused_why,
        "remote file: /times/0/set/kiosk/theme: what is at its address is not to be had: HTTP 503");
    serve_themes();
    screen_pass(15 * SECOND);
    assert_string_equal(screen_title(), "Named");
    screen_publish(NAMES("bad.json"));
    http_server_answer(screen.server, "/bad.json",
        (struct http_reply){.body = "{\"colors\":{\"ink\":\"#0e1521\"}}"}); // on its ground nobody could read
    screen_pass(15 * SECOND);
    assert_string_equal(screen_title(), "Named");
    assert_non_null(strstr(screen_report().refused_why, "file of /kiosk/theme:1:"));
    assert_non_null(strstr(screen_report().refused_why, "has a contrast"));
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
    screen_start_with(NAMES("dusk.json"));
    screen_pass(TRIAL_SETTLED);
    assert_true(screen.kiosk->studio->config->enclosure_count > 0);
    char *theme = strdup(screen.kiosk->studio->config->enclosures[0].path);
    screen_die();
    assert_int_equal(unlink(theme), 0);
    log_set_level(LOG_WARNING);
    journal_start();
    screen_start();
    const char *said = journal_stop();
    assert_non_null(strstr(said, "lost file of /kiosk/theme.json: cannot open"));
    assert_null(strstr(said, screen.site));
    log_set_level(LOG_ERROR);
    assert_int_not_equal(ground(), 0x0a0a0a);
    screen_turn();
    assert_int_equal(ground(), 0x0a0a0a);
    assert_false(screen_report().is_on_trial);
    assert_int_equal(access(theme, R_OK), 0);
    free(theme);
    // It is not to be had now: what there is stays, and it is asked for again.
    screen_die();
    remove_from_the_vault(".names");
    http_server_answer(screen.server, "/dusk.json", (struct http_reply){.status = 404});
    screen_start();
    screen_turn();
    assert_string_equal(screen_title(), "Named");
    serve_themes();
    screen_pass(15 * SECOND);
    assert_int_equal(ground(), 0x0a0a0a);
    // The file itself.
    screen_retire();
    remove_from_the_vault(".json");
    screen_start();
    assert_string_equal(screen_title(), "Own");
    screen_turn();
    assert_int_equal(ground(), 0x0a0a0a);
    assert_string_equal(screen_title(), "Named");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, screen_set_up, screen_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_faulty_file_is_refused),
        TEST(rules_may_name_what_lies_elsewhere),
        TEST(what_cannot_be_had_refuses_or_waits),
        TEST(what_the_disk_lost_is_fetched_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
