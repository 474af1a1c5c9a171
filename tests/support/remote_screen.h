#ifndef BROADSIDE_TESTS_SUPPORT_REMOTE_SCREEN_H
#define BROADSIDE_TESTS_SUPPORT_REMOTE_SCREEN_H

#include "kiosk/steward.h"
#include "tests/support/http_server.h"

// A whole kiosk of 640x360 without a screen, on a clock of the test's own, with a web server that has its
// remote file and its feed. Its cache and its device file lie in a folder of its own. One in a test program.

#define TRIAL (60 * SECOND)
#define FEED "{\"title\":\"F\",\"items\":[{\"id\":\"1\",\"title\":\"Ferry\"}]}"
#define SOURCE(id, path)                                                                                     \
    "{\"id\":\"" id "\",\"profile\":\"json-feed\",\"url\":\"%s" path "\",\"lists\":[\"top\"]}"

// Remote files: one that is good, another, and one whose source is not there.
#define GOOD "{\"serial\":7,\"kiosk\":{\"title\":\"Good\"},\"sources\":[" SOURCE("a", "/feed.json") "]}"
#define NEXT "{\"serial\":8,\"kiosk\":{\"title\":\"Next\"},\"sources\":[" SOURCE("a", "/feed.json") "]}"
#define LOST "{\"serial\":9,\"kiosk\":{\"title\":\"Lost\"},\"sources\":[" SOURCE("a", "/gone.json") "]}"

struct remote_screen {
    struct platform platform; // the null one with a clock of our own
    struct instant now;
    struct http_server *server;
    char site[64], folder[64], config[96];
    struct edition_of_file {
        char text[1 << 14], etag[24];
    } published[16]; // the server borrows them, and may still send the one before
    size_t published_count;
    struct steward *steward;
    struct kiosk *kiosk;
    bool is_blind; // no frames
};

extern struct remote_screen screen;

int screen_set_up(void **state); // for cmocka, as screen_begin(true)
int screen_tear_down(void **state);

// Its server and its device file; the process is not yet started.
void screen_begin(bool has_remote);
// Writes the device's own file.
void screen_configure(const char *language, bool has_remote, const char *every);
// Replaces the remote file, with the server's address in the place of each %s; NULL: HTTP 503.
void screen_publish(const char *text);

void screen_start(void);
// With a first file, which is good.
void screen_start_with(const char *text);
// A crash: nobody says good-bye.
void screen_die(void);
// An end that was wanted.
void screen_retire(void);

// All that is under way comes in, and the steward takes what has come; what that sets off, too.
void screen_turn(void);
// Turns every five seconds of `time`.
void screen_pass(millis time);

struct steward_report screen_report(void);
const char *screen_title(void); // borrowed from the configuration in effect

#endif
