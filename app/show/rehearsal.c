#include "show/rehearsal.h"

#include "show/scene.h"

enum moment_of { NOW, CHANGE, TURN }; // of its slide or its words, the first; to the page after

// What is on is on screen, so that only what changes of it is to come. The page after it may be turned to by
// a key, at once or later, or comes in its time, before which nobody may be awake; the rest of it stays as it
// is.
static const struct act {
    size_t page; // of rehearsal->pages
    enum moment_of moment;
} acts[] = {{0, NOW}, {0, CHANGE}, {1, NOW}, {1, CHANGE}, {1, TURN}};

#define ACTS (sizeof acts / sizeof *acts)

void rehearsal_init(struct rehearsal *rehearsal) {
    *rehearsal = (struct rehearsal){.deck = NULL};
    arena_init(&rehearsal->arena, 0);
}

void rehearsal_finish(struct rehearsal *rehearsal) {
    arena_finish(&rehearsal->arena);
}

void rehearsal_forget(struct rehearsal *rehearsal) {
    rehearsal->deck = NULL;
}

// On both clocks. What never comes is now.
static struct instant moment_at(struct instant now, millis steady) {
    return steady == MILLIS_NEVER ? now : (struct instant){steady, now.wall + steady - now.steady};
}

static void begin(
    struct rehearsal *rehearsal, const struct director *director, bool is_on, struct instant now) {
    rehearsal->deck = director->deck;
    rehearsal->pages[0] = director->page;
    rehearsal->pages[1] = director_next(director);
    rehearsal->turn = director_next_change(director, now.steady);
    rehearsal->since = now;
    rehearsal->until = (struct instant){MILLIS_NEVER, MILLIS_NEVER};
    for (size_t i = 0; i < 2; i++) {
        struct view view = scene_view(director->deck, rehearsal->pages[i], now);
        struct instant end = scene_view_until(director->deck, &view, now);
        rehearsal->changes[i] = millis_earlier(end.steady, instant_steady(now, end.wall));
        rehearsal->until.steady = millis_earlier(rehearsal->until.steady, end.steady);
        rehearsal->until.wall = millis_earlier(rehearsal->until.wall, end.wall);
    }
    rehearsal->act = is_on ? 1 : 0;
    rehearsal->is_composed = false;
}

// The time of a page that is not on yet begins anew in every frame, and says nothing.
static bool is_true_to(
    const struct rehearsal *rehearsal, const struct director *director, bool is_on, struct instant now) {
    return rehearsal->deck == director->deck && rehearsal->pages[0] == director->page &&
           rehearsal->pages[1] == director_next(director) &&
           (!is_on || rehearsal->turn == director_next_change(director, now.steady)) &&
           now.steady < rehearsal->until.steady && now.wall >= rehearsal->since.wall &&
           now.wall < rehearsal->until.wall;
}

static void compose(struct rehearsal *rehearsal) {
    const struct act *act = &acts[rehearsal->act];
    const millis moments[] = {
        [NOW] = MILLIS_NEVER, [CHANGE] = rehearsal->changes[act->page], [TURN] = rehearsal->turn};
    struct instant at = moment_at(rehearsal->since, moments[act->moment]);
    struct view view = scene_view(rehearsal->deck, rehearsal->pages[act->page], at);
    arena_reset(&rehearsal->arena);
    rehearsal->ops = (struct oplist){0};
    if (act->moment == NOW) {
        deck_compose(rehearsal->deck, &view, &rehearsal->arena, &rehearsal->ops);
    } else {
        deck_compose_changes(rehearsal->deck, &view, &rehearsal->arena, &rehearsal->ops);
    }
    rehearsal->is_composed = true;
}

const struct oplist *rehearsal_next(
    struct rehearsal *rehearsal, const struct director *director, bool is_on, struct instant now) {
    if (!is_true_to(rehearsal, director, is_on, now)) {
        begin(rehearsal, director, is_on, now);
    }
    if (rehearsal->act < ACTS && !rehearsal->is_composed) {
        compose(rehearsal);
    }
    return rehearsal->act < ACTS ? &rehearsal->ops : NULL;
}

void rehearsal_pass(struct rehearsal *rehearsal) {
    rehearsal->act++;
    rehearsal->is_composed = false;
}

bool rehearsal_has_page(
    const struct rehearsal *rehearsal, const struct director *director, struct instant now) {
    return is_true_to(rehearsal, director, false, now) && rehearsal->act > 0;
}
