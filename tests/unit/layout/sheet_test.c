#include "layout/sheet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "layout/headline.h"
#include "layout/rows.h"
#include "tests/support/fake_edition.h"
#include "tests/support/fake_measure.h"
#include "tests/support/oplist_dump.h"
#include "tests/support/paper.h"
#include "tests/support/test.h"

static const struct op *last(const struct paper *paper) {
    assert_true(paper->ops.count > 0);
    return &paper->ops.ops[paper->ops.count - 1];
}

static void text_stands_at_its_spot(void **state) {
    struct paper *paper = *state;
    struct spot spot = {ROLE_BODY, 0xFF112233, 500, 300, 0, ALIGN_START};
    int width = fake_width("Text", 38);
    assert_int_equal(sheet_text(&paper->sheet, &spot, "Text"), width);
    assert_true(rect_is_equal(last(paper)->box, (struct rect){500, 270, width, 37}));
    assert_int_equal(last(paper)->text.baseline, 300);
    assert_int_equal(last(paper)->color, 0xFF112233);
    spot.align = ALIGN_END;
    sheet_text(&paper->sheet, &spot, "Text");
    assert_int_equal(last(paper)->box.x, 500 - width);
    spot.align = ALIGN_CENTER;
    sheet_text(&paper->sheet, &spot, "Text");
    assert_int_equal(last(paper)->box.x, 500 - width / 2);
    spot.width = width - 1;
    assert_true(sheet_text(&paper->sheet, &spot, "Text") < width);
    assert_string_equal(last(paper)->text.text, "Te…");
    size_t count = paper->ops.count;
    assert_int_equal(sheet_text(&paper->sheet, &spot, ""), 0);
    assert_int_equal(paper->ops.count, count);
}

static void mirrored_it_starts_at_the_right(void **state) {
    struct paper *paper = *state;
    paper->grid.mirrored = true;
    struct spot spot = {ROLE_BODY, 0xFF112233, 500, 300, 0, ALIGN_START};
    int width = fake_width("Text", 38);
    sheet_text(&paper->sheet, &spot, "Text");
    assert_int_equal(last(paper)->box.x, 1920 - 500 - width); // its right end is 500 from the right
    spot.align = ALIGN_END;
    sheet_text(&paper->sheet, &spot, "Text");
    assert_int_equal(last(paper)->box.x, 1920 - 500);
    spot.align = ALIGN_CENTER;
    sheet_text(&paper->sheet, &spot, "Text");
    assert_int_equal(last(paper)->box.x, 1920 - 500 - width + width / 2);
    sheet_fill(&paper->sheet, ROLE_PANEL, (struct rect){72, 10, 100, 20}, 0xFF000000, 0);
    assert_true(rect_is_equal(last(paper)->box, (struct rect){1920 - 172, 10, 100, 20}));
}

static void mirrored_a_foreign_paragraph_starts_at_the_left(void **state) {
    struct paper *paper = *state;
    paper->grid.mirrored = true;
    struct paragraph_form form = {400, 0, FIT_RAGGED};
    struct spot spot = {ROLE_BODY, 0xFF112233, 500, 300, 0, ALIGN_START};
    sheet_paragraph(&paper->sheet, &spot, "Text", &form); // English in an Arabic kiosk
    assert_int_equal(last(paper)->box.x, 1920 - 500 - 400);
    sheet_paragraph(&paper->sheet, &spot, "نص", &form);
    assert_int_equal(last(paper)->box.x + last(paper)->box.w, 1920 - 500);
}

// What is inside a box is as it was: codes are read, and time runs, in one direction.
static void mirrored_things_keep_their_inside(void **state) {
    struct paper *paper = *state;
    struct rect box = {100, 100, 300, 300}, there = {1920 - 400, 100, 300, 300};
    assert_true(rect_is_equal(grid_place(&paper->grid, box), box));
    const double values[] = {1, 5, 3};
    struct oplist plain = {0};
    struct sheet moved = paper->sheet;
    moved.ops = &plain;
    sheet_qr(&moved, there, "https://news.example/");
    sheet_sparkline(&moved, there, values, 3, 0xFF00FF00);
    paper->grid.mirrored = true;
    assert_true(rect_is_equal(grid_place(&paper->grid, box), there));
    assert_true(rect_is_equal(grid_place(&paper->grid, there), box));
    sheet_qr(&paper->sheet, box, "https://news.example/");
    sheet_sparkline(&paper->sheet, box, values, 3, 0xFF00FF00);
    assert_int_equal(paper->ops.count, plain.count);
    for (size_t i = 0; i < plain.count; i++) {
        assert_int_equal(paper->ops.ops[i].key, plain.ops[i].key);
    }
    sheet_arrow(&paper->sheet, box, 2, 0xFF00FF00); // but an arrow points on
    assert_true(last(paper)->path.points[1].x < last(paper)->path.points[0].x);
}

static void paragraphs_have_air_above_and_below(void **state) {
    struct paper *paper = *state;
    struct spot spot = {ROLE_BODY, 0xFFFFFFFF, 100, 200, 0, ALIGN_START};
    struct paragraph_form form = {10 * 19, 0, FIT_RAGGED};
    assert_int_equal(sheet_paragraph(&paper->sheet, &spot, "one two three four", &form), 200 + 2 * 54);
    assert_int_equal(paper->ops.count, 2);
    // A line is 54 high, its letters 30 above and 7 below: 8 pixels of air.
    assert_int_equal(paper->ops.ops[0].text.baseline, 200 + 8 + 30);
    assert_int_equal(paper->ops.ops[1].text.baseline, 200 + 8 + 30 + 54);
    assert_int_equal(sheet_paragraph(&paper->sheet, &spot, "", &form), 200);
}

static void right_to_left_paragraphs_end_at_the_right(void **state) {
    struct paper *paper = *state;
    struct spot spot = {ROLE_BODY, 0xFFFFFFFF, 100, 200, 0, ALIGN_START};
    struct paragraph_form form = {400, 0, FIT_RAGGED};
    sheet_paragraph(&paper->sheet, &spot, "שלום", &form);
    assert_int_equal(last(paper)->box.x + last(paper)->box.w, 500);
    assert_true(last(paper)->text.rtl);
}

// A part of the picture of the box's proportions, inside the picture, with the middle across and the upper
// part along.
static void pictures_are_cropped_to_their_box(void **state) {
    struct paper *paper = *state;
    uint64_t seed = 71;
    for (int i = 0; i < 3000; i++) {
        struct picture picture = {
            .width = test_random_between(&seed, 1, 4000), .height = test_random_between(&seed, 1, 4000)};
        struct rect box = {0, 0, test_random_between(&seed, 1, 1920), test_random_between(&seed, 1, 1080)};
        paper->ops.count = 0;
        sheet_picture(&paper->sheet, box, &picture, 14);
        struct rect crop = last(paper)->image.crop;
        assert_true(rect_is_equal(last(paper)->box, box));
        assert_true(rect_has_rect((struct rect){0, 0, picture.width, picture.height}, crop));
        assert_false(rect_is_empty(crop));
        assert_true(crop.w == picture.width || crop.h == picture.height);
        double wanted = (double)box.w / box.h;
        bool close = fabs(crop.w - crop.h * wanted) <= 1 || fabs(crop.h - crop.w / wanted) <= 1;
        assert_true(close || crop.w == 1 || crop.h == 1);
        assert_true(abs(2 * crop.x + crop.w - picture.width) <= 1);
        assert_true(2 * crop.y + crop.h <= picture.height + 1);
    }
    paper->ops.count = 0;
    sheet_picture(&paper->sheet, (struct rect){0, 0, 0, 9}, &(struct picture){.width = 9, .height = 9}, 0);
    assert_int_equal(paper->ops.count, 0);
}

// As near to the middle as the picture's edges allow.
static void pictures_are_cropped_around_their_focus(void **state) {
    struct paper *paper = *state;
    static const struct {
        double x, y;
        int width, height;
        struct rect crop; // of a square box
    } rows[] = {
        {0.5, 0.5, 300, 100, {100, 0, 100, 100}},
        {0.25, 0.9, 400, 100, {50, 0, 100, 100}},
        {0, 0, 300, 100, {0, 0, 100, 100}},
        {1, 1, 300, 100, {200, 0, 100, 100}},
        {0.1, 0.8, 100, 500, {0, 350, 100, 100}},
        {0.1, 0.99, 100, 500, {0, 400, 100, 100}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct picture picture = {.width = rows[i].width,
            .height = rows[i].height,
            .has_focus = true,
            .focus_x = rows[i].x,
            .focus_y = rows[i].y};
        paper->ops.count = 0;
        sheet_picture(&paper->sheet, (struct rect){0, 0, 500, 500}, &picture, 0);
        assert_true(rect_is_equal(last(paper)->image.crop, rows[i].crop));
    }
}

static void whole_pictures_fit_their_room(void **state) {
    struct paper *paper = *state;
    struct rect room = {100, 200, 800, 400};
    static const struct {
        int width, height;
        struct rect box;
    } rows[] = {
        {1600, 800, {100, 200, 800, 400}}, {400, 400, {300, 200, 400, 400}}, {80, 10, {100, 350, 800, 100}}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct picture picture = {.width = rows[i].width, .height = rows[i].height};
        struct rect box = sheet_picture_whole(&paper->sheet, room, &picture, 0);
        assert_true(rect_is_equal(box, rows[i].box));
        assert_true(rect_is_equal(last(paper)->box, box));
        assert_true(
            rect_is_equal(last(paper)->image.crop, (struct rect){0, 0, picture.width, picture.height}));
    }
}

static void sparklines_fill_their_box(void **state) {
    struct paper *paper = *state;
    struct rect box = {100, 200, 300, 50};
    const double values[] = {2, 1, 3, 3}, flat[] = {5, 5};
    sheet_sparkline(&paper->sheet, box, values, 1, 0xFF00FF00);
    assert_int_equal(paper->ops.count, 0);
    sheet_sparkline(&paper->sheet, box, values, 4, 0xFF00FF00);
    const struct op_path *path = &last(paper)->path;
    static const float places[][2] = {{100, 225}, {200, 250}, {300, 200}, {400, 200}};
    assert_int_equal(path->count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_float_equal(path->points[i].x, places[i][0], 0.01);
        assert_float_equal(path->points[i].y, places[i][1], 0.01);
    }
    assert_true(rect_has_rect(last(paper)->box, box)); // and its stroke
    sheet_sparkline(&paper->sheet, box, flat, 2, 0xFF00FF00);
    assert_float_equal(last(paper)->path.points[0].y, 225, 0.01); // in the middle
}

static void codes_stand_in_their_box(void **state) {
    struct paper *paper = *state;
    struct rect box = {100, 200, 191, 191};
    assert_true(sheet_qr(&paper->sheet, box, "https://news.example/world/budget"));
    assert_int_equal(last(paper)->role, ROLE_QR);
    assert_true(rect_has_rect(box, last(paper)->box));
    assert_int_equal(last(paper)->path.count % 5, 0);
    // Four modules of white around.
    int module = (int)lroundf(last(paper)->path.points[1].x - last(paper)->path.points[0].x);
    assert_true(module >= 2);
    assert_true(last(paper)->box.x - box.x >= 4 * module);
    // What would be too fine for a camera is not drawn.
    char address[1200];
    memset(address, 'x', sizeof address - 1);
    address[sizeof address - 1] = '\0';
    size_t count = paper->ops.count;
    assert_false(sheet_qr(&paper->sheet, box, address));
    assert_false(sheet_qr(&paper->sheet, (struct rect){0, 0, 20, 20}, "https://news.example"));
    assert_int_equal(paper->ops.count, count);
}

static void triangles_point_up_or_down(void **state) {
    struct paper *paper = *state;
    struct rect box = {10, 20, 30, 24};
    sheet_triangle(&paper->sheet, box, true, 0xFFFFFFFF);
    assert_float_equal(last(paper)->path.points[1].y, 20, 0);
    sheet_triangle(&paper->sheet, box, false, 0xFFFFFFFF);
    assert_float_equal(last(paper)->path.points[1].y, 44, 0);
    assert_true(rect_is_equal(last(paper)->box, box));
}

// The largest type in which a headline is whole, and the smallest, cut, if there is none.
static void headlines_take_the_largest_type_that_fits(void **state) {
    struct paper *paper = *state;
    static const enum role roles[] = {ROLE_HEADLINE_1, ROLE_HEADLINE_2, ROLE_HEADLINE_3, ROLE_COUNT};
    static const struct {
        const char *text;
        int height;
        enum role role;
        size_t lines;
        bool cut;
    } rows[] = {
        {"A headline of a usual length", 150, ROLE_HEADLINE_1, 2, false},
        {"A headline of a usual length", 80, ROLE_HEADLINE_3, 1, true},
        {"A headline of some length for testing", 150, ROLE_HEADLINE_2, 2, false},
        {"A headline that is somewhat longer than usual", 150, ROLE_HEADLINE_3, 2, false},
        {"abc", 0, ROLE_HEADLINE_1, 1, false}, // one line in any case
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct paragraph headline = headline_set(
            &paper->sheet, (struct headline_text){rows[i].text, NULL}, roles, 700 - 110, rows[i].height);
        assert_int_equal(headline.count, rows[i].lines);
        if (headline.lines[0].pieces[0].role != rows[i].role || headline.cut != rows[i].cut) {
            fail_msg(
                "%s: %s, cut %d", rows[i].text, role_name(headline.lines[0].pieces[0].role), headline.cut);
        }
    }
    // 300 characters are cut to the room there is.
    char text[301];
    memset(text, 'x', 300);
    for (size_t i = 7; i < 300; i += 8) {
        text[i] = ' ';
    }
    text[300] = '\0';
    struct paragraph headline =
        headline_set(&paper->sheet, (struct headline_text){text, NULL}, roles, 590, 216);
    assert_true(headline.cut);
    assert_true((int)headline.count * headline.line_height <= 216);
}

static void rows_fit_or_draw_nothing(void **state) {
    struct paper *paper = *state;
    struct story story = FAKE_STORY(5, .id = "urn:1", .headline = "News of the day", .section = "Sport");
    struct row row = {.mark = "2",
        .mark_role = ROLE_NUMERAL,
        .mark_color = 0xFFFF0000,
        .mark_width = 98,
        .story = &story,
        .has_section = true};
    struct rect column = {72, 300, 1276, 500};
    int below = row_draw(&paper->sheet, &row, column, 300);
    assert_in_range(below - 300, 86, 120);
    const struct op *headline = oplist_find_text(&paper->ops, "News of the day");
    const struct op *mark = oplist_find_text(&paper->ops, "2"), *tag = oplist_find_text(&paper->ops, "SPORT");
    assert_true(headline && mark && tag);
    assert_int_equal(headline->text.baseline, mark->text.baseline); // all on one line
    assert_int_equal(headline->text.baseline, tag->text.baseline);
    assert_int_equal(headline->box.x, 72 + 98);
    assert_int_equal(tag->box.x + tag->box.w, 72 + 1276);
    size_t count = paper->ops.count;
    column.h = below - 300 - 1;
    assert_int_equal(row_draw(&paper->sheet, &row, column, 300), 300);
    assert_int_equal(paper->ops.count, count);
    column.h++;
    assert_int_equal(row_draw(&paper->sheet, &row, column, 300), below);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, paper_set_up, paper_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(text_stands_at_its_spot),
        TEST(mirrored_it_starts_at_the_right),
        TEST(mirrored_a_foreign_paragraph_starts_at_the_left),
        TEST(mirrored_things_keep_their_inside),
        TEST(paragraphs_have_air_above_and_below),
        TEST(right_to_left_paragraphs_end_at_the_right),
        TEST(pictures_are_cropped_to_their_box),
        TEST(pictures_are_cropped_around_their_focus),
        TEST(whole_pictures_fit_their_room),
        TEST(sparklines_fill_their_box),
        TEST(codes_stand_in_their_box),
        TEST(triangles_point_up_or_down),
        TEST(headlines_take_the_largest_type_that_fits),
        TEST(rows_fit_or_draw_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
