// Charts and their rows from two answers: fresh ones, those of the shelf, and none that nobody configured.

#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "support/file_tree.h"
#include "support/service.h"

#define ROWS "a,b\n1,2\n"
#define CHART "{\"title\":\"A\",\"data\":{\"url\":\"rows.csv\"},\"mark\":\"bar\"}"

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

static void add(struct desk *desk, const char *id, const char *path, const char *profile) {
    desk_add(desk, id, path);
    desk->sources[desk->count - 1].profile = profile;
}

static void open_desk(struct desk *desk) {
    desk_open(desk);
    desk->shelf = tree.root;
    add(desk, "charts", "/charts/a.json", "assets/profiles/vega-lite.json");
    desk_serve(desk, "/charts/a.json", CHART);
}

static const struct chart_data *data_of(const struct edition *edition) {
    assert_int_equal(edition->infographic_count, 1);
    const struct chart_spec *chart = edition->infographics[0].chart;
    assert_int_equal(chart->data_count, 1);
    return &chart->data[0];
}

// The next edition whose chart has these rows; the caller unrefs it.
static const struct edition *await_rows(struct desk *desk, const char *rows) {
    const struct edition *edition = desk_next(desk);
    while (!edition->infographic_count || !data_of(edition)->rows ||
           strcmp(data_of(edition)->rows->text, rows) != 0) {
        edition_unref(edition);
        edition = desk_next(desk);
    }
    return edition;
}

static void fresh_rows_make_an_edition_and_the_shelf_has_them(void **state) {
    (void)state;
    struct desk desk;
    open_desk(&desk);
    add(&desk, "rows", "/charts/rows.csv", "assets/profiles/chart-data.json");
    desk_serve(&desk, "/charts/rows.csv", ROWS);
    desk_start_courier(&desk);
    edition_unref(await_rows(&desk, ROWS));
    desk_serve(&desk, "/charts/rows.csv", "a,b\n1,7\n");
    desk_pass_time(&desk, "/charts/rows.csv", 3);
    edition_unref(await_rows(&desk, "a,b\n1,7\n"));
    courier_destroy(desk.courier);
    http_server_answer(desk.server, "/charts/a.json", (struct http_reply){.fault = FAULT_CLOSE});
    http_server_answer(desk.server, "/charts/rows.csv", (struct http_reply){.fault = FAULT_CLOSE});
    desk_create_courier(&desk);
    const struct edition *edition = courier_take(desk.courier); // nobody is asked: it has no thread yet
    assert_non_null(edition);
    assert_string_equal(data_of(edition)->rows->text, "a,b\n1,7\n");
    edition_unref(edition);
    desk_close(&desk);
}

static void nobody_is_asked_who_is_not_configured(void **state) {
    (void)state;
    struct desk desk;
    const struct survey_row *rows;
    open_desk(&desk);
    add(&desk, "other", "/charts/other.csv", "assets/profiles/chart-data.json");
    desk_serve(&desk, "/charts/rows.csv", ROWS);
    desk_serve(&desk, "/charts/other.csv", ROWS);
    desk_create_courier(&desk);
    const struct edition *edition = desk_survey(&desk, &rows);
    assert_null(data_of(edition)->rows);
    assert_false(data_of(edition)->is_known);
    assert_int_equal(http_server_hits(desk.server, "/charts/rows.csv"), 0);
    assert_int_equal(http_server_hits(desk.server, "/charts/other.csv"), 1);
    edition_unref(edition);
    desk_close(&desk);
}

static void an_address_with_a_secret_is_nobodys_business(void **state) {
    (void)state;
    static const struct source_secret secrets[] = {{"wire", "S3cret", NULL}};
    static const char *const requests[] = {
        "\"request\":{\"url\":\"{%site}/a?key={%key}\"}",
        "\"request\":{\"url\":\"{%site}/a\"}",
    };
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        struct service service;
        char rest[256];
        snprintf(
            rest, sizeof rest, "\"params\":{\"site\":null,\"key\":{\"secret\":\"wire\"}},%s", requests[i]);
        service_open(&service, rest);
        service.secrets = (struct source_secrets){secrets, 1, "/etc/broadside/secrets.json"};
        service_start(&service);
        const struct contribution made = station_contribution(service_station(&service), 0);
        assert_int_equal(made.address != NULL, i == 1);
        assert_string_equal(made.id, service_station(&service)->source->id);
        assert_false(made.brings_table);
        service_close(&service);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            fresh_rows_make_an_edition_and_the_shelf_has_them, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(nobody_is_asked_who_is_not_configured, open_folder, close_folder),
        cmocka_unit_test(an_address_with_a_secret_is_nobodys_business),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
