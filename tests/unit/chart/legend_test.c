#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/chart_case.h"

// A legend shows what the marks show: for each entry the symbol that a mark of its value has.

static const struct drawing_item *mark_at(const struct chart_case *it, size_t number) {
    for (size_t i = 0; i < it->drawing.count; i++) {
        if (it->drawing.items[i].role == DRAWING_MARK && number-- == 0) {
            return &it->drawing.items[i];
        }
    }
    return NULL;
}

static bool are_close(double a, double b) {
    return fabs(a - b) <= 0.05 * fmax(fabs(a), fabs(b)) + 0.01;
}

static void entries_look_like_marks(void **state) {
    (void)state;
    // the marks come in the order of the legend's entries: 2, 4, 6, 8
    static const struct {
        const char *mark, *channel;
        size_t entries;
    } rows[] = {
        {"circle", "\"size\":{\"field\":\"v\",\"type\":\"ordinal\"}", 4},
        {"circle", "\"size\":{\"field\":\"v\",\"type\":\"ordinal\",\"scale\":{\"range\":[20,80,200,900]}}",
            4},
        {"square", "\"size\":{\"field\":\"v\",\"type\":\"quantitative\",\"scale\":{\"zero\":false}}", 4},
        {"point", "\"shape\":{\"field\":\"v\",\"type\":\"ordinal\"}", 4},
        {"point",
            "\"shape\":{\"field\":\"v\",\"type\":\"ordinal\",\"scale\":{\"range\":[\"cross\",\"diamond\"]}}",
            4},
        {"circle", "\"opacity\":{\"field\":\"v\",\"type\":\"ordinal\"}", 4},
        {"circle", "\"fillOpacity\":{\"field\":\"v\",\"type\":\"ordinal\"},\"opacity\":{\"value\":1}", 4},
        {"circle", "\"color\":{\"field\":\"v\",\"type\":\"nominal\"}", 4},
        {"circle", "\"color\":{\"field\":\"v\",\"type\":\"ordinal\"}", 4},
        {"circle", "\"color\":{\"field\":\"v\",\"type\":\"quantitative\"}", 4},
        {"circle",
            "\"color\":{\"field\":\"v\",\"type\":\"quantitative\",\"scale\":{\"type\":\"quantile\",\"range\":"
            "[\"red\","
            "\"lime\",\"blue\",\"white\"]}}",
            4},
        {"rule", "\"strokeDash\":{\"field\":\"v\",\"type\":\"ordinal\"}", 4},
        {"rule",
            "\"strokeDash\":{\"field\":\"v\",\"type\":\"ordinal\",\"scale\":{\"range\":[[1,0],[8,4],[4,2,1],["
            "2,2]]}}",
            4},
        {"rule", "\"strokeOpacity\":{\"field\":\"v\",\"type\":\"ordinal\"}", 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024];
        size_t entries = 0;
        struct chart_case it;
        snprintf(text, sizeof text,
            "{\"data\":{\"values\":[{\"v\":2},{\"v\":4},{\"v\":6},{\"v\":8}]},\"mark\":\"%s\",\"encoding\":{"
            "\"x\":{\"field\":"
            "\"v\",\"type\":\"ordinal\"},%s}}",
            rows[i].mark, rows[i].channel);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        for (size_t j = 0; j < it.drawing.count; j++) {
            const struct drawing_item *entry = &it.drawing.items[j];
            if (entry->role != DRAWING_LEGEND_SYMBOL) {
                continue;
            }
            const struct drawing_item *mark = mark_at(&it, entries++);
            assert_non_null(mark);
            bool is_size = strstr(rows[i].channel, "\"size\"") != NULL;
            bool is_shape = strstr(rows[i].channel, "\"shape\"") != NULL;
            bool is_color = strstr(rows[i].channel, "\"color\"") != NULL;
            bool is_alpha = strstr(rows[i].channel, "pacity\"") != NULL;
            if ((is_size && !are_close(entry->size, mark->size)) ||
                (is_shape && strcmp(entry->shape, mark->shape) != 0) ||
                (is_color && entry->fill != mark->fill) ||
                (is_alpha && !are_close(entry->alpha, mark->alpha)) ||
                !are_close(entry->dash[0], mark->dash[0]) || !are_close(entry->dash[1], mark->dash[1]) ||
                !are_close(entry->dash[2], mark->dash[2])) {
                fail_msg("%s %s: entry %zu", rows[i].mark, rows[i].channel, entries);
            }
        }
        assert_int_equal(entries, rows[i].entries);
        chart_case_finish(&it);
    }
}

static const struct drawing_item *nth_of(const struct drawing *drawing, enum drawing_role role, size_t n) {
    for (size_t i = 0; i < drawing->count; i++) {
        if (drawing->items[i].role == role && n-- == 0) {
            return &drawing->items[i];
        }
    }
    fail_msg("there are fewer");
    return NULL;
}

// Symbols of sizes stand apart, however large they are.
static void large_symbols_do_not_overlap(void **state) {
    (void)state;
    struct chart_case it;
    chart_case_init(&it, "{\"data\":{\"values\":[{\"v\":10},{\"v\":20},{\"v\":30}]},\"mark\":\"circle\","
                         "\"encoding\":{\"x\":{\"field\":\"v\",\"type\":"
                         "\"quantitative\"},\"size\":{\"field\":\"v\",\"type\":\"ordinal\",\"scale\":{"
                         "\"range\":[400,900,1600]}}}}");
    assert_string_equal(it.reason.text, "");
    const struct drawing_item *symbol, *label;
    double end = -1;
    for (size_t i = 0; i < 3; i++) {
        symbol = nth_of(&it.drawing, DRAWING_LEGEND_SYMBOL, i);
        label = nth_of(&it.drawing, DRAWING_LEGEND_LABEL, i);
        double half = sqrt(symbol->size / 3.14159265);
        assert_true(symbol->at[0] - half > end && symbol->at[1] - half > -0.5);
        assert_true(symbol->at[1] + half < it.drawing.cells[0].box[1]);
        assert_true(label->box[0] > symbol->at[0] + half);
        end = label->box[2];
    }
    chart_case_finish(&it);
}

// Of one value, or of one class, there is one symbol; of quantiles, those that a value can lie in.
static void one_value_is_one_entry(void **state) {
    (void)state;
    static const struct {
        const char *values, *channel, *labels;
        size_t symbols;
    } rows[] = {
        {"7,7", "\"type\":\"quantitative\"", "7", 1},
        {"0", "\"type\":\"quantitative\"", "0", 1},
        {"7,null", "\"type\":\"quantitative\"", "7", 1},
        {"7,9", "\"type\":\"quantitative\"", "7|9", 2},
        {"7", "\"type\":\"quantitative\",\"legend\":{\"format\":\".2f\"}", "7.00", 1},
        {"7", "\"type\":\"quantitative\",\"scale\":{\"type\":\"log\"}", "7", 1},
        {"3,9", "\"type\":\"quantitative\",\"scale\":{\"domain\":[7,7]}", "7", 1},
        {"7", "\"type\":\"quantitative\",\"scale\":{\"zero\":true}", "0|2|4|6", 32},
        {"\"2026-01-01\"", "\"type\":\"temporal\"", "Jan 01, 2026", 1},
        {"7,7", "\"type\":\"quantitative\",\"scale\":{\"type\":\"quantize\"}", "7", 1},
        {"7,7", "\"type\":\"quantitative\",\"scale\":{\"type\":\"quantile\"}", "7", 1},
        {"7,7,7,9", "\"type\":\"quantitative\",\"scale\":{\"type\":\"quantile\"}",
            "7.0 \u2013 7.8|\u2265 7.8", 2},
        {"7", "\"type\":\"quantitative\",\"bin\":true", "6 \u2013 8", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024], values[256] = "", list[64];
        struct chart_case it;
        snprintf(list, sizeof list, "%s", rows[i].values);
        for (char *value = strtok(list, ","); value; value = strtok(NULL, ",")) {
            size_t used = strlen(values);
            snprintf(
                values + used, sizeof values - used, "%s{\"a\":%zu,\"v\":%s}", used ? "," : "", used, value);
        }
        snprintf(text, sizeof text,
            "{\"data\":{\"values\":[%s]},\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"a\",\"type\":"
            "\"ordinal\"},\"color\":{\"field\":\"v\",%s}}}",
            values, rows[i].channel);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        const char *labels = chart_case_texts(&it, DRAWING_LEGEND_LABEL);
        size_t symbols = chart_case_count(&it, DRAWING_LEGEND_SYMBOL, DRAWING_RECT);
        if (strcmp(labels, rows[i].labels) != 0 || symbols != rows[i].symbols) {
            fail_msg("row %zu: \"%s\", %zu symbols", i, labels, symbols);
        }
        chart_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_look_like_marks),
        cmocka_unit_test(large_symbols_do_not_overlap),
        cmocka_unit_test(one_value_is_one_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
