#include "chart/drawing.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/json_writer.h"
#include "base/limits.h"

static const char *const roles[] = {"mark", "axis-label", "axis-title", "axis-grid", "axis-tick",
    "axis-domain", "legend-title", "legend-label", "legend-symbol", "title", "subtitle", "header", "source",
    "direct-label"};
static const char *const kinds[] = {"rect", "line", "area", "symbol", "rule", "arc", "text"};

struct drawing_item *drawing_add(struct drawing *drawing, enum drawing_role role, enum drawing_kind kind) {
    if (drawing->count == drawing->capacity) {
        size_t capacity = drawing->capacity ? drawing->capacity * 2 : 128;
        struct drawing_item *items = arena_array(drawing->arena, capacity, sizeof *items);
        if (drawing->count) {
            memcpy(items, drawing->items, drawing->count * sizeof *items);
        }
        drawing->items = items;
        drawing->capacity = capacity;
    }
    struct drawing_item *item = &drawing->items[drawing->count++];
    *item =
        (struct drawing_item){.role = role, .kind = kind, .cell = -1, .axis = -1, .legend = -1, .alpha = 1};
    return item;
}

void drawing_raise_texts(struct drawing *drawing) {
    size_t shapes = 0, texts = 0;
    for (size_t i = 0; i < drawing->count; i++) {
        texts += drawing->items[i].kind == DRAWING_TEXT;
    }
    struct drawing_item *raised = arena_array(drawing->arena, texts + 1, sizeof *raised);
    texts = 0;
    for (size_t i = 0; i < drawing->count; i++) {
        const struct drawing_item *item = &drawing->items[i];
        if (item->kind == DRAWING_TEXT) {
            raised[texts++] = *item;
        } else if (shapes++ < i) {
            drawing->items[shapes - 1] = *item;
        }
    }
    if (texts > 0) {
        memcpy(drawing->items + shapes, raised, texts * sizeof *raised);
    }
}

static bool within(const double *numbers, size_t count, double most) {
    for (size_t i = 0; i < count; i++) {
        if (!(fabs(numbers[i]) <= most)) {
            return false;
        }
    }
    return true;
}

static bool points_are_within(const struct drawing_item *item) {
    for (size_t i = 0; i < item->point_count; i++) {
        const struct drawing_point *point = &item->points[i];
        const double numbers[] = {point->x, point->y, point->x2, point->y2};
        if (!point->is_gap && !within(numbers, item->kind == DRAWING_AREA ? 4 : 2, LIMIT_CHART_REACH)) {
            return false;
        }
    }
    return true;
}

bool drawing_is_bounded(const struct drawing *drawing) {
    for (size_t i = 0; i < drawing->count; i++) {
        const struct drawing_item *item = &drawing->items[i];
        const double lengths[] = {sqrt(item->size), item->corner, item->width};
        const double others[] = {item->alpha, item->text.size, item->text.x, item->text.baseline,
            item->text.leading, item->angle[0], item->angle[1]};
        if (!within(item->box, 4, LIMIT_CHART_REACH) || !within(item->at, 2, LIMIT_CHART_REACH) ||
            !within(item->radius, 2, LIMIT_CHART_RADIUS) ||
            !within(lengths, sizeof lengths / sizeof *lengths, LIMIT_CHART_RADIUS) ||
            !within(others, sizeof others / sizeof *others, LIMIT_CHART_REACH) ||
            !within(item->dash, 4, LIMIT_CHART_REACH) || !points_are_within(item)) {
            return false;
        }
    }
    return true;
}

// A hundredth of a pixel is enough, and keeps the dump the same from machine to machine.
static void write_number(struct json_writer *json, const char *key, double value) {
    json_number(json, key, round(value * 100) / 100);
}

static void write_numbers(struct json_writer *json, const char *key, const double *values, size_t count) {
    json_array(json, key);
    for (size_t i = 0; i < count; i++) {
        write_number(json, NULL, values[i]);
    }
    json_end_array(json);
}

static void write_color(struct json_writer *json, const char *key, uint32_t color) {
    char text[16];
    snprintf(text, sizeof text, "#%06x", color & 0xffffff);
    json_text(json, key, text);
}

static void write_scalar(struct json_writer *json, const char *key, struct scalar value) {
    switch (value.kind) {
    case SCALAR_NULL: json_null(json, key); break;
    case SCALAR_BOOL: json_bool(json, key, value.number > 0); break;
    case SCALAR_NUMBER:
    case SCALAR_TIME: json_number(json, key, value.number); break;
    case SCALAR_TEXT: json_text(json, key, value.text); break;
    }
}

static void write_points(struct json_writer *json, const struct drawing_item *item) {
    json_array(json, "pts");
    for (size_t i = 0; i < item->point_count; i++) {
        const struct drawing_point *point = &item->points[i];
        double all[4] = {point->x, point->y, point->x2, point->y2};
        if (point->is_gap) {
            json_null(json, NULL);
        } else {
            write_numbers(json, NULL, all, item->kind == DRAWING_AREA ? 4 : 2);
        }
    }
    json_end_array(json);
    json_text(json, "curve", item->curve);
}

static void write_text(struct json_writer *json, const struct drawing_item *item) {
    json_text(json, "text", item->text.text);
    write_numbers(json, "at", item->at, 2);
    write_numbers(json, "bb", item->box, 4);
    write_number(json, "fs", item->text.size);
    if (item->axis >= 0 || item->legend >= 0) {
        write_scalar(json, "value", item->value);
    }
}

static void write_shape(struct json_writer *json, const struct drawing_item *item) {
    switch (item->kind) {
    case DRAWING_RECT: write_numbers(json, "box", item->box, 4); break;
    case DRAWING_RULE: write_numbers(json, "seg", item->box, 4); break;
    case DRAWING_LINE:
    case DRAWING_AREA: write_points(json, item); break;
    case DRAWING_SYMBOL:
        write_numbers(json, "at", item->at, 2);
        write_number(json, "size", item->size);
        json_text(json, "shape", item->shape);
        break;
    case DRAWING_ARC:
        write_numbers(json, "c", item->at, 2);
        json_array(json, "a");
        json_number(json, NULL, round(item->angle[0] * 1e5) / 1e5);
        json_number(json, NULL, round(item->angle[1] * 1e5) / 1e5);
        json_end_array(json);
        write_numbers(json, "r", item->radius, 2);
        break;
    case DRAWING_TEXT: write_text(json, item); break;
    }
}

static void write_item(struct json_writer *json, const struct drawing_item *item) {
    char set[32];
    json_object(json, NULL);
    json_text(json, "role", roles[item->role]);
    json_text(json, "t", kinds[item->kind]);
    if (item->cell >= 0) {
        json_int(json, "cell", item->cell);
    }
    if (item->role == DRAWING_MARK) {
        snprintf(set, sizeof set, "layer_%d", item->set);
        json_text(json, "set", set);
    }
    if (item->axis >= 0) {
        json_int(json, "axis", item->axis);
    }
    if (item->legend >= 0) {
        json_int(json, "legend", item->legend);
    }
    write_shape(json, item);
    if (item->has_fill) {
        write_color(json, "fill", item->fill);
    }
    if (item->has_stroke) {
        write_color(json, "stroke", item->stroke);
        write_number(json, "width", item->width);
        if (item->dash[0] > 0) {
            write_numbers(json, "dash", item->dash, item->dash[2] > 0 ? 4 : 2);
        }
    }
    write_number(json, "alpha", item->alpha);
    json_end_object(json);
}

static void write_cells(struct json_writer *json, const struct drawing *drawing) {
    json_array(json, "cells");
    for (size_t i = 0; i < drawing->cell_count; i++) {
        const struct drawing_cell *cell = &drawing->cells[i];
        json_object(json, NULL);
        json_int(json, "id", (int64_t)i);
        write_numbers(json, "box", cell->box, 4);
        json_object(json, "facet");
        for (int j = 0; j < 2; j++) {
            if (cell->facet_field[j]) {
                json_text(json, cell->facet_field[j], cell->facet_value[j]);
            }
        }
        json_end_object(json);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_axes(struct json_writer *json, const struct drawing *drawing) {
    json_array(json, "axes");
    for (size_t i = 0; i < drawing->axis_count; i++) {
        const struct drawing_axis *axis = &drawing->axes[i];
        char channel[2] = {axis->channel, '\0'};
        json_object(json, NULL);
        json_int(json, "id", (int64_t)i);
        if (axis->cell >= 0) {
            json_int(json, "cell", axis->cell);
        }
        json_text(json, "ch", channel);
        json_text(json, "orient", axis->orient);
        json_text(json, "scale", channel);
        json_text(json, "type", axis->type);
        json_array(json, "domain");
        for (size_t j = 0; j < axis->domain_count; j++) {
            write_scalar(json, NULL, axis->domain[j]);
        }
        json_end_array(json);
        json_bool(json, "reversed", axis->is_reversed);
        write_numbers(json, "span", axis->span, 2);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_legends(struct json_writer *json, const struct drawing *drawing) {
    json_array(json, "legends");
    for (size_t i = 0; i < drawing->legend_count; i++) {
        const struct drawing_legend *legend = &drawing->legends[i];
        json_object(json, NULL);
        json_int(json, "id", (int64_t)i);
        json_text(json, "kind", legend->kind);
        json_object(json, "scales");
        for (size_t j = 0; j < 6 && legend->channels[j]; j++) {
            json_text(json, legend->channels[j], legend->scales[j]);
        }
        json_end_object(json);
        json_end_object(json);
    }
    json_end_array(json);
}

void drawing_write(const struct drawing *drawing, struct strbuf *out) {
    struct json_writer json;
    json_begin(&json, out);
    json_object(&json, NULL);
    json_int(&json, "v", 1);
    json_text(&json, "spec", drawing->name);
    json_array(&json, "size");
    json_int(&json, NULL, drawing->width);
    json_int(&json, NULL, drawing->height);
    json_end_array(&json);
    write_number(&json, "scale", drawing->scale);
    write_color(&json, "background", drawing->background);
    write_cells(&json, drawing);
    write_axes(&json, drawing);
    write_legends(&json, drawing);
    json_array(&json, "items");
    for (size_t i = 0; i < drawing->count; i++) {
        write_item(&json, &drawing->items[i]);
    }
    json_end_array(&json);
    json_end_object(&json);
}
