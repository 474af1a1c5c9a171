#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "config/secrets.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static char folder[] = "/tmp/broadside-secrets-XXXXXX";
static char path[64];

static void put(const char *text, mode_t mode) {
    struct reason reason;
    assert_int_equal(file_write(path, text, strlen(text), &reason), ERROR_NONE);
    assert_int_equal(chmod(path, mode), 0);
}

static enum error read_secrets(struct arena *arena, struct secrets *out, char *said, size_t size) {
    struct strbuf faults;
    strbuf_init(&faults, 4096);
    arena_init(arena, 0);
    enum error error = secrets_read(path, arena, out, &faults);
    snprintf(said, size, "%s", strbuf_text(&faults));
    strbuf_finish(&faults);
    return error;
}

static void secrets_have_names(void **state) {
    (void)state;
    struct arena arena;
    struct secrets secrets;
    char said[1024];
    put("{\"comment\":\"of the desk\",\"guardian\":\"K\\u00e9y&\",\"// old\":\"x\","
        "\"nyt\":{\"value\":\"0123\",\"host\":\"api.nytimes.com\"}}",
        0600);
    assert_int_equal(read_secrets(&arena, &secrets, said, sizeof said), ERROR_NONE);
    assert_string_equal(said, "");
    assert_int_equal(secrets.count, 2);
    assert_string_equal(secrets.items[0].name, "guardian");
    assert_string_equal(secrets.items[0].value, "K\xC3\xA9y&");
    assert_null(secrets.items[0].host);
    assert_string_equal(secrets.items[1].name, "nyt");
    assert_string_equal(secrets.items[1].value, "0123");
    assert_string_equal(secrets.items[1].host, "api.nytimes.com");
    arena_finish(&arena);
}

static const struct {
    mode_t mode;
    bool is_good;
} modes[] = {{0600, true}, {0400, true}, {0700, true}, {0640, false}, {0644, false}, {0604, false},
    {0620, false}, {0601, false}, {0666, false}};

static void what_others_may_read_is_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(modes); i++) {
        struct arena arena;
        struct secrets secrets;
        char said[1024], mode[8];
        put("{\"guardian\":\"S3CRET\"}", modes[i].mode);
        enum error error = read_secrets(&arena, &secrets, said, sizeof said);
        assert_int_equal(error, modes[i].is_good ? ERROR_NONE : ERROR_REFUSED);
        assert_int_equal(secrets.count, modes[i].is_good ? 1 : 0);
        snprintf(mode, sizeof mode, "%04o", (unsigned)modes[i].mode);
        if (!modes[i].is_good && (!strstr(said, path) || !strstr(said, mode) || !strstr(said, "chmod 600"))) {
            fail_msg("%s", said);
        }
        assert_null(strstr(said, "S3CRET"));
        arena_finish(&arena);
    }
}

static const struct {
    const char *text, *fault; // what follows the path
    size_t good;
} bad[] = {
    {"{\"guardian\":\"S3CRET\"", ":1:21: found the end of the file", 0},
    {"[\"S3CRET\"]", ":1:1: an object of at most 128 secrets was expected", 0},
    {"{\"a\":\"S3CRET\",\n\"b\":7}", ":2:1: /b: a secret is text, or {", 1},
    {"{\"a\":\"\",\"b\":\"S3CRET\"}", ":1:2: /a: a secret is one line of text", 1},
    {"{\"a\":\"S3CRET\\r\\nHost: evil\"}", ":1:2: /a: a secret is one line of text", 0},
    {"{\"a\":{\"value\":\"S3CRET\",\"hots\":\"x\"}}", ":1:2: /a: a secret is text, or {", 0},
    {"{\"a\":{\"value\":\"S3CRET\",\"host\":\"https://x/\"}}", ":1:2: /a: \"host\" is the name", 0},
    {"{\"a\":{\"host\":\"S3CRET\"}}", ":1:2: /a: a secret is text, or {", 0},
    {"{\"a\":\"S3CRET\",\"a\":\"S3CRET\"}", ":1:15: /a: the same name a second time", 1},
};

static void faults_are_named_and_values_are_not(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct arena arena;
        struct secrets secrets;
        char said[1024];
        put(bad[i].text, 0600);
        assert_int_equal(read_secrets(&arena, &secrets, said, sizeof said), ERROR_INPUT);
        assert_int_equal(secrets.count, bad[i].good);
        if (strncmp(said, path, strlen(path)) != 0 || !strstr(said, bad[i].fault) || strstr(said, "S3CRET")) {
            fail_msg("%s\nsaid: %s", bad[i].text, said);
        }
        arena_finish(&arena);
    }
}

static void no_file_has_no_secrets(void **state) {
    (void)state;
    struct arena arena;
    struct secrets secrets;
    char said[1024];
    unlink(path);
    assert_int_equal(read_secrets(&arena, &secrets, said, sizeof said), ERROR_NONE);
    assert_int_equal(secrets.count, 0);
    assert_string_equal(said, "");
    arena_finish(&arena);
}

static int make_folder(void **state) {
    (void)state;
    if (!mkdtemp(folder)) {
        return -1;
    }
    snprintf(path, sizeof path, "%s/secrets.json", folder);
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    unlink(path);
    return rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(secrets_have_names),
        cmocka_unit_test(what_others_may_read_is_refused),
        cmocka_unit_test(faults_are_named_and_values_are_not),
        cmocka_unit_test(no_file_has_no_secrets),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
