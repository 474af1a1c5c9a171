#include "layout/sheet.h"

#include <math.h>
#include <qrencode.h>
#include <string.h>

uint32_t sheet_color(const struct sheet *sheet, enum color color) {
    return 0xFF000000u | sheet->env->theme->colors[color];
}

uint32_t sheet_ink(const struct sheet *sheet, enum color color) {
    const struct theme *theme = sheet->env->theme;
    return 0xFF000000u |
           color_readable(theme->colors[color], theme->colors[COLOR_BACKGROUND], theme->contrast);
}

int sheet_px(const struct sheet *sheet, double units) {
    return grid_px(sheet->grid, units);
}

void sheet_fill(struct sheet *sheet, enum role role, struct rect box, uint32_t color, int radius) {
    if (!rect_is_empty(box)) {
        struct op op = {.kind = OP_FILL,
            .role = role,
            .box = grid_place(sheet->grid, box),
            .color = color,
            .fill = {radius}};
        oplist_add(sheet->ops, sheet->arena, &op);
    }
}

void sheet_rule(struct sheet *sheet, int x, int y, int width) {
    int thick = sheet_px(sheet, 2) > 1 ? sheet_px(sheet, 2) : 1;
    sheet_fill(sheet, ROLE_RULE, (struct rect){x, y, width, thick}, sheet_color(sheet, COLOR_LINE), 0);
}

static int start_edge(const struct spot *spot, int width) {
    switch (spot->align) {
    case ALIGN_END: return spot->x - width;
    case ALIGN_CENTER: return spot->x - width / 2;
    case ALIGN_START: break;
    }
    return spot->x;
}

// The line is placed as a whole: its pieces stand from left to right as they are read (UAX #9), whatever the
// direction of the page.
void sheet_line(struct sheet *sheet, const struct spot *spot, const struct text_line *line) {
    int left = grid_place(sheet->grid, (struct rect){start_edge(spot, line->width), 0, line->width, 0}).x;
    for (size_t i = 0; i < line->count; i++) {
        const struct piece *piece = &line->pieces[i];
        const struct measure *measure = sheet->env->measure;
        struct font_metrics metrics = measure->metrics(measure->context, &piece->type);
        struct op op = {
            .kind = OP_TEXT,
            .role = piece->role,
            .color = spot->color,
            .box = {left + piece->x, spot->baseline - metrics.ascent, piece->width,
                metrics.ascent + metrics.descent},
            .text = {.text = piece->text,
                .type = piece->type,
                .baseline = spot->baseline,
                .rtl = piece->rtl,
                .script = piece->script},
        };
        oplist_add(sheet->ops, sheet->arena, &op);
    }
}

int sheet_text(struct sheet *sheet, const struct spot *spot, const char *text) {
    struct text_line line =
        line_set(sheet->env, sheet->arena, (struct span){text, spot->role, NULL}, spot->width);
    sheet_line(sheet, spot, &line);
    return line.width;
}

int sheet_text_width(const struct sheet *sheet, enum role role, const char *text) {
    return line_set(sheet->env, sheet->arena, (struct span){text, role, NULL}, 0).width;
}

int sheet_lines(struct sheet *sheet, const struct paragraph *paragraph, size_t first, size_t last,
    const struct spot *spot) {
    // The first baseline stands where the text's ascent plus half of the leading puts it, so that the block
    // of lines has the same air above and below.
    int lead = (paragraph->line_height - paragraph->ascent - paragraph->descent) / 2;
    int y = spot->baseline;
    for (size_t i = first; i < last; i++) {
        struct spot at = *spot;
        at.baseline = y + lead + paragraph->ascent;
        bool is_foreign = paragraph->rtl != sheet->grid->mirrored; // begins where the page's lines end
        if (is_foreign && spot->align == ALIGN_START && spot->width > 0) {
            at.align = ALIGN_END;
            at.x = spot->x + spot->width;
        }
        sheet_line(sheet, &at, &paragraph->lines[i]);
        y += paragraph->line_height;
    }
    return y;
}

int sheet_paragraph(
    struct sheet *sheet, const struct spot *spot, const char *text, const struct paragraph_form *form) {
    struct span span = {text, spot->role, NULL};
    struct paragraph paragraph = paragraph_set(sheet->env, sheet->arena, &span, 1, form);
    struct spot at = *spot;
    at.width = form->width;
    return sheet_lines(sheet, &paragraph, 0, paragraph.count, &at);
}

void sheet_live(struct sheet *sheet, const struct live *live) {
    live_add(sheet->lives, sheet->arena, live);
}

// Where a crop of `length` begins so that its middle is at a share of the whole, as near as there is room.
static int crop_start(int whole, int length, double share) {
    int start = (int)(whole * share - length / 2.0);
    return start < 0 ? 0 : start > whole - length ? whole - length : start;
}

// Faces and horizons are high: above the middle, and below the upper third.
#define HIGH 0.42

// The largest part of the picture with the proportions of the box, around the point of interest if the source
// names one; else the middle across, and upwards where faces are.
static struct rect crop_to(struct rect box, const struct picture *picture) {
    double wanted = (double)box.w / box.h;
    double across = picture->has_focus ? picture->focus_x : 0.5;
    double down = picture->has_focus ? picture->focus_y : HIGH;
    int w = picture->width, h = picture->height;
    if ((double)w / h > wanted) {
        int cropped = (int)lround(h * wanted);
        cropped = cropped < 1 ? 1 : cropped;
        return (struct rect){crop_start(w, cropped, across), 0, cropped, h};
    }
    int cropped = (int)lround(w / wanted);
    cropped = cropped < 1 ? 1 : cropped > h ? h : cropped;
    return (struct rect){0, crop_start(h, cropped, down), w, cropped};
}

static void add_image(
    struct sheet *sheet, struct rect box, struct rect crop, const struct picture *picture, int radius) {
    struct op op = {
        .kind = OP_IMAGE,
        .role = ROLE_PICTURE,
        .box = grid_place(sheet->grid, box),
        .image = {.blob = picture->blob,
            .crop = crop,
            .radius = radius,
            .ground = sheet->env->theme->colors[COLOR_BACKGROUND]},
    };
    oplist_add(sheet->ops, sheet->arena, &op);
}

void sheet_picture(struct sheet *sheet, struct rect box, const struct picture *picture, int radius) {
    if (!rect_is_empty(box)) {
        add_image(sheet, box, crop_to(box, picture), picture, radius);
    }
}

struct rect sheet_picture_box(struct rect room, const struct picture *picture) {
    double scale = fmin((double)room.w / picture->width, (double)room.h / picture->height);
    struct rect box = {.w = (int)lround(picture->width * scale), .h = (int)lround(picture->height * scale)};
    box.x = room.x + (room.w - box.w) / 2;
    box.y = room.y + (room.h - box.h) / 2;
    return box;
}

struct rect sheet_picture_whole(
    struct sheet *sheet, struct rect room, const struct picture *picture, int radius) {
    struct rect box = sheet_picture_box(room, picture);
    if (!rect_is_empty(box)) {
        add_image(sheet, box, (struct rect){0, 0, picture->width, picture->height}, picture, radius);
    }
    return box;
}

static struct rect path_bounds(const struct path_point *points, size_t count, float width) {
    float left = 1e9f, top = 1e9f, right = -1e9f, bottom = -1e9f;
    for (size_t i = 0; i < count; i++) {
        if (points[i].verb != PATH_CLOSE) {
            left = fminf(left, points[i].x);
            right = fmaxf(right, points[i].x);
            top = fminf(top, points[i].y);
            bottom = fmaxf(bottom, points[i].y);
        }
    }
    float half = width / 2 + (width > 0 ? 1 : 0);
    int x = (int)floorf(left - half), y = (int)floorf(top - half);
    return (struct rect){x, y, (int)ceilf(right + half) - x, (int)ceilf(bottom + half) - y};
}

void sheet_path(struct sheet *sheet, enum role role, const struct path_point *points, size_t count,
    float width, uint32_t color) {
    struct path_point *copy = arena_array(sheet->arena, count, sizeof *copy);
    memcpy(copy, points, count * sizeof *copy);
    struct op op = {
        .kind = OP_PATH,
        .role = role,
        .box = path_bounds(points, count, width),
        .color = color,
        .path = {copy, count, width},
    };
    oplist_add(sheet->ops, sheet->arena, &op);
}

void sheet_triangle(struct sheet *sheet, struct rect box, bool up, uint32_t color) {
    box = grid_place(sheet->grid, box);
    float x = (float)box.x, y = (float)box.y, w = (float)box.w, h = (float)box.h;
    struct path_point points[] = {
        {PATH_MOVE, x, up ? y + h : y},
        {PATH_LINE, x + w / 2, up ? y : y + h},
        {PATH_LINE, x + w, up ? y + h : y},
        {PATH_CLOSE, 0, 0},
    };
    sheet_path(sheet, ROLE_SIGN, points, sizeof points / sizeof *points, 0, color);
}

void sheet_arrow(struct sheet *sheet, struct rect box, float width, uint32_t color) {
    box = grid_place(sheet->grid, box);
    bool mirrored = sheet->grid->mirrored;
    float tail = (float)(mirrored ? box.x + box.w : box.x), tip = (float)(mirrored ? box.x : box.x + box.w);
    float middle = (float)box.y + (float)box.h / 2, head = (float)box.h / 2;
    float barb = mirrored ? tip + head : tip - head;
    struct path_point points[] = {
        {PATH_MOVE, tail, middle},
        {PATH_LINE, tip, middle},
        {PATH_MOVE, barb, middle - head},
        {PATH_LINE, tip, middle},
        {PATH_LINE, barb, middle + head},
    };
    sheet_path(sheet, ROLE_SIGN, points, sizeof points / sizeof *points, width, color);
}

void sheet_sparkline(
    struct sheet *sheet, struct rect box, const double *values, size_t count, uint32_t color) {
    if (count < 2 || rect_is_empty(box)) {
        return;
    }
    box = grid_place(sheet->grid, box);
    double least = values[0], most = values[0];
    for (size_t i = 1; i < count; i++) {
        least = fmin(least, values[i]);
        most = fmax(most, values[i]);
    }
    struct path_point *points = arena_array(sheet->arena, count, sizeof *points);
    for (size_t i = 0; i < count; i++) {
        double share = most > least ? (values[i] - least) / (most - least) : 0.5;
        points[i] = (struct path_point){
            i ? PATH_LINE : PATH_MOVE,
            (float)(box.x + (double)box.w * (double)i / (double)(count - 1)),
            (float)(box.y + box.h * (1 - share)),
        };
    }
    sheet_path(sheet, ROLE_SPARK, points, count, (float)(4 * sheet->grid->scale), color);
}

static void add_module(struct path_point *points, float x, float y, float size) {
    points[0] = (struct path_point){PATH_MOVE, x, y};
    points[1] = (struct path_point){PATH_LINE, x + size, y};
    points[2] = (struct path_point){PATH_LINE, x + size, y + size};
    points[3] = (struct path_point){PATH_LINE, x, y + size};
    points[4] = (struct path_point){PATH_CLOSE, 0, 0};
}

// Level M corrects more, level L has fewer and so larger modules: whichever reads better from afar at this
// size.
static QRcode *largest_code(const char *text, int side, int *module) {
    const int quiet = 4; // modules of white around, ISO/IEC 18004
    static const QRecLevel levels[] = {QR_ECLEVEL_M, QR_ECLEVEL_L};
    QRcode *best = NULL;
    *module = 0;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        QRcode *code = QRcode_encodeString8bit(text, 0, levels[i]);
        int size = code ? side / (code->width + 2 * quiet) : 0;
        if (size > *module) {
            QRcode_free(best);
            best = code;
            *module = size;
        } else {
            QRcode_free(code);
        }
    }
    return best;
}

bool sheet_qr(struct sheet *sheet, struct rect box, const char *text) {
    int side = box.w < box.h ? box.w : box.h, module;
    QRcode *code = largest_code(text, side, &module);
    if (module < 2) {
        QRcode_free(code);
        return false;
    }
    sheet_fill(sheet, ROLE_PANEL, box, 0xFFFFFFFFu, sheet_px(sheet, 8));
    box = grid_place(sheet->grid, box);
    int left = box.x + (box.w - module * code->width) / 2, top = box.y + (box.h - module * code->width) / 2;
    size_t dark = 0, modules = (size_t)code->width * (size_t)code->width;
    struct path_point *points = arena_array(sheet->arena, modules * 5, sizeof *points);
    for (size_t i = 0; i < modules; i++) {
        if (code->data[i] & 1) {
            int column = (int)(i % (size_t)code->width), row = (int)(i / (size_t)code->width);
            add_module(points + 5 * dark++, (float)(left + column * module), (float)(top + row * module),
                (float)module);
        }
    }
    sheet_path(sheet, ROLE_QR, points, dark * 5, 0, 0xFF000000u);
    QRcode_free(code);
    return true;
}
