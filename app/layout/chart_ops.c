#include "layout/chart_ops.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chart/color.h"
#include "layout/chart_path.h"

static enum face face_of(enum chart_face face) {
    return face == CHART_TITLE_FACE ? FACE_SERIF_BOLD
           : face == CHART_BOLD     ? FACE_SANS_SEMIBOLD
                                    : FACE_SANS_REGULAR;
}

static struct type type_of(enum chart_face face, double size) {
    int pixels = (int)lround(size);
    return (struct type){
        .face = face_of(face), .size = pixels > 1 ? pixels : 1, .line_height = (int)lround(size * 1.2)};
}

#define MOST_RUNS 32

// The runs of a line, as the kiosk's language has it.
static size_t runs_of(const struct layout_env *env, const char *line, struct run runs[MOST_RUNS]) {
    size_t len = strlen(line);
    enum direction direction = text_direction(locale_language(env->locale), line, len);
    return text_runs(line, len, direction, runs, MOST_RUNS);
}

static double measure_width(void *context, enum chart_face face, double size, const char *text) {
    const struct layout_env *env = context;
    struct type type = type_of(face, size);
    struct run runs[MOST_RUNS];
    size_t count = runs_of(env, text, runs);
    int width = 0;
    for (size_t i = 0; i < count; i++) {
        width += env->measure->width(env->measure->context, &type, text, runs[i]);
    }
    return width;
}

struct chart_form chart_form_of(const struct layout_env *env, struct rect room, double text) {
    const uint32_t *colors = env->theme->colors;
    struct chart_form form = {.x = room.x, .y = room.y, .width = room.w, .height = room.h};
    form.style = (struct chart_style){
        .background = colors[COLOR_BACKGROUND],
        .panel = colors[COLOR_PANEL],
        .line = colors[COLOR_LINE],
        .ink = colors[COLOR_INK],
        .dim = colors[COLOR_DIM],
        .highlight = colors[COLOR_HIGHLIGHT],
        .quiet = color_mix(colors[COLOR_SECTION], colors[COLOR_BACKGROUND], 0.45),
        .text = text,
    };
    chart_palette(form.style.background, &form.style);
    union { // the callback's context is not const, but only read
        const struct layout_env *env;
        void *context;
    } borrowed = {.env = env};
    form.measure = (struct chart_measure){borrowed.context, measure_width};
    form.locale = env->locale;
    form.breaker = env->breaker;
    form.words = env->words->text + WORD_CHART;
    return form;
}

static uint32_t with_alpha(uint32_t color, double alpha) {
    return (uint32_t)lround(fmin(1, fmax(0, alpha)) * 255) << 24 | (color & 0xffffff);
}

// From this size on, in units of a screen of 1080 lines, one sees that a figure does not begin where it
// stands.
#define DISPLAY_SIZE 96

// How far a line moves to the left, so that its ink, not its pen, is at the edge of what is below it.
static int overhang(const struct sheet *sheet, const struct drawing_item *item, const char *line,
    const struct type *type, struct run first) {
    const struct measure *measure = sheet->env->measure;
    bool is_large = item->text.align == CHART_LEFT && type->size >= sheet_px(sheet, DISPLAY_SIZE);
    return is_large && !first.rtl ? measure->bearing(measure->context, type, line, first) : 0;
}

static void put_line(
    struct sheet *sheet, const struct drawing_item *item, const char *line, double baseline) {
    struct type type = type_of(item->text.face, item->text.size);
    const struct measure *measure = sheet->env->measure;
    struct font_metrics metrics = measure->metrics(measure->context, &type);
    struct run runs[MOST_RUNS];
    size_t count = runs_of(sheet->env, line, runs);
    int widths[MOST_RUNS], width = 0;
    for (size_t i = 0; i < count; i++) {
        widths[i] = measure->width(measure->context, &type, line, runs[i]);
        width += widths[i];
    }
    double left = item->text.align == CHART_LEFT ? 0 : item->text.align == CHART_CENTER ? width / 2.0 : width;
    int x = (int)lround(item->text.x - left), y = (int)lround(baseline);
    x -= count ? overhang(sheet, item, line, &type, runs[0]) : 0;
    for (size_t i = 0; i < count; i++) {
        struct op op = {.kind = OP_TEXT,
            .role = item->text.face == CHART_REGULAR ? ROLE_BODY : ROLE_BODY_STRONG,
            .color = with_alpha(item->fill, item->alpha),
            .box = {x, y - metrics.ascent, widths[i], metrics.ascent + metrics.descent},
            .text = {.text = arena_text_n(sheet->arena, line + runs[i].start, runs[i].len),
                .type = type,
                .baseline = y,
                .rtl = runs[i].rtl,
                .script = runs[i].script}};
        oplist_add(sheet->ops, sheet->arena, &op);
        x += widths[i];
    }
}

static void put_text(struct sheet *sheet, const struct drawing_item *item) {
    const char *text = item->text.text;
    for (double baseline = item->text.baseline; *text; baseline += item->text.leading) {
        size_t len = strcspn(text, "\n");
        put_line(sheet, item, arena_text_n(sheet->arena, text, len), baseline);
        text += len + (text[len] == '\n');
    }
}

static void trace(struct trail *trail, const struct drawing_item *item) {
    switch (item->kind) {
    case DRAWING_RECT: trail_rect(trail, item->box, item->corner); break;
    case DRAWING_LINE: trail_path(trail, item); break;
    case DRAWING_AREA: trail_area(trail, item); break;
    case DRAWING_SYMBOL: trail_symbol(trail, item); break;
    case DRAWING_RULE: trail_rule(trail, item); break;
    case DRAWING_ARC: trail_arc(trail, item); break;
    case DRAWING_TEXT: break;
    }
}

static void put_shape(struct sheet *sheet, const struct drawing_item *item, struct trail *trail) {
    trail->count = 0;
    trace(trail, item);
    if (trail->count == 0) {
        return;
    }
    bool is_line = item->kind == DRAWING_LINE || item->kind == DRAWING_RULE;
    if (item->has_fill && !is_line) {
        sheet_path(sheet, ROLE_SIGN, trail->points, trail->count, 0, with_alpha(item->fill, item->alpha));
    }
    if (item->has_stroke) {
        sheet_path(sheet, ROLE_SIGN, trail->points, trail->count, (float)fmax(1, item->width),
            with_alpha(item->stroke, item->alpha));
    }
    if (item->kind == DRAWING_ARC && !item->has_stroke) { // a hair of ground between the pieces of a pie
        uint32_t ground = 0xFF000000u | sheet->env->theme->colors[COLOR_BACKGROUND];
        sheet_path(
            sheet, ROLE_SIGN, trail->points, trail->count, (float)fmax(1, item->radius[1] / 120), ground);
    }
}

// A chart is drawn in the screen's own coordinates: its axes are never mirrored.
static void fill_screen(struct sheet *sheet, enum role role, struct rect box, uint32_t color, int radius) {
    sheet_fill(sheet, role, grid_place(sheet->grid, box), color, radius);
}

// The nearest pixel. Of two boxes that touch on half a pixel, one may come to end a hair before it.
static int snap(double place) {
    return (int)floor(place + 0.5 + 1e-6);
}

// Straight lines and boxes on whole pixels are sharp.
static bool put_sharp(struct sheet *sheet, const struct drawing_item *item) {
    bool is_plain = item->alpha > 0.999 && item->dash[0] <= 0;
    if (item->kind == DRAWING_RULE && is_plain &&
        (fabs(item->box[0] - item->box[2]) < 0.01 || fabs(item->box[1] - item->box[3]) < 0.01)) {
        double half = fmax(1, item->width) / 2, x0 = fmin(item->box[0], item->box[2]),
               x1 = fmax(item->box[0], item->box[2]);
        double y0 = fmin(item->box[1], item->box[3]), y1 = fmax(item->box[1], item->box[3]);
        bool is_level = fabs(y0 - y1) < 0.01;
        int thick = (int)fmax(1, round(2 * half));
        struct rect box = {
            (int)lround(is_level ? x0 : x0 - half), (int)lround(is_level ? y0 - half : y0), 0, 0};
        box.w = is_level ? (int)lround(x1) - box.x : thick;
        box.h = is_level ? thick : (int)lround(y1) - box.y;
        fill_screen(sheet, ROLE_RULE, box, with_alpha(item->stroke, 1), 0);
        return true;
    }
    if (item->kind == DRAWING_RECT && is_plain && item->has_fill && !item->has_stroke) {
        struct rect box = {snap(item->box[0]), snap(item->box[1]), 0, 0};
        box.w = (int)fmax(1, snap(item->box[2]) - box.x);
        box.h = (int)fmax(1, snap(item->box[3]) - box.y);
        fill_screen(sheet, ROLE_PANEL, box, with_alpha(item->fill, 1), (int)lround(item->corner));
        return true;
    }
    return false;
}

// What of the paper they have ink on.
static struct rect ink_of(const struct oplist *shapes, struct rect paper) {
    struct rect ink = {0};
    for (size_t i = 0; i < shapes->count; i++) {
        ink = rect_union(ink, rect_intersect(shapes->ops[i].box, paper));
    }
    return ink;
}

#define PIECE_POINTS 8000 // of outlines

bool chart_shapes(
    struct sheet *sheet, const struct drawing *drawing, struct rect paper, const struct chart_pace *pace) {
    struct oplist shapes = {.most = LIMIT_SHAPES};
    struct trail trail = {.arena = drawing->arena};
    struct sheet inside = *sheet;
    inside.ops = &shapes;
    for (size_t i = 0, points = 0; i < drawing->count; i++) {
        const struct drawing_item *item = &drawing->items[i];
        trail.count = 10;
        if (item->kind != DRAWING_TEXT && !put_sharp(&inside, item)) {
            put_shape(&inside, item, &trail);
        }
        points += trail.count;
        if (points >= PIECE_POINTS && pace->pause && !pace->pause(pace->context)) {
            return false;
        }
        points = points < PIECE_POINTS ? points : 0;
    }
    const struct op op = {.kind = OP_SHAPES,
        .role = ROLE_CHART,
        .box = ink_of(&shapes, paper),
        .color = 0xFF000000u | sheet->env->theme->colors[COLOR_BACKGROUND],
        .shapes = {shapes.ops, shapes.count}};
    if (!rect_is_empty(op.box)) {
        oplist_add(sheet->ops, sheet->arena, &op);
    }
    return true;
}

void chart_texts(struct sheet *sheet, const struct drawing *drawing) {
    for (size_t i = 0; i < drawing->count; i++) {
        if (drawing->items[i].kind == DRAWING_TEXT) {
            put_text(sheet, &drawing->items[i]);
        }
    }
}
