#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "config/config.h"
#include "tests/support/generated.h"
#include "tests/support/test.h"

static void schema_is_the_table(void **state) {
    (void)state;
    struct strbuf schema;
    strbuf_init(&schema, 1 << 20);
    config_write_schema(&schema);
    generated_file("assets/schema/config.schema.json", &schema);
}

static void documentation_is_the_table(void **state) {
    (void)state;
    struct strbuf table;
    strbuf_init(&table, 1 << 20);
    config_write_table(&table);
    generated_part("docs/configuration.md", "settings", &table);
}

// What we give as examples is good: the demo editions, and the one in the documentation.
static void examples_are_good(void **state) {
    (void)state;
    glob_t demos;
    assert_int_equal(glob("assets/demo/config*.json", 0, NULL, &demos), 0);
    for (size_t i = 0; i < demos.gl_pathc; i++) {
        struct strbuf faults;
        struct config *config;
        strbuf_init(&faults, 1 << 16);
        if (config_read(demos.gl_pathv[i], &config, &faults) != ERROR_NONE) {
            fail_msg("%s", strbuf_text(&faults));
        }
        assert_true(config->source_count > 0);
        config_destroy(config);
        strbuf_finish(&faults);
    }
    globfree(&demos);
}

static void the_documented_example_is_good(void **state) {
    (void)state;
    char *text;
    size_t len;
    struct strbuf faults;
    struct config *config;
    assert_int_equal(file_read("docs/configuration.md", 1 << 20, &text, &len, NULL), ERROR_NONE);
    const char *begin = strstr(text, "```json\n");
    assert_non_null(begin);
    begin += strlen("```json\n");
    const char *end = strstr(begin, "```");
    assert_non_null(end);
    strbuf_init(&faults, 1 << 16);
    if (config_read_text("docs/configuration.md", begin, (size_t)(end - begin), &config, &faults) !=
        ERROR_NONE) {
        fail_msg("%s", strbuf_text(&faults));
    }
    assert_int_equal(config->source_count, 3);
    config_destroy(config);
    strbuf_finish(&faults);
    free(text);
}

static void manual_page_is_the_table(void **state) {
    (void)state;
    struct strbuf page;
    strbuf_init(&page, 1 << 20);
    config_write_manual(&page);
    generated_part("docs/man/broadside-config.5", "settings", &page);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(schema_is_the_table),
        cmocka_unit_test(documentation_is_the_table),
        cmocka_unit_test(manual_page_is_the_table),
        cmocka_unit_test(examples_are_good),
        cmocka_unit_test(the_documented_example_is_good),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
