#include "model/list_order.h"

#include <stdlib.h>
#include <string.h>

#include "model/versions.h"

struct list_rank {
    const struct story *story;
    size_t rank; // its best in any answer
};

void list_order_init(
    struct list_order *order, const struct story *stories, size_t count, struct arena *arena) {
    *order = (struct list_order){
        .stories = stories,
        .story_count = count,
        .ranks = arena_array(arena, count, sizeof *order->ranks),
        .places = arena_array(arena, count, sizeof *order->places),
        .answers = arena_array(arena, count, sizeof *order->answers),
    };
}

// Most neighbours, three of four, run newest first: a feed with a story pinned on top is still a feed.
static void end_answer(struct list_order *order) {
    order->has_editor = order->has_editor || order->falling * 4 < order->pairs * 3;
    order->falling = order->pairs = order->ranked = 0;
    order->before = NULL;
}

void list_order_begin_answer(struct list_order *order) {
    end_answer(order);
    order->answer_count++;
}

void list_order_add(struct list_order *order, const struct story *story) {
    size_t at = (size_t)(story - order->stories);
    if (order->answers[at] == order->answer_count) {
        return;
    }
    order->answers[at] = order->answer_count;
    if (order->before) {
        order->pairs++;
        order->falling += order->before < story; // the edition is newest first: the address is the order
    }
    order->before = story;
    size_t rank = order->ranked++;
    if (!order->places[at]) {
        order->ranks[order->count++] = (struct list_rank){story, rank};
        order->places[at] = order->count;
    } else if (rank < order->ranks[order->places[at] - 1].rank) {
        order->ranks[order->places[at] - 1].rank = rank;
    }
}

static int compare_times(const void *left, const void *right) {
    const struct list_rank *a = left, *b = right;
    return (a->story > b->story) - (a->story < b->story);
}

static int compare_ranks(const void *left, const void *right) {
    const struct list_rank *a = left, *b = right;
    if (a->rank != b->rank) {
        return a->rank < b->rank ? -1 : 1;
    }
    int urgency = story_urgency(a->story) - story_urgency(b->story);
    return urgency ? urgency : compare_times(left, right);
}

void list_order_finish(struct list_order *order, const char *name, struct arena *arena, struct list *out) {
    end_answer(order);
    bool by_rank = order->has_editor || order->answer_count < 2;
    qsort(order->ranks, order->count, sizeof *order->ranks, by_rank ? compare_ranks : compare_times);
    const struct story **kept = arena_array(arena, order->count, sizeof(struct story *));
    for (size_t i = 0; i < order->count; i++) {
        kept[i] = order->ranks[i].story;
    }
    *out = (struct list){.name = arena_text(arena, name), .stories = kept, .count = order->count};
    memset(order->places, 0, order->story_count * sizeof *order->places);
    memset(order->answers, 0, order->story_count * sizeof *order->answers);
    order->count = order->answer_count = 0;
    order->has_editor = false;
}
