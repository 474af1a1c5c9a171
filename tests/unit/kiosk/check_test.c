#include "kiosk/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "tests/support/test.h"

static char folder[] = "/tmp/broadside-check-XXXXXX";

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static const struct file {
    const char *name, *text;
} files[] = {
    {"good.json",
        "{\"sources\": [{\"id\": \"a\", \"profile\": \"p.json\", \"params\": {\"site\": \"http://h\"}},"
        "{\"id\": \"b\", \"profile\": \"json-feed\", \"url\": \"https://h/b.json\"}]}"},
    {"p.json", "{\"profile\": \"p\", \"request\": {\"url\": \"{%site}/x\", \"at_least\": \"1m\"}, "
               "\"params\": {\"site\": null},"
               "\"records\": {\"story\": {\"each\": \"\", \"fields\": {\"headline\": \"/h\"}}}}"},
    {"bad-p.json", "{\"profile\": \"p\",\n \"records\": {\"stroy\": {}}}"},
    {"t.json", "{\"name\": \"t\", \"colors\": {\"ink\": \"#ffffff\"}}"},
    {"bad-t.json", "{\"colors\": {\"inc\": \"#ffffff\"}}"},
    {"w.json", "{\"latest\": \"Neu\"}"},
    {"bad-w.json", "{\"latest\": \"Neu\", \"currency\": 1}"},
    {"names.json",
        "{\"kiosk\": {\"theme\": \"dusk\"},\n"
        "\"sources\": [{\"id\": \"a\", \"profile\": \"json-fed\"},\n"
        "{\"id\": \"b\", \"profile\": \"nowhere.json\"},\n"
        "{\"id\": \"c\", \"profile\": \"p.json\", \"every\": \"30s\"},\n"
        "{\"id\": \"d\", \"profile\": \"bad-p.json\"}, {\"id\": \"e\", \"profile\": \"bad-p.json\"}]}"},
    {"theme.json", "{\"kiosk\": {\"theme\": \"bad-t.json\"}}"},
    {"address.json",
        "{\"sources\": [{\"id\": \"a\", \"profile\": \"json-feed\", \"url\": \"http://u:p@h/\"}]}"},
    {"broken.json", "{\"profile\": \"p\""},
    {"list.json", "[]"},
    {"fleet.json", "{\"serial\": 3,\n"
                   "\"groups\": {\"comment\": 1, \"lobby\": {\"ticker\": {\"speed\": 5}}},\n"
                   "\"devices\": {\"a\": {\"kiosk\": {\"theme\": \"dusk\"}},\n"
                   " \"b\": {\"sources\": [{\"id\": \"x\", \"profile\": \"json-fed\"}]},\n"
                   " \"c\": {\"times\": [{\"set\": {\"kiosk\": {\"theme\": \"dusk\"}}}]},\n"
                   " \"d\": {\"rundown\": [{\"page\": \"feed\", \"from\": \"own\"}]}}}"},
    {"good-fleet.json", "{\"groups\": {\"lobby\": {\"ticker\": {\"speed\": 50}}},\n"
                        "\"devices\": {\"d\": {\"rundown\": [{\"page\": \"feed\", \"from\": \"own\"}]}}}"},
    {"faulty-fleet.json", "{\"ticker\": {\"sped\": 5}, \"groups\": {\"a\": {}, \"b\": {}}}"},
    {"device.json", "{\"cache\": \"c\", \"remote\": {\"url\": \"file:fleet.json\"},\n"
                    "\"sources\": [{\"id\": \"o\", \"profile\": \"json-feed\", \"url\": "
                    "\"https://h/o.json\", \"lists\": [\"own\"]}]}"},
    {"keyed-p.json", "{\"profile\": \"p\", \"request\": {\"url\": \"https://a.example/x\", \"headers\": "
                     "{\"X-Key\": \"{%key}\"}}, "
                     "\"params\": {\"key\": null},"
                     "\"records\": {\"story\": {\"each\": \"\", \"fields\": {\"headline\": \"/h\"}}}}"},
    {"keys.json", "{\"bound\": {\"value\": \"K\", \"host\": \"b.example\"}, \"free\": \"K\"}"},
    {"keyed.json",
        "{\"secrets\": \"keys.json\", \"sources\": [\n"
        "{\"id\": \"a\", \"profile\": \"keyed-p.json\", \"params\": {\"key\": {\"secret\": \"bound\"}}},\n"
        "{\"id\": \"b\", \"profile\": \"keyed-p.json\", \"params\": {\"key\": {\"secret\": \"free\"}}},\n"
        "{\"id\": \"c\", \"profile\": \"keyed-p.json\", \"params\": {\"key\": {\"secret\": \"free\"}}, "
        "\"url\": \"https://c.example/x\"}]}"},
#define BARS "\"mark\": \"bar\", \"encoding\": {\"x\": {\"field\": \"a\", \"type\": \"quantitative\"}}}"
    {"chart.json", "{\"data\": {\"url\": \"rows.csv\"}, " BARS},
    {"awaited.json", "{\"data\": {\"url\": \"https://h/rows.csv\"}, " BARS},
    {"fold.json", "{\"data\": {\"url\": \"rows.csv\"},\n \"transform\": [{\"fold\": [\"a\"]}], " BARS},
    {"field.json", "{\"data\": {\"url\": \"other.csv\"},\n" BARS},
    {"page.json", "{\"data\": {\"url\": \"page.html\"},\n" BARS},
    {"rows.csv", "a,b\n1,2\n"},
    {"other.csv", "b\n2\n"},
    {"page.html", "<html></html>"},
};

static int write_files(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (file_write(files[i].name, files[i].text, strlen(files[i].text), NULL) != ERROR_NONE ||
            chmod(files[i].name, 0600) != 0) {
            return -1;
        }
    }
    return 0;
}

static int start(void **state) {
    return make_folder(state) || write_files(state);
}

static int finish(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        unlink(files[i].name);
    }
    return chdir("/") || rmdir(folder);
}

// Every text of `parts` stands in what check says, in this order, and it says that many lines.
static const struct row {
    const char *name;
    bool good;
    size_t lines;
    const char *parts[8];
} rows[] = {
    {"good.json", true, 1, {"good.json: ok\n"}},
    {"p.json", true, 1, {"p.json: ok\n"}},
    {"t.json", true, 1, {"t.json: ok\n"}},
    {"w.json", true, 2, {"w.json: English stands in for \"top-stories\", \"news-feed\"", "w.json: ok\n"}},
    {"bad-p.json", false, 1, {"bad-p.json:2:", "/records/stroy"}},
    {"bad-t.json", false, 1, {"bad-t.json:1:13: /colors/inc: unknown key \"inc\" (did you mean \"ink\"?)\n"}},
    {"bad-w.json", false, 2, {"bad-w.json:1:19: /currency: found a number"}},
    {"address.json", false, 1, {"address.json:1:50: /sources/0/url: "}},
    {"theme.json", false, 1, {"bad-t.json:1:13: /colors/inc"}},
    {"broken.json", false, 1, {"broken.json:1:16: found the end of the file"}},
    {"list.json", false, 1, {"list.json:1:1: found a list (allowed: an object)"}},
    {"keyed.json", false, 2,
        {"keyed.json:2:1: /sources/0: the secret \"bound\" is for b.example only\n",
            "keyed.json:4:1: /sources/2: the secret \"free\" is for the profile's own host"}},
    {"fleet.json", false, 5,
        {"fleet.json:2:47: /groups/lobby/ticker/speed: 5 is out of range",
            "fleet.json:3:29: /devices/a/kiosk/theme: no \"dusk\" is in assets/themes",
            "fleet.json:4:32: /devices/b/sources/0/profile: no \"json-fed\"",
            "fleet.json:5:37: /devices/c/times/0/set/kiosk/theme: no \"dusk\"",
            "fleet.json:6:37: /devices/d/rundown/0/from: no source feeds the list \"own\""}},
    {"chart.json", true, 1, {"chart.json: ok\n"}},
    {"awaited.json", true, 1, {"awaited.json: ok\n"}}, // a source may have them
    {"fold.json", false, 1, {"fold.json:2:17: /transform/0/fold: outside the subset: the transform fold\n"}},
    {"field.json", false, 1,
        {"field.json:2:35: /encoding/x/field: no row of the data has the field \"a\"\n"}},
    {"page.json", false, 1, {"page.html: the answer is a web page"}},
    {"faulty-fleet.json", false, 1, {"faulty-fleet.json:1:13: /ticker/sped: unknown key"}},
    {"names.json", false, 6,
        {"names.json:2:25: /sources/0/profile: no \"json-fed\" is in assets/profiles (did you mean "
         "\"json-feed\"?)\n",
            "names.json:3:13: /sources/1/profile: nowhere.json: cannot open: No such file or directory\n",
            "names.json:4:1: /sources/2: ", "\"site\"",
            "names.json:4:34: /sources/2/every: more often than the profile allows (allowed: 60 s or more)\n",
            "bad-p.json:2:", "/records/stroy",
            "names.json:1:12: /kiosk/theme: no \"dusk\" is in assets/themes (allowed: \"day\", "
            "\"high-contrast\", \"night\", or "
            "the path of a "
            ".json file)\n"}},
};

static void every_kind_is_known_by_its_content(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct strbuf results, problems;
        strbuf_init(&results, 1 << 16);
        strbuf_init(&problems, 1 << 16);
        bool good = check_file(rows[i].name, &results, &problems);
        const char *at = strbuf_text(&results);
        size_t lines = 0;
        for (const char *byte = at; *byte; byte++) {
            lines += *byte == '\n';
        }
        for (size_t k = 0; at && k < 8 && rows[i].parts[k]; k++) {
            at = strstr(at, rows[i].parts[k]);
            if (!at) {
                fail_msg("%s: %s\nlacks %s", rows[i].name, strbuf_text(&results), rows[i].parts[k]);
            }
        }
        if (good != rows[i].good || lines != rows[i].lines) {
            fail_msg("%s: %zu lines\n%s", rows[i].name, lines, strbuf_text(&results));
        }
        assert_string_equal(strbuf_text(&problems), "");
        strbuf_finish(&results);
        strbuf_finish(&problems);
    }
}

static void what_cannot_be_read_is_a_problem(void **state) {
    (void)state;
    static const char *const names[] = {"nosuch.json", "."};
    for (size_t i = 0; i < 2; i++) {
        struct strbuf results, problems;
        strbuf_init(&results, 1 << 16);
        strbuf_init(&problems, 1 << 16);
        assert_false(check_file(names[i], &results, &problems));
        assert_string_equal(strbuf_text(&results), "");
        assert_memory_equal(strbuf_text(&problems), names[i], strlen(names[i]));
        strbuf_finish(&results);
        strbuf_finish(&problems);
    }
}

// What the device has of its own, the remote file may name.
static void a_remote_file_is_read_over_the_device(void **state) {
    (void)state;
    struct strbuf results, problems;
    strbuf_init(&results, 1 << 16);
    strbuf_init(&problems, 1 << 16);
    assert_false(check_file("good-fleet.json", &results, &problems));
    assert_non_null(strstr(strbuf_text(&results), "no source feeds the list \"own\""));
    strbuf_clear(&results);
    assert_true(check_remote_file("device.json", "good-fleet.json", &results, &problems));
    assert_string_equal(strbuf_text(&results), "good-fleet.json: ok\n");
    assert_false(check_remote_file("nosuch.json", "good-fleet.json", &results, &problems));
    assert_memory_equal(strbuf_text(&problems), "nosuch.json: ", 13);
    strbuf_finish(&results);
    strbuf_finish(&problems);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_is_known_by_its_content),
        cmocka_unit_test(what_cannot_be_read_is_a_problem),
        cmocka_unit_test(a_remote_file_is_read_over_the_device),
    };
    return cmocka_run_group_tests(tests, start, finish);
}
