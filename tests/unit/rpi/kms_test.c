#include "support/test.h"

#include <unistd.h>

#include "platform/rpi/kms.h"
#include "support/file_tree.h"

// What calls itself a card need not be one; whatever it is, it is closed again.
static void cards_are_asked_and_let_go(void **state) {
    (void)state;
    struct file_tree tree;
    file_tree_init(&tree);
    file_tree_write(&tree, "dri/card0", "");
    file_tree_write(&tree, "dri/renderD128", "");
    int next = dup(STDERR_FILENO);
    for (int i = 0; i < 3; i++) {
        kms_probe(tree.root);
    }
    int after = dup(next);
    close(after);
    close(next);
    assert_int_equal(after, next + 1);
    file_tree_finish(&tree);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cards_are_asked_and_let_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
