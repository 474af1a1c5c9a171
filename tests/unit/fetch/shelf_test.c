#include "fetch/shelf.h"

#include "support/test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "fetch/shelf_file.h"

#define MOST ((size_t)1 << 20)
#define NAME "world http://news.example/feed"

static char folder[64];

static int open_folder(void **state) {
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/broadside-shelf-XXXXXX");
    log_set_level(LOG_ERROR);
    return mkdtemp(folder) ? 0 : -1;
}

static int close_folder(void **state) {
    (void)state;
    DIR *dir = opendir(folder);
    for (struct dirent *item; dir && (item = readdir(dir));) {
        char *path = file_join(folder, item->d_name);
        unlink(path);
        free(path);
    }
    if (dir) {
        closedir(dir);
    }
    rmdir(folder);
    return 0;
}

static struct shelf_item item_of(const char *body) {
    return (struct shelf_item){.body = body,
        .len = strlen(body),
        .url = "http://news.example/feed?page=1",
        .etag = "\"1\"",
        .content_type = "application/json",
        .fetched = 5 * DAY};
}

static void put(struct shelf *shelf, const char *body, millis now) {
    struct shelf_item item = item_of(body);
    shelf_put(shelf, SHELF_SOURCE, NAME, &item, now);
}

static void assert_body(struct shelf *shelf, const char *body) {
    struct shelf_item item;
    char *memory;
    bool is_there = shelf_take(shelf, SHELF_SOURCE, NAME, &item, &memory);
    assert_int_equal(is_there, body != NULL);
    if (is_there) {
        assert_string_equal(item.body, body);
        assert_string_equal(item.url, "http://news.example/feed?page=1");
        assert_string_equal(item.etag, "\"1\"");
        assert_null(item.modified);
        assert_int_equal(item.fetched, 5 * DAY);
    }
    free(memory);
}

static void what_was_put_is_there_in_the_next_life(void **state) {
    (void)state;
    struct shelf *shelf = shelf_create(folder, MOST);
    assert_body(shelf, NULL);
    put(shelf, "one", 0);
    shelf_destroy(shelf);
    shelf = shelf_create(folder, MOST);
    assert_int_equal(shelf_figures(shelf).files, 1);
    assert_body(shelf, "one");
    struct shelf_item item;
    char *memory;
    assert_false(shelf_take(shelf, SHELF_PICTURE, NAME, &item, &memory));
    assert_false(shelf_take(shelf, SHELF_SOURCE, "another", &item, &memory));
    shelf_destroy(shelf);
}

static void the_same_is_not_written_again(void **state) {
    (void)state;
    struct shelf *shelf = shelf_create(folder, MOST);
    put(shelf, "one", 0);
    put(shelf, "one", DAY);
    assert_int_equal(shelf_figures(shelf).writes, 1);
    shelf_destroy(shelf);
    shelf = shelf_create(folder, MOST);
    struct shelf_item other = item_of("one");
    other.etag = "\"another\"";
    other.fetched = 9 * DAY;
    shelf_put(shelf, SHELF_SOURCE, NAME, &other, 0); // not taken before: the file is asked
    assert_int_equal(shelf_figures(shelf).written, 0);
    shelf_destroy(shelf);
}

// A feed of 20 KB that changes every five minutes for three days.
static void what_always_changes_is_written_now_and_then(void **state) {
    (void)state;
    struct shelf *shelf = shelf_create(folder, MOST);
    char body[20001];
    memset(body, 'x', 20000);
    body[20000] = '\0';
    for (millis now = 0; now < 3 * DAY; now += 5 * MINUTE) {
        snprintf(body, 20, "%018lld", (long long)now);
        body[18] = ' ';
        put(shelf, body, now);
        millis next = shelf_turn(shelf, now);
        assert_true(next > now);
    }
    struct shelf_figures figures = shelf_figures(shelf);
    assert_true(figures.yesterday <= 1000000);
    assert_true(figures.yesterday > 500000);
    shelf_destroy(shelf);
    shelf = shelf_create(folder, MOST);
    assert_body(shelf, body); // an orderly end loses nothing
    shelf_destroy(shelf);
}

// The file of the shelf; the test's only one.
static char *only_file(void) {
    DIR *dir = opendir(folder);
    char *path = NULL;
    assert_non_null(dir);
    for (struct dirent *item; (item = readdir(dir));) {
        if (item->d_name[0] != '.') {
            assert_null(path);
            path = file_join(folder, item->d_name);
        }
    }
    closedir(dir);
    assert_non_null(path);
    return path;
}

static void cut_at_any_byte_it_is_old_or_nothing(void **state) {
    (void)state;
    struct shelf *shelf = shelf_create(folder, MOST);
    put(shelf, "the old edition", 0);
    shelf_destroy(shelf);
    char *path = only_file(), *bytes;
    size_t len;
    assert_int_equal(file_read(path, MOST, &bytes, &len, NULL), ERROR_NONE);
    for (size_t cut = 0; cut < len; cut++) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(bytes, 1, cut, file), cut);
        fclose(file);
        shelf = shelf_create(folder, MOST);
        assert_body(shelf, NULL);
        assert_int_equal(shelf_figures(shelf).damaged, 1);
        put(shelf, "the new edition", 0);
        assert_body(shelf, "the new edition");
        shelf_destroy(shelf);
    }
    free(bytes);
    free(path);
}

// A write that the power cut leaves a temporary file beside the old one, of any length.
static void cut_while_writing_the_old_one_stays(void **state) {
    (void)state;
    struct shelf *shelf = shelf_create(folder, MOST);
    put(shelf, "the old edition", 0);
    shelf_destroy(shelf);
    char *path = only_file(), *bytes;
    char temporary[256];
    size_t len;
    snprintf(temporary, sizeof temporary, "%s.AbCdEf", path);
    assert_int_equal(file_read(path, MOST, &bytes, &len, NULL), ERROR_NONE);
    for (size_t cut = 0; cut <= len; cut++) {
        FILE *file = fopen(temporary, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(bytes, 1, cut, file), cut);
        fclose(file);
        shelf = shelf_create(folder, MOST);
        assert_int_not_equal(access(temporary, F_OK), 0);
        assert_body(shelf, "the old edition");
        shelf_destroy(shelf);
    }
    free(bytes);
    free(path);
}

static void every_flipped_bit_is_seen(void **state) {
    (void)state;
    struct shelf_item item = item_of("body"), read;
    size_t len;
    char *bytes = shelf_file_write(NAME, &item, &len);
    assert_int_equal(shelf_file_read(bytes, len, NAME, &read, NULL), ERROR_NONE);
    for (size_t bit = 0; bit < len * 8; bit++) {
        bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
        assert_int_equal(shelf_file_read(bytes, len, NAME, &read, NULL), ERROR_INPUT);
        bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
    }
    assert_int_equal(shelf_file_read(bytes, len, "another", &read, NULL), ERROR_INPUT);
    free(bytes);
}

static void the_longest_unused_goes_first(void **state) {
    (void)state;
    struct shelf *shelf = shelf_create(folder, 40000);
    char body[9000], name[16];
    memset(body, 'x', sizeof body);
    struct shelf_item item = {.body = body, .len = sizeof body, .fetched = 0};
    for (int i = 0; i < 8; i++) {
        snprintf(name, sizeof name, "%d", i);
        body[0] = (char)('0' + i);
        shelf_put(shelf, SHELF_PICTURE, name, &item, 0);
        shelf_use(shelf, SHELF_PICTURE, "0");
        assert_true(shelf_figures(shelf).held <= 40000);
    }
    static const bool kept[8] = {[0] = true, [6] = true, [7] = true};
    for (int i = 0; i < 8; i++) {
        char *memory;
        snprintf(name, sizeof name, "%d", i);
        assert_int_equal(shelf_take(shelf, SHELF_PICTURE, name, &item, &memory), kept[i]);
        free(memory);
    }
    shelf_destroy(shelf);
}

static void a_disk_that_cannot_be_written_is_survived(void **state) {
    (void)state;
    char *blocked = file_join(folder, "file");
    assert_int_equal(file_write(blocked, "", 0, NULL), ERROR_NONE);
    char *inside = file_join(blocked, "cache"); // a folder in a file
    struct shelf *shelf = shelf_create(inside, MOST);
    struct shelf_item item = item_of("one");
    for (millis now = 0; now < HOUR; now += MINUTE) {
        shelf_put(shelf, SHELF_SOURCE, NAME, &item, now);
        assert_true(shelf_turn(shelf, now) > now);
    }
    assert_int_equal(shelf_figures(shelf).writes, 0);
    unlink(blocked);
    assert_int_equal(mkdir(blocked, 0755), 0);
    shelf_turn(shelf, 2 * HOUR); // the disk is there again
    assert_int_equal(shelf_figures(shelf).writes, 1);
    assert_body(shelf, "one");
    shelf_destroy(shelf);
    char command[160];
    snprintf(command, sizeof command, "rm -r '%s'", blocked);
    assert_int_equal(system(command), 0);
    free(inside);
    free(blocked);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_put_is_there_in_the_next_life, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(the_same_is_not_written_again, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(
            what_always_changes_is_written_now_and_then, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(cut_at_any_byte_it_is_old_or_nothing, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(cut_while_writing_the_old_one_stays, open_folder, close_folder),
        cmocka_unit_test(every_flipped_bit_is_seen),
        cmocka_unit_test_setup_teardown(the_longest_unused_goes_first, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_disk_that_cannot_be_written_is_survived, open_folder, close_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
