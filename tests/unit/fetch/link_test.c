#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/address.h"
#include "fetch/link.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    const char *header, *next; // NULL: none
} rows[] = {
    {NULL, NULL},
    {"", NULL},
    {"<https://x/2>; rel=\"next\"", "https://x/2"},
    {"<https://x/2>; rel=next", "https://x/2"},
    {"<https://x/2>;rel=NEXT;title=\"more\"", "https://x/2"},
    {" , <https://x/1>; rel=\"prev\" , <https://x/2> ; rel = \"next\"", "https://x/2"},
    {"<https://x/2?a=1,2;b>; rel=\"last next\"", "https://x/2?a=1,2;b"},
    {"</page/2>; title=\"a, <b>; rel=next\"; rel=\"prefetch\", </page/3>; rel=next", "/page/3"},
    {"<a>; title=\"say \\\"x\\\"\"; rel=next", "a"},
    {"<a>; rel=\"prev\"; rel=\"next\"", NULL}, // the first one counts
    {"<a>; rel=\"next\"; anchor=\"#foo\"", NULL},
    {"<a>; rel=\"nextish\", <b>; rel=\"xnext\"", NULL},
    {"<a>; rel", NULL},
    {"<a>", NULL},
    {"<a; rel=next", NULL},
    {"a; rel=next", NULL},
    {"<a>; rel=\"next", "a"},
    {"<>; rel=next", ""},
    {"<a>; rel=prev, what", NULL},
};

static void finds_the_next_page(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *next = link_next(rows[i].header);
        bool same = next && rows[i].next ? strcmp(next, rows[i].next) == 0 : !next && !rows[i].next;
        if (!same) {
            fail_msg("%s: %s", rows[i].header, next ? next : "none");
        }
        free(next);
    }
}

static const struct {
    const char *base, *address, *whole;
} addresses[] = {
    {"https://x/a/b?c", "https://y/d", "https://y/d"},
    {"https://x/a/b?c", "/d", "https://x/d"},
    {"https://x/a/b?c", "d?e=1", "https://x/a/d?e=1"},
    {"https://x/a/b?c", "?page=2", "https://x/a/b?page=2"},
    {"https://x/a/b?c", "//y/d", "https://y/d"},
    {"https://x/a/b?c", "../d#e", "https://x/d"},
    {"https://x/a/b?c", "file:///etc/passwd", NULL},
    {"https://x/a/b?c", "ftp://x/d", NULL},
    {"https://x/a/b?c", "javascript:alert(1)", NULL},
};

static void resolves_addresses(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(addresses); i++) {
        char *whole = address_absolute(addresses[i].base, addresses[i].address);
        const char *wanted = addresses[i].whole;
        if (!(whole && wanted ? strcmp(whole, wanted) == 0 : !whole && !wanted)) {
            fail_msg("%s: %s", addresses[i].address, whole ? whole : "none");
        }
        free(whole);
    }
}

static const struct {
    const char *from, *to;
    bool is_same;
} hosts[] = {
    {"https://x.example/a", "https://x.example/b?c", true},
    {"https://x.example/a", "https://X.EXAMPLE:443/b", true},
    {"http://x.example/a", "https://x.example/b", true},
    {"https://x.example/a", "http://x.example/a", false},
    {"http://x.example:8080/a", "https://x.example:8443/a", false},
    {"http://x.example:8080/a", "http://x.example:8081/a", false},
    {"http://x.example:8080/a", "https://x.example/a", false},
    {"https://x.example/a", "https://y.example/a", false},
    {"https://x.example/a", "https://www.x.example/a", false},
    {"https://x.example/a", "https://x.example.evil/a", false},
    {"https://x.example/a", "https://x.example@evil/a", false},
    {"http://127.0.0.1/a", "http://localhost/a", false},
    {"https://x.example/a", "what?", false},
    {"", "", false},
};

static void tells_hosts_apart(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(hosts); i++) {
        if (address_is_same_host(hosts[i].from, hosts[i].to) != hosts[i].is_same) {
            fail_msg("%s %s", hosts[i].from, hosts[i].to);
        }
    }
    assert_true(address_has_host("https://X.example:8443/a", "x.example"));
    assert_false(address_has_host("https://x.example.evil/", "x.example"));
    assert_false(address_has_host("https://x.example@evil/", "x.example"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_next_page),
        cmocka_unit_test(resolves_addresses),
        cmocka_unit_test(tells_hosts_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
