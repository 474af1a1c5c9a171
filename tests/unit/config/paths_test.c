#include "config/paths.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/test.h"

static const struct {
    const char *folder, *address, *absolute;
} rows[] = {
    {"/no/such", "file:a.json", "file:///no/such/a.json"},
    {"/no/such", "file:./b/../a.json", "file:///no/such/a.json"},
    {"/no/such", "file:../../../../a.json", "file:///a.json"},
    {"/no/such", "file:b/..", "file:///no/such/"},
    {"/no/such", "file:/etc/a.json", "file:///etc/a.json"},
    {"/no/such", "file:///etc/./a.json", "file:///etc/a.json"},
    {"/no/such", "FILE:a.json?x#y", "file:///no/such/a.json?x#y"},
    {"/no/such", "file:a%20b.json", "file:///no/such/a%20b.json"},
    {"/no/such", "file:Ж.json", "file:///no/such/%D0%96.json"},
    {"/no such/50%", "file:a.json", "file:///no%20such/50%25/a.json"},
    {"/", "file:a.json", "file:///a.json"},
    {"/no/such", "https://h/../x", "https://h/../x"},
};

static void addresses_become_absolute(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(address_from(rows[i].folder, rows[i].address, &arena), rows[i].absolute);
    }
    char *here = getcwd(NULL, 0);
    assert_string_equal(
        address_from(".", "file:a.json", &arena), arena_printf(&arena, "file://%s/a.json", here));
    free(here);
    arena_finish(&arena);
}

static void paths_are_seen_from_the_folder(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    assert_string_equal(path_from("etc", "cache", &arena), "etc/cache");
    assert_string_equal(path_from(".", "cache", &arena), "cache");
    assert_string_equal(path_from("etc", "/var/cache", &arena), "/var/cache");
    assert_string_equal(path_or_name("etc", "night", &arena), "night");
    assert_string_equal(path_or_name("etc", "night.json", &arena), "etc/night.json");
    arena_finish(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_become_absolute),
        cmocka_unit_test(paths_are_seen_from_the_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
