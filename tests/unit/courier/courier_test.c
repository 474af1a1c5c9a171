#include "support/test.h"

#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/strbuf.h"
#include "courier/courier.h"
#include "support/http_server.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FEED_PROFILE "assets/profiles/json-feed.json"
#define PATIENCE 10000 // ms
#define MORNING (20000 * DAY + 8 * HOUR)

// A PNG of one pixel.
static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0\0\x1f\x15\xc4\x89"
                          "\0\0\0\rIDATx\xda\x63\xf8\xcf\xc0\xf0\x1f\0\5\0\1\xff\xa8\xce\xde\xe5"
                          "\0\0\0\0IEND\xae\x42\x60\x82";
#define PNG_REPLY ((struct http_reply){.body = png, .len = sizeof png - 1})

// A courier on a clock that only the test moves, and a way to sleep until it has something to say.
struct desk {
    struct http_server *server;
    struct source sources[8];
    char urls[8][512];
    size_t count;
    struct courier *courier;
    _Atomic(millis) elapsed;
    int woken; // an eventfd that counts wake-ups
    atomic_int wakes;
};

static struct instant desk_now(void *context) {
    struct desk *desk = context;
    millis elapsed = atomic_load(&desk->elapsed);
    return (struct instant){.steady = elapsed, .wall = MORNING + elapsed};
}

static void desk_wake(void *context) {
    struct desk *desk = context;
    uint64_t one = 1;
    atomic_fetch_add(&desk->wakes, 1);
    assert_int_equal(write(desk->woken, &one, sizeof one), sizeof one);
}

static void advance(struct desk *desk, millis by) {
    atomic_fetch_add(&desk->elapsed, by);
    courier_nudge(desk->courier);
}

// Lets time pass until there were `hits` requests. One step may not do: while an answer is on its way, the
// courier reckons its next request from the moment at which it takes it in, which may be after the step.
static void pass_time(struct desk *desk, const char *path, int hits) {
    for (int tries = 0; tries < PATIENCE / 100; tries++) {
        advance(desk, DAY);
        if (http_server_await(desk->server, path, hits, 100)) {
            return;
        }
    }
    fail_msg("%s is not asked again", path);
}

static const char *const feed_list[] = {"feed"};

// A source at `path` of the server, or at an address.
static void add_source(struct desk *desk, const char *id, const char *path) {
    char *url = desk->urls[desk->count];
    snprintf(url, sizeof desk->urls[0], "%s", path[0] == '/' ? http_server_url(desk->server, path) : path);
    desk->sources[desk->count++] = (struct source){.id = id,
        .profile = FEED_PROFILE,
        .url = url,
        .every = 2 * MINUTE,
        .lists = feed_list,
        .list_count = 1};
}

static void open_desk(struct desk *desk) {
    memset(desk, 0, sizeof *desk);
    desk->server = http_server_start();
    desk->woken = eventfd(0, EFD_CLOEXEC);
}

static void create_courier(struct desk *desk) {
    desk->courier = courier_create(&(struct courier_options){
        .sources = desk->sources,
        .source_count = desk->count,
        .contact = "desk@news.example",
        .wake = desk_wake,
        .wake_context = desk,
        .now = desk_now,
        .now_context = desk,
    });
}

static void start_courier(struct desk *desk) {
    create_courier(desk);
    courier_start(desk->courier);
}

static void close_desk(struct desk *desk) {
    courier_destroy(desk->courier);
    http_server_stop(desk->server);
    close(desk->woken);
}

// The next edition; the caller unrefs it.
static const struct edition *next_edition(struct desk *desk) {
    const struct edition *edition;
    while (!(edition = courier_take(desk->courier))) {
        struct pollfd poller = {.fd = desk->woken, .events = POLLIN};
        if (poll(&poller, 1, PATIENCE) != 1) {
            fail_msg("no edition within ten seconds");
        }
        uint64_t count;
        assert_int_equal(read(desk->woken, &count, sizeof count), sizeof count);
    }
    return edition;
}

static bool has_headline(const struct edition *edition, const char *headline) {
    for (size_t i = 0; i < edition->story_count; i++) {
        if (strcmp(edition->stories[i].headline, headline) == 0) {
            return true;
        }
    }
    return false;
}

static size_t count_pictures(const struct edition *edition) {
    size_t count = 0;
    for (size_t i = 0; i < edition->story_count; i++) {
        count += edition->stories[i].picture_count;
    }
    return count;
}

// Editions until one has the headline; the caller unrefs it.
static const struct edition *await_headline(struct desk *desk, const char *headline) {
    for (;;) {
        const struct edition *edition = next_edition(desk);
        if (has_headline(edition, headline)) {
            return edition;
        }
        edition_unref(edition);
    }
}

static const struct edition *await_pictures(struct desk *desk, size_t count) {
    for (;;) {
        const struct edition *edition = next_edition(desk);
        if (count_pictures(edition) == count) {
            return edition;
        }
        edition_unref(edition);
    }
}

// A feed of one story; static per slot, since the server borrows it.
static const char *feed(int slot, const char *headline, const char *picture) {
    static char texts[8][1024];
    snprintf(texts[slot], sizeof texts[slot],
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Wire "
        "%d\",\"items\":[{\"id\":\"urn:%d:%s\","
        "\"url\":\"https://news.example/"
        "%d\",\"title\":\"%s\",\"date_published\":\"2024-10-04T07:00:00Z\"%s%s%s}]}",
        slot, slot, headline, slot, headline, picture ? ",\"image\":\"" : "", picture ? picture : "",
        picture ? "\"" : "");
    return texts[slot];
}

static void serve(struct desk *desk, const char *path, const char *body) {
    http_server_answer(desk->server, path, (struct http_reply){.body = body});
}

static void text_comes_first_and_pictures_after(void **state) {
    (void)state;
    struct desk desk;
    open_desk(&desk);
    add_source(&desk, "world", "/world.json");
    serve(&desk, "/world.json", feed(0, "one", "/one.png")); // relative to the feed
    struct http_reply held = PNG_REPLY;
    held.fault = FAULT_HOLD;
    http_server_answer(desk.server, "/one.png", held);
    start_courier(&desk);
    const struct edition *edition = next_edition(&desk);
    assert_true(has_headline(edition, "one"));
    assert_int_equal(count_pictures(edition), 0);
    assert_int_equal(edition->stories[0].fetched, MORNING);
    assert_string_equal(edition->stories[0].source_name, "Wire 0");
    assert_int_equal(edition_list(edition, "feed")->count, 1);
    edition_unref(edition);
    assert_true(http_server_await(desk.server, "/one.png", 1, PATIENCE));
    http_server_release(desk.server);
    edition = next_edition(&desk);
    assert_int_equal(count_pictures(edition), 1);
    const struct picture *picture = &edition->stories[0].pictures[0];
    assert_int_equal(picture->width, 1);
    assert_int_equal(blob_len(picture->blob), sizeof png - 1);
    assert_memory_equal(blob_bytes(picture->blob), png, sizeof png - 1);
    close_desk(&desk);
    assert_string_equal(picture->url + strlen(picture->url) - 8, "/one.png"); // outlives its courier
    edition_unref(edition);
}

static void the_server_is_told_who_asks(void **state) {
    (void)state;
    struct desk desk;
    open_desk(&desk);
    add_source(&desk, "world", "/world.json");
    serve(&desk, "/world.json", feed(0, "one", NULL));
    start_courier(&desk);
    edition_unref(next_edition(&desk));
    const char *request = http_server_request(desk.server, "/world.json");
    assert_non_null(strstr(request, "User-Agent: Broadside/"));
    assert_non_null(strstr(request, " (desk@news.example)\r\n"));
    close_desk(&desk);
}

static void what_changes_is_shown_within_the_interval(void **state) {
    (void)state;
    struct desk desk;
    open_desk(&desk);
    add_source(&desk, "world", "/world.json");
    static const char *const headlines[] = {"one", "two", "three", "four"};
    serve(&desk, "/world.json", feed(0, headlines[0], NULL));
    start_courier(&desk);
    for (int i = 0; i < 4; i++) {
        const struct edition *edition = next_edition(&desk);
        assert_true(has_headline(edition, headlines[i]));
        assert_int_equal(edition->story_count, 1);
        edition_unref(edition);
        serve(&desk, "/world.json", feed(i + 1, headlines[(i + 1) % 4], NULL));
        advance(&desk, 2 * MINUTE * 11 / 10);
    }
    close_desk(&desk);
}

static void what_does_not_change_is_not_posted(void **state) {
    (void)state;
    struct desk desk;
    open_desk(&desk);
    add_source(&desk, "etag", "/etag.json");
    add_source(&desk, "same", "/same.json");
    http_server_answer(
        desk.server, "/etag.json", (struct http_reply){.body = feed(0, "one", NULL), .etag = "\"1\""});
    serve(&desk, "/same.json", feed(1, "uno", NULL));
    start_courier(&desk);
    edition_unref(await_headline(&desk, "uno"));
    for (int hits = 2; hits <= 5; hits++) {
        pass_time(&desk, "/etag.json", hits);
        pass_time(&desk, "/same.json", hits);
    }
    int wakes = atomic_load(&desk.wakes);
    assert_in_range(wakes, 1, 2); // two sources, one edition or two
    int hits = http_server_hits(desk.server, "/same.json");
    serve(&desk, "/same.json", feed(2, "due", NULL));
    pass_time(&desk, "/same.json", hits + 1);
    const struct edition *edition = await_headline(&desk, "due");
    assert_true(has_headline(edition, "one")); // 304s did not lose it
    assert_int_equal(edition->stories[0].fetched > MORNING, 1);
    edition_unref(edition);
    // Any edition without cause would have come before this one.
    assert_int_equal(atomic_load(&desk.wakes), wakes + 1);
    close_desk(&desk);
}

static void bad_answers_leave_what_was_there(void **state) {
    (void)state;
    static const struct http_reply bad[] = {
        {.status = 503, .body = "busy"},
        {.status = 429, .body = "slow down", .headers = "Retry-After: 60\r\n"},
        {.body = "<!DOCTYPE html><title>Too Many Requests</title>"},
        {.body = ""},
        {.body = "{\"items\": [{\"id\": \"urn:1\", \"ti"},
        {.body = "{\"items\": []}"},
        {.body = "[]"},
        {.body = "null"},
        {.body = "{\"items\": [{\"id\": \"1\"}]} and more", .fault = FAULT_ENDLESS},
        {.body = "{\"items\": []}", .fault = FAULT_TRUNCATE, .at = 3},
        {.fault = FAULT_CLOSE},
        {.fault = FAULT_GARBAGE},
        {.body = "x", .fault = FAULT_RESET},
        {.status = 304},
        {.status = 302, .headers = "Location: file:///etc/passwd\r\n"},
    };
    struct desk desk;
    open_desk(&desk);
    add_source(&desk, "bad", "/bad.json");
    add_source(&desk, "good", "/good.json");
    serve(&desk, "/bad.json", feed(0, "kept", NULL));
    serve(&desk, "/good.json", feed(1, "0", NULL));
    start_courier(&desk);
    edition_unref(await_headline(&desk, "kept"));
    assert_true(http_server_await(desk.server, "/good.json", 1, PATIENCE));
    for (size_t i = 0; i < COUNT(bad); i++) {
        char headline[16];
        snprintf(headline, sizeof headline, "%zu", i + 1);
        int hits = http_server_hits(desk.server, "/bad.json");
        http_server_answer(desk.server, "/bad.json", bad[i]);
        serve(&desk, "/good.json", feed(1 + (int)(i + 1) % 2, headline, NULL));
        pass_time(&desk, "/bad.json", hits + 1);
        const struct edition *edition = await_headline(&desk, headline);
        if (!has_headline(edition, "kept")) {
            fail_msg("row %zu lost the news", i);
        }
        edition_unref(edition);
    }
    int hits = http_server_hits(desk.server, "/bad.json");
    serve(&desk, "/bad.json", feed(3, "back", NULL));
    pass_time(&desk, "/bad.json", hits + 1);
    edition_unref(await_headline(&desk, "back"));
    close_desk(&desk);
}

static void a_missing_picture_is_only_a_missing_picture(void **state) {
    (void)state;
    struct desk desk;
    open_desk(&desk);
    static const char *const paths[] = {"/404.png", "/html.png", "/svg.png", "/empty.png", "/fine.png"};
    static const struct http_reply replies[] = {
        {.status = 404},
        {.body = "<html>no</html>"},
        {.body = "<svg xmlns='http://www.w3.org/2000/svg'/>"},
        {.body = ""},
        {.body = png, .len = sizeof png - 1},
    };
    for (int i = 0; i < 5; i++) {
        char path[16];
        snprintf(path, sizeof path, "/%d.json", i);
        add_source(&desk, paths[i] + 1, path);
        http_server_answer(desk.server, paths[i], replies[i]);
        char headline[16];
        snprintf(headline, sizeof headline, "h%d", i);
        serve(&desk, path, feed(i, headline, paths[i]));
    }
    start_courier(&desk);
    const struct edition *edition = await_pictures(&desk, 1);
    assert_int_equal(edition->story_count, 5);
    edition_unref(edition);
    // What failed is tried again; the one that is here is not fetched twice.
    http_server_answer(desk.server, "/404.png", PNG_REPLY);
    advance(&desk, DAY);
    edition_unref(await_pictures(&desk, 2));
    assert_int_equal(http_server_hits(desk.server, "/fine.png"), 1);
    close_desk(&desk);
}

static void pictures_are_dropped_with_their_story(void **state) {
    (void)state;
    struct desk desk;
    open_desk(&desk);
    add_source(&desk, "world", "/world.json");
    serve(&desk, "/world.json", feed(0, "one", "/a.png"));
    http_server_answer(desk.server, "/a.png", PNG_REPLY);
    http_server_answer(desk.server, "/b.png", PNG_REPLY);
    start_courier(&desk);
    edition_unref(await_pictures(&desk, 1));
    serve(&desk, "/world.json", feed(1, "two", "/b.png"));
    advance(&desk, 2 * MINUTE * 11 / 10);
    edition_unref(await_headline(&desk, "two"));
    assert_true(http_server_await(desk.server, "/b.png", 1, PATIENCE));
    serve(&desk, "/world.json", feed(2, "three", "/a.png"));
    advance(&desk, 2 * MINUTE * 11 / 10);
    edition_unref(await_headline(&desk, "three"));
    assert_true(http_server_await(desk.server, "/a.png", 2, PATIENCE)); // it was not kept without cause
    close_desk(&desk);
}

static void embargoes_end_by_themselves(void **state) {
    (void)state;
    struct desk desk;
    open_desk(&desk);
    add_source(&desk, "world", "/world.json");
    desk.sources[0].every = DAY;
    struct moment lift = {MORNING + HOUR, 0};
    char when[MOMENT_TEXT], body[512];
    snprintf(body, sizeof body,
        "{\"items\":[{\"id\":\"urn:1\",\"title\":\"now\"},{\"id\":\"urn:2\",\"title\":\"later\","
        "\"_broadside\":{\"embargo\":\"%s\"}}]}",
        moment_format(lift, when));
    serve(&desk, "/world.json", body);
    start_courier(&desk);
    const struct edition *edition = next_edition(&desk);
    assert_int_equal(edition->story_count, 1);
    edition_unref(edition);
    advance(&desk, HOUR);
    edition = next_edition(&desk);
    assert_int_equal(edition->story_count, 2);
    edition_unref(edition);
    assert_int_equal(http_server_hits(desk.server, "/world.json"), 1);
    close_desk(&desk);
}

static void stopping_waits_for_nobody(void **state) {
    (void)state;
    for (size_t at = 0; at < 3; at++) { // before the head, within it, within the body
        struct desk desk;
        open_desk(&desk);
        add_source(&desk, "hangs", "/hang.json");
        http_server_answer(desk.server, "/hang.json",
            (struct http_reply){.body = feed(0, "one", NULL), .fault = FAULT_HOLD, .at = at * 40});
        start_courier(&desk);
        assert_true(http_server_await(desk.server, "/hang.json", 1, PATIENCE));
        int64_t before = clock_ns();
        courier_destroy(desk.courier);
        assert_true(clock_ns() - before < 900 * INT64_C(1000000));
        desk.courier = NULL;
        close_desk(&desk);
    }
}

// A folder with feed.json, inside.png and below/below.png, and beside it outside.png; `link.png` leads
// outside.
struct files {
    char root[64], url[128];
};

static void put(const struct files *files, const char *name, const char *bytes, size_t len) {
    char *path = file_join(files->root, name);
    assert_int_equal(file_write(path, bytes, len, NULL), ERROR_NONE);
    free(path);
}

static void make_files(struct files *files) {
    snprintf(files->root, sizeof files->root, "/tmp/broadside-courier-XXXXXX");
    assert_non_null(mkdtemp(files->root));
    char *below = file_join(files->root, "feeds/below");
    assert_int_equal(file_make_folder(below, NULL), ERROR_NONE);
    free(below);
    put(files, "outside.png", png, sizeof png - 1);
    put(files, "feeds/inside.png", png, sizeof png - 1);
    put(files, "feeds/below/below.png", png, sizeof png - 1);
    char *link = file_join(files->root, "feeds/link.png");
    assert_int_equal(symlink("../outside.png", link), 0);
    free(link);
    snprintf(files->url, sizeof files->url, "file://%s/feeds/feed.json", files->root);
}

static void remove_files(const struct files *files) {
    static const char *const names[] = {"outside.png", "feeds/inside.png", "feeds/below/below.png",
        "feeds/link.png", "feeds/feed.json", "feeds/below", "feeds", ""};
    for (size_t i = 0; i < COUNT(names); i++) {
        char *path = file_join(files->root, names[i]);
        remove(path);
        free(path);
    }
}

static void survey(struct desk *desk, const struct edition **edition, const struct survey_row **rows) {
    size_t count;
    courier_survey(desk->courier, 10 * SECOND, rows, &count);
    assert_int_equal(count, desk->count);
    *edition = courier_take(desk->courier);
    assert_non_null(*edition);
}

static void a_file_source_sees_its_folder_and_no_more(void **state) {
    (void)state;
    struct files files;
    make_files(&files);
    const struct {
        const char *picture;
        size_t seen;
    } rows[] = {
        {"inside.png", 1},
        {"below/below.png", 1},
        {"./below/../inside.png", 1},
        {"../outside.png", 0},
        {"link.png", 0},
        {"file:///etc/hostname", 0},
        {"missing.png", 0},
        {"file://elsewhere/inside.png", 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct desk desk;
        open_desk(&desk);
        const char *text = feed(0, "one", rows[i].picture);
        put(&files, "feeds/feed.json", text, strlen(text));
        add_source(&desk, "file", files.url);
        create_courier(&desk);
        const struct edition *edition;
        const struct survey_row *row;
        survey(&desk, &edition, &row);
        assert_int_equal(row->error, ERROR_NONE);
        if (edition->story_count != 1 || count_pictures(edition) != rows[i].seen) {
            fail_msg("%s: %zu stories, %zu pictures", rows[i].picture, edition->story_count,
                count_pictures(edition));
        }
        edition_unref(edition);
        close_desk(&desk);
    }
    remove_files(&files);
}

static void an_http_source_never_sees_a_file(void **state) {
    (void)state;
    struct files files;
    make_files(&files);
    char inside[128];
    snprintf(inside, sizeof inside, "file://%s/feeds/inside.png", files.root);
    struct desk desk;
    open_desk(&desk);
    add_source(&desk, "http", "/feed.json");
    add_source(&desk, "redirect", "/redirect.json");
    serve(&desk, "/feed.json", feed(0, "one", inside));
    serve(&desk, "/redirect.json", feed(1, "two", "/astray.png"));
    char header[160];
    snprintf(header, sizeof header, "Location: %s\r\n", inside);
    http_server_answer(desk.server, "/astray.png", (struct http_reply){.status = 302, .headers = header});
    create_courier(&desk);
    const struct edition *edition;
    const struct survey_row *rows;
    survey(&desk, &edition, &rows);
    assert_int_equal(edition->story_count, 2);
    assert_int_equal(count_pictures(edition), 0);
    edition_unref(edition);
    close_desk(&desk);
    remove_files(&files);
}

static void a_changed_file_is_noticed(void **state) {
    (void)state;
    struct files files;
    make_files(&files);
    struct desk desk;
    open_desk(&desk);
    const char *text = feed(0, "one", NULL);
    put(&files, "feeds/feed.json", text, strlen(text));
    add_source(&desk, "file", files.url);
    start_courier(&desk);
    edition_unref(await_headline(&desk, "one"));
    text = feed(1, "second", NULL);
    put(&files, "feeds/feed.json", text, strlen(text));
    advance(&desk, 2 * MINUTE * 11 / 10);
    edition_unref(await_headline(&desk, "second"));
    close_desk(&desk);
    remove_files(&files);
}

static void a_survey_asks_everything_once(void **state) {
    (void)state;
    struct desk desk;
    open_desk(&desk);
    add_source(&desk, "fine", "/fine.json");
    add_source(&desk, "down", "/down.json");
    add_source(&desk, "profile", "/profile.json");
    add_source(&desk, "page", "/page.json");
    desk.sources[2].profile = "no/such/profile.json";
    const char *body = feed(0, "one", "/a.png");
    serve(&desk, "/fine.json", body);
    http_server_answer(desk.server, "/a.png", PNG_REPLY);
    http_server_answer(desk.server, "/down.json", (struct http_reply){.status = 503});
    serve(&desk, "/page.json", "\xEF\xBB\xBF <html>");
    create_courier(&desk);
    const struct edition *edition;
    const struct survey_row *rows;
    survey(&desk, &edition, &rows);
    assert_int_equal(count_pictures(edition), 1);
    edition_unref(edition);
    assert_string_equal(rows[0].source, "fine");
    assert_int_equal(rows[0].status, 200);
    assert_int_equal(rows[0].bytes, strlen(body));
    assert_int_equal(rows[0].records, 1);
    assert_string_equal(rows[0].reason, "");
    assert_int_equal(rows[1].error, ERROR_REFUSED);
    assert_string_equal(rows[1].reason, "HTTP 503");
    assert_int_equal(rows[2].error, ERROR_MISSING);
    assert_non_null(strstr(rows[2].reason, "no/such/profile.json"));
    assert_int_equal(rows[3].error, ERROR_INPUT);
    assert_string_equal(rows[3].reason, "the answer is a web page, not data");
    assert_int_equal(http_server_hits(desk.server, "/down.json"), 1);
    assert_int_equal(http_server_hits(desk.server, "/profile.json"), 0);
    survey(&desk, &edition, &rows); // and again
    assert_int_equal(count_pictures(edition), 1);
    edition_unref(edition);
    assert_int_equal(http_server_hits(desk.server, "/down.json"), 2);
    assert_int_equal(rows[0].records, 1);
    close_desk(&desk);
}

static void a_survey_ends_when_its_time_is_up(void **state) {
    (void)state;
    struct desk desk;
    open_desk(&desk);
    add_source(&desk, "fine", "/fine.json");
    add_source(&desk, "hangs", "/hang.json");
    serve(&desk, "/fine.json", feed(0, "one", "/hang.png"));
    http_server_answer(desk.server, "/hang.json", (struct http_reply){.fault = FAULT_HOLD});
    http_server_answer(desk.server, "/hang.png", (struct http_reply){.fault = FAULT_HOLD});
    create_courier(&desk);
    const struct survey_row *rows;
    size_t count;
    int64_t before = clock_ns();
    courier_survey(desk.courier, 300, &rows, &count);
    assert_true(clock_ns() - before < 5 * INT64_C(1000000000));
    assert_int_equal(rows[0].error, ERROR_NONE);
    assert_int_equal(rows[1].error, ERROR_NETWORK);
    assert_string_equal(rows[1].reason, "no answer within 300 ms");
    const struct edition *edition = courier_take(desk.courier);
    assert_int_equal(edition->story_count, 1);
    edition_unref(edition);
    close_desk(&desk);
}

static void nothing_to_ask_is_fine(void **state) {
    (void)state;
    struct desk desk;
    open_desk(&desk);
    create_courier(&desk);
    const struct edition *edition;
    const struct survey_row *rows;
    survey(&desk, &edition, &rows);
    assert_true(edition_is_empty(edition));
    edition_unref(edition);
    courier_start(desk.courier);
    close_desk(&desk);
    courier_destroy(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_comes_first_and_pictures_after),
        cmocka_unit_test(the_server_is_told_who_asks),
        cmocka_unit_test(what_changes_is_shown_within_the_interval),
        cmocka_unit_test(what_does_not_change_is_not_posted),
        cmocka_unit_test(bad_answers_leave_what_was_there),
        cmocka_unit_test(a_missing_picture_is_only_a_missing_picture),
        cmocka_unit_test(pictures_are_dropped_with_their_story),
        cmocka_unit_test(embargoes_end_by_themselves),
        cmocka_unit_test(stopping_waits_for_nobody),
        cmocka_unit_test(a_file_source_sees_its_folder_and_no_more),
        cmocka_unit_test(an_http_source_never_sees_a_file),
        cmocka_unit_test(a_changed_file_is_noticed),
        cmocka_unit_test(a_survey_asks_everything_once),
        cmocka_unit_test(a_survey_ends_when_its_time_is_up),
        cmocka_unit_test(nothing_to_ask_is_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
