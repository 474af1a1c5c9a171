#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/address.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    const char *url;
    enum address_kind kind;
    enum error check;
    const char *path;
} rows[] = {
    {"http://x/a", ADDRESS_HTTP, ERROR_NONE, NULL},
    {"HTTPS://x:8443/a?b#c", ADDRESS_HTTPS, ERROR_NONE, NULL},
    {"http://user@x/", ADDRESS_HTTP, ERROR_REFUSED, NULL},
    {"http://user:secret@x/", ADDRESS_HTTP, ERROR_REFUSED, NULL},
    {"http://:secret@x/", ADDRESS_HTTP, ERROR_REFUSED, NULL},
    {"file:///tmp/a", ADDRESS_FILE, ERROR_REFUSED, "/tmp/a"},
    {"file:///tmp/a%20b", ADDRESS_FILE, ERROR_REFUSED, "/tmp/a b"},
    {"file://localhost/tmp/a", ADDRESS_FILE, ERROR_REFUSED, "/tmp/a"},
    {"FILE:///tmp/a", ADDRESS_FILE, ERROR_REFUSED, "/tmp/a"},
    {"file:///tmp/a%00b", ADDRESS_FILE, ERROR_REFUSED, NULL},
    {"file://elsewhere/tmp/a", ADDRESS_OTHER, ERROR_REFUSED, NULL},
    {"ftp://x/a", ADDRESS_OTHER, ERROR_REFUSED, NULL},
    {"gopher://x/a", ADDRESS_OTHER, ERROR_REFUSED, NULL},
    {"data:image/png;base64,AAAA", ADDRESS_OTHER, ERROR_REFUSED, NULL},
    {"javascript:alert(1)", ADDRESS_OTHER, ERROR_REFUSED, NULL},
    {"/tmp/a", ADDRESS_OTHER, ERROR_REFUSED, NULL},
    {"x", ADDRESS_OTHER, ERROR_REFUSED, NULL},
    {"", ADDRESS_OTHER, ERROR_REFUSED, NULL},
    {"http://", ADDRESS_OTHER, ERROR_REFUSED, NULL},
    {"http://x y/", ADDRESS_OTHER, ERROR_REFUSED, NULL},
};

static void tells_addresses_apart(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct reason reason = {""};
        char *path = address_path(rows[i].url);
        bool same_path = rows[i].path ? path && strcmp(path, rows[i].path) == 0 : !path;
        enum error error = address_check(rows[i].url, &reason);
        if (address_kind(rows[i].url) != rows[i].kind || error != rows[i].check || !same_path) {
            fail_msg("%s: kind %d, %s (%s), path %s", rows[i].url, address_kind(rows[i].url),
                error_name(error), reason.text, path ? path : "none");
        }
        assert_null(strstr(reason.text, "secret"));
        free(path);
    }
}

static void knows_a_host_again(void **state) {
    (void)state;
    assert_true(address_host_key("http://x/a") == address_host_key("http://X:80/b?c"));
    assert_false(address_host_key("http://x/a") == address_host_key("https://x/a")); // another port
    assert_false(address_host_key("http://x/a") == address_host_key("http://y/a"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_addresses_apart),
        cmocka_unit_test(knows_a_host_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
