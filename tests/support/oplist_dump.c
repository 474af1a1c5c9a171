#include "tests/support/oplist_dump.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"

#define FEW_POINTS 6

static void dump_fill(const struct op *op, struct strbuf *out) {
    if (op->fill.radius) {
        strbuf_printf(out, " radius %d", op->fill.radius);
    }
}

static void dump_text(const struct op *op, struct strbuf *out) {
    const struct op_text *text = &op->text;
    strbuf_printf(out, " @%d %s %d", text->baseline, face_name(text->type.face), text->type.size);
    if (text->type.tracking < 0 || text->type.tracking > 0) {
        strbuf_printf(out, " tracking %g", text->type.tracking);
    }
    strbuf_printf(
        out, "%s%s \"%s\"", text->type.tabular ? " tabular" : "", text->rtl ? " rtl" : "", text->text);
}

static void dump_image(const struct op *op, struct strbuf *out) {
    const struct op_image *image = &op->image;
    strbuf_printf(out, " crop %d,%d %dx%d \"%.*s\"", image->crop.x, image->crop.y, image->crop.w,
        image->crop.h, (int)blob_len(image->blob), (const char *)blob_bytes(image->blob));
    if (image->radius) {
        strbuf_printf(out, " radius %d on #%06x", image->radius, image->ground);
    }
}

static void dump_path(const struct op *op, struct strbuf *out) {
    static const char verbs[] = {[PATH_MOVE] = 'M', [PATH_LINE] = 'L', [PATH_CLOSE] = 'Z'};
    const struct op_path *path = &op->path;
    strbuf_printf(out, path->width > 0 ? " stroke %.2f" : " filled", (double)path->width);
    uint64_t hash = HASH_START;
    for (size_t i = 0; i < path->count; i++) {
        const struct path_point *point = &path->points[i];
        // In hundredths: the last bits of a float depend on the machine.
        int32_t verb = (int32_t)point->verb;
        hash = hash_bytes(hash, &verb, sizeof verb);
        if (point->verb != PATH_CLOSE) {
            int32_t x = (int32_t)lroundf(point->x * 100), y = (int32_t)lroundf(point->y * 100);
            hash = hash_bytes(hash, &x, sizeof x);
            hash = hash_bytes(hash, &y, sizeof y);
        }
        if (path->count <= FEW_POINTS) {
            strbuf_printf(out, " %c", verbs[point->verb]);
            if (point->verb != PATH_CLOSE) {
                strbuf_printf(out, "%.1f,%.1f", (double)point->x, (double)point->y);
            }
        }
    }
    if (path->count > FEW_POINTS) {
        strbuf_printf(out, " %zu points %016llx", path->count, (unsigned long long)hash);
    }
}

// Each in a line of its own.
static void dump_shapes(const struct op *op, struct strbuf *out) {
    for (size_t i = 0; i < op->shapes.count; i++) {
        const struct op *shape = &op->shapes.ops[i];
        strbuf_printf(out, "\n      %-5s %d,%d %dx%d #%06x", shape->kind == OP_FILL ? "fill" : "path",
            shape->box.x, shape->box.y, shape->box.w, shape->box.h, shape->color & 0xFFFFFFu);
        if (shape->color >> 24 != 0xFF) {
            strbuf_printf(out, "/%02x", shape->color >> 24);
        }
        (shape->kind == OP_FILL ? dump_fill : dump_path)(shape, out);
    }
}

static const struct {
    const char *name;
    void (*dump)(const struct op *op, struct strbuf *out);
} kinds[] = {
    [OP_FILL] = {"fill", dump_fill},
    [OP_TEXT] = {"text", dump_text},
    [OP_IMAGE] = {"image", dump_image},
    [OP_PATH] = {"path", dump_path},
    [OP_SHAPES] = {"shapes", dump_shapes},
};

void oplist_dump(const struct oplist *list, struct strbuf *out) {
    for (size_t i = 0; i < list->count; i++) {
        const struct op *op = &list->ops[i];
        strbuf_printf(out, "%-5s %-14s %d,%d %dx%d", kinds[op->kind].name, role_name(op->role), op->box.x,
            op->box.y, op->box.w, op->box.h);
        if (op->kind != OP_IMAGE) {
            strbuf_printf(out, " #%06x", op->color & 0xFFFFFFu);
            if (op->color >> 24 != 0xFF) {
                strbuf_printf(out, "/%02x", op->color >> 24);
            }
        }
        kinds[op->kind].dump(op, out);
        strbuf_add_byte(out, '\n');
    }
}

const struct op *oplist_find_text(const struct oplist *list, const char *text) {
    for (size_t i = 0; i < list->count; i++) {
        if (list->ops[i].kind == OP_TEXT && strcmp(list->ops[i].text.text, text) == 0) {
            return &list->ops[i];
        }
    }
    return NULL;
}

char *oplist_role_text(const struct oplist *list, enum role role) {
    struct strbuf text;
    strbuf_init(&text, (size_t)1 << 20);
    for (size_t i = 0; i < list->count; i++) {
        if (list->ops[i].kind == OP_TEXT && list->ops[i].role == role) {
            strbuf_printf(&text, "%s%s", text.len ? " " : "", list->ops[i].text.text);
        }
    }
    return strbuf_take(&text);
}
