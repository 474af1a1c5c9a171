#include "config/merge.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/test.h"

// RFC 7396, appendix A, the cases in which both are objects (others are no configurations), and more.
static const struct row {
    const char *below, *patch, *together;
} rows[] = {
    {"{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
    {"{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}"},
    {"{\"a\":\"b\"}", "{\"a\":null}", "{}"},
    {"{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}", "{\"b\":\"c\"}"},
    {"{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
    {"{\"a\":\"c\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\"]}"},
    {"{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}", "{\"a\":{\"b\":\"d\"}}"},
    {"{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}", "{\"a\":[1]}"},
    {"{\"e\":null}", "{\"a\":1}", "{\"e\":null,\"a\":1}"},
    {"{}", "{\"a\":{\"bb\":{\"ccc\":null}}}", "{\"a\":{\"bb\":{}}}"},
    {"{\"a\":{\"b\":1}}", "{\"a\":{}}", "{\"a\":{\"b\":1}}"},
    {"{\"a\":1}", "{\"a\":{\"b\":2}}", "{\"a\":{\"b\":2}}"},
    {"{\"a\":1}", "{\"a\":2,\"a\":3}", "{\"a\":2,\"a\":3}"},
    {"{\"a\":[null]}", "{\"b\":[null,{\"c\":null}]}", "{\"a\":[null],\"b\":[null,{\"c\":null}]}"},
    {"{\"a\":1}", "{\"//\":{\"a\":2},\"comment\":3}", "{\"a\":1}"},
};

static cJSON *parsed(const char *text) {
    cJSON *tree = cJSON_Parse(text);
    assert_non_null(tree);
    return tree;
}

static void assert_prints(const cJSON *tree, const char *text) {
    char *printed = cJSON_PrintUnformatted(tree);
    assert_string_equal(printed, text);
    free(printed);
}

static void patches_are_those_of_rfc_7396(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cJSON *below = parsed(rows[i].below), *patch = parsed(rows[i].patch);
        struct merge *merge = merge_create();
        merge_apply(merge, below, 0, NULL, 0);
        assert_prints(merge_root(merge), rows[i].below);
        merge_apply(merge, patch, 1, NULL, 0);
        assert_prints(merge_root(merge), rows[i].together);
        merge_destroy(merge);
        assert_prints(below, rows[i].below); // and nobody's tree was changed
        assert_prints(patch, rows[i].patch);
        cJSON_Delete(below);
        cJSON_Delete(patch);
    }
}

// What a layer may not touch it cannot take away by way of the object around it either.
static void what_is_kept_stays(void **state) {
    (void)state;
    static const char *const kept[] = {"/k/id", "/cache"};
    static const char *const patches[] = {"{\"k\":{\"id\":9,\"z\":1},\"cache\":9}",
        "{\"k\":null,\"cache\":null}", "{\"k\":[],\"cache\":{\"a\":1}}"};
    for (size_t i = 0; i < 3; i++) {
        cJSON *below = parsed("{\"k\":{\"id\":1},\"cache\":2}"), *patch = parsed(patches[i]);
        struct merge *merge = merge_create();
        merge_apply(merge, below, 0, NULL, 0);
        merge_apply(merge, patch, 1, kept, 2);
        assert_prints(merge_root(merge),
            i == 0 ? "{\"k\":{\"id\":1,\"z\":1},\"cache\":2}" : "{\"k\":{\"id\":1},\"cache\":2}");
        merge_destroy(merge);
        cJSON_Delete(below);
        cJSON_Delete(patch);
    }
}

static void every_value_has_its_layer(void **state) {
    (void)state;
    cJSON *below = parsed("{\"a\":{\"x\":1,\"y\":2},\"l\":[1]}"),
          *patch = parsed("{\"a\":{\"y\":3},\"m\":[2]}");
    struct merge *merge = merge_create();
    merge_apply(merge, below, 0, NULL, 0);
    merge_apply(merge, patch, 1, NULL, 0);
    const cJSON *root = merge_root(merge), *origin;
    const cJSON *a = cJSON_GetObjectItem(root, "a");
    size_t layer;
    assert_true(merge_origin(merge, cJSON_GetObjectItem(a, "x"), &origin, &layer));
    assert_int_equal(layer, 0);
    assert_true(merge_origin(merge, cJSON_GetObjectItem(a, "y"), &origin, &layer));
    assert_int_equal(layer, 1);
    assert_ptr_equal(origin, cJSON_GetObjectItem(cJSON_GetObjectItem(patch, "a"), "y"));
    assert_true(merge_origin(merge, a, &origin, &layer));
    assert_int_equal(layer, 0);
    const cJSON *element = cJSON_GetArrayItem(cJSON_GetObjectItem(root, "m"), 0);
    assert_false(merge_origin(merge, element, &origin, &layer));
    assert_ptr_equal(element, cJSON_GetArrayItem(cJSON_GetObjectItem(patch, "m"), 0));
    merge_destroy(merge);
    cJSON_Delete(below);
    cJSON_Delete(patch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patches_are_those_of_rfc_7396),
        cmocka_unit_test(what_is_kept_stays),
        cmocka_unit_test(every_value_has_its_layer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
