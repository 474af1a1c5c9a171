#include "layout/lead.h"

#include "layout/headline.h"
#include "layout/leading.h"

static void draw_label(struct sheet *sheet, const struct story *story, struct rect box, int *y) {
    if (story->section) {
        struct spot spot = {
            .role = ROLE_LABEL,
            .color = section_color(sheet, story->section),
            .x = box.x,
            .baseline = *y + sheet_px(sheet, 28),
            .width = box.w,
        };
        sheet_text(sheet, &spot, section_label(sheet->env, story->section));
        *y += sheet_px(sheet, 50);
    }
}

static void draw_age(struct sheet *sheet, const struct story *story, struct rect box, int *y) {
    int baseline = *y + sheet_px(sheet, 44);
    struct spot spot = {ROLE_META, sheet_color(sheet, COLOR_DIM), box.x, baseline, box.w, ALIGN_START};
    if (moment_is_known(story->published)) {
        const char *suffix = story->place ? arena_printf(sheet->arena, " \xC2\xB7 %s", story->place) : NULL;
        struct live ago = {.kind = LIVE_AGO, .utc = story->published.utc, .suffix = suffix, .spot = spot};
        sheet_live(sheet, &ago);
        *y += sheet_px(sheet, 56);
    } else if (story->place) {
        sheet_text(sheet, &spot, story->place);
        *y += sheet_px(sheet, 56);
    }
}

int lead_draw(struct sheet *sheet, const struct story *story, const struct lead_form *form, struct rect box) {
    int y = box.y, bottom = box.y + box.h;
    if (form->has_section) {
        draw_label(sheet, story, box, &y);
    }
    struct paragraph headline = headline_set(sheet, (struct headline_text){story->headline, story->language},
        form->roles, box.w, bottom - y - sheet_px(sheet, 56));
    struct spot spot = {.color = sheet_color(sheet, COLOR_INK), .x = box.x, .baseline = y, .width = box.w};
    y = sheet_lines(sheet, &headline, 0, headline.count, &spot);
    draw_age(sheet, story, box, &y);
    struct type meta = theme_type(sheet->env->theme, ROLE_META, sheet->grid->scale);
    int lines = (bottom - y - sheet_px(sheet, 16)) / leading_of(&meta, story->summary);
    if (story->summary && lines >= 2) {
        struct span span = {story->summary, ROLE_META, story->language};
        struct paragraph_form lede = {box.w, lines, FIT_RAGGED};
        struct paragraph summary = paragraph_set(sheet->env, sheet->arena, &span, 1, &lede);
        if (!summary.cut) { // a lede that breaks off says less than none
            spot = (struct spot){
                ROLE_META, sheet_color(sheet, COLOR_INK), box.x, y + sheet_px(sheet, 16), box.w, ALIGN_START};
            y = sheet_lines(sheet, &summary, 0, summary.count, &spot);
        }
    }
    return y;
}
