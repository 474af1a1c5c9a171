#include "config/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/config_table.h"
#include "tests/support/test.h"

#define DEFAULT_PAGES 13 // of the built-in rundown

static struct config *read_text(const char *text, enum error expected, struct strbuf *faults) {
    struct config *config;
    strbuf_init(faults, 1 << 20);
    enum error error = config_read_text("etc/kiosk.json", text, strlen(text), &config, faults);
    if (error != expected) {
        fail_msg("%s: %s\n%s", text, error_name(error), strbuf_text(faults));
    }
    return config;
}

// Every setting with a file that is good and one that is not, and the line that says why.
#define SOURCE "{\"sources\":[{\"id\":\"a\",\"profile\":\"p\","
#define REMOTE "{\"cache\":\"/var/cache/broadside\",\"remote\":{\"url\":\"file:fleet-{id}.json\""
#define RULE "{\"times\":[{\"set\":{},"
#define PAGE "{\"rundown\":[{\"page\":\"feed\","
static const struct row {
    const char *key, *good, *bad, *fault;
} rows[] = {
    {"kiosk", "{\"kiosk\":{}}", "{\"kiosk\":[]}", "1:2: /kiosk: found a list (allowed: an object)"},
    {"kiosk.id", "{\"kiosk\":{\"id\":\"lobby-3\"}}", "{\"kiosk\":{\"id\":\"a b\"}}",
        "1:11: /kiosk/id: \"a b\" is no id (allowed: 1 to 64 letters"},
    {"kiosk.groups", "{\"kiosk\":{\"groups\":[\"lobby\",\"hq\"]}}", "{\"kiosk\":{\"groups\":\"lobby\"}}",
        "1:11: /kiosk/groups: found text (allowed: a list of at most 8 elements"},
    {"kiosk.title", "{\"kiosk\":{\"title\":\"Главное\"}}", "{\"kiosk\":{\"title\":\"\"}}",
        "1:11: /kiosk/title: empty text (allowed: text of 1 to 40 characters)"},
    {"kiosk.language", "{\"kiosk\":{\"language\":\"zh-Hant-TW\"}}", "{\"kiosk\":{\"language\":\"english!\"}}",
        "1:11: /kiosk/language: \"english!\" is no language tag (allowed: a BCP 47 tag"},
    {"kiosk.timezone", "{\"kiosk\":{\"timezone\":\"UTC\"}}", "{\"kiosk\":{\"timezone\":\"Europe/Moskow\"}}",
        "1:11: /kiosk/timezone: \"Europe/Moskow\" is no time zone that this system knows (allowed: an IANA "
        "name"},
    {"kiosk.day_theme",
        "{\"kiosk\":{\"day_theme\":\"day\"},\"places\":[{\"name\":\"A\",\"latitude\":1,\"longitude\":2}]}",
        "{\"kiosk\":{\"day_theme\":\"day\"}}",
        "1:11: /kiosk/day_theme: where the sun rises is not known (needed: latitude"},
    {"kiosk.place",
        "{\"kiosk\":{\"place\":\"A\"},\"places\":[{\"name\":\"A\",\"latitude\":1,\"longitude\":2}]}",
        "{\"kiosk\":{\"place\":\"B\"},\"places\":[{\"name\":\"A\",\"latitude\":1,\"longitude\":2}]}",
        "1:11: /kiosk/place: \"B\" is none of the places"},
    {"kiosk.brand", "{\"kiosk\":{\"brand\":\"#0B7d4b\"}}", "{\"kiosk\":{\"brand\":\"green\"}}",
        "1:11: /kiosk/brand: \"green\" is no color (allowed: \"#rrggbb\""},
    {"kiosk.logo", "{\"kiosk\":{\"logo\":\"logo.png\"}}", "{\"kiosk\":{\"logo\":\"\"}}",
        "1:11: /kiosk/logo: empty text (allowed: the path of a picture"},
    {"kiosk.words", "{\"kiosk\":{\"words\":\"words/ours.json\"}}",
        "{\"kiosk\":{\"words\":\"http://a.example/w.json\"}}",
        "1:11: /kiosk/words: an address counts in a remote file only"},
    {"kiosk.theme", "{\"kiosk\":{\"theme\":\"themes/Blue.json\"}}", "{\"kiosk\":{\"theme\":\"Night\"}}",
        "1:11: /kiosk/theme: \"Night\" is no name (allowed: a name of small letters"},
    {"kiosk.rotate", "{\"kiosk\":{\"rotate\":270}}", "{\"kiosk\":{\"rotate\":45}}",
        "1:11: /kiosk/rotate: 45 is none of those allowed (allowed: 0, 90, 180 or 270)"},
    {"kiosk.contact", "{\"kiosk\":{\"contact\":\"desk@news.example\"}}",
        "{\"kiosk\":{\"contact\":\"a\\r\\nX: y\"}}", "1:11: /kiosk/contact: \"a??X: y\" is not one line"},
    {"kiosk.at", "{\"kiosk\":{\"at\":\"2026-11-24T14:05:00+03:00\"}}",
        "{\"kiosk\":{\"at\":\"2026-02-30T00:00:00Z\"}}",
        "1:11: /kiosk/at: \"2026-02-30T00:00:00Z\" is no moment (allowed: RFC 3339"},
    {"cache", "{\"cache\":\"/var/cache/broadside\"}", "{\"cache\":null}",
        "1:2: /cache: found null (allowed: text of 1 to 4096 characters)"},
    {"network", "{\"network\":{}}", "{\"network\":\"proxy\"}",
        "1:2: /network: found text (allowed: an object)"},
    {"network.proxy", "{\"network\":{\"proxy\":\"http://proxy.example:3128\"}}",
        "{\"network\":{\"proxy\":3128}}",
        "1:13: /network/proxy: found a number (allowed: text of 1 to 400 characters)"},
    {"network.ca", "{\"network\":{\"ca\":\"newsroom.pem\"}}", "{\"network\":{\"ca\":\"\"}}",
        "1:13: /network/ca: "},
    {"secrets", "{\"secrets\":\"/run/keys/secrets.json\"}", "{\"secrets\":{\"guardian\":\"key\"}}",
        "1:2: /secrets: found an object (allowed: text of 1 to 4096 characters)"},
    {"status", "{\"status\":\"/run/broadside/status.json\"}", "{\"status\":true}",
        "1:2: /status: found true (allowed: text of 1 to 4096 characters)"},
    {"remote", "{\"remote\":{}}", "{\"remote\":\"https://news.example/fleet.json\"}",
        "1:2: /remote: found text (allowed: an object)"},
    {"remote.url", REMOTE "}}", "{\"remote\":{\"url\":\"https://news.example/\"}}",
        "1:12: /remote/url: a remote file needs \"cache\" too"},
    {"remote.every", REMOTE ",\"every\":\"1m\"}}", REMOTE ",\"every\":0}}",
        "1:72: /remote/every: 0 is out of range"},
    {"remote.public_key",
        REMOTE ",\"public_key\":\"RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3\"}}",
        REMOTE ",\"public_key\":\"RWQf6LRC\"}}", "1:72: /remote/public_key: \"RWQf6LRC\" is no public key"},
    {"remote.trial", REMOTE ",\"trial\":60}}", REMOTE ",\"trial\":0}}",
        "1:72: /remote/trial: 0 is out of range"},
    {"remote.keep", REMOTE ",\"keep\":[\"kiosk.timezone\",\"places\"]}}", REMOTE ",\"keep\":[\"/kiosk\"]}}",
        "1:80: /remote/keep/0: \"/kiosk\" is no name of a setting"},
    {"screen", "{\"screen\":{}}", "{\"screen\":true}", "1:2: /screen: found true"},
    {"screen.on", "{\"screen\":{\"on\":false}}", "{\"screen\":{\"on\":0}}",
        "1:12: /screen/on: found a number"},
    {"screen.motion", "{\"screen\":{\"motion\":false}}", "{\"screen\":{\"motion\":\"no\"}}",
        "1:12: /screen/motion: found text"},
    {"screen.brightness", "{\"screen\":{\"brightness\":40}}", "{\"screen\":{\"brightness\":0}}",
        "1:12: /screen/brightness: 0 is out of range"},
    {"screen.tallest", "{\"screen\":{\"tallest\":1080}}", "{\"screen\":{\"tallest\":-1}}",
        "1:12: /screen/tallest: -1 is out of range"},
    {"screen.renderer", "{\"screen\":{\"renderer\":\"gpu\"}}", "{\"screen\":{\"renderer\":\"opengl\"}}",
        "1:12: /screen/renderer: "},
    {"times", "{\"times\":[]}", "{\"times\":[{}]}", "1:11: /times/0: \"set\" is missing"},
    {"times[].from", RULE "\"from\":\"22:00\"}]}", RULE "\"from\":\"24:01\"}]}",
        "1:21: /times/0/from: \"24:01\" is no time of day (allowed: \"00:00\" to \"24:00\")"},
    {"times[].to", RULE "\"to\":\"06:30\"}]}", RULE "\"to\":\"6:30\"}]}",
        "1:21: /times/0/to: \"6:30\" is no time"},
    {"times[].days", RULE "\"days\":[\"sat\",\"sun\"]}]}", RULE "\"days\":[\"sa\"]}]}",
        "1:29: /times/0/days/0: unknown word \"sa\" (did you mean \"sat\"?)"},
    {"times[].dates", RULE "\"dates\":[\"12-24..01-06\",\"2026-02-28\",\"02-29\"]}]}",
        RULE "\"dates\":[\"2026-02-29\"]}]}", "1:30: /times/0/dates/0: \"2026-02-29\" is no date"},
    {"times[].set", "{\"times\":[{\"set\":{\"ticker\":{\"on\":false}}}]}",
        "{\"times\":[{\"set\":{\"ticker\":{\"no\":false}}}]}",
        "1:29: /times/0/set/ticker/no: unknown key \"no\" (did you mean \"on\"?)"},
    {"sources", "{\"sources\":[]}", "{\"sources\":{}}",
        "1:2: /sources: found an object (allowed: a list of at most 200 objects)"},
    {"sources[].id", SOURCE "\"url\":\"file:x\"}]}", "{\"sources\":[{\"profile\":\"p\"}]}",
        "1:13: /sources/0: \"id\" is missing"},
    {"sources[].title", SOURCE "\"title\":\"A\"}]}", SOURCE "\"title\":1}]}",
        "1:37: /sources/0/title: found a number (allowed: text of 1 to 80 characters)"},
    {"sources[].profile", "{\"sources\":[{\"id\":\"a\",\"profile\":\"p.json\"}]}",
        "{\"sources\":[{\"id\":\"a\"}]}", "1:13: /sources/0: \"profile\" is missing"},
    {"sources[].url", SOURCE "\"url\":\"https://news.example:8080/x?a=b@c\"}]}",
        SOURCE "\"url\":\"http://me:secret@h/\"}]}",
        "1:37: /sources/0/url: this is no address (allowed: http://"},
    {"sources[].params", SOURCE "\"params\":{\"a\":1,\"b\":true,\"c\":\"d\",\"e\":{\"secret\":\"s\"}}}]}",
        SOURCE "\"params\":{\"a\":[]}}]}",
        "1:47: /sources/0/params/a: found a list (allowed: text, a number, true, false or {\"secret\": "},
    {"sources[].params", SOURCE "\"params\":{\"a\":{\"secret\":\"s\"}}}]}",
        SOURCE "\"params\":{\"a\":{\"secret\":7}}}]}",
        "1:52: /sources/0/params/a: found a number (allowed: text, "},
    {"sources[].params", SOURCE "\"params\":{\"a\":{\"secret\":\"s\"}}}]}",
        SOURCE "\"params\":{\"a\":{\"secret\":\"s\",\"env\":\"HOME\"}}}]}",
        "1:47: /sources/0/params/a: found an object (allowed: text, "},
    {"sources[].keep", SOURCE "\"keep\":\"2d\"}]}", SOURCE "\"keep\":\"long\"}]}", "1:37: /sources/0/keep: "},
    {"sources[].every", SOURCE "\"every\":\"5m\"}]}", SOURCE "\"every\":\"5 min\"}]}",
        "1:37: /sources/0/every: \"5 min\" is no duration (allowed: \"90s\", \"5m\", \"1h\", \"2d\" or a "
        "number of seconds, "
        "from 1s to 30d)"},
    {"sources[].section", SOURCE "\"section\":\"World\"}]}", SOURCE "\"section\":false}]}",
        "1:37: /sources/0/section: found false"},
    {"sources[].lists", SOURCE "\"lists\":[\"top\"]}]}", SOURCE "\"lists\":[\"top\",\"\"]}]}",
        "1:52: /sources/0/lists/1: \"\" is no id"},
    {"sources[].place", SOURCE "\"place\":\"A\"}],\"places\":[{\"name\":\"A\"}]}",
        SOURCE "\"place\":\"B\"}],\"places\":[{\"name\":\"A\"}]}",
        "1:37: /sources/0/place: \"B\" is none of the places"},
    {"sources[].include", SOURCE "\"include\":{}}]}", SOURCE "\"include\":[\"gas\"]}]}",
        "1:37: /sources/0/include: found a list (allowed: an object)"},
    {"sources[].include.sections", SOURCE "\"include\":{\"sections\":[\"World\"]}}]}",
        SOURCE "\"include\":{\"sections\":\"World\"}}]}",
        "1:48: /sources/0/include/sections: found text (allowed: a list of at most 64"},
    {"sources[].include.words", SOURCE "\"include\":{\"words\":[\"газ*\",\"gas transit\"]}}]}",
        SOURCE "\"include\":{\"words\":[\"\"]}}]}", "1:57: /sources/0/include/words/0: empty text"},
    {"sources[].max", SOURCE "\"max\":1}]}", SOURCE "\"max\":0}]}",
        "1:37: /sources/0/max: 0 is out of range (allowed: a whole number from 1 to 200)"},
    {"sources[].max_age", SOURCE "\"max_age\":\"2d\"}]}", SOURCE "\"max_age\":\"1s\"}]}",
        "1:37: /sources/0/max_age: \"1s\" is out of range"},
    {"sources[].exclude", SOURCE "\"exclude\":{}}]}", SOURCE "\"exclude\":\"Sport\"}]}",
        "1:37: /sources/0/exclude: found text"},
    {"sources[].exclude.sections", SOURCE "\"exclude\":{\"sections\":[\"Sport\"]}}]}",
        SOURCE "\"exclude\":{\"section\":[\"Sport\"]}}]}",
        "1:48: /sources/0/exclude/section: unknown key \"section\" (did you mean \"sections\"?)"},
    {"sources[].exclude.words", SOURCE "\"exclude\":{\"words\":[\"球\"]}}]}",
        SOURCE "\"exclude\":{\"words\":[1]}}]}", "1:57: /sources/0/exclude/words/0: found a number"},
    {"sections", "{\"sections\":[]}", "{\"sections\":[\"World\"]}",
        "1:14: /sections/0: found text (allowed: an object)"},
    {"sections[].name", "{\"sections\":[{\"name\":\"World\"}]}",
        "{\"sections\":[{\"name\":\"A\"},{\"name\":\"A\"}]}",
        "1:28: /sections/1/name: \"A\" is a section already"},
    {"sections[].label", "{\"sections\":[{\"name\":\"A\",\"label\":\"B\"}]}",
        "{\"sections\":[{\"name\":\"A\",\"label\":0}]}", "1:26: /sections/0/label: found a number"},
    {"sections[].color", "{\"sections\":[{\"name\":\"A\",\"color\":\"#5aA9ff\"}]}",
        "{\"sections\":[{\"name\":\"A\",\"color\":\"5aa9ff\"}]}",
        "1:26: /sections/0/color: \"5aa9ff\" is no color (allowed: \"#rrggbb\" in hexadecimal)"},
    {"rundown", PAGE "\"//\":0}]}", "{\"rundown\":[]}",
        "1:2: /rundown: 0 of them (allowed: a list of 1 to 64 objects)"},
    {"rundown[].page", PAGE "\"comment\":0}]}", "{\"rundown\":[{\"page\":\"top-storys\"}]}",
        "1:14: /rundown/0/page: unknown word \"top-storys\" (did you mean \"top-stories\"?)"},
    {"rundown[].from",
        "{\"sources\":[{\"id\":\"a\",\"profile\":\"p\",\"lists\":[\"top\"]}],\"rundown\":[{\"page\":\"feed\","
        "\"from\":\"top\"}]}",
        "{\"sources\":[{\"id\":\"a\",\"profile\":\"p\",\"lists\":[\"top\"]}],\"rundown\":[{\"page\":\"feed\","
        "\"from\":\"tpo\"}]}",
        "1:81: /rundown/0/from: no source feeds the list \"tpo\" (did you mean \"top\"?)"},
    {"rundown[].section", PAGE "\"section\":\"World\"}]}", PAGE "\"section\":\"\"}]}",
        "1:28: /rundown/0/section: empty text"},
    {"rundown[].count", PAGE "\"count\":200}]}", PAGE "\"count\":201}]}",
        "1:28: /rundown/0/count: 201 is out of range (allowed: a whole number from 1 to 200)"},
    {"rundown[].pages", PAGE "\"pages\":1}]}", PAGE "\"pages\":1.5}]}",
        "1:28: /rundown/0/pages: 1.5 is no whole number"},
    {"rundown[].seconds", PAGE "\"seconds\":12}]}", PAGE "\"seconds\":\"2h\"}]}",
        "1:28: /rundown/0/seconds: \"2h\" is out of range"},
    {"rundown[].hours", PAGE "\"hours\":\"22:00..06:00\"}]}", PAGE "\"hours\":\"22:00\"}]}",
        "1:28: /rundown/0/hours: \"22:00\" is no span of hours (allowed: two times of day such as"},
    {"rundown[].days", PAGE "\"days\":[\"sat\",\"sun\"]}]}", PAGE "\"days\":[\"sunday\"]}]}",
        "1:36: /rundown/0/days/0: unknown word \"sunday\""},
    {"ticker", "{\"ticker\":{}}", "{\"ticker\":false}", "1:2: /ticker: found false (allowed: an object)"},
    {"ticker.on", "{\"ticker\":{\"on\":false}}", "{\"ticker\":{\"on\":\"no\"}}",
        "1:12: /ticker/on: found text (allowed: true or false)"},
    {"ticker.speed", "{\"ticker\":{\"speed\":240}}", "{\"ticker\":{\"speed\":1e999}}",
        "1:12: /ticker/speed: inf is"},
    {"ticker.lists", "{\"ticker\":{\"lists\":[]}}", "{\"ticker\":{\"lists\":[\"top\"]}}",
        "1:12: /ticker/lists: no source feeds the list \"top\""},
    {"currency", "{\"currency\":{}}", "{\"currency\":\"USD\"}", "1:2: /currency: found text"},
    {"currency.base", "{\"currency\":{\"base\":\"EUR\"}}", "{\"currency\":{\"base\":\"eur\"}}",
        "1:14: /currency/base: \"eur\" is no currency code"},
    {"currency.pairs", "{\"currency\":{\"pairs\":[\"XAU\"]}}", "{\"currency\":{\"pairs\":[\"USDT\"]}}",
        "1:23: /currency/pairs/0: \"USDT\" is no currency code"},
    {"currency.amounts", "{\"currency\":{\"amounts\":[1,8]}}", "{\"currency\":{\"amounts\":[0]}}",
        "1:25: /currency/amounts/0: 0 is out of range (allowed: a whole number from 1 to 1000000)"},
    {"places", "{\"places\":[]}", "{\"places\":1}", "1:2: /places: found a number"},
    {"places[].name", "{\"places\":[{\"name\":\"Moscow\"}]}", "{\"places\":[{}]}",
        "1:12: /places/0: \"name\" is missing"},
    {"places[].timezone", "{\"places\":[{\"name\":\"A\",\"timezone\":\"UTC\"}]}",
        "{\"places\":[{\"name\":\"A\",\"timezone\":\"../passwd\"}]}",
        "1:24: /places/0/timezone: \"../passwd\" is no time zone"},
    {"places[].latitude", "{\"places\":[{\"name\":\"A\",\"latitude\":-90,\"longitude\":180}]}",
        "{\"places\":[{\"name\":\"A\",\"latitude\":90.5,\"longitude\":0}]}",
        "1:24: /places/0/latitude: 90.5 is out of range (allowed: a number from -90 to 90)"},
    {"places[].longitude", "{\"places\":[{\"name\":\"A\",\"latitude\":0,\"longitude\":0.5}]}",
        "{\"places\":[{\"name\":\"A\",\"longitude\":0.5}]}",
        "1:24: /places/0/longitude: latitude and longitude come together"},
};

static void every_row_holds(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct strbuf faults;
        config_destroy(read_text(rows[i].good, ERROR_NONE, &faults));
        strbuf_finish(&faults);
        config_destroy(read_text(rows[i].bad, ERROR_INPUT, &faults));
        const char *line = strbuf_text(&faults);
        const char *start = "etc/kiosk.json:";
        if (strncmp(line, start, strlen(start)) != 0 ||
            strncmp(line + strlen(start), rows[i].fault, strlen(rows[i].fault)) != 0) {
            fail_msg("%s: %s\nnot: %s", rows[i].bad, line, rows[i].fault);
        }
        strbuf_finish(&faults);
    }
}

static void has_row(const char *key) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (strcmp(rows[i].key, key) == 0) {
            return;
        }
    }
    fail_msg("no row for %s", key);
}

static void walk(const struct setting *fields, const char *prefix) {
    for (const struct setting *field = fields; field->key; field++) {
        char key[128];
        snprintf(key, sizeof key, "%s%s", prefix, field->key);
        if (field->type == SETTING_PLACE) {
            continue;
        }
        has_row(key);
        if (!field->help) {
            fail_msg("%s has no help", key);
        }
        if (field->fields) {
            snprintf(
                key, sizeof key, "%s%s%s", prefix, field->key, field->type == SETTING_LIST ? "[]." : ".");
            walk(field->fields, key);
        }
    }
}

static void every_setting_has_a_row(void **state) {
    (void)state;
    walk(config_table, "");
}

static void nothing_is_a_whole_configuration(void **state) {
    (void)state;
    struct strbuf faults;
    struct config *config = read_text("{}", ERROR_NONE, &faults);
    assert_string_equal(config->kiosk.id, "broadside");
    assert_string_equal(config->kiosk.title, "Broadside");
    assert_string_equal(config->kiosk.language, "en");
    assert_string_equal(config->kiosk.timezone, "UTC");
    assert_string_equal(config->kiosk.theme, "night");
    assert_int_equal(config->kiosk.rotate, 0);
    assert_null(config->kiosk.contact);
    assert_null(config->kiosk.at);
    assert_null(config->cache);
    assert_int_equal(config->source_count, 0);
    assert_int_equal(config->section_count, 0);
    const char *const pages[DEFAULT_PAGES] = {"top-stories", "story", "feed", "most-read", "press-review",
        "partner-news", "in-other-media", "gallery", "infographic", "rates", "city", "on-this-day",
        "sponsor"};
    assert_int_equal(config->rundown_count, DEFAULT_PAGES);
    for (size_t i = 0; i < DEFAULT_PAGES; i++) {
        assert_string_equal(config->rundown[i].page, pages[i]);
    }
    assert_string_equal(config->rundown[1].from, "top");
    assert_int_equal(config->rundown[1].count, 3);
    assert_int_equal(config->rundown[2].pages, 2);
    assert_int_equal(config->rundown[9].dwell, 12 * SECOND);
    assert_true(config->ticker.on);
    assert_int_equal(config->ticker.speed, 120);
    assert_int_equal(config->ticker.list_count, 1);
    assert_string_equal(config->ticker.lists[0], "ticker");
    assert_string_equal(config->currency.base, "USD");
    assert_int_equal(config->currency.pair_count, 3);
    assert_string_equal(config->currency.pairs[2], "CNY");
    assert_int_equal(config->currency.amount_count, 5);
    assert_int_equal(config->currency.amounts[4], 1000);
    config_destroy(config);
    strbuf_finish(&faults);
}

static void without_a_file_the_defaults(void **state) {
    (void)state;
    struct strbuf faults;
    struct config *config;
    strbuf_init(&faults, 1 << 16);
    assert_int_equal(config_read(NULL, &config, &faults), ERROR_NONE);
    assert_null(config->path);
    assert_string_equal(config->folder, ".");
    config_destroy(config);
    assert_int_equal(config_read("no/such/file.json", &config, &faults), ERROR_MISSING);
    assert_non_null(strstr(strbuf_text(&faults), "no/such/file.json: cannot open"));
    assert_int_equal(config->rundown_count, DEFAULT_PAGES);
    config_destroy(config);
    strbuf_finish(&faults);
}

static const char whole[] =
    "{\"$schema\": \"schema.json\", \"// a\": 1, \"comment\": [],\n"
    "\"kiosk\": {\"id\": \"lobby-3\", \"title\": \"T\", \"language\": \"ru\", \"timezone\": \"UTC\", "
    "\"theme\": \"my.json\",\n"
    "  \"rotate\": 90, \"contact\": \"c\", \"at\": \"2026-11-24T14:05:00Z\"},\n"
    "\"cache\": \"kept\",\n"
    "\"sources\": [{\"id\": \"world\", \"title\": \"W\", \"profile\": \"../p/x.json\", \"url\": "
    "\"file:../a%20b/"
    "./w.json\",\n"
    "  \"params\": {\"n\": 20, \"x\": 0.1, \"t\": true, \"s\": \"v\", \"k\": {\"secret\": \"wire\"}}, "
    "\"every\": \"2h\", \"section\": "
    "\"World\",\n"
    "  \"lists\": [\"top\", \"feed\"]}, {\"id\": \"fx\", \"profile\": \"json-feed\", \"every\": 1.5}],\n"
    "\"sections\": [{\"name\": \"World\", \"label\": \"W\", \"color\": \"#5aa9ff\"}, {\"name\": \"B\"}],\n"
    "\"rundown\": [{\"page\": \"story\", \"from\": \"top\", \"section\": \"World\", \"count\": 3, \"pages\": "
    "2, \"seconds\": \"1m\"}],\n"
    "\"ticker\": {\"on\": false, \"speed\": 60, \"lists\": [\"top\", \"feed\"]},\n"
    "\"currency\": {\"base\": \"EUR\", \"pairs\": [\"USD\"], \"amounts\": [7]},\n"
    "\"places\": [{\"name\": \"Moscow\", \"timezone\": \"UTC\", \"latitude\": 55.75, \"longitude\": "
    "37.62}]}\n";

static void check_source(const struct config *config) {
    const struct config_source *source = &config->sources[0];
    char *here = getcwd(NULL, 0);
    char url[4096];
    snprintf(url, sizeof url, "file://%s/a%%20b/w.json", here);
    free(here);
    assert_string_equal(source->id, "world");
    assert_string_equal(source->title, "W");
    assert_string_equal(source->profile, "etc/../p/x.json");
    assert_string_equal(source->url, url);
    assert_int_equal(source->param_count, 5);
    assert_string_equal(source->params[0].name, "n");
    assert_string_equal(source->params[0].value, "20");
    assert_string_equal(source->params[1].value, "0.1");
    assert_string_equal(source->params[2].value, "true");
    assert_string_equal(source->params[3].value, "v");
    assert_false(source->params[3].is_secret);
    assert_string_equal(source->params[4].value, "wire");
    assert_true(source->params[4].is_secret);
    assert_int_equal(source->every, 2 * HOUR);
    assert_string_equal(source->section, "World");
    assert_int_equal(source->list_count, 2);
    assert_string_equal(source->lists[1], "feed");
    assert_string_equal(config->sources[1].profile, "json-feed");
    assert_null(config->sources[1].url);
    assert_int_equal(config->sources[1].every, 1500);
}

static void every_value_reaches_its_place(void **state) {
    (void)state;
    struct strbuf faults;
    struct config *config = read_text(whole, ERROR_NONE, &faults);
    assert_string_equal(config->folder, "etc");
    assert_string_equal(config->kiosk.id, "lobby-3");
    assert_string_equal(config->kiosk.title, "T");
    assert_string_equal(config->kiosk.language, "ru");
    assert_string_equal(config->kiosk.timezone, "UTC");
    assert_string_equal(config->kiosk.theme, "etc/my.json");
    assert_int_equal(config->kiosk.rotate, 90);
    assert_string_equal(config->kiosk.contact, "c");
    assert_string_equal(config->kiosk.at, "2026-11-24T14:05:00Z");
    assert_string_equal(config->cache, "etc/kept");
    check_source(config);
    assert_string_equal(config->sections[0].label, "W");
    assert_true(config->sections[0].has_color);
    assert_int_equal(config->sections[0].color, 0x5aa9ff);
    assert_false(config->sections[1].has_color);
    const struct config_page *page = &config->rundown[0];
    assert_int_equal(config->rundown_count, 1);
    assert_string_equal(page->page, "story");
    assert_string_equal(page->from, "top");
    assert_string_equal(page->section, "World");
    assert_int_equal(page->count, 3);
    assert_int_equal(page->pages, 2);
    assert_int_equal(page->dwell, MINUTE);
    assert_false(config->ticker.on);
    assert_int_equal(config->ticker.speed, 60);
    assert_string_equal(config->ticker.lists[1], "feed");
    assert_string_equal(config->currency.base, "EUR");
    assert_string_equal(config->currency.pairs[0], "USD");
    assert_int_equal(config->currency.amounts[0], 7);
    assert_string_equal(config->places[0].name, "Moscow");
    assert_string_equal(config->places[0].timezone, "UTC");
    assert_true(config->places[0].latitude > 55.7 && config->places[0].longitude < 37.7);
    config_destroy(config);
    strbuf_finish(&faults);
}

// All that is wrong is said at once, and what is not at fault counts.
static void faults_are_all_said_and_cost_only_themselves(void **state) {
    (void)state;
    struct strbuf faults;
    struct config *config = read_text("{\n \"kiosk\": {\"titel\": \"X\", \"rotate\": 1, \"id\": \"good\"},\n"
                                      " \"sources\": [{\"id\": \"a\"}, {\"id\": \"b\", \"profile\": \"p\", "
                                      "\"every\": 0}, {\"id\": \"b\", \"profile\": \"p\"}],\n"
                                      " \"rundown\": [{\"page\": \"x\"}],\n"
                                      " \"ticker\": {\"speed\": 60, \"speed\": 61}\n}",
        ERROR_INPUT, &faults);
    assert_string_equal(strbuf_text(&faults),
        "etc/kiosk.json:2:12: /kiosk/titel: unknown key \"titel\" (did you mean \"title\"?)\n"
        "etc/kiosk.json:2:26: /kiosk/rotate: 1 is none of those allowed (allowed: 0, 90, 180 or 270)\n"
        "etc/kiosk.json:3:14: /sources/0: \"profile\" is missing\n"
        "etc/kiosk.json:3:55: /sources/1/every: 0 is out of range (allowed: \"90s\", \"5m\", \"1h\", \"2d\" "
        "or a number of "
        "seconds, from 1s to 30d)\n"
        "etc/kiosk.json:4:15: /rundown/0/page: unknown word \"x\" (allowed: \"top-stories\", \"breaking\", "
        "\"story\", \"feed\", \"section\", \"press-review\", \"partner-news\", \"in-other-media\", "
        "\"most-read\", \"gallery\", "
        "\"infographic\", \"rates\", \"city\", \"on-this-day\" or \"sponsor\")\n"
        "etc/kiosk.json:5:26: /ticker/speed: the same key a second time in one object\n"
        "etc/kiosk.json:3:69: /sources/2/id: \"b\" is the id of source 1 already (allowed: an id of its "
        "own)\n");
    assert_string_equal(config->kiosk.id, "good");
    assert_int_equal(config->kiosk.rotate, 0);
    assert_int_equal(config->source_count, 2);
    assert_int_equal(config->sources[0].every, 0);
    assert_int_equal(config->rundown_count, DEFAULT_PAGES);
    assert_int_equal(config->ticker.speed, 60);
    config_destroy(config);
    strbuf_finish(&faults);
}

static void broken_files_leave_the_defaults(void **state) {
    (void)state;
    static const struct {
        const char *text, *fault;
    } broken[] = {
        {"", "etc/kiosk.json:1:1: the file is empty"},
        {"{\n  \"kiosk\": {\n",
            "etc/kiosk.json:3:1: found the end of the file, expected the name of a member"},
        {"{\"kiosk\": {},}", "etc/kiosk.json:1:13: a comma after the last one"},
        {"[]", "etc/kiosk.json:1:1: found a list (allowed: an object)"},
        {"<html>", "etc/kiosk.json:1:1: found <, expected a value"},
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct strbuf faults;
        struct config *config = read_text(broken[i].text, ERROR_INPUT, &faults);
        assert_memory_equal(strbuf_text(&faults), broken[i].fault, strlen(broken[i].fault));
        assert_int_equal(config->rundown_count, DEFAULT_PAGES);
        config_destroy(config);
        strbuf_finish(&faults);
    }
}

// A hostile file costs neither time nor memory beyond its size.
static void a_file_of_nothing_but_faults_ends(void **state) {
    (void)state;
    struct strbuf text, faults;
    strbuf_init(&text, LIMIT_CONFIG_FILE);
    strbuf_add_text(&text, "{");
    for (int i = 0; i < 40000; i++) {
        strbuf_printf(&text, "%s\"key%d\":0", i ? "," : "", i);
    }
    strbuf_add_text(&text, "}");
    config_destroy(read_text(strbuf_text(&text), ERROR_INPUT, &faults));
    size_t lines = 0;
    for (const char *at = strbuf_text(&faults); *at; at++) {
        lines += *at == '\n';
    }
    assert_int_equal(lines, LIMIT_FAULTS + 1);
    assert_non_null(strstr(strbuf_text(&faults), "etc/kiosk.json: more faults are not listed\n"));
    strbuf_finish(&faults);
    strbuf_finish(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_holds),
        cmocka_unit_test(every_setting_has_a_row),
        cmocka_unit_test(nothing_is_a_whole_configuration),
        cmocka_unit_test(without_a_file_the_defaults),
        cmocka_unit_test(every_value_reaches_its_place),
        cmocka_unit_test(faults_are_all_said_and_cost_only_themselves),
        cmocka_unit_test(broken_files_leave_the_defaults),
        cmocka_unit_test(a_file_of_nothing_but_faults_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
