#include "tests/support/remote_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "tests/support/hand_turned.h"
#include "tests/support/test.h"

#define EVENING INT64_C(1795554000000) // 2026-11-24T21:00:00Z

struct remote_screen screen;

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

void screen_publish(const char *text) {
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

void screen_start(void) {
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

void screen_die(void) {
    kiosk_destroy(screen.kiosk);
    screen.platform.close();
    steward_destroy(screen.steward);
    screen.kiosk = NULL;
    screen.steward = NULL;
}

void screen_retire(void) {
    steward_retire(screen.steward);
    screen_die();
}

void screen_turn(void) {
    for (int i = 0; i < 3; i++) {
        hand_turned_courier(screen.kiosk->courier, screen.now);
        steward_turn(screen.steward, screen.kiosk, screen.now);
    }
    if (!screen.is_blind) {
        kiosk_turn(screen.kiosk, screen.now);
    }
}

void screen_pass(millis time) {
    for (millis step = 5 * SECOND; time > 0; time -= step) {
        step = step < time ? step : time;
        screen.now.steady += step;
        screen.now.wall += step;
        screen_turn();
    }
}

struct steward_report screen_report(void) {
    return steward_report(screen.steward);
}

const char *screen_title(void) {
    return screen.kiosk->studio->env.title;
}

void screen_configure(const char *language, bool has_remote, const char *every) {
    char text[1024];
    int len = snprintf(text, sizeof text,
        "{\"kiosk\":{\"title\":\"Own\",\"groups\":[\"lobby\"],\"language\":\"%s\"},\"cache\":\"%s/cache\","
        "\"ticker\":{\"on\":false},\"remote\":{\"every\":\"%s\",\"trial\":\"60s\"%s%s%s}}",
        language, screen.folder, every, has_remote ? ",\"url\":\"" : "", has_remote ? screen.site : "",
        has_remote ? "/remote.json\"" : "");
    assert_int_equal(file_write(screen.config, text, (size_t)len, NULL), ERROR_NONE);
}

void screen_begin(bool has_remote) {
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
    screen_configure("en", has_remote, "10s");
    http_server_answer(screen.server, "/feed.json", (struct http_reply){.body = FEED});
}

int screen_set_up(void **state) {
    (void)state;
    screen_begin(true);
    return 0;
}

int screen_tear_down(void **state) {
    (void)state;
    char command[96];
    if (screen.steward) {
        screen_die();
    }
    http_server_stop(screen.server);
    snprintf(command, sizeof command, "rm -r '%s'", screen.folder);
    return system(command); // NOLINT(cert-env33-c): a folder of our own
}

void screen_start_with(const char *text) {
    screen_publish(text);
    screen_start();
    screen_turn();
    screen_pass(TRIAL + 5 * SECOND);
    assert_false(screen_report().is_on_trial);
    assert_int_equal(strlen(screen_report().hash), CONTENT_HASH - 1);
}
