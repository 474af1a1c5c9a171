#ifndef BROADSIDE_KIOSK_KIOSK_H
#define BROADSIDE_KIOSK_KIOSK_H

#include "kiosk/heartbeat.h"
#include "kiosk/stats.h"
#include "kiosk/studio.h"
#include "kiosk/typesetter.h"
#include "platform/platform.h"
#include "render/decoder.h"
#include "render/stage.h"
#include "show/rehearsal.h"
#include "show/scene.h"
#include "show/ticker.h"

// The program: every long-lived object and the one loop.
struct kiosk {
    const struct platform *platform; // open
    struct studio *studio;           // in use
    struct studio *adopted;          // the same if it was adopted: then the kiosk owns it
    struct courier *courier;
    struct decoder *decoder;
    struct stage *stage;           // NULL only between PLATFORM_LOST and the next event
    const struct edition *edition; // the newest, of which the deck is or will be; a reference, or NULL
    struct typesetter typesetter;  // makes the next deck while this one is on
    struct deck *deck;
    struct deck *retired; // the deck before, until nothing on screen is made of it
    struct director director;
    int turns_owed; // pages that a person turned on or back while the deck was cut
    struct scene scene;
    struct rehearsal rehearsal; // of what comes next
    struct ticker ticker;
    struct region damage;
    int rotate; // degrees clockwise
    bool rotate_is_fixed;
    bool is_dark;               // the black picture is on screen
    _Atomic(millis) wall_shift; // added to the platform's wall clock: --at
    bool at_is_fixed;
    millis frame_due;   // steady; of the next frame while the ticker moves
    int64_t turn_began; // nanoseconds of the fine clock
    int64_t turn_busy;  // nanoseconds that the main thread had computed by then
    int64_t busy;       // likewise by the last frame
    float ribbon_x;     // of the ticker's first headline in the last frame
    const struct ticker_item *ribbon_first;
    bool is_complete;  // a page has been shown with all its pictures
    bool is_untidy;    // memory is to be given back when there is time
    bool has_laid_out; // a deck, since then
    size_t turned_to;  // the page that was on in the last frame
    bool is_ready;     // all that may come next is made, or asked for
    bool has_ended;
    bool shows_damage, repaints_all; // for debugging
    struct stats stats;
};

struct kiosk_options {
    const struct platform *platform; // open
    struct studio *studio;           // sized for the page; borrowed
    const struct config *device;     // cache, network and remote file are its; NULL: the studio's. Borrowed
    int rotate;
    bool rotate_is_fixed; // whatever later configurations say
    struct moment at;     // where the wall clock starts; MOMENT_NONE: the platform's own
    bool at_is_fixed;     // whatever later configurations say
    // For debugging: what was painted is tinted; everything is painted in every turn, so that what looks
    // different without it is damage that was not declared.
    bool shows_damage, repaints_all;
};

enum error kiosk_create(const struct kiosk_options *options, struct kiosk **out, struct reason *reason);
void kiosk_destroy(struct kiosk *kiosk);

// The size of the page on an output of this size.
void kiosk_page_size(int rotate, int *width, int *height);

// The time as the kiosk sees it. From any thread.
struct instant kiosk_now(const struct kiosk *kiosk);

// Another configuration, without a restart and without a black frame: the page that is on stays on, headlines
// that are on screen stay where they are, and what is not different is not made anew. The kiosk takes the
// studio over, and destroys the one before if that was adopted too.
void kiosk_adopt(struct kiosk *kiosk, struct studio *studio, struct instant now);

// Waits until `due` (steady), an event, or somebody's wake-up. Where time is virtual, the threads that work
// in real time are waited for or told: it would go on without them.
void kiosk_wait(struct kiosk *kiosk, millis due);

// One turn: take the mailbox, lay out, poll input, pick what is on, diff, paint, present. Answers when the
// next one is due (steady); the caller waits until then.
millis kiosk_turn(struct kiosk *kiosk, struct instant now);

// Whether nothing is being made for what may come next, pictures included.
bool kiosk_is_ready(const struct kiosk *kiosk);

// What the watchdog is to know after a turn.
struct vital_signs kiosk_vital_signs(const struct kiosk *kiosk);

// Takes into the stats what the caches hold now; nothing of a stage that was lost.
void kiosk_count_caches(struct kiosk *kiosk);

#endif
