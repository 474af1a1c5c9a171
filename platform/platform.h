#ifndef BROADSIDE_PLATFORM_PLATFORM_H
#define BROADSIDE_PLATFORM_PLATFORM_H

#include <stdbool.h>

#include "base/error.h"
#include "base/rect.h"
#include "base/time.h"

// A place to show pictures: a window, a KMS screen, or nothing but memory. One at a time in a process.
// All functions belong to the main thread, except wake.

struct SDL_Renderer;

enum platform_renderer {
    PLATFORM_RENDERER_AUTO,
    PLATFORM_RENDERER_GPU,     // a graphics processor, or an error
    PLATFORM_RENDERER_SOFTWARE // the processor alone
};

struct platform_wish {
    const char *title;
    int width, height; // of a window; 0: what the screen has
    bool fullscreen;
    enum platform_renderer renderer; // of what has a choice
    int tallest; // of the screen's mode, pixels; 0: the screen's own. Only where there is no desktop
};

// What a display is told besides pictures. Where there is nothing to tell, nothing happens.
struct platform_screen {
    bool on;        // false: dark, and no power where that can be
    int brightness; // percent, 1 to 100, of a light that can be set
    int tallest;    // as in the wish
};

enum platform_event_kind {
    PLATFORM_QUIT,    // the window was closed, SIGTERM, SIGINT
    PLATFORM_RESIZED, // the output has another size: ask size() again
    PLATFORM_EXPOSED, // the output lost its picture: show all of it again
    PLATFORM_RESET,   // the renderer lost its textures: make them anew
    PLATFORM_LOST,    // the renderer goes at the next poll: drop all that was made with it. RESIZED follows
    PLATFORM_KEY,     // a key went down
    PLATFORM_TOUCH,   // a finger or the mouse went down at x, y
};

enum platform_key {
    PLATFORM_KEY_OTHER,
    PLATFORM_KEY_NEXT,
    PLATFORM_KEY_PREVIOUS,
    PLATFORM_KEY_QUIT,
    PLATFORM_KEY_FULLSCREEN
};

struct platform_event {
    enum platform_event_kind kind;
    enum platform_key key;
    int x, y; // of the output, pixels
};

struct platform {
    const char *name;
    // True if time is not the machine's: waiting takes no time, and the clock goes straight to the deadline.
    bool is_virtual;
    enum error (*open)(const struct platform_wish *wish, struct reason *reason);
    void (*close)(void);
    void (*size)(int *width, int *height);  // of the output, pixels
    struct SDL_Renderer *(*renderer)(void); // borrowed until close
    // Shows what the renderer has drawn. `region`, of the output, holds all that differs from what was shown
    // before; the platform may show more. False if it could not be shown: it is owed still. Where there is
    // nobody to show it to, nothing is owed.
    bool (*present)(const struct region *region);
    // Moves pixels of the output to where the next present will show them, which then need not be drawn; the
    // picture that the renderer draws into keeps them where they were. False: not now. NULL: it never can.
    bool (*scroll)(const struct scroll *scroll);
    int (*refresh)(void); // frames a second that the output can show; 60 where it does not say
    struct instant (*now)(void);
    // Tells the display; may be called every turn. Answers until when (steady) the picture that is on can
    // still be seen by one that is to be dark: while its light goes down. Where there is no such light, a
    // time that has passed.
    millis (*adjust)(const struct platform_screen *screen);
    // Returns at `deadline` (steady time), when an event is there, or after wake(), whichever is first.
    void (*wait)(millis deadline);
    bool (*poll)(struct platform_event *out); // false: no more events
    void (*wake)(void);                       // from any thread
};

extern const struct platform platform_desktop;
extern const struct platform platform_null;
extern const struct platform platform_rpi;

#endif
