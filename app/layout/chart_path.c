#include "layout/chart_path.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TURN 6.283185307179586

static void put(struct trail *trail, enum path_verb verb, double x, double y) {
    if (trail->count == trail->capacity) {
        size_t capacity = trail->capacity ? trail->capacity * 2 : 64;
        struct path_point *points = arena_array(trail->arena, capacity, sizeof *points);
        if (trail->count) {
            memcpy(points, trail->points, trail->count * sizeof *points);
        }
        trail->points = points;
        trail->capacity = capacity;
    }
    trail->points[trail->count++] = (struct path_point){verb, (float)x, (float)y};
}

void trail_move(struct trail *trail, double x, double y) {
    put(trail, PATH_MOVE, x, y);
}

void trail_line(struct trail *trail, double x, double y) {
    put(trail, PATH_LINE, x, y);
}

void trail_close(struct trail *trail) {
    put(trail, PATH_CLOSE, 0, 0);
}

// Segments of a circle so short that its corners do not show: a sagitta of a tenth of a pixel.
static int steps_of(double radius, double angle) {
    double step = 2 * acos(fmax(0.2, 1 - 0.1 / fmax(radius, 0.2)));
    return (int)fmax(2, ceil(fabs(angle) / step));
}

// Angles clockwise from twelve o'clock.
static void along(
    struct trail *trail, double x, double y, double radius, double from, double to, bool begins) {
    int steps = steps_of(radius, to - from);
    for (int i = 0; i <= steps; i++) {
        double angle = from + (to - from) * i / steps;
        put(trail, begins && i == 0 ? PATH_MOVE : PATH_LINE, x + sin(angle) * radius,
            y - cos(angle) * radius);
    }
}

void trail_rect(struct trail *trail, const double box[4], double corner) {
    double x0 = box[0], y0 = box[1], x1 = box[2], y1 = box[3], r = corner;
    if (r < 0.5) {
        trail_move(trail, x0, y0);
        trail_line(trail, x1, y0);
        trail_line(trail, x1, y1);
        trail_line(trail, x0, y1);
    } else {
        along(trail, x0 + r, y0 + r, r, TURN * 0.75, TURN, true);
        along(trail, x1 - r, y0 + r, r, 0, TURN / 4, false);
        along(trail, x1 - r, y1 - r, r, TURN / 4, TURN / 2, false);
        along(trail, x0 + r, y1 - r, r, TURN / 2, TURN * 0.75, false);
    }
    trail_close(trail);
}

static void polygon(struct trail *trail, const struct drawing_item *item, const double (*points)[2],
    size_t count, double scale) {
    for (size_t i = 0; i < count; i++) {
        put(trail, i ? PATH_LINE : PATH_MOVE, item->at[0] + points[i][0] * scale,
            item->at[1] + points[i][1] * scale);
    }
    trail_close(trail);
}

// "M0,0.2L0.2,0.3 …Z": a shape of straight lines in a square from -1 to 1.
static bool custom(struct trail *trail, const struct drawing_item *item, double scale) {
    double points[64][2];
    size_t count = 0;
    for (const char *at = item->shape; *at && count < 64;) {
        char *end;
        at += strspn(at, " ,MLZmlz");
        double x = strtod(at, &end);
        if (end == at) {
            break;
        }
        at = end + strspn(end, " ,");
        double y = strtod(at, &end);
        at = end;
        points[count][0] = x;
        points[count++][1] = y;
    }
    if (count >= 3) {
        polygon(trail, item, (const double(*)[2])points, count, scale);
    }
    return count >= 3;
}

// Sizes are areas (d3-shape, symbols).
void trail_symbol(struct trail *trail, const struct drawing_item *item) {
    static const double square[][2] = {{-0.5, -0.5}, {0.5, -0.5}, {0.5, 0.5}, {-0.5, 0.5}};
    static const double diamond[][2] = {{0, -0.76}, {0.66, 0}, {0, 0.76}, {-0.66, 0}};
    static const double triangle[][2] = {{0, -0.75}, {0.8, 0.6}, {-0.8, 0.6}};
    static const double down[][2] = {{0, 0.75}, {0.8, -0.6}, {-0.8, -0.6}};
    static const double right[][2] = {{0.75, 0}, {-0.6, 0.8}, {-0.6, -0.8}};
    static const double left[][2] = {{-0.75, 0}, {0.6, 0.8}, {0.6, -0.8}};
    static const double cross[][2] = {{-0.67, -0.22}, {-0.22, -0.22}, {-0.22, -0.67}, {0.22, -0.67},
        {0.22, -0.22}, {0.67, -0.22}, {0.67, 0.22}, {0.22, 0.22}, {0.22, 0.67}, {-0.22, 0.67}, {-0.22, 0.22},
        {-0.67, 0.22}};
    static const struct {
        const char *name;
        const double (*points)[2];
        size_t count;
    } shapes[] = {{"square", square, 4}, {"diamond", diamond, 4}, {"triangle-up", triangle, 3},
        {"triangle", triangle, 3}, {"triangle-down", down, 3}, {"triangle-right", right, 3},
        {"triangle-left", left, 3}, {"cross", cross, 12}};
    double side = sqrt(fmax(0, item->size));
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        if (item->shape && strcmp(shapes[i].name, item->shape) == 0) {
            polygon(trail, item, shapes[i].points, shapes[i].count, side);
            return;
        }
    }
    if (item->shape && item->shape[0] == 'M' && custom(trail, item, side)) {
        return;
    }
    along(trail, item->at[0], item->at[1], side / sqrt(TURN / 2), 0, TURN, true);
    trail_close(trail);
}

void trail_arc(struct trail *trail, const struct drawing_item *item) {
    double from = fmin(item->angle[0], item->angle[1]), to = fmax(item->angle[0], item->angle[1]);
    along(trail, item->at[0], item->at[1], item->radius[1], from, to, true);
    if (item->radius[0] > 0.5) {
        along(trail, item->at[0], item->at[1], item->radius[0], to, from, false);
    } else {
        trail_line(trail, item->at[0], item->at[1]);
    }
    trail_close(trail);
}

// Curves. Each maps the points of an unbroken stretch to more points.

static bool is_curve(const struct drawing_item *item, const char *name) {
    return item->curve && strncmp(item->curve, name, strlen(name)) == 0;
}

// The slope at a point that keeps a curve monotone between points (Steffen 1990, as d3-shape's
// curveMonotoneX).
static double slope(const double *x, const double *y, size_t i, size_t count) {
    double h0 = i > 0 ? x[i] - x[i - 1] : 0, h1 = i + 1 < count ? x[i + 1] - x[i] : 0;
    double s0 = h0 > 0 ? (y[i] - y[i - 1]) / h0 : 0, s1 = h1 > 0 ? (y[i + 1] - y[i]) / h1 : 0;
    if (i == 0 || i + 1 == count) {
        return i == 0 ? s1 : s0;
    }
    double p = h0 + h1 > 0 ? (s0 * h1 + s1 * h0) / (h0 + h1) : 0;
    return ((s0 > 0) - (s0 < 0) + (s1 > 0) - (s1 < 0)) * fmin(fmin(fabs(s0), fabs(s1)), 0.5 * fabs(p));
}

static void monotone(struct trail *trail, const double *x, const double *y, size_t count, bool swapped) {
    for (size_t i = 0; i + 1 < count; i++) {
        double h = x[i + 1] - x[i], m0 = slope(x, y, i, count), m1 = slope(x, y, i + 1, count);
        for (int step = 1; step <= 12; step++) {
            double t = step / 12.0, a = (1 + 2 * t) * (1 - t) * (1 - t), b = t * (1 - t) * (1 - t);
            double c = t * t * (3 - 2 * t), d = t * t * (t - 1);
            double px = x[i] + h * t, py = a * y[i] + b * h * m0 + c * y[i + 1] + d * h * m1;
            trail_line(trail, swapped ? py : px, swapped ? px : py);
        }
    }
}

static void curve(
    struct trail *trail, const struct drawing_item *item, const double *x, const double *y, size_t count) {
    if (is_curve(item, "monotone") && count > 2) {
        bool is_rising = x[count - 1] > x[0], is_upright = fabs(x[count - 1] - x[0]) < 1e-6;
        if (is_rising && !is_upright) {
            monotone(trail, x, y, count, false);
            return;
        }
    }
    for (size_t i = 1; i < count; i++) {
        if (is_curve(item, "step-before")) {
            trail_line(trail, x[i - 1], y[i]);
        } else if (is_curve(item, "step-after")) {
            trail_line(trail, x[i], y[i - 1]);
        } else if (is_curve(item, "step")) {
            trail_line(trail, (x[i - 1] + x[i]) / 2, y[i - 1]);
            trail_line(trail, (x[i - 1] + x[i]) / 2, y[i]);
        }
        trail_line(trail, x[i], y[i]);
    }
}

// The next stretch without a gap; false when there is none.
static bool next_stretch(const struct drawing_item *item, size_t *from, size_t *to) {
    size_t at = *to;
    while (at < item->point_count && item->points[at].is_gap) {
        at++;
    }
    *from = at;
    while (at < item->point_count && !item->points[at].is_gap) {
        at++;
    }
    *to = at;
    return *from < *to;
}

static void axes_of(struct trail *trail, const struct drawing_item *item, size_t from, size_t to, bool other,
    double **x, double **y) {
    *x = arena_array(trail->arena, to - from + 1, sizeof(double));
    *y = arena_array(trail->arena, to - from + 1, sizeof(double));
    for (size_t i = from; i < to; i++) {
        const struct drawing_point *point = &item->points[i];
        (*x)[i - from] = other ? point->x2 : point->x;
        (*y)[i - from] = other ? point->y2 : point->y;
    }
}

void trail_area(struct trail *trail, const struct drawing_item *item) {
    for (size_t from = 0, to = 0; next_stretch(item, &from, &to);) {
        double *x, *y;
        struct trail back = {.arena = trail->arena};
        axes_of(trail, item, from, to, false, &x, &y);
        trail_move(trail, x[0], y[0]);
        curve(trail, item, x, y, to - from);
        axes_of(trail, item, from, to, true, &x, &y);
        trail_move(&back, x[0], y[0]);
        curve(&back, item, x, y, to - from);
        while (back.count > 0) {
            back.count--;
            trail_line(trail, (double)back.points[back.count].x, (double)back.points[back.count].y);
        }
        trail_close(trail);
    }
}

// Cuts the stretches of `from` into strokes and gaps. Round caps lengthen a stroke by its width, so strokes
// are drawn shorter by as much.
static void dashes(struct trail *trail, const struct trail *from, const struct drawing_item *item) {
    double pattern[4], left, total = 0;
    size_t count = item->dash[2] > 0 ? 4 : 2, at = 0;
    for (size_t i = 0; i < count; i++) {
        pattern[i] = fmax(0.5, item->dash[i] + (i % 2 ? item->width : -item->width));
        total += pattern[i];
    }
    left = pattern[0];
    for (size_t i = 0; i < from->count && total > 0; i++) {
        const struct path_point *point = &from->points[i];
        if (point->verb == PATH_MOVE) {
            at = 0;
            left = pattern[0];
            trail_move(trail, (double)point->x, (double)point->y);
            continue;
        }
        double x = (double)from->points[i - 1].x, y = (double)from->points[i - 1].y, x1 = (double)point->x,
               y1 = (double)point->y;
        double length = hypot(x1 - x, y1 - y), done = 0;
        while (length - done > left) {
            done += left;
            double px = x + (x1 - x) * done / length, py = y + (y1 - y) * done / length;
            put(trail, at % 2 ? PATH_MOVE : PATH_LINE, px, py);
            at = (at + 1) % count;
            left = pattern[at];
        }
        left -= length - done;
        if (at % 2 == 0) {
            trail_line(trail, x1, y1);
        }
    }
}

void trail_path(struct trail *trail, const struct drawing_item *item) {
    struct trail whole = {.arena = trail->arena};
    struct trail *to_trail = item->dash[0] > 0 ? &whole : trail;
    for (size_t from = 0, to = 0; next_stretch(item, &from, &to);) {
        double *x, *y;
        axes_of(trail, item, from, to, false, &x, &y);
        trail_move(to_trail, x[0], y[0]);
        curve(to_trail, item, x, y, to - from);
        if (to - from == 1) { // a point alone between gaps shows as a dot
            trail_line(to_trail, x[0] + 0.01, y[0]);
        }
    }
    if (item->dash[0] > 0) {
        dashes(trail, &whole, item);
    }
}

void trail_rule(struct trail *trail, const struct drawing_item *item) {
    struct trail whole = {.arena = trail->arena};
    struct trail *to = item->dash[0] > 0 ? &whole : trail;
    trail_move(to, item->box[0], item->box[1]);
    trail_line(to, item->box[2], item->box[3]);
    if (item->dash[0] > 0) {
        dashes(trail, &whole, item);
    }
}
