#include "support/test.h"

#include <math.h>
#include <string.h>

#include "support/scale_case.h"

// From where to where a continuous scale goes: the data, zero, the spec's own ends, round ends (Vega-Lite
// docs, scale: domain, zero, nice).

#define DAY_MS 86400000.0
#define Y2020 1577836800000.0 // of 2020-01-01

static void domains_are_found(void **state) {
    (void)state;
    static const struct {
        const char *mark, *values, *channel, *def;
        double low, high;
    } rows[] = {
        // bars and areas begin at zero, on either side; a scale that may end anywhere ends at a round value
        {"bar", "47", "y", "\"type\":\"quantitative\"", 0, 50},
        {"bar", "-47", "y", "\"type\":\"quantitative\"", -50, 0},
        {"bar", "-3,47", "y", "\"type\":\"quantitative\"", -5, 50},
        {"bar", "47", "y", "\"type\":\"quantitative\",\"scale\":{\"nice\":false}", 0, 47},
        {"point", "3,47", "y", "\"type\":\"quantitative\",\"scale\":{\"nice\":false}", 0, 47},
        {"point", "3,47", "y", "\"type\":\"quantitative\",\"scale\":{\"zero\":false,\"nice\":false}", 3, 47},
        {"point", "7", "y", "\"type\":\"quantitative\",\"scale\":{\"zero\":false,\"nice\":false}", 7, 7},
        {"point", "", "y", "\"type\":\"quantitative\"", 0, 1},
        {"point", "null,\"n/a\"", "y", "\"type\":\"quantitative\"", 0, 1},
        {"point", "null,\"12\",3", "y", "\"type\":\"quantitative\",\"scale\":{\"nice\":false}", 0, 12},
        {"bar", "0,0", "y", "\"type\":\"quantitative\",\"scale\":{\"nice\":false}", 0, 0},
        // the spec's own ends are taken as they are, whatever the data
        {"bar", "47", "y", "\"type\":\"quantitative\",\"scale\":{\"domain\":[10,20]}", 10, 20},
        {"bar", "47", "y", "\"type\":\"quantitative\",\"scale\":{\"domain\":[20,10]}", 20, 10},
        {"bar", "47", "y", "\"type\":\"quantitative\",\"scale\":{\"domain\":[5,5]}", 5, 5},
        {"bar", "47", "y", "\"type\":\"quantitative\",\"scale\":{\"domainMin\":-7}", -7, 47},
        {"bar", "47", "y", "\"type\":\"quantitative\",\"scale\":{\"domainMax\":61}", 0, 61},
        {"square", "3,47", "color", "\"type\":\"quantitative\"", 3, 47}, // a colour needs no zero
        {"square", "3,47", "color", "\"type\":\"quantitative\",\"scale\":{\"zero\":true}", 0, 47},
        {"circle", "3,47", "size", "\"type\":\"quantitative\"", 0, 47},
        {"circle", "3,47", "size", "\"type\":\"quantitative\",\"scale\":{\"zero\":false}", 3, 47},
        // no logarithm of zero: the smallest value above it
        {"point", "1,1000", "y", "\"type\":\"quantitative\",\"scale\":{\"type\":\"log\"}", 1, 1000},
        {"point", "3,900", "y", "\"type\":\"quantitative\",\"scale\":{\"type\":\"log\"}", 1, 1000},
        {"point", "0,3,900", "y", "\"type\":\"quantitative\",\"scale\":{\"type\":\"log\"}", 1, 1000},
        {"point", "-5,3,900", "y", "\"type\":\"quantitative\",\"scale\":{\"type\":\"log\",\"nice\":false}", 3,
            900},
        {"point", "-900,-3", "y", "\"type\":\"quantitative\",\"scale\":{\"type\":\"log\"}", -1000, -1},
        {"point", "5,60", "y", "\"type\":\"quantitative\",\"scale\":{\"type\":\"log\",\"base\":2}", 4, 64},
        {"point", "", "y", "\"type\":\"quantitative\",\"scale\":{\"type\":\"log\"}", 1, 10},
        {"point", "7", "y", "\"type\":\"quantitative\",\"scale\":{\"type\":\"log\",\"nice\":false}", 7, 7},
        // times
        {"point", "\"2020-01-01\",\"2020-01-11\"", "x", "\"type\":\"temporal\"", Y2020, Y2020 + 10 * DAY_MS},
        {"point", "\"2020-01-01\"", "x", "\"type\":\"temporal\"", Y2020, Y2020},
        {"point", "\"2020-03-01\"", "x",
            "\"type\":\"temporal\",\"scale\":{\"domain\":[\"2020-01-01\",\"2020-01-11\"]}", Y2020,
            Y2020 + 10 * DAY_MS},
        {"point", "\"2020-03-01\"", "x",
            "\"type\":\"temporal\",\"scale\":{\"domain\":[{\"year\":2020},{\"year\":2020,\"date\":11}]}",
            Y2020, Y2020 + 10 * DAY_MS},
        {"point", "\"2020-01-05\"", "x",
            "\"type\":\"temporal\",\"scale\":{\"domainMin\":\"2020-01-01\",\"domainMax\":{\"year\":2020,"
            "\"date\":11}}",
            Y2020, Y2020 + 10 * DAY_MS},
        {"point", "\"2020-01-09\",\"2020-12-03\"", "x", "\"type\":\"temporal\",\"scale\":{\"nice\":\"year\"}",
            Y2020, Y2020 + 366 * DAY_MS},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scale_case it;
        const struct scale *scale =
            scale_case_init(&it, rows[i].mark, rows[i].values, rows[i].channel, rows[i].def);
        assert_string_equal(it.reason.text, "");
        double slack = 1e-9 * fmax(1, fabs(rows[i].high));
        if (!(fabs(scale->domain[0] - rows[i].low) <= slack &&
                fabs(scale->domain[2] - rows[i].high) <= slack)) {
            fail_msg("row %zu: from %.17g to %.17g", i, scale->domain[0], scale->domain[2]);
        }
        scale_case_finish(&it);
    }
}

// The middle of a domain of three, be it a number or a date.
static void domains_have_middles(void **state) {
    (void)state;
    static const struct {
        const char *values, *def;
        double middle;
        bool has_middle;
    } rows[] = {
        {"0,10", "\"type\":\"quantitative\"", 0, false},
        {"0,10", "\"type\":\"quantitative\",\"scale\":{\"domainMid\":3}", 3, true},
        {"0,10", "\"type\":\"quantitative\",\"scale\":{\"domain\":[-5,1,10]}", 1, true},
        {"0,10", "\"type\":\"quantitative\",\"scale\":{\"domain\":[-5,1,2,10]}", 0, false},
        {"\"2020-01-05\"",
            "\"type\":\"temporal\",\"scale\":{\"domain\":[\"2020-01-01\",\"2020-01-02\",\"2020-01-11\"]}",
            Y2020 + DAY_MS, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scale_case it;
        const struct scale *scale = scale_case_init(&it, "square", rows[i].values, "color", rows[i].def);
        assert_string_equal(it.reason.text, "");
        if (scale->has_mid != rows[i].has_middle ||
            (scale->has_mid && fabs(scale->domain[1] - rows[i].middle) > 1e-9)) {
            fail_msg("row %zu: %d, %.17g", i, scale->has_mid, scale->domain[1]);
        }
        scale_case_finish(&it);
    }
}

static void odd_domains_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *values, *scale, *reason;
    } rows[] = {
        {"1,2", "{\"domain\":{\"param\":\"brush\"}}", "a domain that is no list"},
        {"1,2", "{\"nice\":\"month\"}", "\"nice\" of this kind"},
        {"1,2", "{\"nice\":{\"interval\":\"month\"}}", "\"nice\" of this kind"},
        {"1,2", "{\"type\":\"log\",\"domain\":[0,10]}", "a logarithmic scale cannot show zero"},
        {"1,2", "{\"type\":\"log\",\"domain\":[-1,10]}", "a logarithmic scale cannot show zero"},
        {"0,0", "{\"type\":\"log\"}", "a logarithmic scale cannot show zero"},
        {"-3,0", "{\"type\":\"log\"}", "a logarithmic scale cannot show zero"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char def[256] = "\"type\":\"quantitative\",\"scale\":";
        struct scale_case it;
        strncat(def, rows[i].scale, sizeof def - strlen(def) - 1);
        scale_case_init(&it, "point", rows[i].values, "y", def);
        if (it.error != ERROR_INPUT || !strstr(it.reason.text, rows[i].reason)) {
            fail_msg("%s: \"%s\"", rows[i].scale, it.reason.text);
        }
        scale_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(domains_are_found),
        cmocka_unit_test(domains_have_middles),
        cmocka_unit_test(odd_domains_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
