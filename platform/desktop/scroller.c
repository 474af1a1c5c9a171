#include "platform/desktop/scroller.h"

#include <SDL2/SDL_syswm.h>
#include <X11/Xlib.h>

// A window that is partly covered will be for a while: each try costs a frame with holes.
#define COVERED_FOR (10 * SECOND)

static bool find_window(SDL_Window *window, Display **display, Window *id) {
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (!SDL_GetWindowWMInfo(window, &info) || info.subsystem != SDL_SYSWM_X11) {
        return false;
    }
    *display = info.info.x11.display;
    *id = info.info.x11.window;
    return true;
}

void scroller_open(struct scroller *scroller, SDL_Window *window) {
    Display *display;
    Window id;
    *scroller = (struct scroller){0};
    if (find_window(window, &display, &id)) {
        scroller->window = window;
        scroller->context = XCreateGC(display, id, 0, NULL); // which reports what was not there
    }
}

void scroller_close(struct scroller *scroller) {
    Display *display;
    Window id;
    if (scroller->window && find_window(scroller->window, &display, &id)) {
        XFreeGC(display, scroller->context);
    }
    *scroller = (struct scroller){0};
}

bool scroller_move(struct scroller *scroller, const struct scroll *scroll, millis now) {
    Display *display;
    Window id;
    if (!scroller->window || now < scroller->covered_until || !find_window(scroller->window, &display, &id)) {
        return false;
    }
    const struct rect *box = &scroll->box;
    const int columns = box->w - scroll_uncovered(scroll).w; // that stay within the box
    const int from = scroll->by < 0 ? box->x - scroll->by : box->x;
    XCopyArea(display, id, id, scroller->context, from, box->y, (unsigned)columns, (unsigned)box->h,
        from + scroll->by, box->y);
    scroller->is_asked = true;
    return true;
}

static Bool is_answer(Display *display, XEvent *event, XPointer context) {
    (void)display;
    (void)context;
    return event->type == NoExpose || event->type == GraphicsExpose;
}

// One for each move: that there was nothing, or of all that was, the last.
bool scroller_has_moved(struct scroller *scroller, millis now) {
    Display *display;
    Window id;
    XEvent event;
    const bool was_asked = scroller->is_asked;
    scroller->is_asked = false;
    if (!was_asked || !find_window(scroller->window, &display, &id)) {
        return !was_asked;
    }
    if (XCheckIfEvent(display, &event, is_answer, NULL) && event.type == NoExpose) {
        return true;
    }
    while (XCheckIfEvent(display, &event, is_answer, NULL)) {
    }
    scroller->covered_until = now + COVERED_FOR;
    return false;
}
