#include "config/layers.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/test.h"

#define DEVICE                                                                                               \
    "{\"kiosk\":{\"id\":\"lobby-3\",\"groups\":[\"lobby\",\"hq\"],\"timezone\":\"Europe/Moscow\"},"          \
    "\"cache\":\"/c\",\"remote\":{\"url\":\"https://n.example/{group}/{id}.json\",\"keep\":"                 \
    "[\"kiosk.timezone\"]},\"ticker\":{\"speed\":100}}"

static struct config *read(const char *device, const char *remote, bool is_local, uint32_t on,
    struct strbuf *faults, enum error *error) {
    struct config *config;
    strbuf_init(faults, 1 << 20);
    const struct layers_wish wish = {.path = "etc/device.json",
        .text = device,
        .len = strlen(device),
        .remote_name = "fleet.json",
        .remote_text = remote,
        .remote_len = remote ? strlen(remote) : 0,
        .remote_is_local = is_local,
        .on = on};
    *error = config_read_layers(&wish, true, &config, faults);
    return config;
}

static struct config *read_good(const char *remote, uint32_t on) {
    struct strbuf faults;
    enum error error;
    struct config *config = read(DEVICE, remote, false, on, &faults, &error);
    if (error) {
        fail_msg("%s: %s", remote, strbuf_text(&faults));
    }
    strbuf_finish(&faults);
    return config;
}

static void later_layers_go_above(void **state) {
    (void)state;
    static const struct {
        const char *remote;
        int speed;
    } rows[] = {
        {NULL, 100},
        {"{}", 100},
        {"{\"ticker\":{\"speed\":110}}", 110},
        {"{\"ticker\":{\"speed\":110},\"groups\":{\"hq\":{\"ticker\":{\"speed\":130}},\"lobby\":{\"ticker\":{"
         "\"speed\":120}}}}",
            130}, // in the order in which the device names its groups
        {"{\"ticker\":{\"speed\":110},\"groups\":{\"lobby\":{\"ticker\":{\"speed\":120}}},\"devices\":{"
         "\"lobby-3\":"
         "{\"ticker\":{\"speed\":140}},\"lobby-4\":{\"ticker\":{\"speed\":150}}}}",
            140},
        {"{\"ticker\":{\"speed\":110},\"devices\":{\"lobby-3\":{\"ticker\":{\"speed\":null}}}}", 120},
        {"{\"ticker\":null,\"serial\":7}", 120},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct config *config = read_good(rows[i].remote, 0);
        assert_int_equal(config->ticker.speed, rows[i].speed);
        assert_string_equal(config->remote.url, "https://n.example/lobby/lobby-3.json");
        config_destroy(config);
    }
}

static void what_the_device_keeps_stays(void **state) {
    (void)state;
    static const char *const remotes[] = {"{\"kiosk\":{\"timezone\":\"UTC\",\"title\":\"T\"}}",
        "{\"devices\":{\"lobby-3\":{\"kiosk\":{\"timezone\":null,\"title\":\"T\"}}}}"};
    for (size_t i = 0; i < 2; i++) {
        struct config *config = read_good(remotes[i], 0);
        assert_string_equal(config->kiosk.timezone, "Europe/Moscow");
        assert_string_equal(config->kiosk.title, "T");
        config_destroy(config);
    }
}

// Faults have the place in the file where they are.
static void faults_are_found(void **state) {
    (void)state;
    static const struct {
        const char *remote, *fault;
    } rows[] = {
        {"[]", "fleet.json:1:1: this is no object"},
        {"{\"ticker\":{\"speed\":5}}", "fleet.json:1:12: /ticker/speed: 5 is out of range"},
        {"{\"tikcer\":{}}", "fleet.json:1:2: /tikcer: unknown key"},
        {"{\"ticker\":{\"speed\":50,\"speed\":60}}",
            "fleet.json:1:23: /ticker/speed: the same key a second time"},
        {"{\n\"groups\":{\"lobby\":{\"ticker\":{\"speed\":5}}}}",
            "fleet.json:2:30: /groups/lobby/ticker/speed: 5 is out of range"},
        {"{\"devices\":{\"lobby-3\":{\"sources\":[{\"id\":\"a\"}]}}}",
            "fleet.json:1:35: /devices/lobby-3/sources/0: \"profile\" is missing"},
        {"{\"kiosk\":{\"id\":\"other\"}}", "fleet.json:1:11: /kiosk/id: this cannot be set here"},
        {"{\"kiosk\":null}", "fleet.json:1:2: /kiosk/id: this cannot be set here"},
        {"{\"remote\":{\"url\":\"http://evil.example/\"}}",
            "fleet.json:1:2: /remote: this cannot be set here"},
        {"{\"cache\":\"/etc\"}", "fleet.json:1:2: /cache: this cannot be set here"},
        {"{\"screen\":{\"renderer\":\"gpu\"}}", "fleet.json:1:12: /screen/renderer: this cannot be set here"},
        {"{\"status\":\"/etc/passwd\"}", "fleet.json:1:2: /status: this cannot be set here"},
        {"{\"groups\":{\"hq\":{\"remote\":{}}}}", "fleet.json:1:18: /groups/hq/remote: this cannot"},
        {"{\"devices\":{\"lobby-3\":{\"groups\":{}}}}",
            "fleet.json:1:24: /devices/lobby-3/groups: this cannot"},
        {"{\"groups\":[]}", "fleet.json:1:2: /groups: this is no object"},
        {"{\"devices\":{\"lobby-3\":1}}", "fleet.json:1:13: /devices/lobby-3: this is no object"},
        {"{\"serial\":-1}", "fleet.json:1:2: /serial: this is no serial"},
        {"{\"serial\":\"1\"}", "fleet.json:1:2: /serial: this is no serial"},
        {"{\"sources\":[{\"id\":\"a\",\"profile\":\"rss\",\"url\":\"file:///etc/passwd\"}]}",
            "fleet.json:1:39: /sources/0/url: a file of this machine cannot be named from afar"},
        {"{\"times\":[{\"set\":{\"cache\":\"/x\"}}]}", "fleet.json:1:19: /times/0/set/cache: this cannot"},
        {"{\"times\":[{\"set\":{\"times\":[]}}]}", "fleet.json:1:19: /times/0/set/times: this cannot"},
        {"{\"times\":[{\"set\":{\"ticker\":{\"speed\":5}}}]}",
            "fleet.json:1:29: /times/0/set/ticker/speed: 5 is out of range"},
        {"{\"times\":[{\"set\":{\"sources\":[{\"id\":\"a\",\"profile\":\"rss\",\"url\":\"FILE:x\"}]}}]}",
            "fleet.json:1:56: /times/0/set/sources/0/url: a file of this machine"},
        {"{", "fleet.json:1:2: "},
        {"", "fleet.json:1:1: "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct strbuf faults;
        enum error error;
        config_destroy(read(DEVICE, rows[i].remote, false, 0, &faults, &error));
        if (!error || strncmp(strbuf_text(&faults), rows[i].fault, strlen(rows[i].fault)) != 0) {
            fail_msg("%s: %s\nnot %s", rows[i].remote, strbuf_text(&faults), rows[i].fault);
        }
        strbuf_finish(&faults);
    }
}

static void a_file_that_a_person_put_here_may_name_files(void **state) {
    (void)state;
    struct strbuf faults;
    enum error error;
    struct config *config = read(DEVICE,
        "{\"sources\":[{\"id\":\"a\",\"profile\":\"rss\",\"url\":\"file:x\"}]}", true, 0, &faults, &error);
    assert_int_equal(error, ERROR_NONE);
    config_destroy(config);
    strbuf_finish(&faults);
}

// What is wrong for another screen is no fault for this one, and can be asked for.
static void others_entries_are_theirs(void **state) {
    (void)state;
    static const struct {
        const char *remote, *entry, *fault;
    } rows[] = {
        {"{\"groups\":{\"x\":{\"ticker\":{\"speed\":5}}}}", "/groups/x",
            "fleet.json:1:27: /groups/x/ticker/speed: 5 is out of range"},
        {"{\"groups\":{\"x\":{\"remote\":{}}}}", "/groups/x",
            "fleet.json:1:17: /groups/x/remote: this cannot"},
        {"{\"devices\":{\"a/b\":1}}", "/devices/a~1b", "fleet.json:1:13: /devices/a~1b: this is no object"},
        {"{\"devices\":{\"y\":{\"sources\":[{\"id\":\"a\",\"profile\":\"rss\",\"url\":\"file:x\"}]}}}",
            "/devices/y", "fleet.json:1:55: /devices/y/sources/0/url: a file of this machine"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        config_destroy(read_good(rows[i].remote, 0));
        struct strbuf faults;
        struct config *config;
        strbuf_init(&faults, 1 << 16);
        const struct layers_wish wish = {.path = "etc/device.json",
            .text = DEVICE,
            .len = strlen(DEVICE),
            .remote_name = "fleet.json",
            .remote_text = rows[i].remote,
            .remote_len = strlen(rows[i].remote),
            .entry = rows[i].entry};
        assert_int_not_equal(config_read_layers(&wish, true, &config, &faults), ERROR_NONE);
        if (strncmp(strbuf_text(&faults), rows[i].fault, strlen(rows[i].fault)) != 0) {
            fail_msg("%s: %s\nnot %s", rows[i].remote, strbuf_text(&faults), rows[i].fault);
        }
        config_destroy(config);
        strbuf_finish(&faults);
    }
}

static void rules_that_are_on_go_above_all(void **state) {
    (void)state;
    const char *remote =
        "{\"ticker\":{\"speed\":110},\"times\":[{\"from\":\"22:00\",\"set\":{\"ticker\":{\"speed\":200}}},"
        "{\"set\":{\"ticker\":{\"on\":false,\"speed\":210}}}]}";
    static const int speeds[] = {110, 200, 210, 210};
    for (uint32_t on = 0; on < 4; on++) {
        struct config *config = read_good(remote, on);
        assert_int_equal(config->rule_count, 2);
        assert_int_equal(config->ticker.speed, speeds[on]);
        assert_int_equal(config->ticker.on, on < 2);
        config_destroy(config);
    }
}

static void serials_are_read(void **state) {
    (void)state;
    assert_int_equal(layers_serial("{\"serial\":12}", 13), 12);
    assert_int_equal(layers_serial("{\"serial\":-1}", 13), 0);
    assert_int_equal(layers_serial("{}", 2), 0);
    assert_int_equal(layers_serial("nonsense", 8), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(later_layers_go_above),
        cmocka_unit_test(what_the_device_keeps_stays),
        cmocka_unit_test(faults_are_found),
        cmocka_unit_test(a_file_that_a_person_put_here_may_name_files),
        cmocka_unit_test(others_entries_are_theirs),
        cmocka_unit_test(rules_that_are_on_go_above_all),
        cmocka_unit_test(serials_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
