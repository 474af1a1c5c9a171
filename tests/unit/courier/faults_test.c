// All that a server can do to a kiosk, as one table: what the screen keeps, what the log says, when it asks
// next. The source is asked every two minutes; it had answered well before.

#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "courier/loop.h"
#include "support/desk.h"
#include "support/journal.h"
#include "support/tls_server.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define KEPT "{\"items\":[{\"id\":\"urn:1\",\"title\":\"kept\"}]}"
#define NEW "{\"items\":[{\"id\":\"urn:2\",\"title\":\"new\"}]}"
#define S SECOND
#define M MINUTE

// What a row waits for, with the jitter of a tenth.
#define ABOUT(wait) (wait) * 9 / 10 - 2, (wait)*11 / 10 + 2
#define USUAL ABOUT(2 * M)
#define PATIENCE (600 * (millis)1)

// The gzip bomb is made when the test starts.
static char *bomb;
static size_t bomb_len;
static const char bomb_mark[] = "bomb";

static const struct row {
    const char *what;
    struct http_reply reply;
    const char *says; // a part of the log; NULL: nothing but records
    millis least, most;
    bool is_new; // the screen shows what came
} rows[] = {
    // All is well.
    {"another body", {.body = NEW}, NULL, USUAL, true},
    {"the same body", {.body = KEPT}, NULL, USUAL, false},
    {"the same body, another ETag", {.body = KEPT, .headers = "ETag: \"2\"\r\n"}, NULL, USUAL, false},
    {"304", {.status = 304}, NULL, USUAL, false},
    {"fresh for an hour", {.body = NEW, .headers = "Cache-Control: max-age=3600\r\n"}, NULL, ABOUT(60 * M),
        true},
    {"fresh for a year", {.body = NEW, .headers = "Cache-Control: max-age=31536000\r\n"}, NULL,
        ABOUT(360 * M), true},
    {"not fresh at all", {.body = NEW, .headers = "Cache-Control: no-cache\r\n"}, NULL, USUAL, true},
    {"UTF-8 with a mark", {.body = "\xEF\xBB\xBF" NEW}, NULL, USUAL, true},
    {"another type", {.body = NEW, .headers = "Content-Type: image/png\r\n"}, NULL, USUAL, true},
    // The body.
    {"nothing", {.body = ""}, "the answer is empty", ABOUT(30 * S), false},
    {"204", {.status = 204}, "the answer is empty", ABOUT(30 * S), false},
    {"a web page", {.body = "<!DOCTYPE html><title>Too Many Requests"}, "a web page, not data", ABOUT(30 * S),
        false},
    {"half a document", {.body = "{\"items\":[{\"id\":\"urn:2\",\"ti"}, "source world: ", ABOUT(30 * S),
        false},
    {"no document", {.body = "Too Many Requests"}, "source world: ", ABOUT(30 * S), false},
    {"an empty list", {.body = "{\"items\":[]}"}, "is absent or empty", ABOUT(30 * S), false},
    {"an empty object", {.body = "{}"}, "source world: ", ABOUT(30 * S), false},
    {"null", {.body = "null"}, "source world: ", ABOUT(30 * S), false},
    {"NUL bytes", {.body = "\0\0\0\0\0\0\0\0", .len = 8}, "source world: ", ABOUT(30 * S), false},
    {"a lone surrogate", {.body = "{\"items\":[{\"id\":\"u\",\"title\":\"new\",\"summary\":\"\\ud800\"}]}"},
        NULL, USUAL, true},
    {"a bomb", {.body = bomb_mark, .headers = "Content-Encoding: gzip\r\n"}, "answer larger than",
        ABOUT(30 * M), false},
    {"not gzip", {.body = NEW, .headers = "Content-Encoding: gzip\r\n"}, "the compressed answer is damaged",
        ABOUT(30 * S), false},
    {"endless",
        {.body = "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,"
                 "0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
            .fault = FAULT_ENDLESS},
        "answer larger than", ABOUT(30 * M), false},
    // The way.
    {"closed without a word", {.fault = FAULT_CLOSE}, "closed without an answer", ABOUT(5 * S), false},
    {"not HTTP", {.fault = FAULT_GARBAGE}, "is not HTTP", ABOUT(5 * S), false},
    {"cut off", {.body = NEW, .fault = FAULT_TRUNCATE, .at = 9}, "was cut off", ABOUT(5 * S), false},
    {"reset", {.body = NEW, .fault = FAULT_RESET, .at = 9}, "source world: ", ABOUT(5 * S), false},
    {"more than promised", {.body = KEPT "and this", .fault = FAULT_SHORTEN, .at = sizeof KEPT - 1}, NULL,
        USUAL, false},
    {"silence", {.body = NEW, .fault = FAULT_HOLD, .at = 0}, "timed out", ABOUT(5 * S), false},
    {"silence in the head", {.body = NEW, .fault = FAULT_HOLD, .at = 20}, "timed out", ABOUT(5 * S), false},
    {"silence in the body", {.body = NEW, .fault = FAULT_HOLD, .at = 70}, "timed out", ABOUT(5 * S), false},
    // "Dripping" is a byte every 10 ms: the body lasts longer than our patience.
    {"dripping",
        {.body = NEW "                                                                    ",
            .fault = FAULT_DRIP,
            .at = 0},
        "timed out", ABOUT(5 * S), false},
    // What the server says.
    {"400", {.status = 400}, "HTTP 400", ABOUT(15 * M), false},
    {"401", {.status = 401}, "HTTP 401", ABOUT(15 * M), false},
    {"403", {.status = 403, .body = "go away"}, "HTTP 403", ABOUT(15 * M), false},
    {"404", {.status = 404}, "HTTP 404", ABOUT(30 * M), false},
    {"408", {.status = 408}, "HTTP 408", ABOUT(30 * S), false},
    {"410", {.status = 410}, "HTTP 410", ABOUT(120 * M), false},
    {"429", {.status = 429}, "HTTP 429", USUAL, false},
    {"429 for ten minutes", {.status = 429, .headers = "Retry-After: 600\r\n"}, "HTTP 429", 10 * M, 11 * M,
        false},
    {"429 until a date",
        {.status = 429,
            .headers = "Date: Tue, 24 Nov 2026 05:00:00 GMT\r\n"
                       "Retry-After: Tue, 24 Nov 2026 05:20:00 GMT\r\n"},
        "HTTP 429", 20 * M, 22 * M, false},
    {"429 until yesterday",
        {.status = 429,
            .headers = "Date: Tue, 24 Nov 2026 05:00:00 GMT\r\n"
                       "Retry-After: Mon, 23 Nov 2026 05:00:00 GMT\r\n"},
        "HTTP 429", 1 * M, 66 * S, false},
    {"429 for a month", {.status = 429, .headers = "Retry-After: 2592000\r\n"}, "HTTP 429", DAY,
        DAY * 11 / 10, false},
    {"429 in words", {.status = 429, .headers = "Retry-After: soon\r\n"}, "HTTP 429", USUAL, false},
    {"500", {.status = 500}, "HTTP 500", ABOUT(30 * S), false},
    {"502 with a page", {.status = 502, .body = "<html>Bad Gateway"}, "HTTP 502", ABOUT(30 * S), false},
    {"503", {.status = 503}, "HTTP 503", USUAL, false},
    {"503 for five minutes", {.status = 503, .headers = "Retry-After: 300\r\n"}, "HTTP 503", 5 * M, 330 * S,
        false},
    {"a part", {.status = 206, .body = NEW}, "HTTP 206", ABOUT(30 * M), false},
    {"999", {.status = 999}, "HTTP 999", ABOUT(15 * M), false},
    {"an endless error", {.status = 500, .body = "no no no no no no no no no", .fault = FAULT_ENDLESS},
        "HTTP 500", ABOUT(30 * S), false},
    // Redirects.
    {"in a circle", {.status = 302, .headers = "Location: /world.json\r\n"}, "more than 5 redirects",
        ABOUT(30 * M), false},
    {"to nowhere", {.status = 302}, "HTTP 302", ABOUT(30 * M), false},
    {"to a file", {.status = 302, .headers = "Location: file:///etc/passwd\r\n"}, "redirect: ", ABOUT(30 * M),
        false},
    {"to ftp", {.status = 301, .headers = "Location: ftp://127.0.0.1/feed\r\n"}, "redirect: ", ABOUT(30 * M),
        false},
    {"with a password", {.status = 301, .headers = "Location: http://me:secret@127.0.0.1/\r\n"},
        "redirect: ", ABOUT(30 * M), false},
    {"to a closed port", {.status = 307, .headers = "Location: http://127.0.0.1:1/\r\n"},
        "source world: ", ABOUT(5 * S), false},
    {"to another path", {.status = 308, .headers = "Location: /new.json\r\n"}, NULL, USUAL, true},
};

static struct instant at(const struct desk *desk) {
    return (struct instant){.steady = desk->elapsed, .wall = DESK_MORNING + desk->elapsed};
}

// One request and its answer, on the thread of the test. False if none comes.
static bool ask_once(struct desk *desk) {
    struct station *station = desk->courier->stations[0];
    millis end = clock_now().steady + DESK_PATIENCE;
    station->errand.due = MILLIS_NONE;
    courier_turn(desk->courier, at(desk));
    while (station->errand.is_asking && clock_now().steady < end) {
        http_wait(desk->courier->http, SECOND);
        courier_turn(desk->courier, at(desk));
    }
    return !station->errand.is_asking;
}

// The newest edition; one that is owed is posted. The caller unrefs it.
static const struct edition *newest(struct desk *desk) {
    desk->elapsed += SECOND;
    for (size_t i = 0; i < desk->courier->count; i++) {
        desk->courier->stations[i]->errand.due = MILLIS_NEVER; // not asked for this
    }
    courier_post(desk->courier, at(desk));
    return courier_take(desk->courier);
}

static void open_row(struct desk *desk, const char *url) {
    desk_open(desk);
    desk->patience = PATIENCE;
    desk_add(desk, "world", url);
    http_server_answer(desk->server, "/world.json", (struct http_reply){.body = KEPT, .etag = "\"1\""});
    http_server_answer(desk->server, "/new.json", (struct http_reply){.body = NEW});
}

static bool holds(struct desk *desk, const struct row *row) {
    struct station *station = desk->courier->stations[0];
    journal_start();
    bool is_answered = ask_once(desk);
    const char *said = journal_stop();
    millis wait = station->errand.due - desk->elapsed;
    const struct edition *edition = newest(desk);
    bool is_shown = desk_has_headline(edition, row->is_new ? "new" : "kept") && edition->story_count == 1;
    edition_unref(edition);
    bool is_said = row->says ? strstr(said, row->says) != NULL : !strstr(said, "warning");
    size_t lines = 0;
    for (const char *line = said; (line = strchr(line, '\n')); line++) {
        lines++;
    }
    bool is_good =
        is_answered && is_shown && is_said && lines <= 3 && wait >= row->least && wait <= row->most;
    if (!is_good) {
        print_error("%s: next in %lld ms (%lld to %lld), %s, the log: %s\n", row->what, (long long)wait,
            (long long)row->least, (long long)row->most, is_shown ? "shown" : "NOT SHOWN", said);
    }
    return is_good;
}

static void every_fault_leaves_the_news(void **state) {
    (void)state;
    size_t failed = 0;
    assert_true(COUNT(rows) >= 40);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct desk desk;
        open_row(&desk, "/world.json");
        desk_create_courier(&desk);
        assert_true(ask_once(&desk));
        struct http_reply reply = rows[i].reply;
        if (reply.body == bomb_mark) {
            reply.body = bomb;
            reply.len = bomb_len;
        }
        http_server_answer(desk.server, "/world.json", reply);
        failed += !holds(&desk, &rows[i]);
        desk_close(&desk);
    }
    assert_int_equal(failed, 0);
}

// Who has nothing to compare with cannot be told that it is the same.
static void a_304_without_cause_is_a_fault(void **state) {
    (void)state;
    static const struct row row = {
        "304 without cause", {.status = 304}, "HTTP 304, which was not asked for", ABOUT(30 * M), false};
    struct desk desk;
    open_row(&desk, "/world.json");
    desk_serve(&desk, "/world.json", KEPT); // without an ETag
    desk_create_courier(&desk);
    assert_true(ask_once(&desk));
    http_server_answer(desk.server, "/world.json", row.reply);
    assert_true(holds(&desk, &row));
    desk_close(&desk);
}

// A week of the same fault is one line in the log, and the source is asked all the time.
static void a_lasting_fault_is_one_line(void **state) {
    (void)state;
    struct desk desk;
    open_row(&desk, "/world.json");
    desk_create_courier(&desk);
    assert_true(ask_once(&desk));
    http_server_answer(desk.server, "/world.json", (struct http_reply){.status = 503});
    journal_start();
    for (int i = 0; i < 50; i++) {
        assert_true(ask_once(&desk));
        desk.elapsed += DAY / 8;
    }
    const char *said = journal_stop();
    const char *line = strstr(said, "HTTP 503");
    assert_non_null(line);
    assert_null(strstr(line + 1, "HTTP 503"));
    assert_int_equal(http_server_hits(desk.server, "/world.json"), 51);
    desk_close(&desk);
}

// Pictures: what the story has then, and what the log says. PNGs are heads: nobody decodes here.
#define PNG_HEAD "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
#define PNG_REST "\x08\2\0\0\0\0\0\0\0\0\0\0\0IDAT"
#define BODY(text) .body = (text), .len = sizeof(text) - 1

static const struct {
    const char *what;
    struct http_reply reply;
    const char *says; // NULL: it is shown
    millis least, most;
} pictures[] = {
    {"a PNG", {BODY(PNG_HEAD "\0\0\1\0\0\0\1\0" PNG_REST)}, NULL, ABOUT(360 * M)},
    {"a GIF named .jpg", {BODY("GIF89a\x10\0\x10\0\x80\0\0\0\0\0\0\0\0,")}, NULL, ABOUT(360 * M)},
    {"another type", {BODY(PNG_HEAD "\0\0\1\0\0\0\1\0" PNG_REST), .headers = "Content-Type: text/html\r\n"},
        NULL, ABOUT(360 * M)},
    {"404", {.status = 404}, "HTTP 404", ABOUT(30 * M)},
    {"nothing", {.body = ""}, "the answer is empty", ABOUT(30 * M)},
    {"a web page", {.body = "<!DOCTYPE html><title>No such picture"}, "picture ", ABOUT(30 * M)},
    {"SVG", {.body = "<svg xmlns='http://www.w3.org/2000/svg'/>"}, "SVG", ABOUT(30 * M)},
    {"half a head", {BODY(PNG_HEAD "\0\0")}, "picture ", ABOUT(30 * M)},
    {"41 megapixels", {BODY(PNG_HEAD "\0\0\x20\0\0\0\x14\0" PNG_REST)}, "picture ", ABOUT(30 * M)},
    {"a bomb of a million a side", {BODY(PNG_HEAD "\0\x0f\x42\x40\0\x0f\x42\x40" PNG_REST)}, "picture ",
        ABOUT(30 * M)},
    {"no pixels", {BODY(PNG_HEAD "\0\0\0\0\0\0\1\0" PNG_REST)}, "picture ", ABOUT(30 * M)},
    {"a compressed bomb", {.body = bomb_mark, .headers = "Content-Encoding: gzip\r\n"}, "answer larger than",
        ABOUT(30 * M)},
    {"to a file", {.status = 302, .headers = "Location: file:///etc/passwd\r\n"},
        "redirect: ", ABOUT(30 * M)},
    {"closed without a word", {.fault = FAULT_CLOSE}, "",
        ABOUT(5 * S)}, // the sources say that there is no network
};

static void a_picture_is_shown_or_refused_by_name(void **state) {
    (void)state;
    size_t failed = 0;
    for (size_t i = 0; i < COUNT(pictures); i++) {
        struct desk desk;
        open_row(&desk, "/world.json");
        desk_serve(&desk, "/world.json", desk_feed(0, "kept", "/view.jpg"));
        struct http_reply reply = pictures[i].reply;
        if (reply.body == bomb_mark) {
            reply.body = bomb;
            reply.len = bomb_len;
        }
        http_server_answer(desk.server, "/view.jpg", reply);
        desk_create_courier(&desk);
        journal_start();
        assert_true(ask_once(&desk));
        const struct photo *photo = desk.courier->album.photos[0];
        for (millis end = clock_now().steady + DESK_PATIENCE;
             photo->errand.is_asking && clock_now().steady < end;) {
            http_wait(desk.courier->http, SECOND);
            courier_turn(desk.courier, at(&desk));
        }
        const char *said = journal_stop();
        millis wait = photo->errand.due - desk.elapsed;
        const struct edition *edition = newest(&desk);
        bool is_shown = edition->stories[0].picture_count > 0;
        bool is_good =
            desk_has_headline(edition, "kept") && is_shown == !pictures[i].says &&
            (pictures[i].says ? strstr(said, pictures[i].says) != NULL : !strstr(said, "warning")) &&
            wait >= pictures[i].least && wait <= pictures[i].most;
        if (!is_good) {
            print_error("%s: next in %lld ms, %s, the log: %s\n", pictures[i].what, (long long)wait,
                is_shown ? "shown" : "not shown", said);
        }
        failed += !is_good;
        edition_unref(edition);
        desk_close(&desk);
    }
    assert_int_equal(failed, 0);
}

static const struct {
    const char *certificate;
    const char *says;
    millis least, most;
} certificates[] = {
    {"good", NULL, USUAL},
    {"expired", "certificate has expired", ABOUT(5 * S)},
    {"early", "certificate is not yet valid", ABOUT(5 * S)},
    {"self", "self-signed certificate", ABOUT(5 * S)},
    {"host", "no alternative certificate subject name matches", ABOUT(5 * S)},
};

static char folder[64];

static void write_answer(void) {
    char path[96];
    snprintf(path, sizeof path, "%s/feed", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("HTTP/1.0 200 OK\r\nDate: Tue, 24 Nov 2026 05:00:00 GMT\r\n\r\n" NEW, file);
    fclose(file);
}

static void only_good_certificates_are_believed(void **state) {
    (void)state;
    char command[192], url[64], ca[96];
    snprintf(folder, sizeof folder, "/tmp/broadside-tls-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(command, sizeof command, "tests/support/certificates.sh '%s' >'%s/log' 2>&1", folder, folder);
    assert_int_equal(system(command), 0);
    snprintf(ca, sizeof ca, "%s/ca.pem", folder);
    write_answer();
    size_t failed = 0;
    for (size_t i = 0; i < COUNT(certificates); i++) {
        struct tls_server server;
        struct desk desk;
        assert_true(tls_server_start(&server, folder, certificates[i].certificate));
        snprintf(url, sizeof url, "https://127.0.0.1:%d/feed", server.port);
        open_row(&desk, url);
        desk.ca_file = ca;
        desk.patience = DESK_PATIENCE;
        desk_create_courier(&desk);
        journal_start();
        bool is_answered = ask_once(&desk);
        const char *said = journal_stop();
        const struct station *station = desk.courier->stations[0];
        millis wait = station->errand.due - desk.elapsed;
        bool is_said = certificates[i].says ? strstr(said, certificates[i].says) != NULL : true;
        bool is_good = is_answered && is_said && wait >= certificates[i].least &&
                       wait <= certificates[i].most && (station->batch != NULL) == !certificates[i].says;
        if (!is_good) {
            print_error("%s: %lld, %s\n", certificates[i].certificate, (long long)wait, said);
        }
        failed += !is_good;
        desk_close(&desk);
        tls_server_stop(&server);
    }
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    assert_int_equal(system(command), 0);
    assert_int_equal(failed, 0);
}

int main(void) {
    bomb = http_gzip_zeros((size_t)64 << 20, &bomb_len);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_leaves_the_news),
        cmocka_unit_test(a_304_without_cause_is_a_fault),
        cmocka_unit_test(a_lasting_fault_is_one_line),
        cmocka_unit_test(a_picture_is_shown_or_refused_by_name),
        cmocka_unit_test(only_good_certificates_are_believed),
    };
    int status = cmocka_run_group_tests(tests, NULL, NULL);
    free(bomb);
    return status;
}
