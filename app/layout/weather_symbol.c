#include "layout/weather_symbol.h"

#include <math.h>

// Weather symbols: a table of skies, each a few shapes on a square of 100 by 100 units.

enum shape { SHAPE_NONE, SHAPE_SUN, SHAPE_CLOUD, SHAPE_STREAKS, SHAPE_FLAKES, SHAPE_BOLT, SHAPE_MIST };

struct part {
    enum shape shape;
    float x, y;       // of its middle
    float size;       // about its width
    int count;        // of streaks and flakes; of a sun its rays, one a bit from the right clockwise
    enum color color; // of the theme
};

#define MOST_PARTS 4

static const struct part symbols[SKY_COUNT][MOST_PARTS] = {
    [SKY_CLEAR] = {{SHAPE_SUN, 50, 50, 84, 0xFF, COLOR_HIGHLIGHT}},
    [SKY_MOSTLY_CLEAR] = {{SHAPE_SUN, 45, 44, 76, 0xFD, COLOR_HIGHLIGHT},
        {SHAPE_CLOUD, 68, 72, 48, 0, COLOR_DIM}},
    [SKY_PARTLY_CLOUDY] = {{SHAPE_SUN, 38, 37, 64, 0xF0, COLOR_HIGHLIGHT},
        {SHAPE_CLOUD, 56, 62, 76, 0, COLOR_DIM}},
    [SKY_CLOUDY] = {{SHAPE_CLOUD, 50, 54, 92, 0, COLOR_DIM}},
    [SKY_OVERCAST] = {{SHAPE_CLOUD, 62, 40, 66, 0, COLOR_BAR}, {SHAPE_CLOUD, 44, 58, 80, 0, COLOR_DIM}},
    [SKY_FOG] = {{SHAPE_CLOUD, 50, 36, 76, 0, COLOR_DIM}, {SHAPE_MIST, 50, 78, 84, 3, COLOR_DIM}},
    [SKY_DRIZZLE] = {{SHAPE_CLOUD, 50, 42, 80, 0, COLOR_DIM}, {SHAPE_STREAKS, 48, 83, 11, 3, COLOR_SECTION}},
    [SKY_RAIN] = {{SHAPE_CLOUD, 50, 38, 84, 0, COLOR_DIM}, {SHAPE_STREAKS, 50, 82, 24, 4, COLOR_SECTION}},
    [SKY_SHOWERS] = {{SHAPE_SUN, 34, 30, 52, 0xF0, COLOR_HIGHLIGHT}, {SHAPE_CLOUD, 55, 46, 72, 0, COLOR_DIM},
        {SHAPE_STREAKS, 54, 85, 20, 3, COLOR_SECTION}},
    [SKY_SLEET] = {{SHAPE_CLOUD, 50, 38, 84, 0, COLOR_DIM}, {SHAPE_STREAKS, 32, 82, 22, 1, COLOR_SECTION},
        {SHAPE_FLAKES, 52, 83, 17, 1, COLOR_INK}, {SHAPE_STREAKS, 74, 82, 22, 1, COLOR_SECTION}},
    [SKY_SNOW] = {{SHAPE_CLOUD, 50, 38, 84, 0, COLOR_DIM}, {SHAPE_FLAKES, 50, 83, 17, 3, COLOR_INK}},
    [SKY_THUNDER] = {{SHAPE_CLOUD, 50, 38, 84, 0, COLOR_DIM}, {SHAPE_BOLT, 50, 76, 30, 0, COLOR_HIGHLIGHT}},
};

#define CIRCLE 40 // corners of a circle: no edge is seen at any size used
#define MOST_POINTS 400
#define PI 3.14159265358979323846f

struct drawing {
    struct path_point points[MOST_POINTS];
    size_t count;
    struct rect box;
};

static void add(struct drawing *drawing, enum path_verb verb, float x, float y) {
    float scale = (float)drawing->box.w / 100;
    if (drawing->count < MOST_POINTS) {
        drawing->points[drawing->count++] =
            (struct path_point){verb, (float)drawing->box.x + x * scale, (float)drawing->box.y + y * scale};
    }
}

static void add_circle(struct drawing *drawing, float x, float y, float radius) {
    for (int i = 0; i < CIRCLE; i++) {
        float angle = 2 * PI * (float)i / CIRCLE;
        add(drawing, i ? PATH_LINE : PATH_MOVE, x + radius * cosf(angle), y + radius * sinf(angle));
    }
    add(drawing, PATH_CLOSE, 0, 0);
}

// Clockwise, as circles are: where shapes overlap nothing is left out.
static void add_box(struct drawing *drawing, float x, float y, float w, float h) {
    add(drawing, PATH_MOVE, x, y);
    add(drawing, PATH_LINE, x + w, y);
    add(drawing, PATH_LINE, x + w, y + h);
    add(drawing, PATH_LINE, x, y + h);
    add(drawing, PATH_CLOSE, 0, 0);
}

static void finish(struct sheet *sheet, struct drawing *drawing, float width, uint32_t color) {
    if (drawing->count) {
        float pixels = width * (float)drawing->box.w / 100;
        sheet_path(sheet, ROLE_SKY, drawing->points, drawing->count, pixels, color);
    }
    drawing->count = 0;
}

static void draw_sun(struct sheet *sheet, struct drawing *drawing, const struct part *part, uint32_t color) {
    const int rays = 8;
    float radius = part->size / 2;
    add_circle(drawing, part->x, part->y, radius * 0.52f);
    finish(sheet, drawing, 0, color);
    for (int i = 0; i < rays; i++) {
        if (!(part->count & 1 << i)) {
            continue; // a cloud would leave a bit of it
        }
        float angle = 2 * PI * (float)i / (float)rays, x = cosf(angle), y = sinf(angle);
        add(drawing, PATH_MOVE, part->x + x * radius * 0.74f, part->y + y * radius * 0.74f);
        add(drawing, PATH_LINE, part->x + x * radius * 0.96f, part->y + y * radius * 0.96f);
    }
    finish(sheet, drawing, part->size * 0.075f, color);
}

// A crescent: the outer arc three quarters round, and back on a circle that lies beside it.
static void draw_moon(struct sheet *sheet, struct drawing *drawing, const struct part *part, uint32_t color) {
    float radius = part->size * 0.38f;
    const float open = 0.9f; // radians between the horns and the axis
    float tip_x = radius * cosf(open), tip_y = radius * sinf(open), middle = radius * 0.78f;
    float inner = hypotf(tip_x - middle, tip_y), turn = atan2f(tip_y, tip_x - middle);
    const float tilt = -0.6f;
    for (int i = 0; i <= CIRCLE; i++) {
        float angle = open + (2 * PI - 2 * open) * (float)i / CIRCLE + tilt;
        add(drawing, i ? PATH_LINE : PATH_MOVE, part->x + radius * cosf(angle),
            part->y + radius * sinf(angle));
    }
    for (int i = 1; i < CIRCLE; i++) {
        float angle = -turn - (2 * PI - 2 * turn) * (float)i / CIRCLE;
        float x = middle + inner * cosf(angle), y = inner * sinf(angle);
        add(drawing, PATH_LINE, part->x + x * cosf(tilt) - y * sinf(tilt),
            part->y + x * sinf(tilt) + y * cosf(tilt));
    }
    add(drawing, PATH_CLOSE, 0, 0);
    finish(sheet, drawing, 0, color);
}

static void add_cloud(struct drawing *drawing, const struct part *part) {
    float s = part->size / 100, x = part->x - 50 * s, base = part->y + 27 * s;
    add_circle(drawing, x + 20 * s, base - 20 * s, 20 * s);
    add_circle(drawing, x + 47 * s, base - 30 * s, 30 * s);
    add_circle(drawing, x + 78 * s, base - 22 * s, 22 * s);
    add_box(drawing, x + 20 * s, base - 22 * s, 58 * s, 22 * s);
}

// What stands behind a cloud ends a little before it, so that two of one colour are still two.
static void draw_cloud(struct sheet *sheet, struct drawing *drawing, const struct part *part, uint32_t color,
    uint32_t ground, bool is_first) {
    if (!is_first) {
        add_cloud(drawing, part);
        finish(sheet, drawing, 8, ground);
    }
    add_cloud(drawing, part);
    finish(sheet, drawing, 0, color);
}

static float part_x(const struct part *part, int i) {
    float pitch = part->shape == SHAPE_FLAKES ? 26 : 22;
    return part->x + ((float)i - (float)(part->count - 1) / 2) * pitch;
}

static void draw_streaks(
    struct sheet *sheet, struct drawing *drawing, const struct part *part, uint32_t color) {
    for (int i = 0; i < part->count; i++) {
        float half = part->size / 2, x = part_x(part, i);
        add(drawing, PATH_MOVE, x + half * 0.35f, part->y - half);
        add(drawing, PATH_LINE, x - half * 0.35f, part->y + half);
    }
    finish(sheet, drawing, 6, color);
}

static void draw_flakes(
    struct sheet *sheet, struct drawing *drawing, const struct part *part, uint32_t color) {
    for (int i = 0; i < part->count; i++) {
        for (int arm = 0; arm < 3; arm++) {
            float angle = PI * (float)arm / 3 + PI / 2, half = part->size / 2;
            float x = half * cosf(angle), y = half * sinf(angle), middle = part_x(part, i);
            add(drawing, PATH_MOVE, middle - x, part->y - y);
            add(drawing, PATH_LINE, middle + x, part->y + y);
        }
    }
    finish(sheet, drawing, 4.5f, color);
}

static void draw_bolt(
    struct sheet *sheet, struct drawing *drawing, const struct part *part, uint32_t color, uint32_t ground) {
    static const float corners[][2] = {{6, -28}, {-16, 4}, {-2, 4}, {-8, 26}, {16, -8}, {2, -8}, {12, -28}};
    for (int pass = 0; pass < 2; pass++) { // around it the cloud ends a little before it
        for (size_t i = 0; i < sizeof corners / sizeof *corners; i++) {
            add(drawing, i ? PATH_LINE : PATH_MOVE, part->x + corners[i][0], part->y + corners[i][1]);
        }
        add(drawing, PATH_CLOSE, 0, 0);
        finish(sheet, drawing, pass ? 0 : 7, pass ? color : ground);
    }
}

static void draw_mist(struct sheet *sheet, struct drawing *drawing, const struct part *part, uint32_t color) {
    for (int i = 0; i < part->count; i++) {
        float half = part->size / 2 - (i % 2 ? 10 : 0), y = part->y + (float)(i - 1) * 13;
        add(drawing, PATH_MOVE, part->x - half, y);
        add(drawing, PATH_LINE, part->x + half, y);
    }
    finish(sheet, drawing, 6, color);
}

void weather_symbol(struct sheet *sheet, struct rect box, enum sky sky, bool is_night, enum color on) {
    uint32_t ground = sheet_color(sheet, on);
    struct drawing drawing = {.box = grid_place(sheet->grid, box)};
    for (size_t i = 0; i < MOST_PARTS; i++) {
        const struct part *part = &symbols[sky][i];
        uint32_t color = sheet_color(sheet, part->color);
        switch (part->shape) {
        case SHAPE_NONE: break;
        case SHAPE_SUN: (is_night ? draw_moon : draw_sun)(sheet, &drawing, part, color); break;
        case SHAPE_CLOUD: draw_cloud(sheet, &drawing, part, color, ground, i == 0); break;
        case SHAPE_STREAKS: draw_streaks(sheet, &drawing, part, color); break;
        case SHAPE_FLAKES: draw_flakes(sheet, &drawing, part, color); break;
        case SHAPE_BOLT: draw_bolt(sheet, &drawing, part, color, ground); break;
        case SHAPE_MIST: draw_mist(sheet, &drawing, part, color); break;
        }
    }
}
