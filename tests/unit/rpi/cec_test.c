#include "support/test.h"

#include <fcntl.h>
#include <limits.h>
#include <linux/cec.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/rpi/cec.h"
#include "support/file_tree.h"

// A cec-ctl that writes down what it was told.
static void make_program(const struct file_tree *tree, char program[PATH_MAX]) {
    char text[3 * PATH_MAX];
    snprintf(text, sizeof text, "#!/bin/sh\necho \"$*\" >> %s/said\n", tree->root);
    file_tree_write(tree, "cec-ctl", text);
    snprintf(program, PATH_MAX, "%s/cec-ctl", tree->root);
    assert_int_equal(chmod(program, 0755), 0);
}

static __u16 address; // of the bus; 0: it does not say

// The bus is a file here: this is what the driver answers.
int ioctl(int fd, unsigned long request, ...) {
    va_list rest;
    va_start(rest, request);
    __u16 *out = va_arg(rest, __u16 *);
    va_end(rest);
    if (fd < 0 || request != CEC_ADAP_G_PHYS_ADDR || !address) {
        return -1;
    }
    *out = address;
    return 0;
}

static void await_all(void) {
    siginfo_t end;
    while (cec_reap() > 0) {
        assert_int_equal(waitid(P_ALL, 0, &end, WEXITED | WNOWAIT), 0);
    }
}

static void tells_the_television(void **state) {
    (void)state;
    struct file_tree tree;
    char program[PATH_MAX], said[3 * PATH_MAX], expected[3 * PATH_MAX];
    file_tree_init(&tree);
    make_program(&tree, program);
    assert_false(cec_send(program, tree.root, true)); // no bus
    file_tree_write(&tree, "cec0", "");
    file_tree_write(&tree, "cecx", "");
    file_tree_write(&tree, "cec0.lock", "");
    assert_true(cec_send(program, tree.root, false));
    await_all();
    assert_true(cec_send(program, tree.root, true));
    await_all();
    address = CEC_PHYS_ADDR_INVALID; // nothing is plugged in
    assert_true(cec_send(program, tree.root, true));
    await_all();
    address = 0x1230;
    assert_true(cec_send(program, tree.root, true));
    await_all();
    assert_true(cec_send(program, tree.root, false));
    await_all();
    file_tree_read(&tree, "said", said, sizeof said);
    snprintf(expected, sizeof expected,
        "--skip-info --device=%s/cec0 --playback --to=0 --standby\n"
        "--skip-info --device=%s/cec0 --playback --to=0 --image-view-on\n"
        "--skip-info --device=%s/cec0 --playback --to=0 --image-view-on\n"
        "--skip-info --device=%s/cec0 --playback --to=0 --image-view-on --active-source=phys-addr=1.2.3.0\n"
        "--skip-info --device=%s/cec0 --playback --to=0 --standby\n",
        tree.root, tree.root, tree.root, tree.root, tree.root);
    address = 0;
    assert_string_equal(said, expected);
    file_tree_finish(&tree);
}

static void is_silent_without_the_program(void **state) {
    (void)state;
    if (getenv(
            "BROADSIDE_EMULATOR")) { // qemu-user makes a fork of vfork, and posix_spawn hears of no failure
        skip();
    }
    struct file_tree tree;
    file_tree_init(&tree);
    file_tree_write(&tree, "cec0", "");
    assert_false(cec_send("/nonexistent/cec-ctl", tree.root, true));
    assert_int_equal(cec_reap(), 0);
    file_tree_finish(&tree);
}

// A bus that does not answer holds nothing up, and what waits for it does not become more and more.
static void does_not_pile_up(void **state) {
    (void)state;
    struct file_tree tree;
    char program[PATH_MAX], text[3 * PATH_MAX];
    file_tree_init(&tree);
    file_tree_write(&tree, "cec0", "");
    file_tree_write(&tree, "gate", "");
    snprintf(text, sizeof text, "#!/bin/sh\nexec flock %s/gate true\n", tree.root);
    file_tree_write(&tree, "cec-ctl", text);
    snprintf(program, PATH_MAX, "%s/cec-ctl", tree.root);
    assert_int_equal(chmod(program, 0755), 0);
    snprintf(text, sizeof text, "%s/gate", tree.root);
    int gate = open(text, O_RDWR | O_CLOEXEC);
    assert_int_equal(flock(gate, LOCK_EX), 0);
    int sent = 0;
    for (int i = 0; i < 20; i++) {
        sent += cec_send(program, tree.root, true);
    }
    assert_int_equal(sent, 8);
    assert_int_equal(cec_reap(), 8);
    close(gate);
    await_all();
    assert_true(cec_send(program, tree.root, true));
    await_all();
    file_tree_finish(&tree);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_the_television),
        cmocka_unit_test(is_silent_without_the_program),
        cmocka_unit_test(does_not_pile_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
