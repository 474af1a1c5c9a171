#include "kiosk/studio.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "layout/page.h"
#include "tests/support/test.h"

static struct studio *studio_of(const char *config, const char *theme) {
    struct studio *studio;
    struct reason reason = {{0}};
    struct studio_wish wish = {.config = config, .theme = theme, .width = 1280, .height = 720};
    if (studio_create(&wish, &studio, &reason)) {
        fail_msg("%s", reason.text);
    }
    return studio;
}

static struct studio *studio_of_text(const char *text) {
    char path[] = "/tmp/broadside-studio-XXXXXX";
    struct reason reason;
    close(mkstemp(path));
    assert_int_equal(file_write(path, text, strlen(text), &reason), ERROR_NONE);
    struct studio *studio = studio_of(path, NULL);
    unlink(path);
    return studio;
}

static void the_demo_is_the_default(void **state) {
    (void)state;
    struct studio *studio = studio_of(NULL, NULL);
    assert_string_equal(studio->env.title, "Broadside");
    assert_string_equal(studio->theme.name, "night");
    assert_string_equal(locale_language(studio->locale), "en");
    assert_int_equal(studio->env.width, 1280);
    assert_true(studio->env.section_count >= 8);
    assert_true(studio->env.pair_count >= 3);
    assert_true(studio->env.city_count >= 2);
    assert_true(studio->source_count >= 8);
    assert_true(studio->form.spec_count >= 5);
    assert_true(moment_is_known(studio->at)); // it has its own time of day
    for (size_t i = 0; i < studio->form.spec_count; i++) {
        assert_non_null(studio->form.specs[i].kind);
    }
    for (size_t i = 0; i < studio->env.city_count; i++) {
        assert_non_null(studio->env.cities[i].zone);
    }
    studio_resize(studio, 720, 1280);
    assert_int_equal(studio->env.height, 1280);
    studio_destroy(studio);
    studio_destroy(NULL);
}

static void an_empty_object_is_enough(void **state) {
    (void)state;
    struct studio *studio = studio_of_text("{}");
    assert_true(studio->form.spec_count > 0);
    assert_int_equal(studio->source_count, 0);
    assert_false(moment_is_known(studio->at));
    struct deck *deck = deck_create(NULL, &studio->form, &studio->env, 0);
    assert_string_equal(deck->pages[0].kind->name, "notice");
    deck_destroy(deck);
    studio_destroy(studio);
}

// Whatever is wrong with a configuration, there is a screen.
static void faults_leave_a_kiosk(void **state) {
    (void)state;
    static const char *const texts[] = {"", "{", "[]", "{\"kiosk\": 5}",
        "{\"kiosk\": {\"language\": \"klingonese\"}}", "{\"kiosk\": {\"timezone\": \"Mars/Olympus\"}}",
        "{\"kiosk\": {\"theme\": \"no-such-theme\"}}", "{\"rundown\": [{\"page\": \"no-such-page\"}]}",
        "{\"kiosk\": {\"at\": \"noon\"}}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct studio *studio = studio_of_text(texts[i]);
        assert_non_null(studio->locale);
        assert_non_null(studio->breaker);
        assert_non_null(studio->zone);
        assert_string_equal(studio->words.text[0], "Top stories");
        struct deck *deck = deck_create(NULL, &studio->form, &studio->env, 0);
        assert_true(deck->count >= 1);
        deck_destroy(deck);
        studio_destroy(studio);
    }
    studio_destroy(studio_of("/no/such/config.json", "no-such-theme"));
}

static void the_configuration_is_translated(void **state) {
    (void)state;
    struct studio *studio = studio_of_text(
        "{\"kiosk\": {\"title\": \"Lobby\", \"language\": \"ru\", \"theme\": \"day\", \"timezone\": "
        "\"Asia/Tokyo\"},"
        "\"sections\": [{\"name\": \"World\", \"color\": \"#102030\"}],"
        "\"rundown\": [{\"page\": \"feed\", \"section\": \"World\", \"pages\": 2, \"seconds\": 12}],"
        "\"ticker\": {\"on\": false}, \"currency\": {\"base\": \"EUR\", \"pairs\": [\"USD\"], \"amounts\": "
        "[5]},"
        "\"places\": [{\"name\": \"Tokyo\", \"timezone\": \"Asia/Tokyo\"}, {\"name\": \"Here\"}]}");
    assert_string_equal(studio->env.title, "Lobby");
    assert_string_equal(studio->theme.name, "day");
    assert_string_equal(locale_language(studio->locale), "ru");
    assert_string_not_equal(studio->words.text[0], "Top stories");
    assert_int_equal(zone_offset(studio->env.zone, 0), 9 * 3600);
    assert_int_equal(studio->env.sections[0].color, 0x102030);
    assert_int_equal(studio->form.spec_count, 1);
    assert_string_equal(studio->form.specs[0].kind->name, "feed");
    assert_string_equal(studio->form.specs[0].section, "World");
    assert_int_equal(studio->form.specs[0].pages, 2);
    assert_int_equal(studio->form.specs[0].dwell, 12 * SECOND);
    assert_false(studio->env.has_ticker);
    assert_string_equal(studio->env.base, "EUR");
    assert_int_equal(studio->env.amounts[0], 5);
    assert_int_equal(studio->env.city_count, 2);
    assert_int_equal(zone_offset(studio->env.cities[1].zone, 0), 9 * 3600); // the kiosk's own
    studio_destroy(studio);
}

static millis at(const char *text) {
    struct moment moment = MOMENT_NONE;
    moment_parse(text, &moment);
    return moment.utc;
}

// Moscow has the sun from 05:22 to 13:10 UTC on this day.
static void the_theme_follows_the_sun(void **state) {
    (void)state;
    struct studio *studio = studio_of_text(
        "{\"kiosk\": {\"theme\": \"night\", \"day_theme\": \"day\", \"place\": \"Moscow\"}, \"places\": ["
        "{\"name\": \"Tokyo\", \"latitude\": 35.68, \"longitude\": 139.69}, "
        "{\"name\": \"Moscow\", \"latitude\": 55.75, \"longitude\": 37.62}]}");
    assert_int_equal(studio->faults, 0);
    assert_string_equal(studio->env.theme->name, "night");
    assert_true(studio_dress(studio, at("2026-11-24T09:00:00Z")));
    assert_string_equal(studio->env.theme->name, "day");
    assert_false(studio_dress(studio, at("2026-11-24T13:00:00Z")));
    assert_true(studio_dress(studio, at("2026-11-24T13:20:00Z")));
    assert_string_equal(studio->env.theme->name, "night");
    assert_false(studio_dress(studio, at("2026-11-25T05:00:00Z")));
    assert_true(studio_dress(studio, at("2026-11-25T05:40:00Z")));
    assert_true(studio_dress(studio, at("2026-11-25T03:00:00Z"))); // a clock may be put back
    assert_true(studio_dress(studio, at("2026-11-25T08:00:00Z")));
    assert_true(studio_dress(studio, 12 * HOUR)); // 1970: nobody knows whether the sun is up
    assert_string_equal(studio->env.theme->name, "night");
    studio_destroy(studio);
}

// One theme is asked for, by name: it stays.
static void a_wished_theme_follows_nothing(void **state) {
    (void)state;
    struct studio *studio = studio_of(NULL, "day");
    assert_false(studio_dress(studio, at("2026-11-24T22:00:00Z")));
    assert_string_equal(studio->env.theme->name, "day");
    studio_destroy(studio);
}

static void a_brand_is_the_accent(void **state) {
    (void)state;
    struct studio *studio = studio_of_text("{\"kiosk\": {\"brand\": \"#0b7d4b\"}}");
    assert_int_equal(studio->env.theme->colors[COLOR_ACCENT], 0x0b7d4b);
    assert_int_equal(studio->faults, 0);
    studio_destroy(studio);
}

static void a_logo_stands_in_the_masthead(void **state) {
    (void)state;
    char text[4200], folder[2048];
    assert_non_null(getcwd(folder, sizeof folder));
    snprintf(text, sizeof text, "{\"kiosk\": {\"logo\": \"%s/tests/golden/render/rates.png\"}}", folder);
    struct studio *studio = studio_of_text(text);
    assert_non_null(studio->env.logo);
    assert_true(studio->env.logo->width > 100);
    studio_destroy(studio);
    snprintf(text, sizeof text, "{\"kiosk\": {\"logo\": \"%s/README.md\"}}", folder);
    studio = studio_of_text(text);
    assert_null(studio->env.logo);
    assert_int_equal(studio->faults, 1);
    studio_destroy(studio);
}

// What the configuration allows is what layout can do.
static void a_rundown_may_have_every_kind_of_page(void **state) {
    (void)state;
    char text[4096] = "{\"rundown\": [";
    size_t count = 0;
    for (const char *const *name = page_kind_names(); *name; name++, count++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%s{\"page\": \"%s\"}", count ? ", " : "", *name);
    }
    size_t used = strlen(text);
    snprintf(text + used, sizeof text - used, "]}");
    struct studio *studio = studio_of_text(text);
    assert_int_equal(studio->faults, 0);
    assert_int_equal(studio->form.spec_count, count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(studio->form.specs[i].kind->name, page_kind_names()[i]);
    }
    studio_destroy(studio);
}

static void entries_of_a_rundown_have_times(void **state) {
    (void)state;
    struct studio *studio = studio_of_text("{\"rundown\": [{\"page\": \"feed\"},"
                                           "{\"page\": \"rates\", \"hours\": \"08:00..20:00\"},"
                                           "{\"page\": \"city\", \"days\": [\"mon\"]}]}");
    const struct page_spec *specs = studio->form.specs;
    assert_int_equal(studio->faults, 0);
    assert_null(specs[0].when);
    assert_int_equal(specs[1].when->from, 8 * 60);
    assert_int_equal(specs[1].when->to, 20 * 60);
    assert_int_equal(specs[1].when->weekdays, 0);
    assert_int_equal(specs[2].when->weekdays, 1 << 1);
    studio_destroy(studio);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_demo_is_the_default),
        cmocka_unit_test(an_empty_object_is_enough),
        cmocka_unit_test(faults_leave_a_kiosk),
        cmocka_unit_test(the_configuration_is_translated),
        cmocka_unit_test(the_theme_follows_the_sun),
        cmocka_unit_test(a_wished_theme_follows_nothing),
        cmocka_unit_test(a_brand_is_the_accent),
        cmocka_unit_test(a_logo_stands_in_the_masthead),
        cmocka_unit_test(a_rundown_may_have_every_kind_of_page),
        cmocka_unit_test(entries_of_a_rundown_have_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
