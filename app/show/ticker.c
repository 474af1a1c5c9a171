#include "show/ticker.h"

#include <assert.h>
#include <string.h>

#define PIXEL 1000 // in thousandths
#define HALF (PIXEL / 2)

static int64_t greater(int64_t a, int64_t b) {
    return a > b ? a : b;
}

void ticker_init(struct ticker *ticker, const struct ticker_form *form, millis start) {
    *ticker = (struct ticker){.form = *form, .phase = HALF, .since = start};
    arena_init(&ticker->arena, 0);
}

void ticker_finish(struct ticker *ticker) {
    arena_finish(&ticker->arena);
}

// Since `since`, in thousandths of a pixel: milliseconds times pixels a second. This holds for millions of
// years.
static int64_t moved(const struct ticker *ticker, millis now) {
    return greater(now - ticker->since, 0) * ticker->form.speed + ticker->phase;
}

static int64_t leaving_edge(const struct ticker *ticker, millis now) {
    return ticker->origin + moved(ticker, now) / PIXEL;
}

// A place on the line.
struct cursor {
    const struct ticker_span *span; // NULL: behind the last headline
    size_t index;
    int64_t base; // where this round of the span starts
};

static const struct ticker_slot *cursor_slot(const struct cursor *cursor) {
    return &cursor->span->slots[cursor->index];
}

static int64_t cursor_start(const struct cursor *cursor) {
    return cursor->base + cursor_slot(cursor)->start;
}

// The first slot whose right end, from the span's start, is past `offset`; the count if there is none.
static size_t span_find(const struct ticker_span *span, int64_t offset) {
    size_t i = 0;
    while (i < span->count && span->slots[i].start + span->slots[i].item.width <= offset) {
        i++;
    }
    return i;
}

// The headline that covers or follows a coordinate.
static struct cursor cursor_at(const struct ticker *ticker, int64_t coordinate) {
    size_t index = span_find(&ticker->prelude, coordinate);
    if (index < ticker->prelude.count) {
        return (struct cursor){&ticker->prelude, index, 0};
    }
    if (ticker->cycle.count == 0) {
        return (struct cursor){NULL, 0, 0};
    }
    int64_t base = ticker->prelude.width;
    if (coordinate > base) {
        base += (coordinate - base) / ticker->cycle.width * ticker->cycle.width;
    }
    index = span_find(&ticker->cycle, coordinate - base);
    if (index < ticker->cycle.count) {
        return (struct cursor){&ticker->cycle, index, base};
    }
    return (struct cursor){
        &ticker->cycle, 0, base + ticker->cycle.width}; // in the blank before the next round
}

static void cursor_advance(const struct ticker *ticker, struct cursor *cursor) {
    if (++cursor->index == cursor->span->count) {
        cursor->base += cursor->span->width;
        cursor->span = ticker->cycle.count ? &ticker->cycle : NULL;
        cursor->index = 0;
    }
}

// The headlines in the window in the order of the line, as if it were not mirrored.
static size_t places_on_line(
    const struct ticker *ticker, millis now, struct ticker_place *out, size_t capacity) {
    int64_t left = leaving_edge(ticker, now), right = left + ticker->form.width;
    struct cursor at = cursor_at(ticker, left);
    size_t count = 0;
    while (at.span && cursor_start(&at) < right && count < capacity) {
        out[count++] = (struct ticker_place){&cursor_slot(&at)->item, (int)(cursor_start(&at) - left)};
        cursor_advance(ticker, &at);
    }
    return count;
}

static void mirror(struct ticker_place *places, size_t count, int width) {
    for (size_t i = 0; i < count; i++) {
        places[i].x = width - places[i].x - places[i].item->width;
    }
    for (size_t i = 0; i < count / 2; i++) {
        struct ticker_place kept = places[i];
        places[i] = places[count - 1 - i];
        places[count - 1 - i] = kept;
    }
}

size_t ticker_places(const struct ticker *ticker, millis now, struct ticker_place *out, size_t capacity) {
    size_t count = places_on_line(ticker, now, out, capacity);
    if (ticker->form.mirrored) {
        mirror(out, count, ticker->form.width);
    }
    return count;
}

float ticker_shift(const struct ticker *ticker, millis now, int refresh) {
    if (ticker->form.speed % refresh == 0) {
        return 0;
    }
    const int64_t past = moved(ticker, now) % PIXEL - HALF; // in the direction of the motion
    return (float)(ticker->form.mirrored ? past : -past) / PIXEL;
}

const struct ticker_item *ticker_upcoming(const struct ticker *ticker, millis now) {
    int64_t right = leaving_edge(ticker, now) + ticker->form.width;
    struct cursor at = cursor_at(ticker, right);
    if (at.span && cursor_start(&at) < right) {
        cursor_advance(ticker, &at);
    }
    return at.span ? &cursor_slot(&at)->item : NULL;
}

struct headlines {
    const struct ticker_item *items;
    size_t count;
};

static const struct headlines nobody = {NULL, 0};

// As these headlines have it in the same role; its own if none has the role.
static uint32_t color_like(const struct headlines *others, const struct op *op) {
    for (size_t i = 0; i < others->count; i++) {
        const struct oplist *ops = &others->items[i].ops;
        for (size_t k = 0; k < ops->count; k++) {
            if (ops->ops[k].role == op->role) {
                return ops->ops[k].color;
            }
        }
    }
    return op->color;
}

// In the colors of `others`: one that stays may have come before sunset.
static struct ticker_item copy_item(
    struct arena *arena, const struct ticker_item *item, const struct headlines *others) {
    struct ticker_item copy = {.key = item->key, .width = item->width};
    bool is_other = false;
    for (size_t i = 0; i < item->ops.count; i++) {
        struct op op = item->ops.ops[i];
        assert(op.kind == OP_TEXT); // a headline is text and nothing else
        op.text.text = arena_text(arena, op.text.text);
        op.color = color_like(others, &op);
        is_other = is_other || op.color != item->ops.ops[i].color;
        oplist_add(&copy.ops, arena, &op);
    }
    if (is_other) {
        copy.key = ticker_item_key(&copy.ops);
    }
    return copy;
}

// What a headline takes of the line: its width, or so much that at most TICKER_MOST - 1 are in the window. Of
// those that start in it there is one less, and one may have started before.
static int64_t length_of(const struct ticker *ticker, const struct ticker_item *item) {
    return greater(item->width, ticker->form.width / (TICKER_MOST - 2) + 1);
}

// What is on screen now; the line starts at the edge where they leave.
static struct ticker_span span_of_visible(
    const struct ticker *ticker, struct arena *arena, const struct headlines *next, millis now) {
    struct ticker_place visible[TICKER_MOST];
    size_t count = places_on_line(ticker, now, visible, TICKER_MOST);
    struct ticker_span span = {.slots = arena_array(arena, count + 1, sizeof *span.slots), .count = count};
    for (size_t i = 0; i < count; i++) {
        span.slots[i] = (struct ticker_slot){copy_item(arena, visible[i].item, next), visible[i].x};
        span.width = visible[i].x + length_of(ticker, visible[i].item);
    }
    return span;
}

// The headline after the last one that is on screen, so that the order goes on; the first if that one is
// gone.
static size_t next_index(const struct headlines *next, const struct ticker_span *prelude) {
    for (size_t i = 0; prelude->count && i < next->count; i++) {
        if (next->items[i].key == prelude->slots[prelude->count - 1].item.key) {
            return (i + 1) % next->count;
        }
    }
    return 0;
}

// A headline comes again only when it has left the window: two of its places are at least its own width and
// the window's apart.
static struct ticker_span span_of_items(
    const struct ticker *ticker, struct arena *arena, const struct headlines *next, size_t first) {
    size_t count = next->count;
    struct ticker_span span = {.slots = arena_array(arena, count + 1, sizeof *span.slots), .count = count};
    int64_t end = 0;
    for (size_t i = 0; i < count; i++) {
        const struct ticker_item *item = &next->items[(first + i) % count];
        span.slots[i] = (struct ticker_slot){copy_item(arena, item, &nobody), end};
        end += length_of(ticker, item);
        span.width = greater(span.width, item->width + ticker->form.width);
    }
    span.width = greater(span.width, end);
    return span;
}

// Where the cycle may start behind what is on screen: past the window's edge, and so far that none of
// its headlines comes in while it is still there from before.
static int64_t cycle_start(
    const struct ticker *ticker, const struct ticker_span *prelude, const struct ticker_span *cycle) {
    int64_t start = greater(prelude->width, ticker->form.width);
    for (size_t i = 0; i < prelude->count; i++) {
        const struct ticker_slot *old = &prelude->slots[i];
        for (size_t k = 0; k < cycle->count; k++) {
            if (cycle->slots[k].item.key == old->item.key) {
                start =
                    greater(start, old->start + old->item.width + ticker->form.width - cycle->slots[k].start);
            }
        }
    }
    return start;
}

void ticker_adopt(struct ticker *ticker, const struct ticker_item *items, size_t count, millis now) {
    struct arena arena;
    arena_init(&arena, 0);
    const struct headlines next = {items, count};
    struct ticker_span prelude = {0};
    if (count) {
        prelude = span_of_visible(ticker, &arena, &next, now);
    }
    ticker->cycle = span_of_items(ticker, &arena, &next, next_index(&next, &prelude));
    ticker->origin = 0;
    if (prelude.count) {
        prelude.width = cycle_start(ticker, &prelude, &ticker->cycle);
    } else {
        ticker->origin = -ticker->form.lead_in;
    }
    ticker->phase = (int)(moved(ticker, now) % PIXEL); // so that no edition costs a part of a pixel
    ticker->since = greater(now, ticker->since);
    ticker->prelude = prelude;
    arena_finish(&ticker->arena);
    ticker->arena = arena;
}

millis ticker_next_change(const struct ticker *ticker, millis now) {
    if (ticker->form.speed <= 0 || !cursor_at(ticker, leaving_edge(ticker, now)).span) {
        return MILLIS_NEVER;
    }
    int64_t next = (moved(ticker, now) / PIXEL + 1) * PIXEL - ticker->phase;
    return ticker->since + (next + ticker->form.speed - 1) / ticker->form.speed;
}
