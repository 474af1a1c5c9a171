#include "layout/breaking.h"

#define SEVERE 3           // of the Common Alerting Protocol's four
#define STAYS (3 * HOUR)   // a story is breaking for so long
#define BREAKING_URGENCY 1 // IPTC

// Whether it is news now, of what is news from one moment to another.
static bool is_now(const struct desk *desk, millis from, millis to) {
    desk_lasts_until(desk, from);
    desk_lasts_until(desk, to);
    return from <= desk->wall && desk->wall < to;
}

static bool is_breaking_alert(const struct desk *desk, const struct alert *alert) {
    millis to = moment_is_known(alert->expires) ? alert->expires.utc : MILLIS_NEVER;
    return alert->severity >= SEVERE && is_now(desk, alert->effective.utc, to);
}

static bool is_breaking_story(const struct desk *desk, const struct story *story) {
    return story->urgency == BREAKING_URGENCY && moment_is_known(story->published) &&
           is_now(desk, MILLIS_NONE, story->published.utc + STAYS);
}

size_t breaking_find(const struct desk *desk, struct breaking out[MOST_BREAKING]) {
    const struct edition *edition = desk->edition;
    size_t count = 0;
    for (size_t i = 0; edition && i < edition->alert_count && count < MOST_BREAKING; i++) {
        if (is_breaking_alert(desk, &edition->alerts[i])) {
            out[count++] = (struct breaking){.alert = &edition->alerts[i]};
        }
    }
    for (size_t i = 0; edition && i < edition->story_count && count < MOST_BREAKING; i++) {
        if (is_breaking_story(desk, &edition->stories[i])) {
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
