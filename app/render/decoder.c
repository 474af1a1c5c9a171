#include "render/decoder.h"

#include <SDL2/SDL_image.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/thread.h"
#include "render/pictures.h"

#define ORDERS_MOST 32 // a page has a handful of pictures, and the next one is asked for as well
#define DONE_MOST 2    // finished and not taken: each may be as large as the screen

// What pictures are in. SDL shares one description among all surfaces of a format and frees it with the last:
// held here, they are made once, before there is a thread that reads them.
static const Uint32 formats[] = {SDL_PIXELFORMAT_RGB888, SDL_PIXELFORMAT_ARGB8888, SDL_PIXELFORMAT_RGB24,
    SDL_PIXELFORMAT_BGR24, SDL_PIXELFORMAT_ABGR8888};
#define FORMATS (sizeof formats / sizeof *formats)

enum slot_state { SLOT_FREE, SLOT_WAITING, SLOT_IN_HAND, SLOT_DONE };

struct slot {
    enum slot_state state;
    int64_t turn;               // the smallest comes first
    struct picture_order order; // its blob is a reference of our own; not touched by others while in hand
    SDL_Surface *picture;
};

struct decoder {
    void (*wake)(void *context);
    void *context;
    pthread_t thread;
    pthread_mutex_t mutex; // of all that follows
    pthread_cond_t has_changed;
    struct slot slots[ORDERS_MOST];
    int64_t first, last; // turns given to the most urgent, to the least
    bool is_ending;
    SDL_PixelFormat *formats[FORMATS];
};

static size_t count_in(const struct decoder *decoder, enum slot_state state) {
    size_t count = 0;
    for (size_t i = 0; i < ORDERS_MOST; i++) {
        count += decoder->slots[i].state == state;
    }
    return count;
}

// Of the slots in this state the one whose turn comes first, or last; NULL if there is none.
static struct slot *find(struct decoder *decoder, enum slot_state state, bool is_first) {
    struct slot *found = NULL;
    for (size_t i = 0; i < ORDERS_MOST; i++) {
        struct slot *slot = &decoder->slots[i];
        if (slot->state == state && (!found || (slot->turn < found->turn) == is_first)) {
            found = slot;
        }
    }
    return found;
}

static struct slot *find_key(struct decoder *decoder, uint64_t key) {
    for (size_t i = 0; i < ORDERS_MOST; i++) {
        if (decoder->slots[i].state != SLOT_FREE && decoder->slots[i].order.key == key) {
            return &decoder->slots[i];
        }
    }
    return NULL;
}

static struct slot *next(struct decoder *decoder) {
    return count_in(decoder, SLOT_DONE) < DONE_MOST ? find(decoder, SLOT_WAITING, true) : NULL;
}

static void *work(void *context) {
    struct decoder *decoder = context;
    pthread_mutex_lock(&decoder->mutex);
    while (!decoder->is_ending) {
        struct slot *slot = next(decoder);
        if (!slot) {
            pthread_cond_wait(&decoder->has_changed, &decoder->mutex);
            continue;
        }
        slot->state = SLOT_IN_HAND;
        pthread_mutex_unlock(&decoder->mutex);
        slot->picture = picture_draw(&slot->order.image, slot->order.width, slot->order.height);
        pthread_mutex_lock(&decoder->mutex);
        slot->state = SLOT_DONE;
        pthread_cond_broadcast(&decoder->has_changed);
        pthread_mutex_unlock(&decoder->mutex);
        decoder->wake(decoder->context);
        pthread_mutex_lock(&decoder->mutex);
    }
    pthread_mutex_unlock(&decoder->mutex);
    SDL_TLSCleanup(); // where SDL keeps the errors of a thread that it did not start
    return NULL;
}

struct decoder *decoder_create(void (*wake)(void *context), void *context) {
    struct decoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder) {
        abort();
    }
    decoder->wake = wake;
    decoder->context = context;
    pthread_mutex_init(&decoder->mutex, NULL);
    pthread_cond_init(&decoder->has_changed, NULL);
    IMG_Init(IMG_INIT_JPG | IMG_INIT_PNG | IMG_INIT_WEBP); // which it would do at the first picture, unlocked
    for (size_t i = 0; i < FORMATS; i++) {
        decoder->formats[i] = SDL_AllocFormat(formats[i]);
    }
    thread_start(&decoder->thread, "decoder", work, decoder);
    return decoder;
}

static void empty(struct slot *slot) {
    blob_unref(slot->order.image.blob);
    *slot = (struct slot){.state = SLOT_FREE};
}

void decoder_destroy(struct decoder *decoder) {
    if (!decoder) {
        return;
    }
    pthread_mutex_lock(&decoder->mutex);
    decoder->is_ending = true;
    pthread_cond_signal(&decoder->has_changed);
    pthread_mutex_unlock(&decoder->mutex);
    pthread_join(decoder->thread, NULL);
    for (size_t i = 0; i < ORDERS_MOST; i++) {
        SDL_FreeSurface(decoder->slots[i].picture);
        empty(&decoder->slots[i]);
    }
    for (size_t i = 0; i < FORMATS; i++) {
        SDL_FreeFormat(decoder->formats[i]);
    }
    pthread_cond_destroy(&decoder->has_changed);
    pthread_mutex_destroy(&decoder->mutex);
    free(decoder);
}

// A free slot, or for what is urgent that of the order that was to come last; NULL if there is none.
static struct slot *make_room(struct decoder *decoder, bool is_urgent) {
    struct slot *slot = find(decoder, SLOT_FREE, true);
    if (!slot && is_urgent) {
        slot = find(decoder, SLOT_WAITING, false);
        if (slot) {
            empty(slot);
        }
    }
    return slot;
}

void decoder_ask(struct decoder *decoder, const struct picture_order *order, bool is_urgent) {
    pthread_mutex_lock(&decoder->mutex);
    struct slot *slot = find_key(decoder, order->key);
    if (slot && is_urgent) {
        slot->turn = --decoder->first;
    }
    if (!slot && (slot = make_room(decoder, is_urgent))) {
        *slot = (struct slot){
            .state = SLOT_WAITING,
            .turn = is_urgent ? --decoder->first : ++decoder->last,
            .order = *order,
        };
        blob_ref(slot->order.image.blob);
        pthread_cond_signal(&decoder->has_changed);
    }
    pthread_mutex_unlock(&decoder->mutex);
}

bool decoder_take(struct decoder *decoder, uint64_t *key, SDL_Surface **picture) {
    pthread_mutex_lock(&decoder->mutex);
    struct slot *slot = find(decoder, SLOT_DONE, true);
    if (slot) {
        *key = slot->order.key;
        *picture = slot->picture;
        empty(slot);
        pthread_cond_signal(&decoder->has_changed);
    }
    pthread_mutex_unlock(&decoder->mutex);
    return slot != NULL;
}

void decoder_wait(struct decoder *decoder) {
    pthread_mutex_lock(&decoder->mutex);
    while (count_in(decoder, SLOT_IN_HAND) || next(decoder)) {
        pthread_cond_wait(&decoder->has_changed, &decoder->mutex);
    }
    pthread_mutex_unlock(&decoder->mutex);
}

bool decoder_is_idle(struct decoder *decoder) {
    pthread_mutex_lock(&decoder->mutex);
    bool is_idle = count_in(decoder, SLOT_FREE) == ORDERS_MOST;
    pthread_mutex_unlock(&decoder->mutex);
    return is_idle;
}
