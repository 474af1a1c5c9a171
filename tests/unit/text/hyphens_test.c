#include "support/test.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "text/hyphens.h"

static const struct {
    const char *language, *file, *text, *expected; // "|" for a soft hyphen
} rows[] = {
    {"en", "en_US", "The hyphenation, of “typography” matters",
        "The hy|phen|ation, of “ty|pog|ra|phy” mat|ters"},
    {"en", "en_US", "short BROADSIDE McDonald it’s 1234567", "short BROADSIDE McDonald it’s 1234567"},
    {"en", "en_US", "typog\u00ADraphy www.example.org",
        "typog|raphy www.example.org"}, // has its own; an address
    {"de", "de_DE", "Silbentrennung über Größenordnungen", "Sil|ben|tren|nung über Grö|ßen|ord|nun|gen"},
    {"ru", "ru_RU", "правительство", "пра|ви|тельство"},
    {"xx", "xx", "typography", "typography"}, // no such patterns
    {"../../etc/passwd", "xx", "typography", "typography"},
};

static void words_are_parted_where_the_language_says(void **state) {
    (void)state;
    struct hyphens *hyphens = hyphens_create();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char path[64], shown[256];
        snprintf(path, sizeof path, "/usr/share/hyphen/hyph_%s.dic", rows[i].file);
        if (strcmp(rows[i].file, "xx") != 0 && access(path, R_OK) != 0) {
            print_message("%s is not here: apt-get install hyphen-*\n", path);
            continue;
        }
        struct strbuf out;
        strbuf_init(&out, 1024);
        hyphens_soften(hyphens, rows[i].language, rows[i].text, strlen(rows[i].text), &out);
        size_t used = 0;
        const char *text = strbuf_text(&out);
        for (size_t k = 0; text[k]; k++) {
            bool is_soft = strncmp(text + k, "\u00AD", 2) == 0;
            shown[used++] = is_soft ? '|' : text[k];
            k += is_soft;
        }
        shown[used] = '\0';
        assert_string_equal(shown, rows[i].expected);
        strbuf_finish(&out);
    }
    hyphens_destroy(hyphens);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(words_are_parted_where_the_language_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
