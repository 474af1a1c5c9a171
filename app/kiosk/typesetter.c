#include "kiosk/typesetter.h"

#include <assert.h>

#include "base/coroutine.h"
#include "render/fonts.h"

static bool pause_work(void *context) {
    struct typesetter *typesetter = context;
    coroutine_pause(typesetter->work);
    return !typesetter->is_given_up;
}

static void work(struct coroutine *self, void *context) {
    (void)self;
    struct typesetter *typesetter = context;
    struct deck_pace pace = {.pause = pause_work, .context = typesetter};
    typesetter->deck = deck_create_in_pieces(
        typesetter->edition, typesetter->form, typesetter->env, typesetter->wall, &pace);
    fonts_leave_thread();
}

void typesetter_begin(struct typesetter *typesetter, const struct edition *edition,
    const struct deck_form *form, const struct layout_env *env, millis wall) {
    assert(!typesetter->work);
    *typesetter = (struct typesetter){
        .work = coroutine_create(work, typesetter),
        .edition = edition ? edition_ref(edition) : NULL,
        .form = form,
        .env = env,
        .wall = wall,
    };
}

bool typesetter_is_busy(const struct typesetter *typesetter) {
    return typesetter->work || typesetter->deck;
}

bool typesetter_turn(struct typesetter *typesetter) {
    assert(typesetter_is_busy(typesetter));
    if (typesetter->work && !coroutine_resume(typesetter->work)) {
        coroutine_destroy(typesetter->work);
        edition_unref(typesetter->edition);
        typesetter->work = NULL;
        typesetter->edition = NULL;
    }
    return !typesetter->work;
}

const struct deck *typesetter_deck(const struct typesetter *typesetter) {
    return typesetter->work ? NULL : typesetter->deck;
}

struct deck *typesetter_take(struct typesetter *typesetter) {
    assert(typesetter_deck(typesetter));
    struct deck *deck = typesetter->deck;
    *typesetter = (struct typesetter){0};
    return deck;
}

void typesetter_give_up(struct typesetter *typesetter) {
    typesetter->is_given_up = true;
    while (typesetter->work) { // it ends at the next resumption
        typesetter_turn(typesetter);
    }
    deck_destroy(typesetter->deck);
    *typesetter = (struct typesetter){0};
}
