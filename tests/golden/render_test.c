#include <fcntl.h>
#include <glob.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/file.h"
#include "tests/support/golden.h"
#include "tests/support/png_compare.h"
#include "tests/support/test.h"

// The real program, fonts, theme and demo edition: a few pages as pictures.
#define FOLDER BROADSIDE_BUILD_DIR "/golden-render"

extern char **environ;

static const char folder[] = FOLDER;

// What an earlier run left would pass for what this one drew.
static void empty_folder(void) {
    glob_t found;
    if (glob(FOLDER "/*", 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++) {
            assert_int_equal(remove(found.gl_pathv[i]), 0);
        }
        globfree(&found);
    }
}

// A program for another processor runs under an emulator, which ctest names then.
static void render(const char *program) {
    empty_folder();
    const char *emulator = getenv("BROADSIDE_EMULATOR");
    const char *const all[] = {emulator, program, "render", "--out", folder, "--size", "640x360", NULL};
    const char *const *arguments = emulator ? all : all + 1;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    char *argv[sizeof all / sizeof *all] = {NULL};
    for (size_t i = 0; arguments[i]; i++) {
        argv[i] = strdup(arguments[i]);
    }
    pid_t pid;
    int status = -1;
    assert_int_equal(posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ), 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    for (size_t i = 0; argv[i]; i++) {
        free(argv[i]);
    }
    posix_spawn_file_actions_destroy(&actions);
}

// The first page of a kind, under a name without its number.
static char *copy_page(const char *kind, const char *name) {
    char pattern[512], *bytes, *path = golden_actual_path(name);
    size_t len;
    glob_t found;
    struct reason reason;
    snprintf(pattern, sizeof pattern, "%s/[0-9]*-%s.png", FOLDER, kind);
    if (glob(pattern, 0, NULL, &found) != 0) {
        fail_msg("no %s", pattern);
    }
    if (file_read(found.gl_pathv[0], (size_t)8 << 20, &bytes, &len, &reason) != ERROR_NONE ||
        file_write(path, bytes, len, &reason) != ERROR_NONE) {
        fail_msg("%s", reason.text);
    }
    free(bytes);
    globfree(&found);
    return path;
}

static bool check_page(const char *kind) {
    char name[64], wanted[128];
    snprintf(name, sizeof name, "render/%s.png", kind);
    snprintf(wanted, sizeof wanted, "tests/golden/%s", name);
    char *got = copy_page(kind, name);
    bool good = png_is_as_wanted(wanted, got);
    free(got);
    return good;
}

static void the_demo_looks_as_it_did(void **state) {
    (void)state;
    static const char *const kinds[] = {"top-stories", "story", "feed", "rates"};
    const char *program = getenv("BROADSIDE");
    if (!program) {
        fputs("BROADSIDE is not set: ctest does\n", stderr);
        skip();
        return;
    }
    render(program);
    int changed = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        changed += !check_page(kinds[i]);
    }
    assert_int_equal(changed, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_demo_looks_as_it_did)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
