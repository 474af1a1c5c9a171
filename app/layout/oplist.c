#include "layout/oplist.h"

#include <assert.h>
#include <string.h>

#include "base/hash.h"

// Keys are hashed field by field: structs have padding, and a pointer says nothing about content.

static uint64_t hash_u64(uint64_t hash, uint64_t value) {
    return hash_bytes(hash, &value, sizeof value);
}

static uint64_t hash_int(uint64_t hash, int value) {
    return hash_u64(hash, (uint64_t)(int64_t)value);
}

static uint64_t hash_rect(uint64_t hash, struct rect rect) {
    hash = hash_int(hash_int(hash, rect.x), rect.y);
    return hash_int(hash_int(hash, rect.w), rect.h);
}

static uint64_t hash_fill(uint64_t hash, const struct op *op) {
    return hash_int(hash, op->fill.radius);
}

static uint64_t hash_type(uint64_t hash, const struct type *type) {
    hash = hash_int(hash_int(hash, (int)type->face), type->size);
    hash = hash_bytes(hash, &type->tracking, sizeof type->tracking);
    return hash_int(hash, (type->caps ? 1 : 0) | (type->tabular ? 2 : 0));
}

static uint64_t hash_text_op(uint64_t hash, const struct op *op) {
    const struct op_text *text = &op->text;
    hash = hash_type(hash_text(hash, text->text), &text->type);
    hash = hash_int(hash_int(hash, text->baseline), text->rtl);
    return hash_u64(hash, text->script);
}

// The blob's serial number, because its address may be given again once an edition is gone.
static uint64_t hash_image(uint64_t hash, const struct op *op) {
    const struct op_image *image = &op->image;
    hash = hash_u64(hash, image->blob ? blob_serial(image->blob) : 0);
    hash = hash_int(hash_rect(hash, image->crop), image->radius);
    return hash_int(hash_u64(hash, image->ground), image->zoom);
}

static uint64_t hash_path(uint64_t hash, const struct op *op) {
    const struct op_path *path = &op->path;
    hash = hash_bytes(hash, &path->width, sizeof path->width);
    for (size_t i = 0; i < path->count; i++) {
        const struct path_point *point = &path->points[i];
        hash = hash_int(hash, (int)point->verb);
        if (point->verb != PATH_CLOSE) {
            hash = hash_bytes(hash, &point->x, sizeof point->x);
            hash = hash_bytes(hash, &point->y, sizeof point->y);
        }
    }
    return hash;
}

static uint64_t hash_shapes(uint64_t hash, const struct op *op) {
    for (size_t i = 0; i < op->shapes.count; i++) {
        hash = hash_u64(hash, op->shapes.ops[i].key);
    }
    return hash;
}

static uint64_t (*const hash_kind[])(uint64_t hash, const struct op *op) = {
    [OP_FILL] = hash_fill,
    [OP_TEXT] = hash_text_op,
    [OP_IMAGE] = hash_image,
    [OP_PATH] = hash_path,
    [OP_SHAPES] = hash_shapes,
};

static uint64_t op_key(const struct op *op) {
    uint64_t hash = hash_int(hash_int(HASH_START, (int)op->kind), (int)op->role);
    hash = hash_u64(hash_rect(hash, op->box), op->kind == OP_IMAGE ? 0 : op->color);
    return hash_kind[op->kind](hash, op);
}

static struct op *add(struct oplist *list, struct arena *arena, const struct op *op) {
    if (list->count == (list->most ? list->most : LIMIT_OPS)) {
        return NULL;
    }
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 32;
        struct op *ops = arena_array(arena, capacity, sizeof *ops);
        if (list->count > 0) {
            memcpy(ops, list->ops, list->count * sizeof *ops);
        }
        list->ops = ops;
        list->capacity = capacity;
    }
    struct op *added = &list->ops[list->count++];
    *added = *op;
    return added;
}

bool oplist_add(struct oplist *list, struct arena *arena, const struct op *op) {
    struct op *added = add(list, arena, op);
    if (added) {
        added->key = op_key(op);
    }
    return added != NULL;
}

void oplist_append(struct oplist *list, struct arena *arena, const struct oplist *more) {
    for (size_t i = 0; i < more->count; i++) {
        add(list, arena, &more->ops[i]); // with its key
    }
}

void oplist_zoom(struct oplist *list, int zoom, struct region *damage) {
    for (size_t i = 0; i < list->count; i++) {
        struct op *op = &list->ops[i];
        if (op->kind == OP_IMAGE && op->image.zoom != zoom) {
            op->image.zoom = zoom;
            op->key = op_key(op);
            region_add(damage, op->box);
        }
    }
}

// Text keeps its ink inside this much of its size around the pen's line; render clips to it. Two stacked
// accents on a capital reach 1.35 em in the bundled faces, the deepest descender 0.5 em.
struct rect op_extent(const struct op *op) {
    if (op->kind != OP_TEXT || op->box.w <= 0) {
        return op->box;
    }
    int size = op->text.type.size, above = size + size / 2, below = size * 3 / 4, beside = size / 2;
    struct rect ink = {op->box.x - beside, op->text.baseline - above, op->box.w + 2 * beside, above + below};
    return rect_union(op->box, ink);
}

// The difference. Equal ops are paired, the k-th of a key with the k-th of the same key; of the pairs, the
// longest set that keeps its order in both lists stays (a longest increasing subsequence, Fredman 1975). Ops
// that stay are the same ones in the same order, so a pixel outside of all the others cannot differ.

enum { NO_OP = UINT16_MAX, SLOTS = 2 * LIMIT_OPS };
_Static_assert((SLOTS & (SLOTS - 1)) == 0, "slots are found by masking");
_Static_assert(LIMIT_OPS < NO_OP, "op numbers fit 16 bits");

struct pairing {
    uint16_t slots[SLOTS];     // first unpaired op of `before` with this key, or the last one
    uint16_t next[LIMIT_OPS];  // the next one with the same key
    uint16_t match[LIMIT_OPS]; // for each op of `after`: its partner in `before`
    uint16_t tails[LIMIT_OPS]; // for each length: the op of `after` that ends the best sequence so long
    uint16_t prior[LIMIT_OPS]; // for each op of `after`: the one before it in its sequence
};

static uint16_t *find_slot(struct pairing *pairing, const struct op *before, uint64_t key) {
    size_t at = (size_t)(key ^ key >> 32) & (SLOTS - 1);
    while (pairing->slots[at] != NO_OP && before[pairing->slots[at]].key != key) {
        at = (at + 1) & (SLOTS - 1);
    }
    return &pairing->slots[at];
}

static void pair_up(struct pairing *pairing, const struct op *before, size_t before_count,
    const struct op *after, size_t after_count) {
    memset(pairing->slots, 0xFF, sizeof pairing->slots);
    for (size_t i = before_count; i-- > 0;) { // backwards, so that chains run forwards
        uint16_t *slot = find_slot(pairing, before, before[i].key);
        pairing->next[i] = *slot;
        *slot = (uint16_t)i;
    }
    for (size_t i = 0; i < after_count; i++) {
        uint16_t *slot = find_slot(pairing, before, after[i].key);
        pairing->match[i] = *slot;
        if (*slot != NO_OP && pairing->next[*slot] != NO_OP) {
            *slot = pairing->next[*slot];
        } // else it is the last of its key and may be offered again: keep_order takes it once
    }
}

// Leaves in `match` only the pairs that stay.
static void keep_order(struct pairing *pairing, size_t after_count) {
    size_t length = 0;
    for (size_t i = 0; i < after_count; i++) {
        uint16_t partner = pairing->match[i];
        if (partner == NO_OP) {
            continue;
        }
        size_t low = 0, high = length; // the first length whose end is not before this partner
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (pairing->match[pairing->tails[middle]] < partner) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        pairing->prior[i] = low > 0 ? pairing->tails[low - 1] : NO_OP;
        pairing->tails[low] = (uint16_t)i;
        length = low == length ? length + 1 : length;
    }
    uint16_t keep = length > 0 ? pairing->tails[length - 1] : NO_OP;
    for (size_t i = after_count; i-- > 0;) {
        if (i == keep) {
            keep = pairing->prior[i];
        } else {
            pairing->match[i] = NO_OP;
        }
    }
}

static void add_difference(const struct op *before, size_t before_count, const struct op *after,
    size_t after_count, struct region *damage) {
    struct pairing pairing; // 48 KiB of stack rather than a heap call in every turn
    pair_up(&pairing, before, before_count, after, after_count);
    keep_order(&pairing, after_count);
    size_t kept = 0; // ops of `before` up to here are dealt with
    for (size_t i = 0; i < after_count; i++) {
        if (pairing.match[i] == NO_OP) {
            region_add(damage, op_extent(&after[i]));
            continue;
        }
        for (; kept < pairing.match[i]; kept++) {
            region_add(damage, op_extent(&before[kept]));
        }
        kept++;
    }
    for (; kept < before_count; kept++) {
        region_add(damage, op_extent(&before[kept]));
    }
}

static void add_extents(const struct oplist *list, size_t from, size_t count, struct region *damage) {
    for (size_t i = from; i < from + count; i++) {
        region_add(damage, op_extent(&list->ops[i]));
    }
}

void oplist_diff(const struct oplist *before, const struct oplist *after, struct region *damage) {
    size_t least = before->count < after->count ? before->count : after->count;
    size_t head = 0, tail = 0;
    assert(before->count <= LIMIT_OPS && after->count <= LIMIT_OPS);
    while (head < least && before->ops[head].key == after->ops[head].key) {
        head++;
    }
    while (tail < least - head &&
           before->ops[before->count - 1 - tail].key == after->ops[after->count - 1 - tail].key) {
        tail++;
    }
    size_t before_count = before->count - head - tail, after_count = after->count - head - tail;
    if (before_count > 0 && after_count > 0) {
        add_difference(before->ops + head, before_count, after->ops + head, after_count, damage);
    } else {
        add_extents(before, head, before_count, damage);
        add_extents(after, head, after_count, damage);
    }
}
