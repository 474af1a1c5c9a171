#include "tests/support/page_check.h"

#include "layout/page.h"
#include "tests/support/fake_edition.h"
#include "tests/support/test.h"

static void compose(const struct deck *deck, size_t page, struct arena *arena, struct oplist *ops) {
    *ops = (struct oplist){0};
    deck_compose(deck, &(struct view){.page = page, .slide = page, .wall = FAKE_NOW}, arena, ops);
}

static bool overlap(const struct op *a, const struct op *b) {
    return !rect_is_empty(rect_intersect(a->box, b->box));
}

static void fail_with(
    const struct deck *deck, size_t page, const char *what, const struct op *a, const struct op *b) {
    fail_msg("%dx%d, page %zu (%s): %s: %s \"%s\" at %d,%d %dx%d and %s \"%s\" at %d,%d %dx%d",
        deck->grid.width, deck->grid.height, page, deck->pages[page].key, what, role_name(a->role),
        a->text.text, a->box.x, a->box.y, a->box.w, a->box.h, role_name(b->role),
        b->kind == OP_TEXT ? b->text.text : "", b->box.x, b->box.y, b->box.w, b->box.h);
}

static bool is_ground(const struct deck *deck, const struct op *image) {
    return image->box.y == 0 && image->box.w == deck->grid.width;
}

// Text stands on the screen and inside the margins, and no line stands on another or on a picture.
static void check_ops(const struct deck *deck, size_t page, const struct oplist *ops) {
    const struct grid *grid = &deck->grid;
    struct rect safe = {grid->margin, 0, grid->width - 2 * grid->margin, grid->height};
    for (size_t i = 0; i < ops->count; i++) {
        const struct op *op = &ops->ops[i];
        if (op->kind != OP_TEXT) {
            continue;
        }
        if (!rect_has_rect(safe, op->box)) {
            fail_with(deck, page, "outside", op, op);
        }
        for (size_t k = 0; k < ops->count; k++) {
            const struct op *other = &ops->ops[k];
            bool counts = other->kind == OP_TEXT || (other->kind == OP_IMAGE && !is_ground(deck, other));
            if (k < i && counts && overlap(op, other)) {
                fail_with(deck, page, "on each other", op, other);
            }
        }
    }
}

void page_check(const struct deck *deck, size_t page) {
    struct arena arena;
    struct oplist ops;
    arena_init(&arena, 0);
    compose(deck, page, &arena, &ops);
    check_ops(deck, page, &ops);
    arena_finish(&arena);
}
