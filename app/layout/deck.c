#include "layout/deck.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "layout/page_kinds.h"

static bool asks_for(const struct deck_form *form, const struct page_kind *kind) {
    for (size_t i = 0; i < form->spec_count; i++) {
        if (form->specs[i].kind == kind) {
            return true;
        }
    }
    return false;
}

// Nobody is told a time of day, or how long ago something was, by a clock that is known to be wrong; and
// nothing of the rundown waits for one.
bool deck_has_clock(const struct deck *deck) {
    return !deck->edition || !deck->edition->has_no_clock;
}

static bool is_its_time(const struct desk *desk, const struct page_spec *spec) {
    if (!spec->when || !deck_has_clock(desk->deck)) {
        return true;
    }
    desk_lasts_until(desk, time_rule_next_change(spec->when, desk->env->zone, desk->wall));
    return time_rule_is_on(spec->when, desk->env->zone, desk->wall);
}

// "Today" is another day then.
static millis midnight_after(const struct zone *zone, millis wall) {
    struct civil day = civil_from_millis(wall + zone_offset(zone, wall) * SECOND);
    return zone_first_at(zone, (struct civil){.year = day.year, .month = day.month, .day = day.day + 1});
}

struct deck *deck_create(
    const struct edition *edition, const struct deck_form *form, const struct layout_env *env, millis wall) {
    return deck_create_in_pieces(edition, form, env, wall, NULL);
}

struct deck *deck_create_in_pieces(const struct edition *edition, const struct deck_form *form,
    const struct layout_env *env, millis wall, const struct deck_pace *pace) {
    struct deck *deck = calloc(1, sizeof *deck);
    if (!deck) {
        abort();
    }
    arena_init(&deck->arena, 0);
    struct layout_env *own = arena_alloc(&deck->arena, sizeof *own);
    *own = *env; // another size or theme makes another deck
    deck->env = env = own;
    deck->edition = edition ? edition_ref(edition) : NULL;
    deck->grid = env_grid(env, env->has_ticker);
    deck->capacity = LIMIT_PAGES;
    deck->pages = arena_array(&deck->arena, deck->capacity, sizeof *deck->pages);
    deck->wall = wall;
    deck->until = midnight_after(env->zone, wall);
    struct desk desk = {.deck = deck, .env = env, .edition = edition, .wall = wall, .pace = pace};
    deck->ticker = ticker_lay_out(&desk, form->ticker_lists, form->ticker_list_count, &deck->ticker_count);
    if (deck->ticker_count == 0) { // nothing to run: the pages have the whole screen
        deck->grid = env_grid(env, false);
    }
    rail_prepare(&desk);
    if (!asks_for(form, &page_kind_breaking)) { // it comes even to a rundown that does not name it
        page_kind_breaking.lay_out(&desk, &(struct page_spec){.kind = &page_kind_breaking});
    }
    for (size_t i = 0; i < form->spec_count; i++) {
        if (desk.has_enough) {
            deck->is_cut = true;
        } else if (is_its_time(&desk, &form->specs[i])) {
            form->specs[i].kind->lay_out(&desk, &form->specs[i]);
        }
    }
    if (deck->count == 0) {
        page_kind_notice.lay_out(&desk, &(struct page_spec){.kind = &page_kind_notice});
    }
    return deck;
}

static bool has_refused(const struct deck *deck, const char *text) {
    const struct refusal *refusal = deck ? deck->refusals : NULL;
    while (refusal && strcmp(refusal->text, text) != 0) {
        refusal = refusal->next;
    }
    return refusal != NULL;
}

void desk_refuse(struct desk *desk, const char *text, bool is_waiting) {
    struct deck *deck = desk->deck;
    if (!has_refused(deck, text)) {
        struct refusal *refusal = arena_alloc(&deck->arena, sizeof *refusal);
        *refusal = (struct refusal){deck->refusals, arena_text(&deck->arena, text), is_waiting};
        deck->refusals = refusal;
    }
}

void deck_report(const struct deck *deck, const struct deck *before) {
    for (const struct refusal *refusal = deck->refusals; refusal; refusal = refusal->next) {
        if (!has_refused(before, refusal->text)) {
            log_line(refusal->is_waiting ? LOG_INFO : LOG_WARNING, "%s", refusal->text);
        }
    }
}

bool deck_is_current(const struct deck *deck, millis wall) {
    return !deck->is_cut && wall >= deck->wall && wall < deck->until;
}

void deck_destroy(struct deck *deck) {
    if (deck) {
        edition_unref(deck->edition);
        arena_finish(&deck->arena);
        free(deck);
    }
}

static const struct slide *slide_of(const struct page *page, const struct view *view) {
    return page->slide_count ? &page->slides[view->slide % page->slide_count] : NULL;
}

static void add_lives(struct sheet *sheet, const struct live_list *lives, millis wall) {
    for (size_t i = 0; i < lives->count; i++) {
        const struct live *live = &lives->items[i];
        sheet_text(sheet, &live->spot, live_text(live, sheet->env, sheet->arena, wall));
    }
}

void deck_compose_changes(
    const struct deck *deck, const struct view *view, struct arena *arena, struct oplist *out) {
    const struct page *page = &deck->pages[view->page];
    const struct slide *slide = slide_of(page, view);
    struct sheet sheet = {deck->env, &deck->grid, arena, out, NULL};
    if (slide) {
        oplist_append(out, arena, &slide->ops);
    }
    if (slide && deck_has_clock(deck)) {
        add_lives(&sheet, &slide->lives, view->wall);
    }
    if (deck_has_clock(deck)) {
        add_lives(&sheet, &page->lives, view->wall);
    }
}

void deck_compose(const struct deck *deck, const struct view *view, struct arena *arena, struct oplist *out) {
    oplist_append(out, arena, &deck->pages[view->page].ops);
    deck_compose_changes(deck, view, arena, out);
}

struct op deck_progress(const struct deck *deck, int filled) {
    struct rect box = deck->grid.progress;
    box.w = filled < box.w ? filled : box.w;
    uint32_t color = 0xFF000000u | deck->env->theme->colors[COLOR_DIM];
    return (struct op){
        .kind = OP_FILL, .role = ROLE_PROGRESS, .box = grid_place(&deck->grid, box), .color = color};
}

static millis lives_next_change(const struct live_list *lives, millis wall) {
    millis next = MILLIS_NEVER;
    for (size_t i = 0; i < lives->count; i++) {
        millis change = live_next_change(&lives->items[i], wall);
        next = change < next ? change : next;
    }
    return next;
}

millis deck_next_change(const struct deck *deck, const struct view *view) {
    const struct page *page = &deck->pages[view->page];
    const struct slide *slide = slide_of(page, view);
    millis next = lives_next_change(&page->lives, view->wall);
    millis other = slide ? lives_next_change(&slide->lives, view->wall) : MILLIS_NEVER;
    next = other < next ? other : next;
    return deck->until > view->wall && deck->until < next ? deck->until : next;
}
