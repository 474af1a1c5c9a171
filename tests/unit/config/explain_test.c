#include "config/explain.h"

#include <string.h>

#include "config/layers.h"
#include "tests/support/test.h"

// Nobody's user name and password is shown, whichever way the configuration is shown.
static void passwords_are_not_shown(void **state) {
    (void)state;
    static const char text[] =
        "{\"network\":{\"proxy\":\"http://anna:geheim@proxy.example:3128\"},"
        "\"sources\":[{\"id\":\"x\",\"profile\":\"p\",\"url\":\"http://b:k@a.example/@me\"}]}";
    struct strbuf faults, out;
    struct layers *layers;
    strbuf_init(&faults, 1 << 16);
    strbuf_init(&out, 1 << 16);
    layers_create(
        &(struct layers_wish){.shows_defaults = true, .path = "f.json", .text = text, .len = sizeof text - 1},
        &faults, &layers);
    explain_all(layers, &out);
    explain_json(layers, &out);
    assert_true(explain_one(layers, "network.proxy", &out));
    assert_null(strstr(strbuf_text(&out), "geheim"));
    assert_null(strstr(strbuf_text(&out), "anna"));
    assert_null(strstr(strbuf_text(&out), "b:k"));
    assert_non_null(strstr(strbuf_text(&out), "http://***@proxy.example:3128"));
    assert_non_null(strstr(strbuf_text(&out), "http://***@a.example/@me"));
    layers_destroy(layers);
    strbuf_finish(&out);
    strbuf_finish(&faults);
}

// One file alone, and one that is no object, are explained as well.
static void without_the_defaults_there_are_only_the_files(void **state) {
    (void)state;
    static const struct {
        const char *text, *all;
    } rows[] = {
        {"{\"ticker\":{\"speed\":90}}", "ticker.speed = 90    device file (f.json:1:12)\n"},
        {"{}", ""},
        {"[1]", ""},
        {"{", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct strbuf faults, out;
        struct layers *layers;
        strbuf_init(&faults, 1 << 16);
        strbuf_init(&out, 1 << 16);
        layers_create(
            &(struct layers_wish){.path = "f.json", .text = rows[i].text, .len = strlen(rows[i].text)},
            &faults, &layers);
        explain_all(layers, &out);
        assert_string_equal(strbuf_text(&out), rows[i].all);
        explain_json(layers, &out);
        explain_one(layers, "ticker", &out);
        layers_destroy(layers);
        strbuf_finish(&out);
        strbuf_finish(&faults);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passwords_are_not_shown),
        cmocka_unit_test(without_the_defaults_there_are_only_the_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
