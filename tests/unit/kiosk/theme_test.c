#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "config/settings.h"
#include "kiosk/theme_file.h"
#include "kiosk/theme_table.h"
#include "tests/support/test.h"

struct reader {
    struct arena arena;
    struct strbuf faults;
    struct theme theme;
};

static enum error read_text(struct reader *reader, const char *text) {
    arena_init(&reader->arena, 0);
    strbuf_init(&reader->faults, 1 << 16);
    return theme_read_text("t.json", text, strlen(text), &reader->arena, &reader->theme, &reader->faults);
}

static enum error read_path(struct reader *reader, const char *path) {
    arena_init(&reader->arena, 0);
    strbuf_init(&reader->faults, 1 << 16);
    return theme_read(path, &reader->arena, &reader->theme, &reader->faults);
}

static void reader_finish(struct reader *reader) {
    arena_finish(&reader->arena);
    strbuf_finish(&reader->faults);
}

static bool is_same_style(const struct style *a, const struct style *b) {
    return a->face == b->face && a->size == b->size && a->leading == b->leading &&
           a->tracking == b->tracking && a->caps == b->caps && a->tabular == b->tabular;
}

static void the_table_is_night(void **state) {
    (void)state;
    struct reader built_in, night;
    assert_int_equal(read_path(&built_in, NULL), ERROR_NONE);
    assert_int_equal(read_path(&night, "assets/themes/night.json"), ERROR_NONE);
    assert_string_equal(built_in.theme.name, night.theme.name);
    for (int i = 0; i < COLOR_COUNT; i++) {
        assert_int_equal(built_in.theme.colors[i], night.theme.colors[i]);
    }
    for (int i = 0; i < ROLE_TEXT_COUNT; i++) {
        if (!is_same_style(&built_in.theme.styles[i], &night.theme.styles[i])) {
            fail_msg("%s is not as in night.json", role_name((enum role)i));
        }
    }
    reader_finish(&night);
    reader_finish(&built_in);
}

// The rows stand where the names of layout say.
static void keys_are_layouts_names(void **state) {
    (void)state;
    const struct setting *colors = theme_table[2].fields, *roles = theme_table[3].fields;
    for (size_t i = 0; i < COLOR_COUNT; i++) {
        assert_string_equal(colors[i].key, color_name((enum color)i));
        assert_int_equal(colors[i].offset, offsetof(struct theme, colors) + i * sizeof(uint32_t));
    }
    for (size_t i = 0; i < ROLE_TEXT_COUNT; i++) {
        assert_string_equal(roles[i].key, role_name((enum role)i));
        assert_int_equal(roles[i].offset, offsetof(struct theme, styles) + i * sizeof(struct style));
    }
    for (size_t i = 0; i < FACE_COUNT; i++) {
        assert_string_equal(roles[0].fields[0].words[i], face_name((enum face)i));
    }
}

// The themes that come with the program leave nothing to the fallbacks.
static void bundled_themes_are_whole(void **state) {
    (void)state;
    static const char *const paths[] = {
        "assets/themes/night.json", "assets/themes/day.json", "assets/themes/high-contrast.json"};
    for (size_t k = 0; k < 3; k++) {
        char *text, pointer[128];
        size_t len;
        struct strbuf faults;
        struct document *document;
        struct reader reader;
        if (read_path(&reader, paths[k]) != ERROR_NONE) {
            fail_msg("%s", strbuf_text(&reader.faults));
        }
        reader_finish(&reader);
        strbuf_init(&faults, 1 << 16);
        assert_int_equal(file_read(paths[k], 1 << 20, &text, &len, NULL), ERROR_NONE);
        assert_int_equal(document_create(paths[k], text, len, &faults, &document), ERROR_NONE);
        assert_true(document_has(document, "/name"));
        for (int i = 0; i < COLOR_COUNT; i++) {
            snprintf(pointer, sizeof pointer, "/colors/%s", color_name((enum color)i));
            assert_true(document_has(document, pointer));
        }
        for (int i = 0; i < ROLE_TEXT_COUNT; i++) {
            snprintf(pointer, sizeof pointer, "/roles/%s/size", role_name((enum role)i));
            assert_true(document_has(document, pointer));
        }
        document_destroy(document);
        free(text);
        strbuf_finish(&faults);
    }
}

// What is text, and on what; sections and the accent as text are moved until they can be read.
static void text_of_bundled_themes_can_be_read(void **state) {
    (void)state;
    static const struct {
        const char *path;
        double least;
    } themes[] = {{"assets/themes/night.json", 4.5}, {"assets/themes/day.json", 4.5},
        {"assets/themes/high-contrast.json", 7}};
    static const enum color inks[] = {
        COLOR_INK, COLOR_DIM, COLOR_UP, COLOR_DOWN, COLOR_HIGHLIGHT, COLOR_SECTION};
    static const enum color grounds[] = {COLOR_BACKGROUND, COLOR_PANEL};
    for (size_t k = 0; k < 3; k++) {
        struct reader reader;
        assert_int_equal(read_path(&reader, themes[k].path), ERROR_NONE);
        const uint32_t *colors = reader.theme.colors;
        assert_true(reader.theme.contrast >= themes[k].least);
        for (size_t i = 0; i < sizeof inks / sizeof *inks; i++) {
            for (size_t g = 0; g < 2; g++) {
                double contrast = color_contrast(colors[inks[i]], colors[grounds[g]]);
                if (contrast < themes[k].least) {
                    fail_msg("%s: %s on %s has %.2f", themes[k].path, color_name(inks[i]),
                        color_name(grounds[g]), contrast);
                }
            }
        }
        assert_true(color_contrast(colors[COLOR_ON_ACCENT], colors[COLOR_ACCENT]) >= themes[k].least);
        reader_finish(&reader);
    }
}

static void a_partial_theme_keeps_the_rest(void **state) {
    (void)state;
    struct reader night, reader;
    read_path(&night, NULL);
    assert_int_equal(read_text(&reader, "{\"name\": \"x\", \"colors\": {\"accent\": \"#C00000\"},"
                                        "\"roles\": {\"headline-1\": {\"size\": 80.5}}}"),
        ERROR_NONE);
    assert_string_equal(reader.theme.name, "x");
    assert_int_equal(reader.theme.colors[COLOR_ACCENT], 0xC00000);
    assert_int_equal(reader.theme.colors[COLOR_INK], night.theme.colors[COLOR_INK]);
    struct style style = night.theme.styles[ROLE_HEADLINE_1];
    assert_int_equal(style.face, FACE_SERIF_BOLD);
    style.size = 80.5;
    assert_true(is_same_style(&reader.theme.styles[ROLE_HEADLINE_1], &style));
    reader_finish(&reader);
    reader_finish(&night);
}

static const struct {
    const char *text, *fault;
} bad[] = {
    {"{\"name\": \"\"}", "1:2: /name: empty text (allowed: text of 1 to 40 characters)"},
    {"{\"colors\": {\"inc\": \"#000000\"}}",
        "1:13: /colors/inc: unknown key \"inc\" (did you mean \"ink\"?)"},
    {"{\"colors\": {\"line\": \"red\"}}", "1:13: /colors/line: \"red\" is no color (allowed: \"#rrggbb\""},
    {"{\"roles\": {\"headline\": {}}}",
        "1:12: /roles/headline: unknown key \"headline\" (did you mean \"headline-1\"?)"},
    {"{\"roles\": {\"list\": []}}", "1:12: /roles/list: found a list (allowed: an object)"},
    {"{\"roles\": {\"list\": {\"face\": \"sans-bald\"}}}",
        "1:21: /roles/list/face: unknown word \"sans-bald\" (did you mean \"sans-bold\"?) (allowed: "},
    {"{\"roles\": {\"list\": {\"size\": 4}}}",
        "1:21: /roles/list/size: 4 is out of range (allowed: a number from 8 to 400)"},
    {"{\"roles\": {\"list\": {\"leading\": 0.5}}}", "1:21: /roles/list/leading: 0.5 is out of range"},
    {"{\"roles\": {\"list\": {\"tracking\": \"1\"}}}", "1:21: /roles/list/tracking: found text"},
    {"{\"roles\": {\"list\": {\"caps\": 1}}}",
        "1:21: /roles/list/caps: found a number (allowed: true or false)"},
    {"{\"roles\": {\"list\": {\"tabular\": null}}}", "1:21: /roles/list/tabular: found null"},
    {"{\"colors\": {\"ink\": \"#303030\"}}",
        "1:13: /colors/ink: ink on background has a contrast of 1.4 (allowed: 7 or more)"},
    {"{\"colors\": {\"background\": \"#ffffff\"}}",
        "1:13: /colors/background: ink on background has a contrast of"},
    {"{\"contrast\": 3}", "1:2: /contrast: 3 is out of range (allowed: a number from 4.5 to 21)"},
    {"{\"contrast\": 7, \"colors\": {\"down\": \"#ff6b5e\"}}",
        "1:28: /colors/down: down on background has a contrast of 6.6 (allowed: 7 or more)"},
    {"{", "1:2: found the end of the file"},
};

static void faults_name_their_place(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct reader reader;
        assert_int_equal(read_text(&reader, bad[i].text), ERROR_INPUT);
        const char *line = strbuf_text(&reader.faults);
        if (strncmp(line, "t.json:", 7) != 0 || strncmp(line + 7, bad[i].fault, strlen(bad[i].fault)) != 0) {
            fail_msg("%s: %s\nnot: %s", bad[i].text, line, bad[i].fault);
        }
        assert_string_equal(reader.theme.name, "night");
        reader_finish(&reader);
    }
}

static void a_missing_file_is_night(void **state) {
    (void)state;
    struct reader reader;
    assert_int_equal(read_path(&reader, "no/such.json"), ERROR_MISSING);
    assert_string_equal(
        strbuf_text(&reader.faults), "no/such.json: cannot open: No such file or directory\n");
    assert_int_equal(reader.theme.colors[COLOR_BACKGROUND], 0x0d1420);
    reader_finish(&reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_night),
        cmocka_unit_test(keys_are_layouts_names),
        cmocka_unit_test(bundled_themes_are_whole),
        cmocka_unit_test(text_of_bundled_themes_can_be_read),
        cmocka_unit_test(a_partial_theme_keeps_the_rest),
        cmocka_unit_test(faults_name_their_place),
        cmocka_unit_test(a_missing_file_is_night),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
