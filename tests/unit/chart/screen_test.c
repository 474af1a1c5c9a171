#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chart/chart.h"
#include "decode/chart.h"
#include "support/chart_case.h"

// The rules of a screen (docs/infographics.md, "For the screen" and "What only the kiosk knows").

#define HIGHLIGHT 0xf2b33d
#define QUIET 0x38608f
#define SIZE 34

static void draw_in(struct chart_case *sheet, const char *text, int width, int height) {
    struct chart_form form = chart_case_form(width, height);
    form.has_head = false;
    form.style.highlight = HIGHLIGHT;
    form.style.quiet = QUIET;
    form.style.text = SIZE;
    chart_case_init_by(sheet, text, &form);
    assert_string_equal(sheet->reason.text, "");
}

static size_t count_of(const struct chart_case *sheet, enum drawing_role role) {
    size_t count = 0;
    for (size_t i = 0; i < sheet->drawing.count; i++) {
        count += sheet->drawing.items[i].role == role;
    }
    return count;
}

// The item of this kind and colour, the first; NULL.
static const struct drawing_item *colored(
    const struct chart_case *sheet, enum drawing_role role, enum drawing_kind kind, uint32_t color) {
    for (size_t i = 0; i < sheet->drawing.count; i++) {
        const struct drawing_item *item = &sheet->drawing.items[i];
        if (item->role == role && item->kind == kind &&
            (item->has_fill ? item->fill : item->stroke) == color) {
            return item;
        }
    }
    return NULL;
}

static void no_text_stands_over_another(const struct chart_case *sheet, int width, int height) {
    for (size_t a = 0; a < sheet->drawing.count; a++) {
        const struct drawing_item *item = &sheet->drawing.items[a];
        if (item->kind != DRAWING_TEXT) {
            continue;
        }
        assert_true(item->box[0] >= -0.5 && item->box[2] <= width + 0.5);
        if (item->box[1] < -SIZE * 0.2 || item->box[3] > height + SIZE * 0.2) {
            fail_msg(
                "\"%s\" reaches from %g to %g of %d", item->text.text, item->box[1], item->box[3], height);
        }
        for (size_t b = 0; b < a; b++) {
            const double *p = item->box, *q = sheet->drawing.items[b].box;
            double across = fmin(p[2], q[2]) - fmax(p[0], q[0]), up = fmin(p[3], q[3]) - fmax(p[1], q[1]);
            if (sheet->drawing.items[b].kind == DRAWING_TEXT && across > 1 && up > SIZE * 0.1) {
                fail_msg("%s over %s", item->text.text, sheet->drawing.items[b].text.text);
            }
        }
    }
}

#define NAMES                                                                                                \
    "{\"data\":{\"values\":[{\"a\":\"Old Customs House Bridge\",\"b\":71},{\"a\":\"Northern Railway "        \
    "Viaduct\",\"b\":44},{\"a\":\"Botanical Garden Arch\",\"b\":12},{\"a\":\"Airport Motorway "              \
    "Flyover\",\"b\":9}]},\"encoding\":{\"x\":{\"field\":\"a\",\"type\":\"nominal\",\"sort\":\"-y\"},\"y\":" \
    "{\"field\":\"b\",\"type\":\"quantitative\"}},"

static void bars_lie_down_only_where_they_may(void **state) {
    (void)state;
    static const struct {
        const char *rest;
        int width;
        bool is_turned;
    } rows[] = {
        {"\"mark\":\"bar\"}", 700, false},
        {"\"mark\":\"bar\",\"usermeta\":{\"kiosk\":{\"turn\":true}}}", 700, true},
        {"\"mark\":{\"type\":\"bar\",\"orient\":\"vertical\"},\"usermeta\":{\"kiosk\":{\"turn\":true}}}", 700,
            true},
        {"\"mark\":\"bar\",\"usermeta\":{\"kiosk\":{\"turn\":false}}}", 700, false},
        {"\"mark\":\"bar\",\"usermeta\":{\"kiosk\":{\"turn\":true}}}", 1900, false}, // the names fit
        {"\"mark\":\"line\",\"usermeta\":{\"kiosk\":{\"turn\":true}}}", 700, false}, // no bars
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char spec[1024];
        struct chart_case sheet;
        snprintf(spec, sizeof spec, "%s%s", NAMES, rows[i].rest);
        draw_in(&sheet, spec, rows[i].width, 600);
        assert_int_equal(sheet.drawing.axes[0].channel, 'x');
        assert_string_equal(sheet.drawing.axes[0].type, rows[i].is_turned ? "linear"
                                                        : i == 5          ? "point"
                                                                          : "band");
        if (rows[i].is_turned) { // every name is there, on one line or two, the largest bar on top
            assert_int_equal(count_of(&sheet, DRAWING_MARK), 4);
            assert_non_null(chart_case_text(&sheet, "a"));
            size_t names = 0;
            for (size_t k = 0; k < sheet.drawing.count; k++) {
                const struct drawing_item *item = &sheet.drawing.items[k];
                names += item->role == DRAWING_AXIS_LABEL && item->value.kind == SCALAR_TEXT;
            }
            assert_int_equal(names, 4);
            const struct drawing_axis *y = &sheet.drawing.axes[1];
            assert_string_equal(y->domain[0].text, "Old Customs House Bridge");
        }
        no_text_stands_over_another(&sheet, rows[i].width, 600);
        chart_case_finish(&sheet);
    }
}

// So many names fit neither side by side nor below each other; one in some stands for the others.
static void very_many_names_are_thinned(void **state) {
    (void)state;
    struct chart_case sheet;
    struct strbuf text;
    strbuf_init(&text, 1 << 20);
    strbuf_add_text(&text, "{\"data\":{\"values\":[");
    for (int i = 0; i < 2000; i++) {
        strbuf_printf(&text, "%s{\"a\":\"N%04d\",\"b\":%d}", i ? "," : "", i, i % 50);
    }
    strbuf_add_text(&text, "]},\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"a\",\"type\":\"nominal\"},"
                           "\"y\":{\"field\":\"b\","
                           "\"type\":\"quantitative\"}},\"usermeta\":{\"kiosk\":{\"turn\":true}}}");
    draw_in(&sheet, strbuf_text(&text), 1700, 600);
    assert_int_equal(count_of(&sheet, DRAWING_MARK), 2000);
    assert_string_equal(sheet.drawing.axes[0].type, "band"); // not turned
    size_t names = 0;
    for (size_t i = 0; i < sheet.drawing.count; i++) {
        const struct drawing_item *item = &sheet.drawing.items[i];
        names += item->role == DRAWING_AXIS_LABEL && item->value.kind == SCALAR_TEXT;
    }
    assert_in_range(names, 5, 30);
    assert_non_null(chart_case_text(&sheet, "N0000"));
    no_text_stands_over_another(&sheet, 1700, 600);
    chart_case_finish(&sheet);
    strbuf_finish(&text);
}

// Lines over three months: name, the last value.
static void write_lines(
    struct strbuf *out, size_t count, const char *name, const double *last, const char *more) {
    strbuf_add_text(out, "{\"data\":{\"values\":[");
    for (size_t i = 0; i < count; i++) {
        for (int month = 1; month <= 3; month++) {
            strbuf_printf(out, "%s{\"m\":\"2026-0%d-01\",\"v\":%g,\"s\":\"%s %c\"}",
                i || month > 1 ? "," : "", month, month == 3 ? last[i] : (double)(i * 7), name,
                (int)('A' + i));
        }
    }
    strbuf_printf(out,
        "]},\"mark\":\"line\",\"encoding\":{\"x\":{\"field\":\"m\",\"type\":\"temporal\",\"title\":null},"
        "\"y\":{"
        "\"field\":\"v\",\"type\":\"quantitative\",\"title\":null},\"color\":{\"field\":\"s\",\"type\":"
        "\"nominal\"%s}",
        more);
}

static void names_stand_at_the_ends_of_lines_or_on_top(void **state) {
    (void)state;
    static const double apart[] = {10, 40, 70, 100}, close[] = {50, 51, 52, 53},
                        many[] = {1, 9, 16, 25, 32, 41, 48, 57, 64, 73, 80, 89, 96};
    static const struct {
        size_t count;
        const double *last;
        const char *name, *more, *labels;
        int height;
        bool is_direct;
    } rows[] = {
        {4, apart, "Line", ",\"title\":null", "", 600, true},
        {4, apart, "Line", "", "", 600, false}, // the legend has a title to show
        {4, apart, "Line", ",\"title\":null,\"legend\":null", "", 600, false},
        {4, close, "Line", ",\"title\":null", "", 600, false}, // they would stand away from their ends
        {4, close, "Line", "", "direct", 600, true},           // asked for: pushed apart
        {4, apart, "Line", ",\"title\":null", "legend", 600, false},
        {12, many, "Line", "", "direct", 900, true},
        {12, many, "Line", "", "direct", 400, false}, // twelve names have no room there
        {13, many, "Line", "", "direct", 900, false},
        {4, apart, "A line of the western islands", "", "direct", 600, true}, // on two lines
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case sheet;
        struct strbuf spec;
        strbuf_init(&spec, 65536);
        write_lines(&spec, rows[i].count, rows[i].name, rows[i].last, rows[i].more);
        strbuf_printf(&spec, "},\"usermeta\":{\"kiosk\":{%s%s%s}}}", rows[i].labels[0] ? "\"labels\":\"" : "",
            rows[i].labels, rows[i].labels[0] ? "\"" : "");
        draw_in(&sheet, strbuf_text(&spec), 1700, rows[i].height);
        const struct drawing_item *symbol = NULL;
        for (size_t k = 0; k < sheet.drawing.count; k++) {
            const struct drawing_item *item = &sheet.drawing.items[k];
            symbol = item->role == DRAWING_LEGEND_SYMBOL ? item : symbol;
        }
        bool is_hidden = strstr(rows[i].more, "\"legend\":null") != NULL;
        if (!symbol != is_hidden || (symbol && (symbol->kind == DRAWING_SYMBOL) != rows[i].is_direct)) {
            fail_msg("row %zu", i);
        }
        assert_int_equal(count_of(&sheet, DRAWING_LEGEND_LABEL), is_hidden ? 0 : rows[i].count);
        no_text_stands_over_another(&sheet, 1700, rows[i].height);
        chart_case_finish(&sheet);
        strbuf_finish(&spec);
    }
}

static void one_name_is_highlighted(void **state) {
    (void)state;
    static const double apart[] = {10, 40, 70, 100};
    static const char bars[] = "{\"data\":{\"values\":[{\"a\":\"A\",\"b\":3},{\"a\":\"B\",\"b\":2}]},"
                               "\"mark\":\"bar\",\"encoding\":{\"x\":"
                               "{\"field\":\"a\",\"type\":\"nominal\"},\"y\":{\"field\":\"b\",\"type\":"
                               "\"quantitative\"}%s},\"usermeta\":{"
                               "\"kiosk\":{\"highlight\":\"%s\"}}}";
    struct chart_case sheet;
    char spec[512];
    snprintf(spec, sizeof spec, bars, "", "B");
    draw_in(&sheet, spec, 900, 600); // colour says nothing: one colour and a quiet one
    assert_non_null(colored(&sheet, DRAWING_MARK, DRAWING_RECT, HIGHLIGHT));
    assert_non_null(colored(&sheet, DRAWING_MARK, DRAWING_RECT, QUIET));
    chart_case_finish(&sheet);
    // the legend has it, too
    snprintf(spec, sizeof spec, bars, ",\"color\":{\"field\":\"a\",\"type\":\"nominal\"}", "A");
    draw_in(&sheet, spec, 900, 600);
    assert_non_null(colored(&sheet, DRAWING_MARK, DRAWING_RECT, HIGHLIGHT));
    assert_non_null(colored(&sheet, DRAWING_LEGEND_SYMBOL, DRAWING_RECT, HIGHLIGHT));
    assert_non_null(colored(&sheet, DRAWING_MARK, DRAWING_RECT, 0x56b4e9)); // and no orange beside it
    chart_case_finish(&sheet);
    // the spec has given each name its colour: marks and legend keep them
    snprintf(spec, sizeof spec, bars,
        ",\"color\":{\"field\":\"a\",\"type\":\"nominal\",\"scale\":{\"range\":[\"#7d9bc9\",\"#d55e00\"]}}",
        "B");
    draw_in(&sheet, spec, 900, 600);
    for (int i = 0; i < 2; i++) {
        unsigned color = i ? 0xd55e00 : 0x7d9bc9;
        assert_non_null(colored(&sheet, DRAWING_MARK, DRAWING_RECT, color));
        assert_non_null(colored(&sheet, DRAWING_LEGEND_SYMBOL, DRAWING_RECT, color));
    }
    chart_case_finish(&sheet);
    // colour says something else: it stays, paler where nothing is highlighted
    snprintf(spec, sizeof spec, bars, ",\"color\":{\"field\":\"b\",\"type\":\"nominal\"}", "A");
    draw_in(&sheet, spec, 900, 600);
    assert_null(colored(&sheet, DRAWING_MARK, DRAWING_RECT, HIGHLIGHT));
    assert_non_null(colored(&sheet, DRAWING_MARK, DRAWING_RECT, 0xe69f00));
    assert_null(colored(&sheet, DRAWING_MARK, DRAWING_RECT, 0x56b4e9));
    chart_case_finish(&sheet);
    // names at the ends of lines: all others are quiet; with a legend they must be told apart
    for (int is_direct = 0; is_direct < 2; is_direct++) {
        struct strbuf text;
        strbuf_init(&text, 65536);
        write_lines(&text, 4, "Line", apart, "");
        strbuf_printf(&text, "},\"usermeta\":{\"kiosk\":{\"highlight\":\"Line C\",\"labels\":\"%s\"}}}",
            is_direct ? "direct" : "legend");
        draw_in(&sheet, strbuf_text(&text), 1700, 600);
        size_t quiet = 0;
        for (size_t i = 0; i < sheet.drawing.count; i++) {
            quiet += sheet.drawing.items[i].kind == DRAWING_LINE && sheet.drawing.items[i].stroke == QUIET;
        }
        assert_int_equal(quiet, is_direct ? 3 : 0);
        assert_non_null(colored(&sheet, DRAWING_MARK, DRAWING_LINE, HIGHLIGHT));
        chart_case_finish(&sheet);
        strbuf_finish(&text);
    }
}

static void values_stand_on_bars_where_they_have_room(void **state) {
    (void)state;
    for (int count = 4; count <= 40; count += 36) {
        struct chart_case sheet;
        struct strbuf text;
        strbuf_init(&text, 65536);
        strbuf_add_text(&text, "{\"data\":{\"values\":[");
        for (int i = 0; i < count; i++) {
            strbuf_printf(&text, "%s{\"a\":%d,\"b\":%d}", i ? "," : "", i, 1000 + i);
        }
        strbuf_add_text(&text,
            "]},\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"a\",\"type\":\"ordinal\"},\"y\":{\"field\":"
            "\"b\","
            "\"type\":\"quantitative\"}},\"usermeta\":{\"kiosk\":{\"labels\":\"values\"}}}");
        draw_in(&sheet, strbuf_text(&text), 1700, 600);
        bool has_labels = count == 4;
        assert_int_equal(count_of(&sheet, DRAWING_DIRECT_LABEL), has_labels ? 4 : 0);
        assert_int_equal(count_of(&sheet, DRAWING_AXIS_GRID) > 0, !has_labels); // the axis stays
        no_text_stands_over_another(&sheet, 1700, 600);
        chart_case_finish(&sheet);
        strbuf_finish(&text);
    }
}

static void axes_have_few_lines_and_labels(void **state) {
    (void)state;
    static const char *const axes[] = {
        "", ",\"axis\":{\"tickCount\":40}", ",\"axis\":{\"values\":[0,10,20,30,40,50,60,70,80,90,100]}"};
    for (size_t i = 0; i < sizeof axes / sizeof *axes; i++) {
        struct chart_case sheet;
        char spec[1024];
        snprintf(spec, sizeof spec,
            "{\"data\":{\"values\":[{\"a\":0,\"b\":0},{\"a\":100,\"b\":100}]},\"mark\":\"line\",\"encoding\":"
            "{\"x\":{"
            "\"field\":\"a\",\"type\":\"quantitative\"%s},\"y\":{\"field\":\"b\",\"type\":\"quantitative\"%s}"
            "}}",
            axes[i], axes[i]);
        draw_in(&sheet, spec, 1700, 900);
        size_t labels[2] = {0, 0}, lines = 0;
        for (size_t k = 0; k < sheet.drawing.count; k++) {
            const struct drawing_item *item = &sheet.drawing.items[k];
            bool is_label = item->role == DRAWING_AXIS_LABEL;
            labels[is_label && sheet.drawing.axes[item->axis].channel == 'y'] += is_label;
            lines += item->role == DRAWING_AXIS_GRID && fabs(item->box[1] - item->box[3]) < 0.01;
        }
        assert_in_range(labels[0], 2, 6);
        assert_in_range(labels[1], 2, 5);
        assert_in_range(lines, 2, 5);
        chart_case_finish(&sheet);
    }
}

// A layer of texts below one of bars: they are drawn above, and read on the bars that they come to lie on.
static void texts_lie_above_all_marks(void **state) {
    (void)state;
    struct chart_case sheet;
    draw_in(&sheet,
        "{\"data\":{\"values\":[{\"a\":\"x\",\"v\":3},{\"a\":\"y\",\"v\":5}]},\"encoding\":{\"x\":{\"field\":"
        "\"a\"},\"y\":{\"field\":\"v\",\"type\":\"quantitative\"}},\"layer\":[{\"mark\":{\"type\":\"text\","
        "\"dy\":30,\"color\":\"#f0e442\"},\"encoding\":{\"text\":{\"field\":\"v\"}}},{\"mark\":{\"type\":"
        "\"bar\",\"color\":\"#f0e442\"}}]}",
        1000, 600);
    bool has_text = false;
    size_t on_marks = 0;
    for (size_t i = 0; i < sheet.drawing.count; i++) {
        const struct drawing_item *item = &sheet.drawing.items[i];
        has_text = has_text || item->kind == DRAWING_TEXT;
        assert_true(!has_text || item->kind == DRAWING_TEXT);
        if (has_text && item->role == DRAWING_MARK) {
            assert_int_not_equal(item->fill, 0xf0e442);
            on_marks++;
        }
    }
    assert_int_equal(on_marks, 2);
    chart_case_finish(&sheet);
}

// Along the bottom: of what has a known order six names stand for all; a bar without its name is nobody's, so
// that names of things are all there, on two lines where need be.
static void names_of_things_are_all_there(void **state) {
    (void)state;
    static const struct {
        const char *names, *type;
        size_t labels;
        bool is_split;
    } rows[] = {
        {"2018 2019 2020 2021 2022 2023", "ordinal", 6, false},
        {"2018 2019 2020 2021 2022 2023 2024", "ordinal", 4, false},
        {"\"Ash\" \"Elm\" \"Fir\" \"Oak\" \"Yew\" \"Bay\" \"Box\" \"Fig\"", "nominal", 8, false},
        {"\"Ash\" \"Elm\" \"Fir\" \"Oak\" \"Yew\" \"Bay\" \"Box\" \"Fig\"", "ordinal", 8, false},
        {"\"Common_ash\" \"Field_elm_tree\" \"Douglas_fir\" \"English_oak\" \"Common_yew\" "
         "\"Sweet_bay_tree\" \"Dwarf_box_tree\" \"Common_fig\"",
            "nominal", 8, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case sheet;
        struct strbuf text;
        strbuf_init(&text, 65536);
        strbuf_add_text(&text, "{\"data\":{\"values\":[");
        for (const char *at = rows[i].names; *at;) {
            size_t len = strcspn(at, " ");
            strbuf_add_text(&text, at == rows[i].names ? "{\"v\":1,\"a\":" : ",{\"v\":1,\"a\":");
            for (size_t k = 0; k < len; k++) {
                strbuf_add_byte(&text, at[k] == '_' ? ' ' : at[k]);
            }
            strbuf_add_text(&text, "}");
            at += len + strspn(at + len, " ");
        }
        strbuf_printf(&text,
            "]},\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"a\",\"type\":\"%s\"},\"y\":{\"field\":"
            "\"v\",\"type\":\"quantitative\"}}}",
            rows[i].type);
        draw_in(&sheet, strbuf_text(&text), 1700, 600);
        size_t labels = 0, split = 0;
        for (size_t k = 0; k < sheet.drawing.count; k++) {
            const struct drawing_item *item = &sheet.drawing.items[k];
            bool is_name = item->role == DRAWING_AXIS_LABEL && sheet.drawing.axes[item->axis].channel == 'x';
            labels += is_name;
            split += is_name && strchr(item->text.text, '\n');
        }
        assert_int_equal(labels, rows[i].labels);
        assert_int_equal(split > 0, rows[i].is_split);
        no_text_stands_over_another(&sheet, 1700, 600);
        chart_case_finish(&sheet);
        strbuf_finish(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_things_are_all_there),
        cmocka_unit_test(texts_lie_above_all_marks),
        cmocka_unit_test(bars_lie_down_only_where_they_may),
        cmocka_unit_test(very_many_names_are_thinned),
        cmocka_unit_test(names_stand_at_the_ends_of_lines_or_on_top),
        cmocka_unit_test(one_name_is_highlighted),
        cmocka_unit_test(values_stand_on_bars_where_they_have_room),
        cmocka_unit_test(axes_have_few_lines_and_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
