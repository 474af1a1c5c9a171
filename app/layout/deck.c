#include "layout/deck.h"

#include <stdlib.h>

#include "layout/page.h"

struct deck *deck_create(
    const struct edition *edition, const struct deck_form *form, const struct layout_env *env, millis wall) {
    struct deck *deck = calloc(1, sizeof *deck);
    if (!deck) {
        abort();
    }
    arena_init(&deck->arena, 0);
    deck->env = env;
    deck->edition = edition ? edition_ref(edition) : NULL;
    deck->grid = grid_make(env->width, env->height, env->has_ticker);
    deck->capacity = LIMIT_PAGES;
    deck->pages = arena_array(&deck->arena, deck->capacity, sizeof *deck->pages);
    struct desk desk = {deck, env, edition, wall};
    deck->ticker = ticker_lay_out(&desk, form->ticker_lists, form->ticker_list_count, &deck->ticker_count);
    rail_prepare(&desk);
    for (size_t i = 0; i < form->spec_count; i++) {
        form->specs[i].kind->lay_out(&desk, &form->specs[i]);
    }
    if (deck->count == 0) {
        page_kind_notice.lay_out(&desk, &(struct page_spec){.kind = &page_kind_notice});
    }
    return deck;
}

void deck_destroy(struct deck *deck) {
    if (deck) {
        edition_unref(deck->edition);
        arena_finish(&deck->arena);
        free(deck);
    }
}

static void add_all(struct oplist *out, struct arena *arena, const struct oplist *ops) {
    for (size_t i = 0; i < ops->count; i++) {
        oplist_add(out, arena, &ops->ops[i]);
    }
}

void deck_compose(const struct deck *deck, const struct view *view, struct arena *arena, struct oplist *out) {
    const struct page *page = &deck->pages[view->page];
    struct sheet sheet = {deck->env, &deck->grid, arena, out, NULL};
    add_all(out, arena, &page->ops);
    if (page->slide_count) {
        add_all(out, arena, &page->slides[view->slide % page->slide_count].ops);
    }
    for (size_t i = 0; i < page->lives.count; i++) {
        const struct live *live = &page->lives.items[i];
        sheet_text(&sheet, &live->spot, live_text(live, deck->env, arena, view->wall));
    }
}

struct op deck_progress(const struct deck *deck, int filled) {
    struct rect box = deck->grid.progress;
    box.w = filled < box.w ? filled : box.w;
    uint32_t color = 0xFF000000u | deck->env->theme->colors[COLOR_DIM];
    return (struct op){.kind = OP_FILL, .role = ROLE_PROGRESS, .box = box, .color = color};
}

millis deck_next_change(const struct deck *deck, const struct view *view) {
    const struct live_list *lives = &deck->pages[view->page].lives;
    millis next = MILLIS_NEVER;
    for (size_t i = 0; i < lives->count; i++) {
        millis change = live_next_change(&lives->items[i], view->wall);
        next = change < next ? change : next;
    }
    return next;
}
