#include "layout/breaking.h"

// Whether it is news now: the deck is another one when that changes.
static bool is_now(const struct desk *desk, struct breaking_period period) {
    desk_lasts_until(desk, period.from);
    desk_lasts_until(desk, period.to);
    return period.from <= desk->wall && desk->wall < period.to;
}

size_t breaking_find(const struct desk *desk, struct breaking out[MOST_BREAKING]) {
    const struct edition *edition = desk->edition;
    size_t count = 0;
    for (size_t i = 0; edition && i < edition->alert_count && count < MOST_BREAKING; i++) {
        if (is_now(desk, edition->alerts[i].breaking)) {
            out[count++] = (struct breaking){.alert = &edition->alerts[i]};
        }
    }
    for (size_t i = 0; edition && i < edition->story_count && count < MOST_BREAKING; i++) {
        if (is_now(desk, edition->stories[i].breaking)) {
            out[count++] = (struct breaking){.story = &edition->stories[i]};
        }
    }
    return count;
}

const char *breaking_headline(const struct breaking *breaking) {
    return breaking->alert ? breaking->alert->headline : breaking->story->headline;
}

bool banner_draw(struct sheet *sheet, const struct desk *desk, struct rect strip) {
    struct breaking found[MOST_BREAKING];
    if (!breaking_find(desk, found)) {
        return false;
    }
    const struct grid *grid = sheet->grid;
    struct rect box = {strip.x, sheet_px(sheet, 48), strip.w, sheet_px(sheet, 56)};
    if (grid->portrait) {
        box = (struct rect){grid->masthead.x, sheet_px(sheet, 106), grid->masthead.w, sheet_px(sheet, 40)};
    }
    sheet_fill(sheet, ROLE_BANNER, box, sheet_color(sheet, COLOR_ACCENT), sheet_px(sheet, 8));
    int pad = sheet_px(sheet, 18), baseline = box.y + box.h / 2 + sheet_px(sheet, 10);
    uint32_t color = sheet_color(sheet, COLOR_ON_ACCENT);
    struct spot label = {ROLE_LABEL_SMALL, color, box.x + pad, baseline, 0, ALIGN_START};
    int x = label.x + sheet_text(sheet, &label, sheet->env->words->text[WORD_BREAKING]) + pad;
    struct spot headline = {ROLE_STRIP_CURRENT, color, x, baseline, box.x + box.w - pad - x, ALIGN_START};
    sheet_text(sheet, &headline, breaking_headline(&found[0]));
    return true;
}
