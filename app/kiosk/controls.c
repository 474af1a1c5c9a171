#include "kiosk/controls.h"

#include "kiosk/frame.h"
#include "kiosk/programme.h"
#include "kiosk/touch.h"

static void press(struct kiosk *kiosk, enum platform_key key, struct instant now) {
    switch (key) {
    case PLATFORM_KEY_NEXT: programme_turn(kiosk, 1, now); break;
    case PLATFORM_KEY_PREVIOUS: programme_turn(kiosk, -1, now); break;
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

void controls_poll(struct kiosk *kiosk, struct instant now) {
    struct platform_event event;
    while (!kiosk->has_ended && kiosk->platform->poll(&event)) {
        switch (event.kind) {
        case PLATFORM_QUIT: kiosk->has_ended = true; break;
        case PLATFORM_RESIZED: programme_resize(kiosk, now); break;
        case PLATFORM_EXPOSED:
            stage_expose(kiosk->stage);
            kiosk->is_dark = false;
            break;
        case PLATFORM_RESET:
            stage_reset(kiosk->stage);
            frame_forget(kiosk);
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
