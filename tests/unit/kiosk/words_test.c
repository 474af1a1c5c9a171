#include "layout/words.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "kiosk/words_file.h"
#include "tests/support/test.h"

static void the_table_is_english(void **state) {
    (void)state;
    struct arena arena;
    struct strbuf faults;
    struct words words = *words_english();
    arena_init(&arena, 0);
    strbuf_init(&faults, 1 << 16);
    assert_int_equal(words_read("assets/locale/en.json", &arena, &words, &faults), ERROR_NONE);
    for (int i = 0; i < WORD_COUNT; i++) {
        assert_string_equal(words.text[i], words_english()->text[i]);
    }
    assert_int_equal(words_read(NULL, &arena, &words, &faults), ERROR_NONE);
    assert_int_equal(words_read("no/such.json", &arena, &words, &faults), ERROR_MISSING);
    assert_string_equal(words.text[WORD_LATEST], "Latest");
    strbuf_finish(&faults);
    arena_finish(&arena);
}

static void check_locale(const char *path) {
    char *text;
    size_t len;
    struct arena arena;
    struct strbuf faults;
    struct words words = *words_english();
    struct document *document;
    arena_init(&arena, 0);
    strbuf_init(&faults, 1 << 16);
    if (words_read(path, &arena, &words, &faults) != ERROR_NONE) { // unknown keys, other {n}
        fail_msg("%s", strbuf_text(&faults));
    }
    assert_int_equal(file_read(path, 1 << 20, &text, &len, NULL), ERROR_NONE);
    assert_int_equal(document_create(path, text, len, &faults, &document), ERROR_NONE);
    for (int i = 0; i < WORD_COUNT; i++) {
        char pointer[64];
        snprintf(pointer, sizeof pointer, "/%s", word_key((enum word)i));
        if (!document_has(document, pointer)) {
            fail_msg("%s lacks %s", path, pointer + 1);
        }
    }
    document_destroy(document);
    free(text);
    strbuf_finish(&faults);
    arena_finish(&arena);
}

static void every_locale_has_these_keys(void **state) {
    (void)state;
    DIR *folder = opendir("assets/locale");
    assert_non_null(folder);
    int count = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        char path[512];
        if (strstr(entry->d_name, ".json")) {
            snprintf(path, sizeof path, "assets/locale/%s", entry->d_name);
            check_locale(path);
            count++;
        }
    }
    closedir(folder);
    assert_true(count >= 2);
}

static const struct {
    const char *text, *fault;
} bad[] = {
    {"{\"latset\": \"x\"}", "1:2: /latset: unknown key \"latset\" (did you mean \"latest\"?)"},
    {"{\"latest\": \"\"}", "1:2: /latest: empty text"},
    {"{\"latest\": 1}", "1:2: /latest: found a number (allowed: text of 1 to 200 characters)"},
    {"{\"page-of\": \"Page {0}\"}",
        "1:2: /page-of: other places to fill than \"Page {0} of {1}\" (allowed: {0} and {1})"},
    {"{\"latest\": \"{0}\"}", "1:2: /latest: other places to fill than \"Latest\" (allowed: no {n})"},
    {"{\"updated\": \"{0} {2}\"}", "1:2: /updated: other places to fill than \"updated {0}\" (allowed: {0})"},
};

static void faults_leave_english(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct arena arena;
        struct strbuf faults;
        struct words words = *words_english();
        arena_init(&arena, 0);
        strbuf_init(&faults, 1 << 16);
        assert_int_equal(words_read_text("w.json", bad[i].text, strlen(bad[i].text), &arena, &words, &faults),
            ERROR_INPUT);
        const char *line = strbuf_text(&faults);
        if (strncmp(line, "w.json:", 7) != 0 || strncmp(line + 7, bad[i].fault, strlen(bad[i].fault)) != 0) {
            fail_msg("%s: %s\nnot: %s", bad[i].text, line, bad[i].fault);
        }
        for (int k = 0; k < WORD_COUNT; k++) {
            assert_string_equal(words.text[k], words_english()->text[k]);
        }
        strbuf_finish(&faults);
        arena_finish(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_english),
        cmocka_unit_test(every_locale_has_these_keys),
        cmocka_unit_test(faults_leave_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
