#include "support/turned_kiosk.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "support/test.h"

enum { MOST_EVENTS = 8 };
#define PATIENCE 5000 // turns

static struct platform_event events[MOST_EVENTS];
static size_t event_count;

static bool poll_event(struct platform_event *out) {
    if (event_count == 0) {
        return false;
    }
    *out = events[0];
    memmove(events, events + 1, --event_count * sizeof *events);
    return true;
}

void turned_kiosk_press(enum platform_event_kind kind, enum platform_key key) {
    assert_true(event_count < MOST_EVENTS);
    events[event_count++] = (struct platform_event){.kind = kind, .key = key};
}

static struct SDL_Renderer *(*own_renderer)(void);

void turned_kiosk_draw_with(struct SDL_Renderer *(*renderer)(void)) {
    own_renderer = renderer;
}

static const struct turned_kiosk *presenting; // NULL: what is presented is not looked at
static int64_t textures_then;

int64_t turned_kiosk_textures(const struct turned_kiosk *turned) {
    const struct stage_stats *stats = stage_stats(turned->kiosk->stage);
    return (int64_t)(stats->textures_created - stats->parts_made);
}

static bool present(const struct region *region) {
    if (presenting) {
        textures_then = turned_kiosk_textures(presenting);
    }
    return platform_null.present(region);
}

static millis turn_now(struct turned_kiosk *turned) {
    int64_t before = turned_kiosk_textures(turned);
    textures_then = before;
    presenting = turned;
    millis due = kiosk_turn(turned->kiosk, turned->now);
    presenting = NULL;
    turned->cold = textures_then - before;
    return due;
}

struct turned_kiosk *turned_kiosk_open(bool has_ticker, int width, int height) {
    struct turned_kiosk *turned = calloc(1, sizeof *turned);
    struct reason reason = {{0}};
    assert_non_null(turned);
    event_count = 0;
    turned->platform = platform_null;
    turned->platform.poll = poll_event;
    turned->platform.present = present;
    turned->platform.renderer = own_renderer ? own_renderer : platform_null.renderer;
    struct studio_wish wish = {.width = width, .height = height};
    struct platform_wish window = {.width = width, .height = height};
    assert_int_equal(studio_create(&wish, &turned->studio, &reason), ERROR_NONE);
    turned->studio->env.has_ticker = has_ticker;
    assert_int_equal(turned->platform.open(&window, &reason), ERROR_NONE);
    struct kiosk_options options = {
        .platform = &turned->platform, .studio = turned->studio, .at = turned->studio->at};
    assert_int_equal(kiosk_create(&options, &turned->kiosk, &reason), ERROR_NONE);
    stats_init(&turned->kiosk->stats);
    turned->now = kiosk_now(turned->kiosk);
    return turned;
}

void turned_kiosk_close(struct turned_kiosk *turned) {
    kiosk_destroy(turned->kiosk);
    turned->platform.close();
    studio_destroy(turned->studio);
    free(turned);
}

void turned_kiosk_ask(struct turned_kiosk *turned) {
    const struct survey_row *rows;
    size_t count;
    courier_survey(turned->kiosk->courier, 30 * SECOND, &rows, &count);
}

void turned_kiosk_turn(struct turned_kiosk *turned) {
    millis due = turn_now(turned);
    assert_true(due > turned->now.steady || turned->kiosk->has_ended);
    decoder_wait(turned->kiosk->decoder); // its thread takes real time, of which there is none here
    turned->now.wall += due - turned->now.steady;
    turned->now.steady = due;
}

void turned_kiosk_settle(struct turned_kiosk *turned) {
    do {
        turned_kiosk_turn(turned);
    } while (typesetter_is_busy(&turned->kiosk->typesetter) || turned->kiosk->deck->is_cut);
}

void turned_kiosk_turn_for(struct turned_kiosk *turned, millis time) {
    for (millis end = turned->now.steady + time; turned->now.steady < end;) {
        turned_kiosk_turn(turned);
    }
}

void turned_kiosk_get_ready(struct turned_kiosk *turned) {
    turn_now(turned);
    const int64_t cold = turned->cold;
    for (int i = 0; !kiosk_is_ready(turned->kiosk); i++) {
        assert_true(i < PATIENCE);
        if (!decoder_is_idle(turned->kiosk->decoder)) {
            poll(NULL, 0, 1); // its thread takes real time
        }
        turn_now(turned);
    }
    turned->cold = cold;
}
