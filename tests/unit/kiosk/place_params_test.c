#include "kiosk/place_params.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/test.h"

// What a source of a configuration gives its profile, as "latitude=55.7500 longitude=37.6200".
static void assert_params(const char *source, const char *wanted) {
    char text[600], found[600] = "";
    snprintf(text, sizeof text,
        "{\"sources\":[{\"id\":\"a\",\"profile\":\"p\"%s}],\"places\":[{\"name\":\"M\",\"latitude\":55.75,"
        "\"longitude\":37.62,\"timezone\":\"Europe/Moscow\"},{\"name\":\"N\"}]}",
        source);
    struct strbuf faults;
    struct config *config;
    strbuf_init(&faults, 1000);
    assert_int_equal(config_read_text("c", text, strlen(text), &config, &faults), ERROR_NONE);
    size_t count;
    struct arena arena;
    arena_init(&arena, 0);
    const struct config_param *params = place_params(config, &config->sources[0], &arena, &count);
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(found);
        snprintf(found + len, sizeof found - len, "%s%s=%s", i ? " " : "", params[i].name, params[i].value);
    }
    assert_string_equal(found, wanted);
    arena_finish(&arena);
    config_destroy(config);
    strbuf_finish(&faults);
}

static void a_place_gives_what_the_source_does_not(void **state) {
    (void)state;
    assert_params("", "timezone=UTC");
    assert_params(",\"params\":{\"key\":\"k\"}", "key=k timezone=UTC");
    assert_params(",\"place\":\"M\"", "timezone=Europe/Moscow latitude=55.7500 longitude=37.6200");
    assert_params(",\"place\":\"M\",\"params\":{\"key\":\"k\",\"latitude\":1}",
        "key=k latitude=1 timezone=Europe/Moscow longitude=37.6200");
    assert_params(",\"place\":\"N\"", "timezone=UTC"); // a place without zone and coordinates
    assert_params(",\"params\":{\"timezone\":\"Asia/Tokyo\"}", "timezone=Asia/Tokyo");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_place_gives_what_the_source_does_not)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
