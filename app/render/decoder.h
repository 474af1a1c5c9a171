#ifndef BROADSIDE_RENDER_DECODER_H
#define BROADSIDE_RENDER_DECODER_H

#include <SDL2/SDL.h>

#include "layout/oplist.h"

// Decodes pictures, and scales them for the place where they stand, on a thread of its own: a photograph of
// 40 megapixels takes most of a second, and a frame has 16 ms. Whoever paints asks and goes on.

struct decoder;

// `wake` is called on the decoder's thread when there is something to take.
struct decoder *decoder_create(void (*wake)(void *context), void *context);
// Waits for the picture in hand; the others are not made. Accepts NULL.
void decoder_destroy(struct decoder *decoder);

// A picture as it is to stand on a page (picture_draw), and the caller's name for it.
struct picture_order {
    uint64_t key;
    struct op_image image;
    int width, height;
};

// Asks for a picture, once as long as it was not taken. An urgent one comes before all others. When more are
// asked for than the decoder keeps in mind, those that were to come last are forgotten: they are asked for
// again when they are needed.
void decoder_ask(struct decoder *decoder, const struct picture_order *order, bool is_urgent);
// The next that is finished: the caller owns *picture, NULL if the bytes are no picture. False if there is
// none.
bool decoder_take(struct decoder *decoder, uint64_t *key, SDL_Surface **picture);
// Until it has made what it can: nothing is in hand, and nothing is waiting or there is no room before
// something is taken.
void decoder_wait(struct decoder *decoder);
// Whether there is nothing that was asked for and not taken.
bool decoder_is_idle(struct decoder *decoder);

#endif
