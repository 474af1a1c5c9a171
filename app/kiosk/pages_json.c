#include "kiosk/pages_json.h"

#include <stdio.h>

#include "layout/page.h"

static const char *const op_names[] = {
    [OP_FILL] = "fill",
    [OP_TEXT] = "text",
    [OP_IMAGE] = "image",
    [OP_PATH] = "path",
    [OP_SHAPES] = "shapes",
};

static void add_box(struct json_writer *json, const char *key, struct rect box) {
    json_array(json, key);
    json_int(json, NULL, box.x);
    json_int(json, NULL, box.y);
    json_int(json, NULL, box.w);
    json_int(json, NULL, box.h);
    json_end_array(json);
}

static void add_color(struct json_writer *json, const char *key, uint32_t color) {
    char text[16];
    snprintf(text, sizeof text, "#%06x", color & 0xFFFFFFu);
    json_text(json, key, text);
    if (color >> 24 != 0xFF) {
        json_number(json, "alpha", (double)(color >> 24) / 255);
    }
}

static void add_text(struct json_writer *json, const struct op_text *text) {
    json_text(json, "text", text->text);
    json_int(json, "baseline", text->baseline);
    json_object(json, "font");
    json_text(json, "face", face_name(text->type.face));
    json_int(json, "size", text->type.size);
    json_end_object(json);
    if (text->rtl) {
        json_bool(json, "rtl", true);
    }
}

static void add_op(struct json_writer *json, const struct op *op);

// Each as an op of its own, in the order in which they are painted.
static void add_shapes(struct json_writer *json, const struct op_shapes *shapes) {
    json_array(json, "ops");
    for (size_t i = 0; i < shapes->count; i++) {
        add_op(json, &shapes->ops[i]);
    }
    json_end_array(json);
}

static void add_op(struct json_writer *json, const struct op *op) {
    json_object(json, NULL);
    json_text(json, "kind", op_names[op->kind]);
    json_text(json, "role", role_name(op->role));
    add_box(json, "box", op->box);
    if (op->kind == OP_IMAGE) {
        add_box(json, "crop", op->image.crop);
    } else {
        add_color(json, "color", op->color);
    }
    if (op->kind == OP_TEXT) {
        add_text(json, &op->text);
    } else if (op->kind == OP_SHAPES) {
        add_shapes(json, &op->shapes);
    }
    json_end_object(json);
}

void pages_json_add(
    struct json_writer *json, const struct page *page, const struct oplist *ops, const char *file) {
    json_object(json, NULL);
    json_text(json, "file", file);
    json_text(json, "kind", page->kind->name);
    json_text(json, "key", page->key);
    json_text(json, "title", page->title);
    json_text(json, "section", page->section);
    json_int(json, "dwell_ms", page->dwell);
    json_array(json, "ops");
    for (size_t i = 0; i < ops->count; i++) {
        add_op(json, &ops->ops[i]);
    }
    json_end_array(json);
    json_end_object(json);
}
