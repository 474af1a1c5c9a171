#include "layout/chart_ops.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/fake_measure.h"
#include "tests/support/paper.h"
#include "tests/support/test.h"

// Labels of charts as draw ops, in languages of either direction.

static int strict_width(void *context, const struct type *type, const char *text, struct run run) {
    (void)context;
    assert_true(run.start + run.len <= strlen(text));
    return fake_measure.width(fake_measure.context, type, text, run);
}

static int set_up(void **state) {
    static struct measure strict; // that also looks whether a run lies within its line
    strict = fake_measure;
    strict.width = strict_width;
    int result = paper_set_up(state);
    struct paper *paper = *state;
    paper->desk.env.measure = &strict;
    return result;
}

// The texts of a label of so much, from left to right, "|" between them.
static const char *laid_out(struct paper *paper, const char *label) {
    struct drawing drawing = {.arena = &paper->arena};
    struct drawing_item *item = drawing_add(&drawing, DRAWING_AXIS_LABEL, DRAWING_TEXT);
    item->alpha = 1;
    item->text = (struct drawing_text){label, CHART_REGULAR, 40, CHART_LEFT, 100, 200, 48};
    paper->ops.count = 0;
    chart_texts(&paper->sheet, &drawing);
    char *out = arena_text(&paper->arena, "");
    int right = 100;
    for (size_t i = 0; i < paper->ops.count; i++) {
        const struct op *op = &paper->ops.ops[i];
        assert_int_equal(op->kind, OP_TEXT);
        assert_int_equal(op->box.x, right); // none over another, none apart
        assert_int_equal(op->box.w, fake_width(op->text.text, 40));
        right += op->box.w;
        out = arena_printf(&paper->arena, "%s%s%s", out, i ? "|" : "", op->text.text);
    }
    return out;
}

static void labels_of_two_directions_stand_side_by_side(void **state) {
    struct paper *paper = *state;
    assert_string_equal(laid_out(paper, "24 Nov"), "24 Nov");
    assert_string_equal(laid_out(paper, "مايو 24"), "24|مايو ");
    page_desk_language(&paper->desk, "ar");
    assert_string_equal(laid_out(paper, "٢٤ مايو"), " مايو|٢٤");
    assert_string_equal(laid_out(paper, "24 Nov"), "24 Nov");
    struct chart_form form = chart_form_of(&paper->desk.env, (struct rect){0, 0, 900, 500}, 40);
    const char *label = "٢٤ مايو";
    assert_true(
        (int)form.measure.width(form.measure.context, CHART_REGULAR, 40, label) == fake_width(label, 40));
    assert_ptr_equal(form.locale, paper->desk.env.locale);
    const char *own = paper->desk.env.words->text[WORD_CHART + CHART_WORD_BINNED];
    assert_ptr_equal(form.words[CHART_WORD_BINNED], own);
    assert_string_equal(word_key(WORD_CHART + CHART_WORD_BINNED), "chart-binned");
}

// What is large begins with its ink at the edge of the text below it; what is small with its pen.
static void large_figures_hang_over(void **state) {
    struct paper *paper = *state;
    static const int sizes[] = {40, 240};
    for (size_t i = 0; i < 2; i++) {
        struct drawing drawing = {.arena = &paper->arena};
        struct drawing_item *item = drawing_add(&drawing, DRAWING_MARK, DRAWING_TEXT);
        item->alpha = 1;
        item->text = (struct drawing_text){"38", CHART_BOLD, sizes[i], CHART_LEFT, 100, 200, 48};
        paper->ops.count = 0;
        chart_texts(&paper->sheet, &drawing);
        assert_int_equal(paper->ops.ops[0].box.x, i ? 100 - 240 / 16 : 100); // fake_measure's bearing
    }
}

static struct drawing_item *add_box(struct drawing *drawing, double x0, double y0, double x1, double y1) {
    struct drawing_item *item = drawing_add(drawing, DRAWING_MARK, DRAWING_RECT);
    item->has_fill = true;
    item->fill = 0x56b4e9;
    item->box[0] = x0;
    item->box[1] = y0;
    item->box[2] = x1;
    item->box[3] = y1;
    return item;
}

static bool pause_few(void *context) {
    size_t *most = context;
    return (*most)-- > 0;
}

// However many shapes there are, they are one op, as large as their ink, and none leaves the paper.
static void shapes_are_one_op(void **state) {
    struct paper *paper = *state;
    struct drawing drawing = {.arena = &paper->arena};
    const struct rect sheet = {0, 100, 1920, 800};
    struct chart_pace pace = {NULL, NULL};
    assert_true(chart_shapes(&paper->sheet, &drawing, sheet, &pace));
    assert_int_equal(paper->ops.count, 0); // nothing to see
    add_box(&drawing, 200, 300, 260, 700);
    drawing_add(&drawing, DRAWING_MARK, DRAWING_TEXT)->text.text = "7";
    for (int i = 0; i < 5000; i++) { // more than a page may have of ops
        add_box(&drawing, 300 + i % 900, 400, 310 + i % 900, 700)->alpha = 0.5;
    }
    add_box(&drawing, 1300, 20, 1360, 5000); // past both ends
    assert_true(chart_shapes(&paper->sheet, &drawing, sheet, &pace));
    assert_int_equal(paper->ops.count, 1);
    const struct op *op = &paper->ops.ops[0];
    assert_int_equal(op->kind, OP_SHAPES);
    assert_int_equal(op->shapes.count, 5002);
    assert_true(rect_is_equal(op->box, (struct rect){200, 100, 1160, 800}));
    assert_int_equal(op->color, 0xFF000000u | paper->desk.env.theme->colors[COLOR_BACKGROUND]);
    uint64_t key = op->key;
    paper->ops.count = 0;
    drawing.items[10].fill = 0xd55e00; // one of them in another colour
    assert_true(chart_shapes(&paper->sheet, &drawing, sheet, &pace));
    assert_true(paper->ops.ops[0].key != key);
    paper->ops.count = 0;
    size_t most = 2;
    pace = (struct chart_pace){pause_few, &most};
    assert_false(chart_shapes(&paper->sheet, &drawing, sheet, &pace)); // not wanted after these pieces
    assert_int_equal(paper->ops.count, 0);
    most = SIZE_MAX;
    assert_true(chart_shapes(&paper->sheet, &drawing, sheet, &pace));
    assert_int_equal(paper->ops.ops[0].shapes.count, 5002);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(labels_of_two_directions_stand_side_by_side, set_up, paper_tear_down),
        cmocka_unit_test_setup_teardown(large_figures_hang_over, set_up, paper_tear_down),
        cmocka_unit_test_setup_teardown(shapes_are_one_op, set_up, paper_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
