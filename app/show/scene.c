#include "show/scene.h"

// How long a slide of a widget stays.
#define SLIDE (6 * SECOND)

// A picture grows by 3 % in the time of its page, in steps that move its edges by about half a pixel.
#define ZOOM (ZOOM_WHOLE * 3 / 100)
#define ZOOM_STEPS 75

void scene_init(struct scene *scene, int progress_step, millis progress_pause, bool zooms) {
    *scene = (struct scene){
        .is_empty = true,
        .progress_step = progress_step > 0 ? progress_step : 1,
        .progress_pause = progress_pause,
        .zooms = zooms,
    };
    arena_init(&scene->arenas[0], 0);
    arena_init(&scene->arenas[1], 0);
}

void scene_finish(struct scene *scene) {
    arena_finish(&scene->arenas[0]);
    arena_finish(&scene->arenas[1]);
}

void scene_invalidate(struct scene *scene) {
    scene->is_empty = true;
}

static int progress_at(const struct scene *scene, const struct director *director, millis now) {
    int pixels = director_progress(director, now, director->deck->grid.progress.w);
    return pixels - pixels % scene->progress_step;
}

// Slides go on whether their page is on or not: the widget is in the same state on every page.
static size_t slide_at(const struct page *page, millis now) {
    return page->slide_count ? (size_t)(now / SLIDE) % page->slide_count : 0;
}

struct view scene_view(const struct deck *deck, size_t page, struct instant now) {
    return (struct view){page, slide_at(&deck->pages[page], now.steady), now.wall};
}

struct instant scene_view_until(const struct deck *deck, const struct view *view, struct instant now) {
    bool slides = deck->pages[view->page].slide_count > 1;
    return (struct instant){
        .steady = slides ? (now.steady / SLIDE + 1) * SLIDE : MILLIS_NEVER,
        .wall = deck_next_change(deck, view),
    };
}

static int zoom_at(const struct scene *scene, const struct director *director, millis now) {
    const struct page *page = &director->deck->pages[director->page];
    return scene->zooms && page->zooms ? director_progress(director, now, ZOOM_STEPS) * (ZOOM / ZOOM_STEPS)
                                       : 0;
}

static bool is_same_text(const struct scene *scene, const struct deck *deck, const struct view *view) {
    return !scene->is_empty && scene->deck == deck && scene->view.page == view->page &&
           scene->view.slide == view->slide && view->wall >= scene->view.wall &&
           view->wall < deck_next_change(deck, &scene->view);
}

static struct oplist *list_start(struct scene *scene) {
    scene->current = !scene->current;
    arena_reset(&scene->arenas[scene->current]);
    scene->lists[scene->current] = (struct oplist){0};
    return &scene->lists[scene->current];
}

static void add_progress(struct scene *scene, const struct deck *deck, int progress) {
    struct op op = deck_progress(deck, progress);
    oplist_add(&scene->lists[scene->current], &scene->arenas[scene->current], &op);
    scene->progress = progress;
}

// What one of two lines has and the other has not; they begin or end together.
static struct rect difference(struct rect a, struct rect b) {
    struct rect longer = a.w > b.w ? a : b, shorter = a.w > b.w ? b : a;
    int x = longer.x == shorter.x ? longer.x + shorter.w : longer.x;
    return (struct rect){x, longer.y, longer.w - shorter.w, longer.h};
}

static void grow_pictures(struct scene *scene, int zoom, struct region *damage) {
    oplist_zoom(&scene->lists[scene->current], zoom, damage);
    scene->zoom = zoom;
}

// Only the progress line moved: its op is the last one, and is exchanged where it stands.
static void move_progress(struct scene *scene, const struct deck *deck, int progress, struct region *damage) {
    struct oplist *list = &scene->lists[scene->current];
    struct rect before = op_extent(&list->ops[--list->count]);
    add_progress(scene, deck, progress);
    struct rect after = op_extent(&list->ops[list->count - 1]);
    region_add(damage, difference(before, after));
}

const struct oplist *scene_compose(
    struct scene *scene, struct director *director, struct instant now, struct region *damage) {
    size_t page = director_pick(director, now.steady);
    const struct deck *deck = director->deck;
    struct view view = scene_view(deck, page, now);
    int zoom = zoom_at(scene, director, now.steady);
    int progress = progress_at(scene, director, now.steady);
    if (is_same_text(scene, deck, &view)) {
        if (zoom != scene->zoom) {
            grow_pictures(scene, zoom, damage);
        }
        if (progress != scene->progress) {
            move_progress(scene, deck, progress, damage);
        }
        return &scene->lists[scene->current];
    }
    const struct oplist before = scene->lists[scene->current];
    struct oplist *after = list_start(scene);
    deck_compose(deck, &view, &scene->arenas[scene->current], after);
    grow_pictures(scene, zoom, &(struct region){.count = 0});
    add_progress(scene, deck, progress);
    if (scene->is_empty) {
        region_add(damage, (struct rect){0, 0, deck->grid.width, deck->grid.height});
    } else {
        oplist_diff(&before, after, damage);
    }
    scene->deck = deck;
    scene->view = view;
    scene->is_empty = false;
    return after;
}

// NEVER where the page has been turned before.
static millis next_progress(const struct scene *scene, const struct director *director) {
    millis end = director_next_change(director, 0);
    int width = director->deck->grid.progress.w, next = scene->progress + scene->progress_step;
    if (end == MILLIS_NEVER || next > width) {
        return MILLIS_NEVER;
    }
    millis dwell = end - director->since, now = director->since + dwell * scene->progress / width;
    millis due = director->since + (dwell * next + width - 1) / width;
    due = due > now + scene->progress_pause ? due : now + scene->progress_pause;
    return due < end ? due : MILLIS_NEVER;
}

static millis next_zoom(const struct scene *scene, const struct director *director) {
    const struct page *page = &director->deck->pages[director->page];
    int next = scene->zoom / (ZOOM / ZOOM_STEPS) + 1;
    bool goes_on = scene->zooms && page->zooms && next <= ZOOM_STEPS;
    return goes_on ? director->since + (page->dwell * next + ZOOM_STEPS - 1) / ZOOM_STEPS : MILLIS_NEVER;
}

millis scene_next_change(const struct scene *scene, const struct director *director, struct instant now) {
    struct instant until = scene_view_until(director->deck, &scene->view, now);
    millis next = millis_earlier(director_next_change(director, now.steady), until.steady);
    next = millis_earlier(next, next_progress(scene, director));
    next = millis_earlier(next, next_zoom(scene, director));
    next = millis_earlier(next, instant_steady(now, until.wall));
    return next > now.steady ? next : now.steady + 1;
}
