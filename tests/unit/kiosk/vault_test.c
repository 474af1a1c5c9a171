#include "kiosk/vault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "tests/support/test.h"

static char folder[] = "/tmp/broadside-vault-XXXXXX";

static int make_folder(void **state) {
    (void)state;
    log_set_level(LOG_ERROR); // what it warns of is the test's doing
    return mkdtemp(folder) ? 0 : 1;
}

static int remove_folder(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command); // NOLINT(cert-env33-c): a folder of our own
}

static void overwrite(const char *name, const char *text) {
    char path[256];
    struct reason reason;
    snprintf(path, sizeof path, "%s/remote/%s", folder, name);
    assert_int_equal(file_write(path, text, strlen(text), &reason), ERROR_NONE);
}

static bool has_file(const char *hash) {
    char path[256];
    snprintf(path, sizeof path, "%s/remote/%s.json", folder, hash);
    return access(path, R_OK) == 0;
}

static void a_state_comes_back(void **state) {
    (void)state;
    struct vault vault;
    struct trial written = {.good_serial = 7, .candidate_serial = 8, .before = 9, .attempts = 1, .starts = 2},
                 read;
    content_hash("good", 4, written.good);
    content_hash("new", 3, written.candidate);
    for (int i = 0; i < TRIAL_REFUSED + 2; i++) {
        char hash[CONTENT_HASH];
        trial_refuse(&written, content_hash((const char *)&i, sizeof i, hash));
    }
    vault_open(&vault, folder);
    vault_write_state(&vault, &written);
    vault_read_state(&vault, &read);
    assert_string_equal(read.good, written.good);
    assert_string_equal(read.candidate, written.candidate);
    assert_int_equal(read.good_serial, 7);
    assert_int_equal(read.candidate_serial, 8);
    assert_int_equal(read.before, 9);
    assert_int_equal(read.attempts, 1);
    assert_int_equal(read.starts, 2);
    assert_int_equal(read.refused_count, TRIAL_REFUSED);
    for (size_t i = 0; i < TRIAL_REFUSED; i++) {
        assert_string_equal(read.refused[i], written.refused[i]);
    }
    vault_close(&vault);
}

static void a_damaged_state_is_none(void **state) {
    (void)state;
    static const char *const texts[] = {"", "{", "[]", "{\"good\":\"../../etc/passwd\"}", "{\"starts\":-1}"};
    struct vault vault;
    vault_open(&vault, folder);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct trial read;
        overwrite("state.json", texts[i]);
        vault_read_state(&vault, &read);
        assert_string_equal(read.good, "");
        assert_int_equal(read.starts, 0);
    }
    vault_close(&vault);
}

static void only_a_whole_file_is_given_out(void **state) {
    (void)state;
    struct vault vault;
    char hash[CONTENT_HASH], name[CONTENT_HASH + 8];
    size_t len;
    content_hash("{\"a\":1}", 7, hash);
    vault_open(&vault, folder);
    assert_null(vault_read_file(&vault, hash, &len));
    assert_true(vault_write_file(&vault, hash, "{\"a\":1}", 7));
    char *text = vault_read_file(&vault, hash, &len);
    assert_non_null(text);
    assert_int_equal(len, 7);
    assert_memory_equal(text, "{\"a\":1}", 7);
    free(text);
    snprintf(name, sizeof name, "%s.json", hash);
    overwrite(name, "{\"a\":2}");
    assert_null(vault_read_file(&vault, hash, &len));
    assert_null(vault_read_file(&vault, "", &len));
    vault_close(&vault);
}

static void what_is_not_named_goes(void **state) {
    (void)state;
    struct vault vault;
    struct trial trial = {0};
    char other[CONTENT_HASH];
    content_hash("good", 4, trial.good);
    content_hash("new", 3, trial.candidate);
    content_hash("other", 5, other);
    vault_open(&vault, folder);
    assert_true(vault_write_file(&vault, trial.good, "good", 4));
    assert_true(vault_write_file(&vault, trial.candidate, "new", 3));
    assert_true(vault_write_file(&vault, other, "other", 5));
    vault_write_state(&vault, &trial);
    vault_prune(&vault, &trial);
    assert_true(has_file(trial.good));
    assert_true(has_file(trial.candidate));
    assert_false(has_file(other));
    struct trial read;
    vault_read_state(&vault, &read);
    assert_string_equal(read.good, trial.good);
    vault_close(&vault);
}

static const char *file_of(const char *path) {
    return strrchr(path, '/') + 1;
}

static void what_a_file_names_is_kept_with_it(void **state) {
    (void)state;
    struct vault vault;
    struct trial trial = {0};
    struct arena arena;
    struct enclosures read;
    struct enclosure items[2] = {{"https://a.example/t.json", NULL}, {"https://a.example/logo", NULL}};
    content_hash("names", 5, trial.good);
    arena_init(&arena, 0);
    vault_open(&vault, folder);
    vault_read_enclosures(&vault, trial.good, &read);
    assert_int_equal(read.count, 0);
    arena_finish(&read.arena);
    items[0].path = vault_write_enclosure(&vault, "{}", 2, false, &arena);
    items[1].path = vault_write_enclosure(&vault, "PNG", 3, true, &arena);
    const char *other = vault_write_enclosure(&vault, "[]", 2, false, &arena);
    // The same content is the same file, whatever names it: nothing is made anew for it.
    assert_string_equal(items[0].path, vault_write_enclosure(&vault, "{}", 2, false, &arena));
    assert_true(vault_write_enclosures(&vault, trial.good, &(struct enclosures){.items = items, .count = 2}));
    vault_prune(&vault, &trial);
    assert_int_equal(access(items[0].path, R_OK), 0);
    assert_int_not_equal(access(other, R_OK), 0);
    vault_read_enclosures(&vault, trial.good, &read);
    assert_int_equal(read.count, 2);
    assert_string_equal(enclosures_find(&read, items[1].url), items[1].path);
    assert_null(enclosures_find(&read, "https://a.example/other"));
    arena_finish(&read.arena);
    overwrite(file_of(items[0].path), "{ }"); // a disk that lies
    vault_read_enclosures(&vault, trial.good, &read);
    assert_int_equal(read.count, 1);
    assert_null(enclosures_find(&read, items[0].url));
    arena_finish(&read.arena);
    vault_prune(&vault, &(struct trial){0});
    assert_int_not_equal(access(items[1].path, R_OK), 0);
    vault_close(&vault);
    arena_finish(&arena);
}

static void an_index_cannot_lead_elsewhere(void **state) {
    (void)state;
    static const char *const texts[] = {
        "../../etc/passwd https://a.example/\n", "\n\n", "x", " ", "state.json u\n"};
    struct vault vault;
    char hash[CONTENT_HASH], name[CONTENT_HASH + 8];
    content_hash("index", 5, hash);
    snprintf(name, sizeof name, "%s.names", hash);
    vault_open(&vault, folder);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct enclosures read;
        overwrite(name, texts[i]);
        vault_read_enclosures(&vault, hash, &read);
        assert_int_equal(read.count, 0);
        arena_finish(&read.arena);
    }
    vault_close(&vault);
}

static void without_a_cache_nothing_is_remembered(void **state) {
    (void)state;
    struct vault vault;
    struct trial trial = {.starts = 3}, read;
    char hash[CONTENT_HASH];
    size_t len;
    vault_open(&vault, NULL);
    vault_write_state(&vault, &trial);
    vault_read_state(&vault, &read);
    assert_int_equal(read.starts, 0);
    content_hash("x", 1, hash);
    assert_false(vault_write_file(&vault, hash, "x", 1));
    assert_null(vault_read_file(&vault, hash, &len));
    vault_prune(&vault, &trial);
    vault_close(&vault);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_state_comes_back),
        cmocka_unit_test(a_damaged_state_is_none),
        cmocka_unit_test(only_a_whole_file_is_given_out),
        cmocka_unit_test(what_is_not_named_goes),
        cmocka_unit_test(what_a_file_names_is_kept_with_it),
        cmocka_unit_test(an_index_cannot_lead_elsewhere),
        cmocka_unit_test(without_a_cache_nothing_is_remembered),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
