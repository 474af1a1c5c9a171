#include "kiosk/kiosk.h"

#include <stdlib.h>

#include "base/clock.h"
#include "kiosk/controls.h"
#include "kiosk/frame.h"
#include "kiosk/programme.h"

void kiosk_page_size(int rotate, int *width, int *height) {
    if (rotate % 180) {
        int kept = *width;
        *width = *height;
        *height = kept;
    }
}

struct instant kiosk_now(const struct kiosk *kiosk) {
    struct instant now = kiosk->platform->now();
    now.wall += kiosk->wall_shift;
    return now;
}

static void set_clock(struct kiosk *kiosk, struct moment at) {
    kiosk->wall_shift = moment_is_known(at) ? at.utc - kiosk->platform->now().wall : 0;
}

// Another moment to start at starts it anew.
static void adopt_clock(struct kiosk *kiosk, const struct studio *before, struct instant *now) {
    struct moment at = kiosk->studio->at;
    if (!kiosk->at_is_fixed && at.utc != before->at.utc) {
        set_clock(kiosk, at);
        now->wall = kiosk->platform->now().wall + kiosk->wall_shift;
    }
}

static struct instant courier_now(void *context) {
    return kiosk_now(context);
}

static void wake(void *context) {
    const struct kiosk *kiosk = context;
    kiosk->platform->wake();
}

// A picture is finished, or it cannot be decoded, which is for the courier to know.
static void wake_both(void *context) {
    const struct kiosk *kiosk = context;
    courier_nudge(kiosk->courier);
    kiosk->platform->wake();
}

enum error kiosk_create(const struct kiosk_options *options, struct kiosk **out, struct reason *reason) {
    struct kiosk *kiosk = calloc(1, sizeof *kiosk);
    if (!kiosk) {
        abort();
    }
    *out = kiosk;
    kiosk->platform = options->platform;
    kiosk->studio = options->studio;
    kiosk->rotate = options->rotate;
    kiosk->rotate_is_fixed = options->rotate_is_fixed;
    kiosk->shows_damage = options->shows_damage;
    kiosk->repaints_all = options->repaints_all;
    kiosk->at_is_fixed = options->at_is_fixed;
    set_clock(kiosk, options->at);
    const struct config *device = options->device ? options->device : options->studio->config;
    struct courier_options courier = {
        .shelf = device->cache,
        .proxy = device->network.proxy,
        .ca_file = device->network.ca,
        .parcel_url = device->remote.url,
        .parcel_every = device->remote.every,
        .parcel_is_signed = device->remote.public_key != NULL,
        .parcel_proxy = device->network.proxy,
        .parcel_ca_file = device->network.ca,
        .built = moment_is_known(options->at) || kiosk->platform->is_virtual
                     ? 0
                     : (millis)BROADSIDE_BUILT * SECOND,
        .wake = wake,
        .wake_context = kiosk,
        .now = courier_now,
        .now_context = kiosk,
    };
    struct instant now = kiosk_now(kiosk);
    studio_dress(kiosk->studio, now.wall);
    kiosk->courier = studio_open_courier(kiosk->studio, &courier);
    kiosk->decoder = decoder_create(wake_both, kiosk);
    kiosk->edition = courier_take(kiosk->courier); // from the shelf
    rehearsal_init(&kiosk->rehearsal);
    enum error error = programme_open_stage(kiosk, reason);
    programme_open(kiosk, now);
    kiosk->is_untidy = kiosk->has_laid_out = true;
    return error;
}

void kiosk_destroy(struct kiosk *kiosk) {
    decoder_destroy(kiosk->decoder); // these first: their threads call back into the kiosk
    courier_destroy(kiosk->courier);
    scene_finish(&kiosk->scene);
    rehearsal_finish(&kiosk->rehearsal);
    ticker_finish(&kiosk->ticker);
    stage_destroy(kiosk->stage);
    typesetter_give_up(&kiosk->typesetter);
    deck_destroy(kiosk->retired);
    deck_destroy(kiosk->deck);
    edition_unref(kiosk->edition);
    studio_destroy(kiosk->adopted);
    free(kiosk);
}

static bool is_same_stage(const struct studio *a, const struct studio *b) {
    return a->env.width == b->env.width && a->env.height == b->env.height &&
           a->env.has_ticker == b->env.has_ticker && a->env.has_motion == b->env.has_motion &&
           rect_is_equal(deck_ribbon_box(&a->env), deck_ribbon_box(&b->env));
}

void kiosk_adopt(struct kiosk *kiosk, struct studio *studio, struct instant now) {
    struct studio *before = kiosk->studio;
    int rotate = kiosk->rotate_is_fixed ? kiosk->rotate : studio->config->kiosk.rotate;
    int width = before->env.width, height = before->env.height;
    kiosk_page_size(rotate - kiosk->rotate, &width, &height);
    studio_resize(studio, width, height);
    kiosk->studio = studio;
    adopt_clock(kiosk, before, &now);
    studio_dress(studio, now.wall);
    bool same_stage = rotate == kiosk->rotate && is_same_stage(before, studio);
    kiosk->rotate = rotate;
    programme_exchange(kiosk, same_stage, now);
    struct courier_options options = studio_courier_options(studio, &(struct courier_options){0});
    options.shelf = studio->config->cache;
    courier_assign(kiosk->courier, &options);
    studio_destroy(kiosk->adopted);
    kiosk->adopted = studio;
}

static millis tell_screen(const struct kiosk *kiosk) {
    const struct config *config = kiosk->studio->config;
    struct platform_screen screen = {config->screen_on, config->screen_brightness, config->screen_tallest};
    return kiosk->platform->adjust(&screen);
}

void kiosk_wait(struct kiosk *kiosk, millis due) {
    kiosk->platform->wait(due);
    kiosk->stats.wakeups++;
    if (kiosk->platform->is_virtual) {
        courier_nudge(kiosk->courier);
        decoder_wait(kiosk->decoder);
    }
}

millis kiosk_turn(struct kiosk *kiosk, struct instant now) {
    kiosk->stats.turns++;
    kiosk->turn_began = clock_ns();
    kiosk->turn_busy = clock_thread_ns();
    programme_take_edition(kiosk);
    programme_renew(kiosk, now);
    controls_poll(kiosk, now);
    if (kiosk->has_ended) {
        return now.steady;
    }
    const bool is_on = kiosk->studio->config->screen_on;
    const millis seen_until = tell_screen(kiosk);
    if (!is_on && now.steady >= seen_until) {
        return frame_darken(kiosk, now);
    }
    region_clear(&kiosk->damage);
    const struct oplist *ops = scene_compose(&kiosk->scene, &kiosk->director, now, &kiosk->damage);
    if (kiosk->retired) {
        kiosk->is_untidy = kiosk->has_laid_out = true;
    }
    deck_destroy(kiosk->retired); // nothing on screen is made of it any more
    kiosk->retired = NULL;
    const bool is_turned = kiosk->turned_to != kiosk->director.page;
    if (is_turned) {
        stage_keep(kiosk->stage);
    }
    stage_receive(kiosk->stage, ops, &kiosk->damage);
    if (kiosk->repaints_all) {
        region_add(&kiosk->damage, frame_whole(kiosk));
    }
    if (!region_is_empty(&kiosk->damage)) {
        stage_paint(kiosk->stage, ops, &kiosk->damage);
    }
    if (is_turned) {
        stage_turn(kiosk->stage);
        kiosk->turned_to = kiosk->director.page;
        kiosk->is_untidy = true; // what the page before was made of has left holes
    }
    kiosk->is_complete = kiosk->is_complete || stage_has_pictures(kiosk->stage, ops);
    stage_fade(kiosk->stage, director_arrival(&kiosk->director, now.steady, FADE_WHOLE));
    frame_present(kiosk, now);
    frame_prepare(kiosk, now);
    kiosk->frame_due = frame_next_turn(kiosk, now);
    return is_on || kiosk->frame_due < seen_until ? kiosk->frame_due : seen_until;
}

bool kiosk_is_ready(const struct kiosk *kiosk) {
    return kiosk->is_ready && decoder_is_idle(kiosk->decoder);
}

struct vital_signs kiosk_vital_signs(const struct kiosk *kiosk) {
    return (struct vital_signs){
        .has_frame = kiosk->stats.frames > 0,
        .is_behind = stage_is_behind(kiosk->stage),
        .courier_turns = courier_turns(kiosk->courier),
    };
}

void kiosk_count_caches(struct kiosk *kiosk) {
    struct cache_stats *caches = kiosk->stats.caches;
    caches[CACHE_GLYPHS] = *fonts_glyph_stats(kiosk->studio->fonts);
    if (!kiosk->stage) {
        return; // it ended between two displays
    }
    const struct stage_stats *drawn = stage_stats(kiosk->stage);
    kiosk->stats.renderer = drawn->renderer;
    kiosk->stats.textures = drawn->textures_created;
    caches[CACHE_RUNS] = drawn->caches[STAGE_RUNS];
    caches[CACHE_PICTURES] = drawn->caches[STAGE_PICTURES];
    caches[CACHE_SHAPES] = drawn->caches[STAGE_SHAPES];
    caches[CACHE_RIBBON] = drawn->caches[STAGE_RIBBON];
}
