#include "support/test.h"

#include <math.h>
#include <string.h>

#include "support/scale_case.h"

// Where the classes of a scale meet: d3's scaleQuantize, scaleQuantile and scaleThreshold, and the bins of a
// colour.

#define MOST 8

static void classes_meet(void **state) {
    (void)state;
    static const struct {
        const char *values, *def;
        size_t count;
        double breaks[MOST];
    } rows[] = {
        // five colours where the spec lists none
        {"0,10", "\"scale\":{\"type\":\"quantize\"}", 4, {2, 4, 6, 8}},
        {"-10,10", "\"scale\":{\"type\":\"quantize\"}", 4, {-6, -2, 2, 6}},
        {"5,10", "\"scale\":{\"type\":\"quantize\",\"zero\":true}", 4, {2, 4, 6, 8}},
        {"7", "\"scale\":{\"type\":\"quantize\"}", 4, {7, 7, 7, 7}},
        {"", "\"scale\":{\"type\":\"quantize\"}", 4, {0.2, 0.4, 0.6, 0.8}},
        {"null,\"n/a\"", "\"scale\":{\"type\":\"quantize\"}", 4, {0.2, 0.4, 0.6, 0.8}},
        {"1,2", "\"scale\":{\"type\":\"quantize\",\"domain\":[0,100]}", 4, {20, 40, 60, 80}},
        {"1,2", "\"scale\":{\"type\":\"quantize\",\"domainMin\":0,\"domainMax\":10}", 4, {2, 4, 6, 8}},
        {"0,9", "\"scale\":{\"type\":\"quantize\",\"range\":[\"red\",\"lime\",\"blue\"]}", 2, {3, 6}},
        {"0,9", "\"scale\":{\"type\":\"quantize\",\"range\":[\"red\"]}", 4, {1.8, 3.6, 5.4, 7.2}},
        {"1,2,3,4,5,6", "\"scale\":{\"type\":\"quantile\"}", 4, {2, 3, 4, 5}},
        {"6,2,5,1,4,3,null", "\"scale\":{\"type\":\"quantile\"}", 4, {2, 3, 4, 5}}, // sorted, of numbers
        {"1,1,1,1,1,6", "\"scale\":{\"type\":\"quantile\"}", 4, {1, 1, 1, 1}},
        {"1,2", "\"scale\":{\"type\":\"quantile\",\"domain\":[6,4,2,0,8,10]}", 4, {2, 4, 6, 8}},
        {"1,9", "\"scale\":{\"type\":\"quantile\",\"range\":[\"red\",\"lime\"]}", 1, {5}},
        {"1,9", "\"scale\":{\"type\":\"threshold\",\"domain\":[-1,0,2.5]}", 3, {-1, 0, 2.5}},
        {"1,9", "\"scale\":{\"type\":\"threshold\",\"domain\":[4]}", 1, {4}},
        {"1,9", "\"scale\":{\"type\":\"threshold\",\"domain\":[]}", 0, {0}},
        {"0,29", "\"bin\":{\"step\":10}", 2, {10, 20}}, {"7", "\"bin\":{\"step\":10}", 0, {0}},
        {"null,29,0", "\"bin\":{\"step\":10}", 2, {10, 20}}, // the first row has no bin
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char def[256] = "\"type\":\"quantitative\",";
        struct scale_case it;
        strncat(def, rows[i].def, sizeof def - strlen(def) - 1);
        const struct scale *scale = scale_case_init(&it, "square", rows[i].values, "color", def);
        assert_string_equal(it.reason.text, "");
        if (scale->break_count != rows[i].count) {
            fail_msg("row %zu: %zu breaks", i, scale->break_count);
        }
        for (size_t k = 0; k < rows[i].count; k++) {
            if (!(fabs(scale->breaks[k] - rows[i].breaks[k]) < 1e-9)) {
                fail_msg("row %zu: %g, not %g", i, scale->breaks[k], rows[i].breaks[k]);
            }
        }
        scale_case_finish(&it);
    }
}

// A value at a break lies in the upper class; sizes have four classes.
static void values_lie_in_classes(void **state) {
    (void)state;
    static const struct {
        double value;
        double place;
    } rows[] = {{-100, 0}, {0, 0}, {1.999, 0}, {2, 0.25}, {4, 0.5}, {7.9, 0.75}, {8, 1}, {1e9, 1}};
    struct scale_case it;
    const struct scale *scale = scale_case_init(
        &it, "square", "0,10", "color", "\"type\":\"quantitative\",\"scale\":{\"type\":\"quantize\"}");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double place = -1;
        assert_true(scale_class(scale, scalar_of_number(rows[i].value), &place));
        assert_true(fabs(place - rows[i].place) < 1e-12);
    }
    double place;
    assert_false(scale_class(scale, SCALAR_MISSING, &place));
    assert_false(scale_class(scale, scalar_of_text("n/a"), &place));
    scale_case_finish(&it);
    scale = scale_case_init(
        &it, "point", "0,8", "size", "\"type\":\"quantitative\",\"scale\":{\"type\":\"quantize\"}");
    assert_int_equal(scale->break_count, 3);
    scale_case_finish(&it);
}

static void breaks_that_do_not_rise_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *scale, *reason;
    } rows[] = {
        {"{\"type\":\"threshold\",\"domain\":[1,1]}", "/encoding/color/scale/domain/1: thresholds"},
        {"{\"type\":\"threshold\",\"domain\":[2,1]}", "/encoding/color/scale/domain/1: thresholds"},
        {"{\"type\":\"threshold\",\"domain\":[\"a\"]}", "/encoding/color/scale/domain/0: thresholds"},
        {"{\"type\":\"threshold\",\"domain\":[1,null]}", "/encoding/color/scale/domain/1: thresholds"},
        {"{\"type\":\"quantize\",\"domain\":[10,0]}", "the domain ends before it begins"},
        {"{\"type\":\"quantize\",\"domainMin\":10}", "the domain ends before it begins"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char def[256] = "\"type\":\"quantitative\",\"scale\":";
        struct scale_case it;
        strncat(def, rows[i].scale, sizeof def - strlen(def) - 1);
        scale_case_init(&it, "square", "1,9", "color", def);
        if (it.error != ERROR_INPUT || !strstr(it.reason.text, rows[i].reason)) {
            fail_msg("%s: \"%s\"", rows[i].scale, it.reason.text);
        }
        scale_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_meet),
        cmocka_unit_test(values_lie_in_classes),
        cmocka_unit_test(breaks_that_do_not_rise_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
