#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "support/desk.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

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
    put(files, "outside.png", desk_png, desk_png_len);
    put(files, "feeds/inside.png", desk_png, desk_png_len);
    put(files, "feeds/below/below.png", desk_png, desk_png_len);
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
        desk_open(&desk);
        const char *text = desk_feed(0, "one", rows[i].picture);
        put(&files, "feeds/feed.json", text, strlen(text));
        desk_add(&desk, "file", files.url);
        desk_create_courier(&desk);
        const struct survey_row *row;
        const struct edition *edition = desk_survey(&desk, &row);
        assert_int_equal(row->error, ERROR_NONE);
        if (edition->story_count != 1 || desk_count_pictures(edition) != rows[i].seen) {
            fail_msg("%s: %zu stories, %zu pictures", rows[i].picture, edition->story_count,
                desk_count_pictures(edition));
        }
        edition_unref(edition);
        desk_close(&desk);
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
    desk_open(&desk);
    desk_add(&desk, "http", "/feed.json");
    desk_add(&desk, "redirect", "/redirect.json");
    desk_serve(&desk, "/feed.json", desk_feed(0, "one", inside));
    desk_serve(&desk, "/redirect.json", desk_feed(1, "two", "/astray.png"));
    char header[160];
    snprintf(header, sizeof header, "Location: %s\r\n", inside);
    http_server_answer(desk.server, "/astray.png", (struct http_reply){.status = 302, .headers = header});
    desk_create_courier(&desk);
    const struct survey_row *rows;
    const struct edition *edition = desk_survey(&desk, &rows);
    assert_int_equal(edition->story_count, 2);
    assert_int_equal(desk_count_pictures(edition), 0);
    edition_unref(edition);
    desk_close(&desk);
    remove_files(&files);
}

static void a_changed_file_is_noticed(void **state) {
    (void)state;
    struct files files;
    make_files(&files);
    struct desk desk;
    desk_open(&desk);
    const char *text = desk_feed(0, "one", NULL);
    put(&files, "feeds/feed.json", text, strlen(text));
    desk_add(&desk, "file", files.url);
    desk_start_courier(&desk);
    edition_unref(desk_await_headline(&desk, "one"));
    text = desk_feed(1, "second", NULL);
    put(&files, "feeds/feed.json", text, strlen(text));
    desk_advance(&desk, DESK_EVERY * 11 / 10);
    edition_unref(desk_await_headline(&desk, "second"));
    desk_close(&desk);
    remove_files(&files);
}

static void a_survey_asks_everything_once(void **state) {
    (void)state;
    struct desk desk;
    desk_open(&desk);
    desk_add(&desk, "fine", "/fine.json");
    desk_add(&desk, "down", "/down.json");
    desk_add(&desk, "profile", "/profile.json");
    desk_add(&desk, "page", "/page.json");
    desk.sources[2].profile = "no/such/profile.json";
    const char *body = desk_feed(0, "one", "/a.png");
    desk_serve(&desk, "/fine.json", body);
    http_server_answer(desk.server, "/a.png", desk_png_reply());
    http_server_answer(desk.server, "/down.json", (struct http_reply){.status = 503});
    desk_serve(&desk, "/page.json", "\xEF\xBB\xBF <html>");
    desk_create_courier(&desk);
    const struct survey_row *rows;
    const struct edition *edition = desk_survey(&desk, &rows);
    assert_int_equal(desk_count_pictures(edition), 1);
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
    assert_non_null(strstr(rows[3].reason, "the answer is a web page, not data"));
    assert_int_equal(http_server_hits(desk.server, "/down.json"), 1);
    assert_int_equal(http_server_hits(desk.server, "/profile.json"), 0);
    edition = desk_survey(&desk, &rows); // and again
    assert_int_equal(desk_count_pictures(edition), 1);
    edition_unref(edition);
    assert_int_equal(http_server_hits(desk.server, "/down.json"), 2);
    assert_int_equal(rows[0].records, 1);
    desk_close(&desk);
}

static void a_survey_ends_when_its_time_is_up(void **state) {
    (void)state;
    struct desk desk;
    desk_open(&desk);
    desk_add(&desk, "fine", "/fine.json");
    desk_add(&desk, "hangs", "/hang.json");
    desk_serve(&desk, "/fine.json", desk_feed(0, "one", "/hang.png"));
    http_server_answer(desk.server, "/hang.json", (struct http_reply){.fault = FAULT_HOLD});
    http_server_answer(desk.server, "/hang.png", (struct http_reply){.fault = FAULT_HOLD});
    desk_create_courier(&desk);
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
    desk_close(&desk);
}

static void nothing_to_ask_is_fine(void **state) {
    (void)state;
    struct desk desk;
    desk_open(&desk);
    desk_create_courier(&desk);
    const struct survey_row *rows;
    const struct edition *edition = desk_survey(&desk, &rows);
    assert_true(edition_is_empty(edition));
    edition_unref(edition);
    courier_start(desk.courier);
    desk_close(&desk);
    courier_destroy(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_source_sees_its_folder_and_no_more),
        cmocka_unit_test(an_http_source_never_sees_a_file),
        cmocka_unit_test(a_changed_file_is_noticed),
        cmocka_unit_test(a_survey_asks_everything_once),
        cmocka_unit_test(a_survey_ends_when_its_time_is_up),
        cmocka_unit_test(nothing_to_ask_is_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
