#include "base/hash.h"
#include "layout/page.h"
#include "text/breaks.h"

#include <string.h>

#define AT_A_TIME 8 // headlines: about the work of a page

uint64_t ticker_item_key(const struct oplist *ops) {
    uint64_t key = HASH_START;
    for (size_t i = 0; i < ops->count; i++) {
        key = hash_bytes(key, &ops->ops[i].key, sizeof ops->ops[i].key);
    }
    return key;
}

static const char *clipped(struct desk *desk, const char *text) {
    size_t len = strlen(text);
    if (len <= LIMIT_TICKER_BYTES) {
        return text;
    }
    size_t cut = LIMIT_TICKER_BYTES;
    while (cut > 0 && text[cut - 1] != ' ') {
        cut--;
    }
    cut = cut ? cut - 1 : breaks_floor(desk->env->breaker, text, len, LIMIT_TICKER_BYTES);
    return arena_printf(&desk->deck->arena, "%.*s\xE2\x80\xA6", (int)cut, text);
}

static struct text_line time_line(struct desk *desk, const struct story *story) {
    const struct layout_env *env = desk->env;
    char time[LOCALE_TEXT] = "";
    if (moment_is_known(story->published)) {
        locale_date(env->locale, LOCALE_TIME, env_local(env, story->published.utc), time);
    }
    return line_set(env, &desk->deck->arena, (struct span){time, ROLE_TICKER_TIME, NULL}, 0);
}

static void item_lay_out(
    struct desk *desk, const struct story *story, struct rect box, struct ticker_item *item) {
    struct deck *deck = desk->deck;
    struct span headline = {clipped(desk, story->headline), ROLE_TICKER, story->language};
    struct text_line time = time_line(desk, story), line = line_set(desk->env, &deck->arena, headline, 0);
    int gap = time.width ? grid_px(&deck->grid, 16) : 0;
    item->width = time.width + gap + line.width + grid_px(&deck->grid, 68);
    struct grid strip = deck->grid;
    strip.width = item->width; // in which it is mirrored
    struct sheet sheet = {desk->env, &strip, &deck->arena, &item->ops, NULL};
    struct spot spot = {
        .color = sheet_color(&sheet, COLOR_HIGHLIGHT), .baseline = box.h / 2 + sheet_px(&sheet, 14)};
    sheet_line(&sheet, &spot, &time);
    spot.x = time.width + gap;
    spot.color = sheet_color(&sheet, COLOR_INK);
    sheet_line(&sheet, &spot, &line);
    item->key = ticker_item_key(&item->ops);
}

static bool is_in(const struct story *const *stories, size_t count, const struct story *story) {
    for (size_t i = 0; i < count; i++) {
        if (stories[i] == story) {
            return true;
        }
    }
    return false;
}

const struct ticker_item *ticker_lay_out(
    struct desk *desk, const char *const *lists, size_t list_count, size_t *count) {
    *count = 0;
    struct rect box = deck_ribbon_box(desk->env);
    if (!desk->edition || rect_is_empty(box)) {
        return NULL;
    }
    const struct story *stories[LIMIT_TICKER_ITEMS];
    for (size_t i = 0; i < list_count; i++) {
        const struct list *list = edition_list(desk->edition, lists[i]);
        for (size_t j = 0; list && j < list->count && *count < LIMIT_TICKER_ITEMS; j++) {
            if (!is_in(stories, *count, list->stories[j])) {
                stories[(*count)++] = list->stories[j];
            }
        }
    }
    struct ticker_item *items = arena_array(&desk->deck->arena, *count + 1, sizeof *items);
    for (size_t i = 0; i < *count; i++) {
        item_lay_out(desk, stories[i], box, &items[i]);
        if (i % AT_A_TIME == AT_A_TIME - 1) {
            desk_pause(desk);
        }
    }
    return items;
}
