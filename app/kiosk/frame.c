#include "kiosk/frame.h"

#include "base/clock.h"
#include "base/resident.h"
#include "kiosk/programme.h"

// Of what is left of a frame, for what comes next: at most so much, and not the end of it, for a single run
// may take longer than was left. Where nothing moves no frame waits, but somebody who touches the screen may.
#define PREPARE_MOST ((millis)4)
#define PREPARE_MARGIN ((millis)2)
#define PREPARE_STILL ((millis)40)

millis frame_time(const struct kiosk *kiosk, millis now, int ahead) {
    millis rate = kiosk->platform->refresh(), frame = now * rate / SECOND + ahead;
    return (frame * SECOND + rate - 1) / rate;
}

// That of the frame to the nearest millisecond, in which a headline moves by a pixel at most.
millis frame_ticker_time(const struct kiosk *kiosk, struct instant now) {
    millis rate = kiosk->platform->refresh(), frame = now.steady * rate / SECOND;
    return (frame * SECOND + rate / 2) / rate;
}

struct rect frame_whole(const struct kiosk *kiosk) {
    return (struct rect){0, 0, kiosk->studio->env.width, kiosk->studio->env.height};
}

// Of a frame what is to be shown, and when it was due.
struct showing {
    const struct ribbon_place *places;
    size_t count;
    millis due;
    bool has_motion;
};

static void count_frame(struct kiosk *kiosk, const struct showing *showing, struct instant now) {
    int64_t busy = clock_thread_ns();
    const struct frame_times times = {
        .now = now.steady,
        .due = showing->due,
        .refresh = kiosk->platform->refresh(),
        .took = clock_ns() - kiosk->turn_began,
        .busy = busy - kiosk->busy,
        .has_motion = showing->has_motion,
        .is_complete = kiosk->is_complete,
    };
    kiosk->busy = busy;
    stats_count_frame(&kiosk->stats, &times);
}

// What could not be shown is owed: the next turn shows it again, and the heartbeat hears that it is behind.
static bool show(struct kiosk *kiosk, const struct showing *showing, struct instant now) {
    bool is_shown = kiosk->platform->present(stage_present(kiosk->stage, showing->places, showing->count));
    if (is_shown) {
        count_frame(kiosk, showing, now);
    } else {
        stage_expose(kiosk->stage);
    }
    return is_shown;
}

static bool differs(float a, float b) {
    return a < b || a > b;
}

void frame_present(struct kiosk *kiosk, struct instant now) {
    struct ticker_place places[TICKER_MOST];
    struct ribbon_place ribbon[TICKER_MOST];
    millis at = frame_ticker_time(kiosk, now);
    size_t count = ticker_places(&kiosk->ticker, at, places, TICKER_MOST);
    float shift =
        stage_is_between(kiosk->stage) ? ticker_shift(&kiosk->ticker, at, kiosk->platform->refresh()) : 0;
    for (size_t i = 0; i < count; i++) {
        ribbon[i] = (struct ribbon_place){places[i].item, (float)places[i].x + shift};
    }
    bool has_moved =
        count && (differs(ribbon[0].x, kiosk->ribbon_x) || places[0].item != kiosk->ribbon_first);
    if (!has_moved && !stage_is_behind(kiosk->stage)) {
        return;
    }
    kiosk->ribbon_x = count ? ribbon[0].x : 0;
    kiosk->ribbon_first = count ? places[0].item : NULL;
    show(kiosk, &(struct showing){ribbon, count, kiosk->frame_due, has_moved}, now);
}

static void prepare_headline(struct kiosk *kiosk, struct instant now) {
    const struct ticker_item *item = ticker_upcoming(&kiosk->ticker, frame_ticker_time(kiosk, now));
    if (item) {
        const struct ticker_form *form = &kiosk->ticker.form;
        struct ribbon_place place = {item, (float)(form->mirrored ? -item->width : form->width)};
        stage_prepare_headline(kiosk->stage, &place);
    }
}

// An edition leaves holes in the heap, of answers, pictures, and the deck before; and code in memory that no
// frame and no turn needs.
static void tidy(struct kiosk *kiosk) {
    if (!kiosk->is_untidy || typesetter_is_busy(&kiosk->typesetter)) {
        return;
    }
    resident_trim();
    if (kiosk->has_laid_out) {
        resident_rest_libraries();
    }
    kiosk->is_untidy = kiosk->has_laid_out = false;
}

static bool is_still(const struct kiosk *kiosk, struct instant now) {
    return ticker_next_change(&kiosk->ticker, now.steady) == MILLIS_NEVER &&
           !typesetter_is_busy(&kiosk->typesetter) && !kiosk->deck->is_cut && !stage_is_fading(kiosk->stage);
}

// Milliseconds that may go into what comes next, down to none: until the next frame, less what this turn has
// computed. Where it waited for the screen the frame after this one waits as well, and nothing is lost.
static millis spare_time(const struct kiosk *kiosk, struct instant now) {
    if (is_still(kiosk, now)) {
        return PREPARE_STILL;
    }
    millis used = (clock_thread_ns() - kiosk->turn_busy) / 1000000 + 1;
    millis left = frame_time(kiosk, now.steady, 1) - now.steady - used - PREPARE_MARGIN;
    return left < 0 ? 0 : left < PREPARE_MOST ? left : PREPARE_MOST;
}

// True once all that was rehearsed is there. However little time is left, something is made, or what comes
// next would never be ready on a busy machine.
static bool make_ready(struct kiosk *kiosk, const struct director *director, bool is_on, struct instant now) {
    struct rehearsal *rehearsal = &kiosk->rehearsal;
    const struct oplist *ops = rehearsal_next(rehearsal, director, is_on, now);
    if (!ops) {
        return true;
    }
    const int64_t end = clock_ns() + spare_time(kiosk, now) * 1000000;
    bool has_time = true;
    while (ops && has_time) {
        int64_t left = (end - clock_ns()) / 1000000;
        has_time = stage_prepare(kiosk->stage, ops, left > 0 ? left : 0);
        if (has_time) {
            rehearsal_pass(rehearsal);
            ops = rehearsal_next(rehearsal, director, is_on, now);
            has_time = clock_ns() < end;
        }
    }
    return !ops;
}

// Of a deck that is whole the page that it will begin with; else what comes after the page that is on, and
// then of the ticker the headline that comes next. Pictures are asked for.
void frame_prepare(struct kiosk *kiosk, struct instant now) {
    if (typesetter_deck(&kiosk->typesetter)) {
        struct director coming = programme_coming(kiosk, now);
        make_ready(kiosk, &coming, false, now);
        return;
    }
    bool was_ready = kiosk->is_ready;
    kiosk->is_ready = make_ready(kiosk, &kiosk->director, true, now);
    if (!kiosk->is_ready) {
        return;
    }
    if (was_ready) {
        tidy(kiosk);
        prepare_headline(kiosk, now);
    }
    if (!typesetter_is_busy(&kiosk->typesetter)) { // which measures in every frame
        fonts_rest(kiosk->studio->fonts);
    }
}

void frame_forget(struct kiosk *kiosk) {
    rehearsal_forget(&kiosk->rehearsal);
    kiosk->is_ready = false;
}

// While the ticker moves, a page fades in, a deck is being made or something is not ready, every refresh is a
// turn and everything else waits for it; else the next visible change is.
millis frame_next_turn(const struct kiosk *kiosk, struct instant now) {
    return is_still(kiosk, now) && kiosk->is_ready ? scene_next_change(&kiosk->scene, &kiosk->director, now)
                                                   : frame_time(kiosk, now.steady, 1);
}

millis frame_darken(struct kiosk *kiosk, struct instant now) {
    if (!kiosk->is_dark) {
        struct rect all = frame_whole(kiosk);
        struct op black = {.kind = OP_FILL, .box = all, .color = 0xFF000000U};
        struct oplist ops = {.ops = &black, .count = 1};
        region_clear(&kiosk->damage);
        region_add(&kiosk->damage, all);
        stage_fade(kiosk->stage, FADE_WHOLE);
        stage_paint(kiosk->stage, &ops, &kiosk->damage);
        kiosk->is_dark = show(kiosk, &(struct showing){.due = now.steady}, now);
        scene_invalidate(&kiosk->scene);
    }
    kiosk->frame_due =
        typesetter_is_busy(&kiosk->typesetter) ? frame_time(kiosk, now.steady, 1) : now.steady + MINUTE;
    return kiosk->frame_due;
}
