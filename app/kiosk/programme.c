#include "kiosk/programme.h"

#include <string.h>

#include "base/log.h"
#include "kiosk/frame.h"

#define PROGRESS_PAUSE (20 * SECOND)
// The first headline stands so long before it moves: who looks up reads how it begins, and what the start has
// taken of a busy processor beyond its share has been paid back before a late frame could be seen.
#define TICKER_STANDS SECOND

// Where the first headline stands when the ticker starts: a little after the label.
static int lead_in(const struct kiosk *kiosk) {
    return grid_px(&kiosk->deck->grid, 44);
}

static int ticker_speed(const struct kiosk *kiosk) {
    return grid_px(&kiosk->deck->grid, kiosk->studio->config->ticker.speed);
}

// With the ticker running the screen is presented all the time, and the progress line may move as finely;
// without it every step is a wake-up of its own.
static millis progress_pause(const struct kiosk *kiosk) {
    return kiosk->deck->ticker_count ? 0 : PROGRESS_PAUSE;
}

static void open_scene(struct kiosk *kiosk) {
    scene_init(&kiosk->scene, 2, progress_pause(kiosk), stage_can_zoom(kiosk->platform->renderer()));
}

enum error programme_open_stage(struct kiosk *kiosk, struct reason *reason) {
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
        .ticker_is_mirrored = env_grid(env, env->has_ticker).mirrored,
        .fades = env->has_motion,
        .scroll = kiosk->platform->scroll,
        .tints = kiosk->shows_damage,
    };
    stage_destroy(kiosk->stage);
    kiosk->stage = NULL;
    return stage_create(&options, &kiosk->stage, reason);
}

// The page that a deck is cut off behind, so that it is shown before the others are laid out; its pictures
// are decoded until it is painted.
struct opening {
    struct stage *stage;
    const char *key; // NULL: the first
};

// What interrupts comes before the first, and all of that is needed to know the order.
static bool ask_early(void *context, const struct page *page) {
    const struct opening *opening = context;
    bool opens = !page->interrupts && (!opening->key || strcmp(opening->key, page->key) == 0);
    if (opens || page->interrupts) {
        stage_ask(opening->stage, &page->ops);
    }
    return !opens;
}

// At once, as far as the page that is on in the deck before, if there is one, which is the caller's to
// destroy.
static void lay_out(struct kiosk *kiosk, const struct deck *before, struct instant now) {
    struct opening opening = {
        .stage = kiosk->stage,
        .key = before ? before->pages[director_rundown_page(&kiosk->director)].key : NULL,
    };
    const struct deck_pace pace = {.page = ask_early, .context = &opening};
    typesetter_give_up(&kiosk->typesetter);
    kiosk->deck = deck_create_in_pieces(
        kiosk->edition, &kiosk->studio->form, &kiosk->studio->env, now.wall, kiosk->stage ? &pace : NULL);
    frame_forget(kiosk);
    deck_report(kiosk->deck, before);
}

static struct ticker_form ticker_form(const struct kiosk *kiosk) {
    return (struct ticker_form){
        .width = deck_ribbon_box(&kiosk->studio->env).w,
        .speed = ticker_speed(kiosk),
        .lead_in = lead_in(kiosk),
        .mirrored = kiosk->deck->grid.mirrored,
    };
}

// Headlines on screen keep their places, unless the strip that they run on is another: then all start afresh.
static void adopt_headlines(struct kiosk *kiosk, struct instant now) {
    const struct ticker_form form = ticker_form(kiosk), *before = &kiosk->ticker.form;
    const millis at = frame_ticker_time(kiosk, now);
    if (form.width != before->width || form.lead_in != before->lead_in || form.mirrored != before->mirrored) {
        ticker_finish(&kiosk->ticker);
        ticker_init(&kiosk->ticker, &form, at + TICKER_STANDS);
    }
    ticker_adopt(&kiosk->ticker, kiosk->deck->ticker, kiosk->deck->ticker_count, at);
    kiosk->ticker.form.speed = form.speed; // from here: adopting has made `now` the origin
}

// What is on of another deck, once it has taken the place of this one.
static struct director successor(const struct kiosk *kiosk, const struct deck *deck, struct instant now) {
    struct director director = kiosk->director;
    director_adopt(&director, deck, now.steady);
    if (kiosk->turns_owed && !deck->is_cut) {
        director_turn(&director, kiosk->turns_owed, now.steady);
    }
    return director;
}

static void adopt_pages(struct kiosk *kiosk, struct instant now) {
    kiosk->director = successor(kiosk, kiosk->deck, now);
    kiosk->turns_owed = kiosk->deck->is_cut ? kiosk->turns_owed : 0;
}

// With the page that is on in the deck before, where the rundown has it, or else with the first; the
// typesetter's deck will have it as well.
static void open_show(struct kiosk *kiosk, const struct deck *before, struct instant now) {
    lay_out(kiosk, before, now);
    if (before) {
        adopt_pages(kiosk, now);
    } else {
        director_init(&kiosk->director, kiosk->deck, now.steady);
    }
    adopt_headlines(kiosk, now);
    open_scene(kiosk);
}

void programme_open(struct kiosk *kiosk, struct instant now) {
    open_show(kiosk, NULL, now);
    kiosk->frame_due = now.steady;
}

void programme_take_edition(struct kiosk *kiosk) {
    const struct edition *edition = courier_take(kiosk->courier);
    if (edition) {
        edition_unref(kiosk->edition);
        kiosk->edition = edition;
        kiosk->stats.editions++;
    }
}

static void open_another_stage(struct kiosk *kiosk) {
    struct reason reason = {{0}};
    if (programme_open_stage(kiosk, &reason)) {
        log_error("%s", reason.text);
        kiosk->has_ended = true;
    }
}

static void lay_ground(struct kiosk *kiosk) {
    stage_change_ground(kiosk->stage, kiosk->deck->env->theme->colors[COLOR_PANEL]);
}

void programme_turn(struct kiosk *kiosk, int by, struct instant now) {
    if (kiosk->deck->is_cut) {
        kiosk->turns_owed += by;
    } else {
        director_turn(&kiosk->director, by, now.steady);
    }
}

void programme_exchange(struct kiosk *kiosk, bool same_stage, struct instant now) {
    struct deck *old = kiosk->deck;
    kiosk->is_dark = false;
    scene_finish(&kiosk->scene); // it refers to the deck before
    deck_destroy(kiosk->retired);
    kiosk->retired = NULL;
    if (!same_stage) {
        open_another_stage(kiosk);
    }
    open_show(kiosk, old, now);
    deck_destroy(old);
    if (same_stage) {
        lay_ground(kiosk);
    }
}

struct director programme_coming(const struct kiosk *kiosk, struct instant now) {
    struct director director = successor(kiosk, typesetter_deck(&kiosk->typesetter), now);
    director_pick(&director, now.steady);
    return director;
}

// In the dark nothing is painted, and nothing prepared.
static bool can_come(const struct kiosk *kiosk, struct instant now) {
    struct director coming = programme_coming(kiosk, now);
    return !kiosk->studio->config->screen_on || rehearsal_has_page(&kiosk->rehearsal, &coming, now);
}

static void take_up(struct kiosk *kiosk, struct deck *deck, struct instant now) {
    deck_destroy(kiosk->retired);
    kiosk->retired = kiosk->deck;
    kiosk->deck = deck;
    kiosk->is_ready = false;
    deck_report(deck, kiosk->retired);
    adopt_pages(kiosk, now);
    adopt_headlines(kiosk, now);
    lay_ground(kiosk);
    kiosk->scene.progress_pause = progress_pause(kiosk);
}

static bool is_current(const struct kiosk *kiosk, struct instant now) {
    const struct deck *deck = kiosk->deck;
    return deck->edition == kiosk->edition && deck->env->theme == kiosk->studio->env.theme &&
           deck_is_current(deck, now.wall);
}

void programme_renew(struct kiosk *kiosk, struct instant now) {
    struct studio *studio = kiosk->studio;
    struct typesetter *typesetter = &kiosk->typesetter;
    if (studio_dress(studio, now.wall)) {
        typesetter_give_up(typesetter); // what is in hand wears the other one
        rehearsal_forget(&kiosk->rehearsal);
    }
    if (!typesetter_is_busy(typesetter)) {
        if (is_current(kiosk, now)) {
            return;
        }
        typesetter_begin(typesetter, kiosk->edition, &studio->form, &studio->env, now.wall);
    }
    if (typesetter_turn(typesetter) && can_come(kiosk, now)) {
        take_up(kiosk, typesetter_take(typesetter), now);
    }
}

void programme_resize(struct kiosk *kiosk, struct instant now) {
    int width, height;
    kiosk->platform->size(&width, &height);
    kiosk_page_size(kiosk->rotate, &width, &height);
    if (width < 1 || height < 1) {
        return; // minimised
    }
    typesetter_give_up(&kiosk->typesetter);
    studio_resize(kiosk->studio, width, height);
    programme_exchange(kiosk, false, now);
    kiosk->frame_due = now.steady;
}
