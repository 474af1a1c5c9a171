#include "support/test.h"

#include <math.h>
#include <string.h>

#include "chart/chart.h"
#include "chart/plot.h"

// Colours of few values must be told apart at three metres, on every ground and by the colour-blind: a
// distance of 15 (CIE76), or 9 where red or green is not seen (Machado, Oliveira and Fernandes 2009, severity
// 1).

static double linear(uint32_t channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double bent(double t) {
    return t > 0.008856 ? cbrt(t) : 7.787 * t + 16 / 116.0;
}

static const double sights[][3][3] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.01182, 0.04294, 0.968881}},
};

static void to_lab(uint32_t color, size_t sight, double out[3]) {
    double seen[3], rgb[3] = {linear(color >> 16 & 0xff), linear(color >> 8 & 0xff), linear(color & 0xff)};
    for (int i = 0; i < 3; i++) {
        const double *row = sights[sight][i];
        seen[i] = fmin(1, fmax(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]));
    }
    double x = bent((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047);
    double y = bent(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
    double z = bent((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883);
    out[0] = 116 * y - 16;
    out[1] = 500 * (x - y);
    out[2] = 200 * (y - z);
}

static double distance(uint32_t a, uint32_t b, size_t sight) {
    double p[3], q[3];
    to_lab(a, sight, p);
    to_lab(b, sight, q);
    return sqrt(pow(p[0] - q[0], 2) + pow(p[1] - q[1], 2) + pow(p[2] - q[2], 2));
}

static double half_an_em(void *context, enum chart_face face, double size, const char *text) {
    (void)context;
    (void)face;
    return size * 0.5 * (double)strlen(text);
}

static const struct {
    uint32_t ground, ink;
} grounds[] = {{0x0d1420, 0xf5f2ea}, {0xf6f2ea, 0x15181d}, {0x000000, 0xffffff}};

#define MOST 12

// The colours of squares that show these values; returns how many squares were drawn.
static size_t colors_of(const double *values, size_t count, size_t ground, const char *scale, uint32_t *out) {
    struct tree fields[MOST] = {{0}}, rows[MOST] = {{0}};
    for (size_t i = 0; i < count; i++) {
        fields[i] = (struct tree){.kind = TREE_NUMBER, .key = "v", .number = values[i]};
        rows[i] = (struct tree){.kind = TREE_OBJECT, .children = &fields[i], .count = 1};
    }
    struct tree list = {.kind = TREE_ARRAY, .key = "values", .children = rows, .count = count},
                data = {.kind = TREE_OBJECT, .key = "data", .children = &list, .count = 1},
                mark = {.kind = TREE_TEXT, .key = "mark", .text = "square"};
    struct tree reverse = {.kind = TREE_BOOL, .key = scale, .number = 1};
    struct tree color[] = {{.kind = TREE_TEXT, .key = "field", .text = "v"},
        {.kind = TREE_TEXT, .key = "type", .text = "quantitative"},
        {.kind = TREE_OBJECT, .key = "scale", .children = &reverse, .count = scale ? 1 : 0}};
    struct tree channel = {.kind = TREE_OBJECT, .key = "color", .children = color, .count = 3},
                encoding = {.kind = TREE_OBJECT, .key = "encoding", .children = &channel, .count = 1};
    struct tree members[] = {data, mark, encoding};
    const struct tree root = {.kind = TREE_OBJECT, .children = members, .count = 3};
    struct chart_form form = {.width = 1700,
        .height = 900,
        .style = {.background = grounds[ground].ground, .ink = grounds[ground].ink, .text = 34},
        .measure = {NULL, half_an_em}};
    struct arena arena;
    struct drawing drawing;
    struct reason reason = {{0}};
    size_t found = 0;
    chart_palette(form.style.background, &form.style);
    arena_init(&arena, 0);
    assert_int_equal(
        chart_draw(&(struct chart_spec){.name = "s", .root = &root}, &form, &arena, &drawing, &reason),
        ERROR_NONE);
    for (size_t i = 0; i < drawing.count; i++) {
        if (drawing.items[i].role == DRAWING_MARK) {
            out[found++] = drawing.items[i].fill;
        }
    }
    arena_finish(&arena);
    return found;
}

static void few_values_are_told_apart(void **state) {
    (void)state;
    static const struct {
        double values[8];
        size_t count;
    } rows[] = {
        {{20, 21, 22, 27, 28, 32, 38, 48}, 8}, // a heat map of accidents
        {{1, 2, 3, 4, 5, 6, 7, 8}, 8},
        {{0, 0.001, 0.002, 1000}, 4},
        {{-1000, 998, 999, 1000}, 4},
        {{1, 2}, 2},
        {{7, 7.5, 9}, 3},
        {{1, 10, 100, 1000, 10000, 100000, 1e6}, 7},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (size_t ground = 0; ground < sizeof grounds / sizeof *grounds; ground++) {
            uint32_t colors[MOST];
            assert_int_equal(colors_of(rows[i].values, rows[i].count, ground, NULL, colors), rows[i].count);
            for (size_t a = 0; a < rows[i].count; a++) {
                for (size_t b = 0; b < a; b++) {
                    for (size_t sight = 0; sight < 3; sight++) {
                        assert_true(distance(colors[a], colors[b], sight) >= (sight ? 9 : 15));
                    }
                }
            }
        }
    }
}

// More become lighter on dark ground and darker on light ground, and the other way round where that is asked
// for.
static void more_stands_out_more(void **state) {
    (void)state;
    static const double values[] = {3, 4, 4.5, 8, 20};
    for (size_t ground = 0; ground < 2; ground++) {
        uint32_t up[MOST], down[MOST];
        colors_of(values, 5, ground, NULL, up);
        colors_of(values, 5, ground, "reverse", down);
        for (size_t i = 0; i + 1 < 5; i++) {
            double here[3], next[3];
            to_lab(up[i], 0, here);
            to_lab(up[i + 1], 0, next);
            assert_true(ground == 0 ? next[0] > here[0] : next[0] < here[0]);
            to_lab(down[i], 0, here);
            to_lab(down[i + 1], 0, next);
            assert_true(ground == 0 ? next[0] < here[0] : next[0] > here[0]);
        }
    }
}

// Past eight values the ramp is even: a value in the middle has the colour in the middle.
static void many_values_lie_as_far_apart_as_they_are(void **state) {
    (void)state;
    static const double values[] = {0, 1, 2, 3, 50, 97, 98, 99, 100};
    uint32_t colors[MOST];
    assert_int_equal(colors_of(values, 9, 0, NULL, colors), 9);
    assert_true(distance(colors[0], colors[3], 0) < 9);
    assert_true(distance(colors[5], colors[8], 0) < 9);
    assert_true(distance(colors[3], colors[4], 0) > 30);
    assert_true(distance(colors[4], colors[5], 0) > 30);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_values_are_told_apart),
        cmocka_unit_test(more_stands_out_more),
        cmocka_unit_test(many_values_lie_as_far_apart_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
