#include "support/test.h"

#include <string.h>

#include "model/canonical.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

// The forms of RFC 3986, section 6.2, and of what publishers add.
static const struct {
    const char *url, *canonical;
} rows[] = {
    {"http://news.example/a/b", "news.example/a/b"},
    {"HTTPS://News.EXAMPLE/A/b", "news.example/A/b"},
    {"http://www.news.example/a", "news.example/a"},
    {"http://news.example:80/a", "news.example/a"},
    {"https://news.example:443/a", "news.example/a"},
    {"https://news.example:80/a", "news.example:80/a"},
    {"http://news.example:8080/", "news.example:8080"},
    {"http://desk@news.example/a", "news.example/a"},
    {"http://news.example", "news.example"},
    {"http://news.example/", "news.example"},
    {"http://news.example/a/", "news.example/a"},
    {"http://news.example/a//", "news.example/a"},
    {"http://news.example/a/./b/../c", "news.example/a/c"},
    {"http://news.example/../../a", "news.example/a"},
    {"http://news.example/a/..", "news.example"},
    {"http://news.example/%7edesk/%d0%b0%2f", "news.example/~desk/%D0%B0%2F"},
    {"http://news.example/%4", "news.example/%4"},
    {"http://news.example/a#part", "news.example/a"},
    {"http://news.example/a?id=7#part", "news.example/a?id=7"},
    {"http://news.example/?id=7", "news.example?id=7"},
    {"http://news.example/a?", "news.example/a"},
    {"http://news.example/a?utm_source=x&utm_medium=rss", "news.example/a"},
    {"http://news.example/a?UTM_Source=x&id=7&fbclid=Iw", "news.example/a?id=7"},
    {"http://news.example/a?id=7&&p=2", "news.example/a?id=7&p=2"},
    {"http://news.example/a?utmost=1", "news.example/a?utmost=1"},
    {"http://news.example/a?gclid=", "news.example/a"},
    {"http://news.example/a?x=utm_source", "news.example/a?x=utm_source"},
    {"http://news.example/a?p=2&id=7", "news.example/a?p=2&id=7"},
    {"news.example/a", "news.example/a"},
    {"", ""},
    {"http://", ""},
};

static void one_form_of_an_address(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *canonical = canonical_address(rows[i].url, &arena);
        if (strcmp(canonical, rows[i].canonical) != 0) {
            fail_msg("%s is %s", rows[i].url, canonical);
        }
        assert_string_equal(canonical_address(canonical, &arena), canonical);
    }
    arena_finish(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_form_of_an_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
