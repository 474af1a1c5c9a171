#include "support/test.h"

#include "platform/rpi/backlight.h"
#include "support/file_tree.h"

static void sets_every_light(void **state) {
    (void)state;
    static const struct {
        int percent;
        const char *of_255, *of_31;
    } rows[] = {{100, "255", "31"}, {50, "127", "15"}, {1, "2", "1"}, {0, "0", "0"}};
    struct file_tree tree;
    file_tree_init(&tree);
    file_tree_write(&tree, "10-0045/max_brightness", "255\n");
    file_tree_write(&tree, "10-0045/brightness", "255\n");
    file_tree_write(&tree, "rpi_backlight/max_brightness", "31\n");
    file_tree_write(&tree, "rpi_backlight/brightness", "31\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[16];
        assert_true(backlight_set(tree.root, rows[i].percent));
        file_tree_read(&tree, "10-0045/brightness", text, sizeof text);
        assert_string_equal(text, rows[i].of_255);
        file_tree_read(&tree, "rpi_backlight/brightness", text, sizeof text);
        assert_string_equal(text, rows[i].of_31);
    }
    file_tree_finish(&tree);
}

static void a_machine_without_one(void **state) {
    (void)state;
    struct file_tree tree;
    file_tree_init(&tree);
    assert_false(backlight_set(tree.root, 50));
    file_tree_write(&tree, "broken/max_brightness", "many\n");
    file_tree_write(&tree, "broken/brightness", "7");
    assert_false(backlight_set(tree.root, 50));
    char text[16];
    file_tree_read(&tree, "broken/brightness", text, sizeof text);
    assert_string_equal(text, "7");
    file_tree_finish(&tree);
    assert_false(backlight_set(tree.root, 50));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_every_light),
        cmocka_unit_test(a_machine_without_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
