#include "base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/test.h"

static char folder[] = "/tmp/broadside-file-XXXXXX";

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command); // NOLINT(cert-env33-c): a fixed path of ours
}

static const char *path_of(const char *name) {
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static size_t entries(void) {
    DIR *list = opendir(folder);
    assert_non_null(list);
    size_t count = 0;
    for (const struct dirent *entry; (entry = readdir(list));) { // NOLINT(concurrency-mt-unsafe)
        count += entry->d_name[0] != '.';
    }
    closedir(list);
    return count;
}

static void test_there_and_back(void **state) {
    (void)state;
    static const char bytes[] = "two\0lines\n";
    struct reason reason = {.text = ""};
    char *read;
    size_t len;
    assert_int_equal(file_write(path_of("a"), bytes, sizeof bytes, &reason), ERROR_NONE);
    assert_int_equal(file_write(path_of("a"), bytes, sizeof bytes - 1, &reason), ERROR_NONE); // replaced
    assert_int_equal(file_read(path_of("a"), 100, &read, &len, &reason), ERROR_NONE);
    assert_int_equal(len, sizeof bytes - 1);
    assert_memory_equal(read, bytes, sizeof bytes); // with a NUL behind
    free(read);
    struct stat status;
    assert_int_equal(stat(path_of("a"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0644);
    assert_int_equal(entries(), 1); // no temporary file is left
    assert_int_equal(file_write(path_of("empty"), NULL, 0, NULL), ERROR_NONE);
    assert_int_equal(file_read(path_of("empty"), 0, &read, &len, NULL), ERROR_NONE);
    assert_int_equal(len, 0);
    assert_string_equal(read, "");
    free(read);
}

static void test_refusals(void **state) {
    (void)state;
    struct reason reason = {.text = ""};
    char *read = folder;
    size_t len = 9;
    assert_int_equal(file_read(path_of("none"), 100, &read, &len, &reason), ERROR_MISSING);
    assert_null(read);
    assert_int_equal(len, 0);
    assert_non_null(strstr(reason.text, "none: cannot open: No such file"));
    assert_int_equal(file_read(folder, 100, &read, &len, &reason), ERROR_INPUT);
    assert_non_null(strstr(reason.text, "not a regular file"));
    file_write(path_of("five"), "12345", 5, NULL);
    assert_int_equal(file_read(path_of("five"), 5, &read, &len, &reason), ERROR_NONE);
    free(read);
    assert_int_equal(file_read(path_of("five"), 4, &read, &len, &reason), ERROR_LIMIT);
    assert_non_null(strstr(reason.text, "5 bytes (allowed: 4)"));
    assert_int_equal(mkfifo(path_of("pipe"), 0600), 0);
    assert_int_equal(
        file_read(path_of("pipe"), 100, &read, &len, &reason), ERROR_INPUT); // and does not wait for a writer
    assert_int_equal(file_write(path_of("none/at/all"), "x", 1, &reason), ERROR_MISSING);
    assert_int_equal(mkdir(path_of("taken"), 0755), 0);
    size_t before = entries();
    assert_int_equal(file_write(path_of("taken"), "x", 1, &reason), ERROR_IO); // a folder has the name
    assert_int_equal(entries(), before);
}

static void test_make_folder(void **state) {
    (void)state;
    struct reason reason = {.text = ""};
    struct stat status;
    assert_int_equal(file_make_folder(path_of("x/y/z"), &reason), ERROR_NONE);
    assert_int_equal(file_make_folder(path_of("x/y/z/"), &reason), ERROR_NONE);
    assert_int_equal(file_make_folder(path_of("x//y///w"), &reason), ERROR_NONE);
    assert_int_equal(stat(path_of("x/y/w"), &status), 0);
    assert_true(S_ISDIR(status.st_mode));
    assert_int_equal(file_make_folder("/", &reason), ERROR_NONE);
    assert_int_equal(file_make_folder("", &reason), ERROR_NONE);
    file_write(path_of("plain"), "x", 1, NULL);
    assert_int_equal(file_make_folder(path_of("plain/below"), &reason), ERROR_IO);
    assert_int_equal(file_make_folder(path_of("plain"), &reason), ERROR_IO); // it is there, but no folder
    assert_non_null(strstr(reason.text, "plain: cannot make the folder"));
}

// A pipe stays a pipe, as /dev/null does when root writes statistics there.
static void what_is_no_file_is_not_replaced(void **state) {
    (void)state;
    struct reason reason = {.text = ""};
    struct stat status;
    char got[8] = "";
    assert_int_equal(mkfifo(path_of("mouth"), 0600), 0);
    assert_int_equal(
        file_write(path_of("mouth"), "x", 1, &reason), ERROR_IO); // nobody reads; nobody is waited for
    assert_non_null(strstr(reason.text, "mouth: cannot write"));
    int end = open(path_of("mouth"), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    assert_true(end >= 0);
    assert_int_equal(file_write(path_of("mouth"), "one", 3, &reason), ERROR_NONE);
    assert_int_equal(file_replace(path_of("mouth"), "two", 3, &reason), ERROR_NONE);
    assert_int_equal(read(end, got, sizeof got), 6);
    assert_memory_equal(got, "onetwo", 6);
    assert_int_equal(stat(path_of("mouth"), &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
    close(end);
}

static void assert_taken(char *text, const char *expected) {
    assert_string_equal(text, expected);
    free(text);
}

static void test_paths(void **state) {
    (void)state;
    assert_taken(file_join("a", "b"), "a/b");
    assert_taken(file_join("", "b"), "b");
    assert_taken(file_join("a", "/b"), "/b");
    assert_taken(file_folder("a/b/c"), "a/b");
    assert_taken(file_folder("c"), ".");
    assert_taken(file_folder("/c"), "/");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_make_folder),
        cmocka_unit_test(what_is_no_file_is_not_replaced),
        cmocka_unit_test(test_paths),
    };
    return cmocka_run_group_tests_name("base/file", tests, make_folder, remove_folder);
}
