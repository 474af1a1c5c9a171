// What a courier knows after a restart, with and without a network.

#include "support/test.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "support/desk.h"
#include "support/file_tree.h"

static struct file_tree tree; // the shelf's folder

static int open_folder(void **state) {
    (void)state;
    log_set_level(LOG_ERROR);
    file_tree_init(&tree);
    return 0;
}

static int close_folder(void **state) {
    (void)state;
    file_tree_finish(&tree);
    return 0;
}

static void open_desk(struct desk *desk) {
    desk_open(desk);
    desk->shelf = tree.root;
}

// Another life of the same desk: the same sources at the same addresses.
static void restart(struct desk *desk) {
    courier_destroy(desk->courier);
    desk_create_courier(desk);
}

static uint64_t written(struct desk *desk) {
    struct courier_report report;
    courier_report(desk->courier, &report);
    uint64_t bytes = report.shelf.written;
    courier_report_finish(&report);
    return bytes;
}

static void the_first_edition_comes_from_the_shelf(void **state) {
    (void)state;
    struct desk desk;
    open_desk(&desk);
    desk_add(&desk, "world", "/world.json");
    http_server_answer(desk.server, "/world.json",
        (struct http_reply){.body = desk_feed(0, "one", "/one.png"), .etag = "\"1\""});
    http_server_answer(desk.server, "/one.png", desk_png_reply());
    desk_start_courier(&desk);
    edition_unref(desk_await_pictures(&desk, 1));
    int asked = http_server_hits(desk.server, "/world.json");
    atomic_store(&desk.elapsed, HOUR);
    restart(&desk); // nobody is asked: it has no thread yet
    const struct edition *edition = courier_take(desk.courier);
    assert_non_null(edition);
    assert_true(desk_has_headline(edition, "one"));
    assert_int_equal(desk_count_pictures(edition), 1);
    assert_int_equal(edition->stories[0].age.fetched, DESK_MORNING); // its age is not hidden
    assert_true(edition->stories[0].age.is_stale);
    edition_unref(edition);
    assert_int_equal(http_server_hits(desk.server, "/world.json"), asked);
    courier_start(desk.courier);
    assert_true(http_server_await(desk.server, "/world.json", asked + 1, DESK_PATIENCE));
    assert_non_null(strstr(http_server_request(desk.server, "/world.json"), "If-None-Match: \"1\""));
    desk_pass_time(&desk, "/world.json", asked + 3);
    assert_int_equal(http_server_hits(desk.server, "/one.png"), 1); // it is here
    assert_int_equal(written(&desk), 0);                            // and nothing has changed
    desk_close(&desk);
}

static void a_dead_network_leaves_the_shelf(void **state) {
    (void)state;
    struct desk desk;
    open_desk(&desk);
    desk_add(&desk, "world", "/world.json");
    desk_serve(&desk, "/world.json", desk_feed(0, "one", NULL));
    desk_start_courier(&desk);
    edition_unref(desk_await_headline(&desk, "one"));
    http_server_answer(desk.server, "/world.json", (struct http_reply){.fault = FAULT_CLOSE});
    restart(&desk);
    courier_start(desk.courier);
    edition_unref(desk_await_headline(&desk, "one"));
    int hits = http_server_hits(desk.server, "/world.json");
    desk_pass_time(&desk, "/world.json", hits + 3);
    desk_serve(&desk, "/world.json", desk_feed(1, "two", NULL));
    desk_pass_time(&desk, "/world.json", hits + 5);
    edition_unref(desk_await_headline(&desk, "two"));
    desk_close(&desk);
}

static void damage_all(void) {
    DIR *dir = opendir(tree.root);
    assert_non_null(dir);
    for (struct dirent *item; (item = readdir(dir));) {
        if (item->d_name[0] == 's') {
            char *path = file_join(tree.root, item->d_name);
            assert_int_equal(truncate(path, 60), 0);
            free(path);
        }
    }
    closedir(dir);
}

static void a_damaged_file_is_as_if_it_were_not_there(void **state) {
    (void)state;
    struct desk desk;
    open_desk(&desk);
    desk_add(&desk, "world", "/world.json");
    desk_serve(&desk, "/world.json", desk_feed(0, "one", NULL));
    desk_start_courier(&desk);
    edition_unref(desk_await_headline(&desk, "one"));
    courier_destroy(desk.courier);
    damage_all();
    desk_create_courier(&desk);
    assert_null(courier_take(desk.courier));
    courier_start(desk.courier);
    edition_unref(desk_await_headline(&desk, "one"));
    desk_close(&desk);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_first_edition_comes_from_the_shelf, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_dead_network_leaves_the_shelf, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_damaged_file_is_as_if_it_were_not_there, open_folder, close_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
