#include "layout/headline.h"
#include "layout/page_kinds.h"
#include "layout/rows.h"

#include <stdio.h>

// The front page: one lead with its picture, the others numbered below it.

static const enum role lead_roles[] = {ROLE_HEADLINE_1, ROLE_HEADLINE_2, ROLE_HEADLINE_3, ROLE_COUNT};

static void draw_label(struct sheet *sheet, const struct story *story, int x, int *y) {
    if (story->section) {
        struct spot spot = {
            .role = ROLE_LABEL,
            .color = section_color(sheet, story->section),
            .x = x,
            .baseline = *y + sheet_px(sheet, 28),
        };
        sheet_text(sheet, &spot, section_label(sheet->env, story->section));
        *y += sheet_px(sheet, 50);
    }
}

static void draw_age(struct sheet *sheet, const struct story *story, int x, int *y) {
    int baseline = *y + sheet_px(sheet, 44);
    struct spot spot = {ROLE_META, sheet_color(sheet, COLOR_DIM), x, baseline, 0, ALIGN_LEFT};
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

// Label, headline, age, and as much of the lede as there is room for, in `box`. Returns the y below.
static int draw_lead_text(struct sheet *sheet, const struct story *story, struct rect box) {
    int y = box.y, bottom = box.y + box.h;
    draw_label(sheet, story, box.x, &y);
    struct paragraph headline =
        headline_set(sheet, story->headline, lead_roles, box.w, bottom - y - sheet_px(sheet, 56));
    struct spot spot = {.color = sheet_color(sheet, COLOR_INK), .x = box.x, .baseline = y, .width = box.w};
    y = sheet_lines(sheet, &headline, 0, headline.count, &spot);
    draw_age(sheet, story, box.x, &y);
    struct type meta = theme_type(sheet->env->theme, ROLE_META, sheet->grid->scale);
    int lines = (bottom - y - sheet_px(sheet, 16)) / meta.line_height;
    if (story->summary && lines >= 2) {
        struct span span = {story->summary, ROLE_META};
        struct paragraph_form form = {box.w, lines, FIT_RAGGED};
        struct paragraph summary = paragraph_set(sheet->env, sheet->arena, &span, 1, &form);
        if (!summary.cut) { // a lede that breaks off says less than none
            spot = (struct spot){
                ROLE_META, sheet_color(sheet, COLOR_INK), box.x, y + sheet_px(sheet, 16), box.w, ALIGN_LEFT};
            y = sheet_lines(sheet, &summary, 0, summary.count, &spot);
        }
    }
    return y;
}

static int draw_lead_landscape(struct sheet *sheet, const struct story *story) {
    struct rect top = sheet->grid->main;
    top.h = sheet_px(sheet, 520);
    struct rect text = top;
    if (story->picture_count) {
        struct rect box = top;
        box.w = sheet_px(sheet, 700);
        sheet_picture(sheet, box, &story->pictures[0], sheet_px(sheet, 14));
        text = rect_inset(top, box.w + sheet_px(sheet, 40), 0, 0, 0);
        draw_lead_text(sheet, story, text);
        return top.y + top.h;
    }
    return draw_lead_text(sheet, story, text);
}

static int draw_lead_portrait(struct sheet *sheet, const struct story *story) {
    const struct grid *grid = sheet->grid;
    struct rect text = grid->main;
    if (story->picture_count) {
        struct rect bleed = {0, sheet_px(sheet, 148), grid->width, sheet_px(sheet, 620)};
        sheet_picture(sheet, bleed, &story->pictures[0], 0);
        int below = bleed.y + bleed.h + sheet_px(sheet, 28);
        text = (struct rect){grid->main.x, below, grid->main.w, sheet_px(sheet, 420)};
    } else {
        text.h = sheet_px(sheet, 620);
    }
    return draw_lead_text(sheet, story, text);
}

static void draw_others(struct sheet *sheet, const struct story_choice *choice, struct rect column) {
    int y = column.y;
    for (size_t i = 1; i < choice->count; i++) {
        char number[24];
        snprintf(number, sizeof number, "%zu", i + 1);
        struct row row = {
            .mark = arena_text(sheet->arena, number),
            .mark_role = ROLE_NUMERAL,
            .mark_color = sheet_color(sheet, COLOR_ACCENT),
            .mark_width = sheet_px(sheet, 98),
            .story = choice->stories[i],
            .has_section = !sheet->grid->portrait,
        };
        int below = row_draw(sheet, &row, column, y);
        if (below == y) {
            break;
        }
        y = below;
    }
}

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    struct story_choice choice = desk_stories(desk, spec, "top");
    if (choice.count == 0) {
        return;
    }
    if (spec->count && (size_t)spec->count < choice.count) {
        choice.count = (size_t)spec->count;
    }
    struct sheet sheet;
    struct page_head head = {
        .kind = spec->kind,
        .key = "top-stories",
        .title = desk->env->words->text[WORD_TOP_STORIES],
        .section = spec->section,
        .has_rail = true,
    };
    if (!desk_open_page(desk, &head, &sheet)) {
        return;
    }
    bool portrait = sheet.grid->portrait;
    int y = portrait ? draw_lead_portrait(&sheet, choice.stories[0])
                     : draw_lead_landscape(&sheet, choice.stories[0]);
    y += sheet_px(&sheet, 28);
    struct rect column = sheet.grid->main;
    column.h = column.y + column.h - y;
    column.y = y;
    draw_others(&sheet, &choice, column);
    desk_close_page(desk, spec);
}

const struct page_kind page_kind_top_stories = {"top-stories", lay_out};
