#include "show/ticker.h"

#include <assert.h>
#include <string.h>

#define MOST_VISIBLE 64

void ticker_init(struct ticker *ticker, int width, int speed, int lead_in, millis now) {
    *ticker = (struct ticker){.width = width, .speed = speed, .origin = -lead_in, .since = now};
    arena_init(&ticker->arena, 0);
}

void ticker_finish(struct ticker *ticker) {
    arena_finish(&ticker->arena);
}

// Pixels moved since `since`. In milliseconds times pixels a second this holds for millions of years.
static int64_t left_edge(const struct ticker *ticker, millis now) {
    return ticker->origin + (now - ticker->since) * ticker->speed / SECOND;
}

// A place on the line: the item that covers or follows a coordinate, and where it starts.
struct cursor {
    const struct ticker_span *span;
    size_t index;
    int64_t start;
};

static struct cursor cursor_at(const struct ticker *ticker, int64_t coordinate) {
    int64_t start = 0;
    for (size_t i = 0; i < ticker->prelude.count; i++) {
        if (start + ticker->prelude.items[i].width > coordinate) {
            return (struct cursor){&ticker->prelude, i, start};
        }
        start += ticker->prelude.items[i].width;
    }
    if (coordinate > start) {
        start += (coordinate - start) / ticker->cycle.width * ticker->cycle.width;
    }
    for (size_t i = 0; i < ticker->cycle.count; i++) {
        if (start + ticker->cycle.items[i].width > coordinate) {
            return (struct cursor){&ticker->cycle, i, start};
        }
        start += ticker->cycle.items[i].width;
    }
    // In the blank at the end of a cycle that is shorter than the window: the next round's first headline.
    int64_t used = 0;
    for (size_t i = 0; i < ticker->cycle.count; i++) {
        used += ticker->cycle.items[i].width;
    }
    return (struct cursor){&ticker->cycle, 0, start - used + ticker->cycle.width};
}

static void cursor_advance(const struct ticker *ticker, struct cursor *cursor) {
    cursor->start += cursor->span->items[cursor->index].width;
    if (++cursor->index < cursor->span->count) {
        return;
    }
    if (cursor->span == &ticker->cycle) {
        int64_t used = 0;
        for (size_t i = 0; i < ticker->cycle.count; i++) {
            used += ticker->cycle.items[i].width;
        }
        cursor->start += ticker->cycle.width - used;
    }
    cursor->span = &ticker->cycle;
    cursor->index = 0;
}

size_t ticker_places(const struct ticker *ticker, millis now, struct ticker_place *out, size_t capacity) {
    if (ticker->cycle.count == 0) {
        return 0;
    }
    int64_t left = left_edge(ticker, now), right = left + ticker->width;
    size_t count = 0;
    struct cursor at = cursor_at(ticker, left);
    while (at.start < right && count < capacity) {
        out[count++] = (struct ticker_place){&at.span->items[at.index], (int)(at.start - left)};
        cursor_advance(ticker, &at);
    }
    return count;
}

const struct ticker_item *ticker_upcoming(const struct ticker *ticker, millis now) {
    if (ticker->cycle.count == 0) {
        return NULL;
    }
    int64_t right = left_edge(ticker, now) + ticker->width;
    struct cursor at = cursor_at(ticker, right);
    if (at.start < right) {
        cursor_advance(ticker, &at);
    }
    return &at.span->items[at.index];
}

static struct ticker_item copy_item(struct arena *arena, const struct ticker_item *item) {
    struct ticker_item copy = {.key = item->key, .width = item->width};
    for (size_t i = 0; i < item->ops.count; i++) {
        struct op op = item->ops.ops[i];
        assert(op.kind == OP_TEXT); // a headline is text and nothing else
        op.text.text = arena_text(arena, op.text.text);
        oplist_add(&copy.ops, arena, &op);
    }
    return copy;
}

// The headline after the last one that is on screen, so that the order goes on; the first if that one is
// gone.
static size_t next_index(const struct ticker_item *items, size_t count, const struct ticker_span *prelude) {
    for (size_t i = 0; prelude->count && i < count; i++) {
        if (items[i].key == prelude->items[prelude->count - 1].key) {
            return (i + 1) % count;
        }
    }
    return 0;
}

static void fill_cycle(
    struct ticker *ticker, struct arena *arena, const struct ticker_item *items, size_t count) {
    size_t first = count ? next_index(items, count, &ticker->prelude) : 0;
    ticker->cycle =
        (struct ticker_span){.items = arena_array(arena, count + 1, sizeof *items), .count = count};
    for (size_t i = 0; i < count; i++) {
        ticker->cycle.items[i] = copy_item(arena, &items[(first + i) % count]);
        ticker->cycle.width += items[(first + i) % count].width;
    }
    // The same headline never stands in the window twice.
    if (ticker->cycle.width < ticker->width) {
        ticker->cycle.width = ticker->width;
    }
}

void ticker_adopt(struct ticker *ticker, const struct ticker_item *items, size_t count, millis now) {
    struct ticker_place visible[MOST_VISIBLE];
    size_t visible_count = ticker_places(ticker, now, visible, MOST_VISIBLE);
    struct arena arena;
    arena_init(&arena, 0);
    struct ticker_span prelude = {.items = arena_array(&arena, visible_count + 1, sizeof *prelude.items)};
    for (size_t i = 0; i < visible_count; i++) {
        prelude.items[prelude.count++] = copy_item(&arena, visible[i].item);
        prelude.width += visible[i].item->width;
    }
    if (visible_count) {
        ticker->origin = -visible[0].x;
        ticker->since = now;
    }
    ticker->prelude = prelude;
    fill_cycle(ticker, &arena, items, count);
    arena_finish(&ticker->arena);
    ticker->arena = arena;
}

millis ticker_next_change(const struct ticker *ticker, millis now) {
    if (ticker->cycle.count == 0 || ticker->speed <= 0) {
        return MILLIS_NEVER;
    }
    int64_t moved = (now - ticker->since) * ticker->speed / SECOND;
    return ticker->since + ((moved + 1) * SECOND + ticker->speed - 1) / ticker->speed;
}
