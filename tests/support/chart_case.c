#include "support/chart_case.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/json_syntax.h"
#include "base/limits.h"
#include "base/strbuf.h"
#include "decode/chart.h"

static double half_an_em(void *context, enum chart_face face, double size, const char *text) {
    (void)context;
    (void)face;
    return size * 0.5 * (double)strlen(text);
}

struct chart_form chart_case_form(int width, int height) {
    struct chart_form form = {.width = width,
        .height = height,
        .has_head = true,
        .style = {.background = 0x0d1420,
            .line = 0x2a3a55,
            .ink = 0xffffff,
            .dim = 0xa9b4c6,
            .highlight = 0xf2b33d,
            .text = 34},
        .measure = {NULL, half_an_em}};
    chart_palette(form.style.background, &form.style);
    return form;
}

static void draw(struct chart_case *it, const char *text, size_t len, const struct chart_form *form) {
    *it = (struct chart_case){.reason = {{0}}};
    arena_init(&it->arena, 0);
    it->error = chart_spec_read(text, len, "spec", &it->arena, &it->spec, &it->reason);
    if (!it->error) {
        it->error = chart_draw(&it->spec, form, &it->arena, &it->drawing, &it->reason);
    }
}

void chart_case_init_in(struct chart_case *it, const char *text, size_t len, int width, int height) {
    struct chart_form form = chart_case_form(width, height);
    draw(it, text, len, &form);
}

void chart_case_init_by(struct chart_case *it, const char *text, const struct chart_form *form) {
    draw(it, text, strlen(text), form);
}

void chart_case_init(struct chart_case *it, const char *text) {
    chart_case_init_in(it, text, strlen(text), 1700, 600);
}

void chart_case_finish(struct chart_case *it) {
    arena_finish(&it->arena);
}

static const char *joined(struct chart_case *it, const char *all, const char *one) {
    return *all ? arena_printf(&it->arena, "%s|%s", all, one) : one;
}

static const char *texts(struct chart_case *it, enum drawing_role role, char channel) {
    const char *all = "";
    for (size_t i = 0; i < it->drawing.count; i++) {
        const struct drawing_item *item = &it->drawing.items[i];
        bool is_of_channel = !channel || (item->axis >= 0 && it->drawing.axes[item->axis].channel == channel);
        if (item->role == role && item->kind == DRAWING_TEXT && is_of_channel) {
            all = joined(it, all, item->text.text);
        }
    }
    return all;
}

const char *chart_case_texts(struct chart_case *it, enum drawing_role role) {
    return texts(it, role, '\0');
}

const char *chart_case_labels(struct chart_case *it, char channel) {
    return texts(it, DRAWING_AXIS_LABEL, channel);
}

const struct drawing_item *chart_case_text(const struct chart_case *it, const char *text) {
    for (size_t i = 0; i < it->drawing.count; i++) {
        const struct drawing_item *item = &it->drawing.items[i];
        if (item->kind == DRAWING_TEXT && strcmp(item->text.text, text) == 0) {
            return item;
        }
    }
    return NULL;
}

size_t chart_case_count(const struct chart_case *it, enum drawing_role role, enum drawing_kind kind) {
    size_t count = 0;
    for (size_t i = 0; i < it->drawing.count; i++) {
        count += it->drawing.items[i].role == role && it->drawing.items[i].kind == kind;
    }
    return count;
}

const struct drawing_item *chart_case_mark(const struct chart_case *it, enum drawing_kind kind, size_t n) {
    for (size_t i = 0; i < it->drawing.count; i++) {
        const struct drawing_item *item = &it->drawing.items[i];
        if (item->role == DRAWING_MARK && item->kind == kind && n-- == 0) {
            return item;
        }
    }
    return NULL;
}

static bool stand_over(const double *p, const double *q, double size) {
    double across = fmin(p[2], q[2]) - fmax(p[0], q[0]), up = fmin(p[3], q[3]) - fmax(p[1], q[1]);
    return across > 1 && up > size * 0.1;
}

const char *chart_case_crowded(struct chart_case *it) {
    const struct drawing *drawing = &it->drawing;
    for (size_t a = 0; a < drawing->count; a++) {
        const struct drawing_item *item = &drawing->items[a];
        double air = item->text.size * 0.2;
        if (item->kind != DRAWING_TEXT) {
            continue;
        }
        if (item->box[0] < -0.5 || item->box[2] > drawing->width + 0.5 || item->box[1] < -air ||
            item->box[3] > drawing->height + air) {
            return arena_printf(&it->arena, "\"%s\" reaches past the screen", item->text.text);
        }
        for (size_t b = 0; b < a; b++) {
            const struct drawing_item *other = &drawing->items[b];
            if (other->kind == DRAWING_TEXT && stand_over(item->box, other->box, item->text.size)) {
                return arena_printf(&it->arena, "\"%s\" over \"%s\"", item->text.text, other->text.text);
            }
        }
    }
    return NULL;
}

static bool are_finite(const double *numbers, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(numbers[i])) {
            return false;
        }
    }
    return true;
}

static bool is_finite(const struct drawing_item *item) {
    const double all[] = {item->size, item->corner, item->alpha, item->width, item->text.size, item->text.x,
        item->text.baseline, item->text.leading, item->angle[0], item->angle[1], item->radius[0],
        item->radius[1]};
    bool is_good = are_finite(item->box, 4) && are_finite(item->at, 2) && are_finite(item->dash, 4) &&
                   are_finite(all, sizeof all / sizeof *all);
    for (size_t i = 0; is_good && i < item->point_count; i++) {
        const struct drawing_point *point = &item->points[i];
        const double ends[] = {point->x, point->y, point->x2, point->y2};
        is_good = point->is_gap || are_finite(ends, item->kind == DRAWING_AREA ? 4 : 2);
    }
    return is_good;
}

// A bar or tick at the very end of an axis of numbers stands half beyond it: it is 5 or 15 of the spec's 300
// pixels wide.
static bool is_inside(const double box[4], double x, double y) {
    double across = (box[2] - box[0]) * 0.03, down = (box[3] - box[1]) * 0.03;
    return x >= box[0] - across && x <= box[2] + across && y >= box[1] - down && y <= box[3] + down;
}

static bool is_in_cell(const struct drawing *drawing, const struct drawing_item *item) {
    const double *cell = drawing->cells[item->cell].box;
    switch (item->kind) {
    case DRAWING_RECT:
    case DRAWING_RULE:
        return is_inside(cell, item->box[0], item->box[1]) && is_inside(cell, item->box[2], item->box[3]);
    case DRAWING_SYMBOL:
    case DRAWING_ARC: return is_inside(cell, item->at[0], item->at[1]);
    case DRAWING_TEXT: return true;
    case DRAWING_LINE:
    case DRAWING_AREA: break;
    }
    for (size_t i = 0; i < item->point_count; i++) {
        const struct drawing_point *point = &item->points[i];
        bool is_area = item->kind == DRAWING_AREA;
        if (!point->is_gap &&
            (!is_inside(cell, point->x, point->y) || (is_area && !is_inside(cell, point->x2, point->y2)))) {
            return false;
        }
    }
    return true;
}

static bool has_sound_dump(const struct drawing *drawing) {
    struct strbuf dump;
    struct json_syntax syntax;
    strbuf_init(&dump, (size_t)64 << 20);
    drawing_write(drawing, &dump);
    bool is_sound = !dump.full && json_syntax_check(strbuf_text(&dump), dump.len, &syntax) != ERROR_INPUT;
    strbuf_finish(&dump);
    return is_sound;
}

const char *chart_case_fault(const struct chart_case *it, bool in_cells) {
    const struct drawing *drawing = &it->drawing;
    for (size_t i = 0; i < drawing->count; i++) {
        const struct drawing_item *item = &drawing->items[i];
        bool is_mark = item->role == DRAWING_MARK;
        if (!is_finite(item)) {
            return "a number that is none";
        }
        if (is_mark && item->cell >= (int)drawing->cell_count) {
            return "a mark of no cell";
        }
        if (is_mark && in_cells && item->cell >= 0 && !is_in_cell(drawing, item)) {
            return "a mark outside its cell";
        }
        if (item->role == DRAWING_AXIS_LABEL &&
            (item->box[0] < -0.5 || item->box[2] > drawing->width + 0.5)) {
            return "a label outside the screen";
        }
    }
    return has_sound_dump(drawing) ? NULL : "a dump that is no JSON";
}
