// A whole kiosk without a screen, on a clock of the test's own: what it uses when remote files come, do
// badly, and when the process dies again and again.

#include "kiosk/steward.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/remote_screen.h"
#include "tests/support/test.h"

static void a_file_is_taken_tried_and_good(void **state) {
    (void)state;
    screen_start();
    screen_turn();
    assert_string_equal(screen_title(), "Own");
    assert_string_equal(screen_report().hash, "");
    screen_publish(GOOD);
    screen_pass(15 * SECOND); // not as long as a source would wait after a 404
    assert_string_equal(screen_title(), "Good");
    assert_true(screen_report().is_on_trial);
    assert_int_equal(screen_report().serial, 7);
    screen_pass(TRIAL - 20 * SECOND);
    assert_true(screen_report().is_on_trial);
    screen_pass(20 * SECOND);
    assert_false(screen_report().is_on_trial);
    assert_string_equal(screen_title(), "Good");
    int asked = http_server_hits(screen.server, "/remote.json");
    size_t sent = http_server_sent(screen.server);
    screen_pass(MINUTE);
    assert_in_range(http_server_hits(screen.server, "/remote.json") - asked, 4, 8);
    assert_int_equal(http_server_sent(screen.server), sent); // 304 each
    screen_die();
    screen_start(); // without a word from the server
    assert_string_equal(screen_title(), "Good");
    assert_false(screen_report().is_on_trial);
}

static void expect_return(const char *why) {
    char refused[CONTENT_HASH];
    assert_string_equal(screen_title(), "Good");
    assert_false(screen_report().is_on_trial);
    assert_int_equal(screen_report().serial, 7);
    snprintf(refused, sizeof refused, "%s", screen_report().refused);
    if (!strstr(screen_report().refused_why, why)) {
        fail_msg("\"%s\" lacks \"%s\"", screen_report().refused_why, why);
    }
    assert_string_not_equal(refused, screen_report().hash);
    // It is not tried again: not when it is offered, not after a restart.
    courier_doubt_parcel(screen.kiosk->courier);
    screen_pass(30 * SECOND);
    assert_string_equal(screen_title(), "Good");
    screen_die();
    screen_start();
    screen_turn();
    screen_pass(30 * SECOND);
    assert_string_equal(screen_title(), "Good");
    assert_false(screen_report().is_on_trial);
}

static void fewer_sources_that_answer_end_a_trial(void **state) {
    (void)state;
    screen_start_with(GOOD);
    screen_publish(LOST);
    screen_pass(15 * SECOND);
    assert_string_equal(screen_title(), "Lost");
    assert_true(screen_report().is_on_trial);
    screen_pass(TRIAL + 20 * SECOND);
    expect_return("0 of 1 sources answer, 1 did before");
}

// What cuts the sources off does not cut off the file that puts it right.
static void a_way_that_leads_nowhere_ends_a_trial(void **state) {
    (void)state;
    screen_start_with(GOOD);
    screen_publish("{\"kiosk\":{\"title\":\"Astray\"},\"network\":{\"proxy\":\"http://127.0.0.1:9\"},"
                   "\"sources\":[" SOURCE("b", "/feed.json") "]}");
    screen_pass(15 * SECOND);
    assert_string_equal(screen_title(), "Astray");
    screen_pass(TRIAL + 20 * SECOND);
    expect_return("0 of 1 sources answer, 1 did before");
}

static void a_trial_without_a_picture_is_lost(void **state) {
    (void)state;
    screen_start_with(GOOD);
    screen_publish(NEXT);
    screen.is_blind = true;
    screen_pass(15 * SECOND);
    assert_true(screen_report().is_on_trial);
    screen_pass(TRIAL + 20 * SECOND);
    screen.is_blind = false;
    screen_turn();
    expect_return("0 frames");
}

static void a_trial_that_kills_the_process_is_lost(void **state) {
    (void)state;
    screen_start_with(GOOD);
    screen_pass(TRIAL_SETTLED);
    screen_publish(NEXT);
    screen_pass(15 * SECOND);
    assert_true(screen_report().is_on_trial);
    screen_die();
    screen_start(); // the power may have failed
    assert_string_equal(screen_title(), "Next");
    assert_true(screen_report().is_on_trial);
    screen_die();
    screen_start();
    assert_string_equal(screen_title(), "Good");
    screen_turn();
    assert_false(screen_report().is_on_trial);
    screen_publish(NEXT);
    screen_pass(30 * SECOND);
    assert_string_equal(screen_title(), "Good");
}

// A restart does not make a file better.
static void a_trial_goes_on_after_a_restart(void **state) {
    (void)state;
    screen_start_with(GOOD);
    screen_pass(TRIAL_SETTLED);
    screen_publish(LOST);
    screen_pass(15 * SECOND);
    screen_retire();
    screen_start();
    screen_turn();
    assert_string_equal(screen_title(), "Lost");
    assert_true(screen_report().is_on_trial);
    screen_pass(TRIAL + 15 * SECOND);
    expect_return("0 of 1 sources answer, 1 did before");
}

// The network went after the file's server was last asked: that is found out before anything is decided.
static void a_network_that_goes_in_the_meantime_is_not_the_files_fault(void **state) {
    (void)state;
    screen_configure("en", true, "1h");
    screen_start_with(GOOD);
    http_server_answer(screen.server, "/held.json", (struct http_reply){.fault = FAULT_CLOSE});
    screen_publish("{\"kiosk\":{\"title\":\"Held\"},\"sources\":[" SOURCE("b", "/held.json") "]}");
    while (!screen_report().is_on_trial) {
        screen_pass(5 * SECOND);
    }
    http_server_answer(screen.server, "/remote.json", (struct http_reply){.fault = FAULT_CLOSE});
    screen_pass(10 * TRIAL);
    assert_string_equal(screen_title(), "Held");
    assert_true(screen_report().is_on_trial);
    http_server_answer(screen.server, "/held.json", (struct http_reply){.body = FEED});
    screen_pass(2 * TRIAL);
    assert_string_equal(screen_title(), "Held");
    assert_false(screen_report().is_on_trial);
}

static void an_end_that_was_wanted_costs_nothing(void **state) {
    (void)state;
    screen_start_with(GOOD);
    screen_publish(NEXT);
    screen_pass(15 * SECOND);
    for (int i = 0; i < 9; i++) {
        screen_retire();
        screen_start();
        assert_string_equal(screen_title(), "Next");
        assert_int_equal(screen_report().rung, RUNG_NORMAL);
    }
    screen_turn();
    screen_pass(TRIAL + 5 * SECOND);
    assert_false(screen_report().is_on_trial);
    assert_string_equal(screen_title(), "Next");
}

// The network is to blame: nothing is decided before it is back.
static void without_a_network_a_trial_waits(void **state) {
    (void)state;
    screen_start_with(GOOD);
    screen_publish(LOST);
    screen_pass(15 * SECOND);
    assert_true(screen_report().is_on_trial);
    http_server_answer(screen.server, "/remote.json", (struct http_reply){.fault = FAULT_CLOSE});
    screen_pass(5 * MINUTE);
    assert_true(screen_report().is_on_trial);
    screen_publish(LOST);
    screen_pass(MINUTE);
    assert_string_equal(screen_title(), "Good");
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
    screen_start_with(GOOD);
    screen_publish(NEXT);
    screen_pass(15 * SECOND);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        screen_die();
        screen_start();
        const struct layout_env *env = &screen.kiosk->studio->env;
        assert_int_equal(screen_report().rung, starts[i].rung);
        assert_int_equal(screen_report().starts, i + 2);
        assert_int_equal(env->note != NULL, starts[i].title == NULL);
        if (starts[i].title) {
            assert_string_equal(screen_title(), starts[i].title);
        }
        assert_true(kiosk_turn(screen.kiosk, screen.now) > screen.now.steady);
        assert_int_equal(screen.kiosk->stats.frames, 1); // always a picture
    }
    screen_turn(); // the same file is offered, and left alone
    assert_int_equal(screen_report().rung, RUNG_DEMO);
    screen_pass(TRIAL_SETTLED);
    assert_int_equal(screen_report().rung, RUNG_NORMAL);
    assert_int_equal(screen_report().starts, 0);
    assert_string_equal(screen_title(), "Good");
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
        screen_configure(rows[i].language, true, "10s");
        do {
            screen_start();
            kiosk_turn(screen.kiosk, screen.now);
            if (screen_report().rung < RUNG_DEMO) {
                screen_die();
            }
        } while (!screen.kiosk);
        const struct studio *studio = screen.kiosk->studio;
        assert_string_equal(locale_language(studio->locale), rows[i].edition);
        assert_string_equal(studio->env.note, rows[i].note);
        assert_true(shows(rows[i].note));
        assert_true(studio->source_count > 0);
        assert_false(moment_is_known(steward_at(screen.steward))); // the clock is right
        screen_retire();
    }
}

static void at_the_foot_of_the_ladder_a_new_file_helps(void **state) {
    (void)state;
    screen_start_with(GOOD);
    for (int i = 0; i < 7; i++) {
        screen_die();
        screen_start();
    }
    assert_int_equal(screen_report().rung, RUNG_DEMO);
    screen_publish(NEXT);
    screen_turn();
    assert_string_equal(screen_title(), "Next");
    assert_int_equal(screen_report().rung, RUNG_NORMAL);
    assert_null(screen.kiosk->studio->env.note);
}

static void without_a_remote_file_nothing_is_counted(void **state) {
    (void)state;
    screen_begin(false);
    for (int i = 0; i < 8; i++) {
        screen_start();
        screen_turn();
        assert_string_equal(screen_title(), "Own");
        assert_int_equal(screen_report().rung, RUNG_NORMAL);
        screen_die();
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, screen_set_up, screen_tear_down)

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
        cmocka_unit_test_teardown(without_a_remote_file_nothing_is_counted, screen_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
