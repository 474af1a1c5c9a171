#include <math.h>
#include <string.h>

#include "layout/breaking.h"
#include "layout/city_widget.h"
#include "layout/over_picture.h"
#include "layout/updated.h"

// Masthead, section strip, clock, ticker ground: what stays where it is from page to page.

static int baseline(const struct sheet *sheet, double units) {
    return sheet_px(sheet, units);
}

// The logo as high as the masthead's words and sections, its foot a little below their baseline; returns the
// x behind it.
static int draw_logo(struct sheet *sheet, const struct picture *logo) {
    struct rect room = {sheet->grid->margin, sheet_px(sheet, 46), sheet_px(sheet, 420), sheet_px(sheet, 56)};
    double scale = fmin((double)room.w / logo->width, (double)room.h / logo->height);
    struct rect box = {room.x, room.y, (int)lround(logo->width * scale), (int)lround(logo->height * scale)};
    box.y += (room.h - box.h) / 2;
    sheet_picture(sheet, box, logo, 0);
    return box.x + box.w;
}

static int draw_title(struct sheet *sheet) {
    if (sheet->env->logo) {
        return draw_logo(sheet, sheet->env->logo);
    }
    struct spot spot = {
        .role = ROLE_MASTHEAD,
        .color = sheet_color(sheet, COLOR_INK),
        .x = sheet->grid->margin,
        .baseline = baseline(sheet, 92),
    };
    spot.x += sheet_text(sheet, &spot, sheet->env->title);
    spot.color = sheet_ink(sheet, COLOR_ACCENT);
    return spot.x + sheet_text(sheet, &spot, ".");
}

// What is wrong with the news of the page; NULL if nothing is.
static const char *condition(struct sheet *sheet, const struct desk *desk, struct age age) {
    bool is_offline = desk->edition && desk->edition->is_offline;
    const char *offline = is_offline ? sheet->env->words->text[WORD_OFFLINE] : NULL;
    const char *aged = joined_by_dot(sheet, offline, updated_text(sheet, age, desk->wall));
    return sheet->env->note ? sheet->env->note : aged;
}

// The clock at the right, if it is known to be right, and before it the weather or else the day; returns the
// left edge of both.
static int draw_clock(struct sheet *sheet, const struct desk *desk, struct age age) {
    int right = sheet->grid->masthead.x + sheet->grid->masthead.w;
    struct live clock = {
        .kind = LIVE_TIME,
        .zone = sheet->env->zone,
        .spot = {ROLE_CLOCK, sheet_color(sheet, COLOR_INK), right, baseline(sheet, 92), 0, ALIGN_END},
    };
    if (deck_has_clock(desk->deck)) {
        sheet_live(sheet, &clock);
        right -= time_width(sheet, ROLE_CLOCK) + sheet_px(sheet, 24);
    }
    struct spot spot = {ROLE_META, sheet_color(sheet, COLOR_DIM), right, baseline(sheet, 92), 0, ALIGN_END};
    const char *troubled = condition(sheet, desk, age);
    const char *brief = troubled ? troubled : city_brief(sheet, desk);
    if (brief) {
        spot.width = sheet_px(sheet, troubled ? 520 : 320);
        return right - sheet_text(sheet, &spot, brief);
    }
    struct live day = {.kind = LIVE_DATE, .zone = sheet->env->zone, .spot = spot};
    sheet_live(sheet, &day);
    const char *today =
        live_text(&day, sheet->env, sheet->arena, desk->wall); // at midnight all is laid out anew
    return right - sheet_text_width(sheet, ROLE_META, today);
}

// One entry of the strip; what it says and whether it is the current one.
struct strip_item {
    const char *text;
    bool is_current;
    int width;
};

#define MOST_STRIP 65

static size_t strip_items(
    struct sheet *sheet, const struct page_head *head, bool brief, struct strip_item *items) {
    const struct layout_env *env = sheet->env;
    size_t count = 0;
    items[count++] = (struct strip_item){env->words->text[WORD_TOP_STORIES], head->is_front, 0};
    for (size_t i = 0; i < env->section_count && count < MOST_STRIP; i++) {
        const struct env_section *entry = &env->sections[i];
        items[count++] = (struct strip_item){
            brief && entry->label ? entry->label : entry->name,
            head->section && strcmp(entry->name, head->section) == 0,
            0,
        };
    }
    for (size_t i = 0; i < count; i++) {
        // Measured as if it were current, so that nothing moves when the underline does.
        items[i].width = sheet_text_width(sheet, ROLE_STRIP_CURRENT, items[i].text);
    }
    return count;
}

static int strip_width(const struct strip_item *items, size_t count, int gap) {
    int width = 0;
    for (size_t i = 0; i < count; i++) {
        width += items[i].width + (i ? gap : 0);
    }
    return width;
}

// Leaves out sections from the end, but never the current one.
static size_t strip_fit(struct strip_item *items, size_t count, int gap, int room) {
    while (count > 1 && strip_width(items, count, gap) > room) {
        size_t out = items[count - 1].is_current ? count - 2 : count - 1;
        memmove(&items[out], &items[out + 1], (count - out - 1) * sizeof *items);
        count--;
    }
    items[0].width = items[0].width < room ? items[0].width : room; // a name as long as the strip
    return count;
}

static void draw_strip(struct sheet *sheet, const struct page_head *head, int left, int right) {
    struct strip_item items[MOST_STRIP];
    int gap = sheet_px(sheet, 24);
    size_t count = strip_items(sheet, head, false, items);
    if (strip_width(items, count, gap) > right - left) {
        count = strip_items(sheet, head, true, items);
    }
    count = strip_fit(items, count, gap, right - left);
    for (size_t i = 0; i < count; i++) {
        struct spot spot = {
            .role = items[i].is_current ? ROLE_STRIP_CURRENT : ROLE_STRIP,
            .color = sheet_color(sheet, items[i].is_current ? COLOR_INK : COLOR_DIM),
            .x = left + items[i].width / 2,
            .baseline = baseline(sheet, 80),
            .width = items[i].width,
            .align = ALIGN_CENTER,
        };
        int width = sheet_text(sheet, &spot, items[i].text);
        if (items[i].is_current) {
            struct rect underline = {spot.x - width / 2, sheet_px(sheet, 95), width, sheet_px(sheet, 4)};
            sheet_fill(sheet, ROLE_SIGN, underline, sheet_color(sheet, COLOR_ACCENT), 0);
        }
        left += items[i].width + gap;
    }
}

static int ticker_line(const struct grid *grid) {
    return grid_px(grid, 3) > 1 ? grid_px(grid, 3) : 1;
}

static int ticker_label_width(const struct layout_env *env, struct arena *arena, const struct grid *grid) {
    struct span span = {env->words->text[WORD_LATEST], ROLE_LATEST, NULL};
    return grid->margin + line_set(env, arena, span, 0).width + grid_px(grid, 38);
}

static void draw_ticker_ground(struct sheet *sheet) {
    struct rect strip = sheet->grid->ticker;
    if (rect_is_empty(strip)) {
        return;
    }
    sheet_fill(sheet, ROLE_PANEL, strip, sheet_color(sheet, COLOR_PANEL), 0);
    struct rect line = {strip.x, strip.y, strip.w, ticker_line(sheet->grid)};
    sheet_fill(sheet, ROLE_RULE, line, sheet_color(sheet, COLOR_ACCENT), 0);
    struct rect label = strip;
    label.w = ticker_label_width(sheet->env, sheet->arena, sheet->grid);
    sheet_fill(sheet, ROLE_PANEL, label, sheet_color(sheet, COLOR_ACCENT), 0);
    struct spot spot = {
        .role = ROLE_LATEST,
        .color = sheet_color(sheet, COLOR_ON_ACCENT),
        .x = sheet->grid->margin,
        .baseline = strip.y + strip.h / 2 + sheet_px(sheet, 13),
    };
    sheet_text(sheet, &spot, sheet->env->words->text[WORD_LATEST]);
}

static void draw_picture(struct sheet *sheet, const struct picture *picture) {
    const struct grid *grid = sheet->grid;
    int bottom = rect_is_empty(grid->ticker) ? grid->height : grid->ticker.y;
    sheet_picture(sheet, (struct rect){0, 0, grid->width, bottom}, picture, 0);
    const struct scrim_stop stops[] = {
        {0, SCRIM_HEADLINE}, {sheet_px(sheet, 118), SCRIM_TEXT}, {sheet_px(sheet, 300), 0}};
    sheet_scrim(sheet, (struct rect){0, 0, grid->width, stops[2].y}, stops, 3);
}

void frame_draw(struct sheet *sheet, const struct desk *desk, const struct page_head *head) {
    const struct grid *grid = sheet->grid;
    sheet_fill(sheet, ROLE_GROUND, (struct rect){0, 0, grid->width, grid->height},
        sheet_color(sheet, COLOR_BACKGROUND), 0);
    if (head->picture) {
        draw_picture(sheet, head->picture);
    }
    int left = draw_title(sheet), right = draw_clock(sheet, desk, head->age);
    struct rect strip = {left + sheet_px(sheet, 36), 0, 0, 0};
    strip.w = right - sheet_px(sheet, 20) - strip.x;
    if (!head->interrupts && banner_draw(sheet, desk, strip)) {
        // It stands where the sections are named.
    } else if (!grid->portrait) {
        draw_strip(sheet, head, strip.x, strip.x + strip.w);
    }
    sheet_fill(sheet, ROLE_PROGRESS, grid->progress, sheet_color(sheet, COLOR_LINE), 0);
    struct sheet below = *sheet; // the ticker is the theme's own, whatever is above it
    below.env = desk->env;
    draw_ticker_ground(&below);
}

struct rect deck_ribbon_box(const struct layout_env *env) {
    struct grid grid = env_grid(env, env->has_ticker);
    if (rect_is_empty(grid.ticker)) {
        return (struct rect){0};
    }
    struct arena scratch;
    arena_init(&scratch, 0);
    int label = ticker_label_width(env, &scratch, &grid);
    arena_finish(&scratch);
    return grid_place(&grid, rect_inset(grid.ticker, label, ticker_line(&grid), 0, 0));
}
