#include "kiosk/manual.h"
#include "kiosk/theme_file.h"
#include "tests/support/generated.h"
#include "tests/support/test.h"

static void schema_is_the_table(void **state) {
    (void)state;
    struct strbuf schema;
    strbuf_init(&schema, 1 << 20);
    theme_write_schema(&schema);
    generated_file("assets/schema/theme.schema.json", &schema);
}

static void documentation_is_the_table(void **state) {
    (void)state;
    struct strbuf table;
    strbuf_init(&table, 1 << 20);
    theme_write_table(&table);
    generated_part("docs/configuration.md", "theme", &table);
}

static void manual_page_is_the_table(void **state) {
    (void)state;
    struct strbuf page;
    strbuf_init(&page, 1 << 20);
    manual_write_page(&page);
    generated_part("docs/man/broadside.1", "commands", &page);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(schema_is_the_table),
        cmocka_unit_test(documentation_is_the_table),
        cmocka_unit_test(manual_page_is_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
