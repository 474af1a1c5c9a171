#include "kiosk/kiosk.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/resident.h"
#include "kiosk/touch.h"

#define MOST_PLACES 64
#define PROGRESS_PAUSE (20 * SECOND)
#define PREPARE_BUDGET ((millis)4) // milliseconds of a frame that may go into the next page

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

static bool has_ticker(const struct kiosk *kiosk) {
    return kiosk->studio->env.has_ticker;
}

// Where the first headline stands when the ticker starts: a little after the label.
static int lead_in(const struct kiosk *kiosk) {
    return grid_px(&kiosk->deck->grid, 44);
}

static int ticker_speed(const struct kiosk *kiosk) {
    return grid_px(&kiosk->deck->grid, kiosk->studio->config->ticker.speed);
}

// With the ticker running the screen is presented all the time, and the progress line may move as finely;
// without it every step is a wake-up of its own.
static void open_scene(struct kiosk *kiosk) {
    scene_init(&kiosk->scene, 2, has_ticker(kiosk) ? 0 : PROGRESS_PAUSE,
        stage_can_zoom(kiosk->platform->renderer()));
}

// Frames stand on a grid of the refresh rate: a late one is skipped, and nothing adds up. The first moment of
// the frame that is `ahead` of the one at `now`.
static millis frame_time(const struct kiosk *kiosk, millis now, int ahead) {
    millis rate = kiosk->platform->refresh(), frame = now * rate / SECOND + ahead;
    return (frame * SECOND + rate - 1) / rate;
}

// When headlines stand where they are shown: a turn that comes a little late, or for something else, does not
// make steps of different lengths.
static millis ticker_time(const struct kiosk *kiosk, struct instant now) {
    return frame_time(kiosk, now.steady, 0);
}

static enum error open_stage(struct kiosk *kiosk, struct reason *reason) {
    const struct layout_env *env = &kiosk->studio->env;
    struct stage_options options = {
        .renderer = kiosk->platform->renderer(),
        .fonts = kiosk->studio->fonts,
        .decoder = kiosk->decoder,
        .width = env->width,
        .height = env->height,
        .rotate = kiosk->rotate,
        .ticker = deck_ribbon_box(env),
        .ticker_ground = env->theme->colors[COLOR_PANEL],
        .ticker_is_mirrored = kiosk->deck->grid.mirrored,
        .tints = kiosk->shows_damage,
    };
    stage_destroy(kiosk->stage);
    kiosk->stage = NULL;
    return stage_create(&options, &kiosk->stage, reason);
}

static struct rect whole_page(const struct kiosk *kiosk) {
    return (struct rect){0, 0, kiosk->studio->env.width, kiosk->studio->env.height};
}

// At once, where nothing can be shown before. The deck before, if there is one, is the caller's to destroy.
static void lay_out(struct kiosk *kiosk, const struct deck *before, struct instant now) {
    typesetter_give_up(&kiosk->typesetter);
    kiosk->deck = deck_create(kiosk->edition, &kiosk->studio->form, &kiosk->studio->env, now.wall);
    kiosk->prepared = 0;
    deck_report(kiosk->deck, before);
}

static void open_ticker(struct kiosk *kiosk, struct instant now) {
    struct ticker_form form = {
        .width = deck_ribbon_box(&kiosk->studio->env).w,
        .speed = ticker_speed(kiosk),
        .lead_in = lead_in(kiosk),
        .mirrored = kiosk->deck->grid.mirrored,
    };
    ticker_init(&kiosk->ticker, &form, ticker_time(kiosk, now));
}

static void adopt_headlines(struct kiosk *kiosk, struct instant now) {
    ticker_adopt(&kiosk->ticker, kiosk->deck->ticker, kiosk->deck->ticker_count, ticker_time(kiosk, now));
}

static void open_show(struct kiosk *kiosk, struct instant now) {
    director_init(&kiosk->director, kiosk->deck, now.steady);
    open_scene(kiosk);
    open_ticker(kiosk, now);
    adopt_headlines(kiosk, now);
    kiosk->frame_due = now.steady;
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
    lay_out(kiosk, NULL, now);
    open_show(kiosk, now);
    return open_stage(kiosk, reason);
}

void kiosk_destroy(struct kiosk *kiosk) {
    decoder_destroy(kiosk->decoder); // these first: their threads call back into the kiosk
    courier_destroy(kiosk->courier);
    scene_finish(&kiosk->scene);
    ticker_finish(&kiosk->ticker);
    stage_destroy(kiosk->stage);
    typesetter_give_up(&kiosk->typesetter);
    deck_destroy(kiosk->retired);
    deck_destroy(kiosk->deck);
    edition_unref(kiosk->edition);
    studio_destroy(kiosk->adopted);
    free(kiosk);
}

static void take_edition(struct kiosk *kiosk) {
    const struct edition *edition = courier_take(kiosk->courier);
    if (edition) {
        edition_unref(kiosk->edition);
        kiosk->edition = edition;
        kiosk->stats.editions++;
    }
}

// Headlines on screen keep their places, unless their ground is another: then all start afresh.
static void adopt_ticker(struct kiosk *kiosk, bool same_stage, struct instant now) {
    if (!same_stage) {
        ticker_finish(&kiosk->ticker);
        open_ticker(kiosk, now);
    }
    adopt_headlines(kiosk, now);
    kiosk->ticker.form.speed = ticker_speed(kiosk); // from here: adopting has made `now` the origin
}

// Another deck in place of the one that is on, of which nothing is kept but what is on screen.
static void exchange_deck(struct kiosk *kiosk, bool same_stage, struct instant now) {
    struct deck *old = kiosk->deck;
    struct reason reason = {{0}};
    kiosk->is_dark = false;
    scene_finish(&kiosk->scene); // it refers to the deck before
    deck_destroy(kiosk->retired);
    kiosk->retired = NULL;
    lay_out(kiosk, old, now);
    director_adopt(&kiosk->director, kiosk->deck, now.steady);
    adopt_ticker(kiosk, same_stage, now);
    open_scene(kiosk);
    deck_destroy(old);
    if (!same_stage && open_stage(kiosk, &reason)) {
        log_error("%s", reason.text);
        kiosk->has_ended = true;
    }
}

// Another edition, or time, has made another deck: it comes on as soon as it is whole.
static void renew_deck(struct kiosk *kiosk, struct instant now) {
    if (studio_dress(kiosk->studio, now.wall)) {
        exchange_deck(kiosk, false, now); // the ticker's ground is another
        return;
    }
    struct typesetter *typesetter = &kiosk->typesetter;
    if (!typesetter_is_busy(typesetter)) {
        if (kiosk->deck->edition == kiosk->edition && deck_is_current(kiosk->deck, now.wall)) {
            return;
        }
        const struct studio *studio = kiosk->studio;
        typesetter_begin(typesetter, kiosk->edition, &studio->form, &studio->env, now.wall);
    }
    struct deck *deck = typesetter_turn(typesetter);
    if (!deck) {
        return;
    }
    deck_destroy(kiosk->retired);
    kiosk->retired = kiosk->deck;
    kiosk->deck = deck;
    kiosk->prepared = 0;
    deck_report(deck, kiosk->retired);
    director_adopt(&kiosk->director, kiosk->deck, now.steady);
    adopt_headlines(kiosk, now);
}

// The output has another size: everything is made anew from the same edition.
static void resize(struct kiosk *kiosk, struct instant now) {
    int width, height;
    kiosk->platform->size(&width, &height);
    kiosk_page_size(kiosk->rotate, &width, &height);
    if (width < 1 || height < 1) {
        return; // minimised
    }
    typesetter_give_up(&kiosk->typesetter);
    studio_resize(kiosk->studio, width, height);
    kiosk->is_dark = false;
    scene_finish(&kiosk->scene);
    ticker_finish(&kiosk->ticker);
    deck_destroy(kiosk->retired);
    kiosk->retired = NULL;
    struct deck *old = kiosk->deck;
    lay_out(kiosk, old, now);
    deck_destroy(old);
    open_show(kiosk, now);
    struct reason reason = {{0}};
    if (open_stage(kiosk, &reason)) {
        log_error("%s", reason.text);
        kiosk->has_ended = true;
    }
}

static bool is_same_stage(const struct studio *a, const struct studio *b) {
    return a->env.width == b->env.width && a->env.height == b->env.height &&
           a->env.has_ticker == b->env.has_ticker &&
           a->env.theme->colors[COLOR_PANEL] == b->env.theme->colors[COLOR_PANEL] &&
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
    exchange_deck(kiosk, same_stage, now);
    struct courier_options options = studio_courier_options(studio, &(struct courier_options){0});
    options.shelf = studio->config->cache;
    courier_assign(kiosk->courier, &options);
    studio_destroy(kiosk->adopted);
    kiosk->adopted = studio;
}

static void press(struct kiosk *kiosk, enum platform_key key, struct instant now) {
    switch (key) {
    case PLATFORM_KEY_NEXT: director_turn(&kiosk->director, 1, now.steady); break;
    case PLATFORM_KEY_PREVIOUS: director_turn(&kiosk->director, -1, now.steady); break;
    case PLATFORM_KEY_QUIT: kiosk->has_ended = true; break;
    case PLATFORM_KEY_FULLSCREEN: // the platform has done it
    case PLATFORM_KEY_OTHER: break;
    }
}

static void touch(struct kiosk *kiosk, const struct platform_event *event, struct instant now) {
    int width, height;
    kiosk->platform->size(&width, &height);
    press(kiosk, touch_key(event, width, height, kiosk->rotate, kiosk->deck->grid.mirrored), now);
}

static void tell_screen(const struct kiosk *kiosk) {
    const struct config *config = kiosk->studio->config;
    struct platform_screen screen = {config->screen_on, config->screen_brightness, config->screen_tallest};
    kiosk->platform->adjust(&screen);
}

static void poll_input(struct kiosk *kiosk, struct instant now) {
    struct platform_event event;
    while (!kiosk->has_ended && kiosk->platform->poll(&event)) {
        switch (event.kind) {
        case PLATFORM_QUIT: kiosk->has_ended = true; break;
        case PLATFORM_RESIZED: resize(kiosk, now); break;
        case PLATFORM_EXPOSED:
            stage_expose(kiosk->stage);
            kiosk->is_dark = false;
            break;
        case PLATFORM_RESET:
            stage_reset(kiosk->stage);
            kiosk->is_dark = false;
            scene_invalidate(&kiosk->scene);
            break;
        case PLATFORM_LOST:
            stage_destroy(kiosk->stage); // the size that follows makes another
            kiosk->stage = NULL;
            break;
        case PLATFORM_KEY: press(kiosk, event.key, now); break;
        case PLATFORM_TOUCH: touch(kiosk, &event, now); break;
        }
    }
}

static void show(struct kiosk *kiosk, const struct ribbon_place *places, size_t count) {
    kiosk->platform->present(stage_present(kiosk->stage, places, count));
}

// How far headlines are from their whole pixels. Where every refresh moves them by whole ones, or the screen
// knows no others, not at all: letters are sharp.
static float ticker_shift(const struct kiosk *kiosk, struct instant now) {
    const struct ticker_form *form = &kiosk->ticker.form;
    if (!stage_is_between(kiosk->stage) || form->speed % kiosk->platform->refresh() == 0) {
        return 0;
    }
    float rest = (float)ticker_rest(&kiosk->ticker, ticker_time(kiosk, now)) / 1000;
    return form->mirrored ? rest : -rest;
}

static bool differs(float a, float b) {
    return a < b || a > b;
}

// Presents if the stage was painted or the ticker has moved; answers whether it did.
static bool present(struct kiosk *kiosk, struct instant now) {
    struct ticker_place places[MOST_PLACES];
    struct ribbon_place ribbon[MOST_PLACES];
    size_t count = ticker_places(&kiosk->ticker, ticker_time(kiosk, now), places, MOST_PLACES);
    float shift = ticker_shift(kiosk, now);
    for (size_t i = 0; i < count; i++) {
        ribbon[i] = (struct ribbon_place){places[i].item, (float)places[i].x + shift};
    }
    bool has_moved =
        count && (differs(ribbon[0].x, kiosk->ribbon_x) || places[0].item != kiosk->ribbon_first);
    if (!has_moved && !stage_is_behind(kiosk->stage)) {
        return false;
    }
    kiosk->ribbon_x = count ? ribbon[0].x : 0;
    kiosk->ribbon_first = count ? places[0].item : NULL;
    show(kiosk, ribbon, count);
    return true;
}

static void prepare_headline(struct kiosk *kiosk, struct instant now) {
    const struct ticker_item *item = ticker_upcoming(&kiosk->ticker, ticker_time(kiosk, now));
    if (item) {
        const struct ticker_form *form = &kiosk->ticker.form;
        struct ribbon_place place = {item, (float)(form->mirrored ? -item->width : form->width)};
        stage_prepare_headline(kiosk->stage, &place);
    }
}

// An edition leaves holes in the heap, of answers, pictures, and the deck before.
static void tidy(struct kiosk *kiosk) {
    if (kiosk->is_untidy && !typesetter_is_busy(&kiosk->typesetter)) {
        resident_trim();
        kiosk->is_untidy = false;
    }
}

// Text runs of the page to come, made in what is left of the frame's time; its pictures are asked for. Of the
// ticker the headline that comes next.
static void prepare(struct kiosk *kiosk, struct instant now) {
    const struct deck *deck = kiosk->deck;
    size_t next = director_next(&kiosk->director);
    if (kiosk->prepared == next + 1) {
        tidy(kiosk);
        prepare_headline(kiosk, now);
    } else if (stage_prepare(kiosk->stage, &deck->pages[next].ops, PREPARE_BUDGET)) {
        kiosk->prepared = next + 1;
        fonts_rest(kiosk->studio->fonts);
    }
}

// While the ticker moves or a deck is being made, every refresh is a turn and everything else waits for it;
// else the next visible change is.
static millis next_turn(struct kiosk *kiosk, struct instant now) {
    bool is_still = ticker_next_change(&kiosk->ticker, now.steady) == MILLIS_NEVER;
    return is_still && !typesetter_is_busy(&kiosk->typesetter)
               ? scene_next_change(&kiosk->scene, &kiosk->director, now)
               : frame_time(kiosk, now.steady, 1);
}

static void count_frame(struct kiosk *kiosk, struct instant now, millis due) {
    int64_t busy = clock_thread_ns();
    const struct frame_times times = {
        .now = now.steady,
        .due = due,
        .refresh = kiosk->platform->refresh(),
        .took = clock_ns() - kiosk->turn_began,
        .busy = busy - kiosk->busy,
    };
    kiosk->busy = busy;
    stats_count_frame(&kiosk->stats, &times);
}

// Quiet hours: one black picture, and nothing moves.
static millis dark_turn(struct kiosk *kiosk, struct instant now) {
    if (!kiosk->is_dark) {
        struct rect all = whole_page(kiosk);
        struct op black = {.kind = OP_FILL, .box = all, .color = 0xFF000000U};
        struct oplist ops = {.ops = &black, .count = 1};
        region_clear(&kiosk->damage);
        region_add(&kiosk->damage, all);
        stage_paint(kiosk->stage, &ops, &kiosk->damage);
        show(kiosk, NULL, 0);
        count_frame(kiosk, now, now.steady);
        scene_invalidate(&kiosk->scene);
        kiosk->is_dark = true;
    }
    kiosk->frame_due =
        typesetter_is_busy(&kiosk->typesetter) ? frame_time(kiosk, now.steady, 1) : now.steady + MINUTE;
    return kiosk->frame_due;
}

millis kiosk_turn(struct kiosk *kiosk, struct instant now) {
    kiosk->stats.turns++;
    kiosk->turn_began = clock_ns();
    take_edition(kiosk);
    renew_deck(kiosk, now);
    poll_input(kiosk, now);
    if (kiosk->has_ended) {
        return now.steady;
    }
    tell_screen(kiosk);
    if (!kiosk->studio->config->screen_on) {
        return dark_turn(kiosk, now);
    }
    region_clear(&kiosk->damage);
    const struct oplist *ops = scene_compose(&kiosk->scene, &kiosk->director, now, &kiosk->damage);
    kiosk->is_untidy = kiosk->is_untidy || kiosk->retired;
    deck_destroy(kiosk->retired); // nothing on screen is made of it any more
    kiosk->retired = NULL;
    stage_receive(kiosk->stage, ops, &kiosk->damage);
    if (kiosk->repaints_all) {
        region_add(&kiosk->damage, whole_page(kiosk));
    }
    if (!region_is_empty(&kiosk->damage)) {
        stage_paint(kiosk->stage, ops, &kiosk->damage);
    }
    if (kiosk->turned_to != kiosk->director.page) {
        stage_turn(kiosk->stage);
        kiosk->turned_to = kiosk->director.page;
    }
    if (present(kiosk, now)) {
        count_frame(kiosk, now, kiosk->frame_due);
    }
    prepare(kiosk, now);
    kiosk->frame_due = next_turn(kiosk, now);
    return kiosk->frame_due;
}
