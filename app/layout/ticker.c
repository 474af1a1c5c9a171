#include "base/hash.h"
#include "base/utf8.h"
#include "layout/page.h"

#include <string.h>

static uint64_t ops_key(const struct oplist *ops) {
    uint64_t key = HASH_START;
    for (size_t i = 0; i < ops->count; i++) {
        key = hash_bytes(key, &ops->ops[i].key, sizeof ops->ops[i].key);
    }
    return key;
}

static const char *clipped(struct arena *arena, const char *text) {
    size_t len = strlen(text);
    if (len <= LIMIT_TICKER_BYTES) {
        return text;
    }
    size_t cut = utf8_floor(text, len, LIMIT_TICKER_BYTES);
    while (cut > 0 && text[cut - 1] != ' ') {
        cut--;
    }
    cut = cut ? cut - 1 : utf8_floor(text, len, LIMIT_TICKER_BYTES);
    return arena_printf(arena, "%.*s\xE2\x80\xA6", (int)cut, text);
}

static void item_lay_out(
    struct desk *desk, const struct story *story, struct rect box, struct ticker_item *item) {
    struct deck *deck = desk->deck;
    struct sheet sheet = {desk->env, &deck->grid, &deck->arena, &item->ops, NULL};
    struct spot spot = {.baseline = box.h / 2 + sheet_px(&sheet, 14)};
    if (moment_is_known(story->published)) {
        char time[LOCALE_TEXT];
        locale_date(desk->env->locale, LOCALE_TIME, env_local(desk->env, story->published.utc), time);
        spot.role = ROLE_TICKER_TIME;
        spot.color = sheet_color(&sheet, COLOR_HIGHLIGHT);
        spot.x += sheet_text(&sheet, &spot, arena_text(&deck->arena, time)) + sheet_px(&sheet, 16);
    }
    spot.role = ROLE_TICKER;
    spot.color = sheet_color(&sheet, COLOR_INK);
    item->width =
        spot.x + sheet_text(&sheet, &spot, clipped(&deck->arena, story->headline)) + sheet_px(&sheet, 68);
    item->key = ops_key(&item->ops);
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
    }
    return items;
}
