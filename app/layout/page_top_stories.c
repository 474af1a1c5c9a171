#include "layout/lead.h"
#include "layout/page_kinds.h"
#include "layout/rows.h"

// The front page: one lead with its picture, the others numbered below it.

static const enum role lead_roles[] = {ROLE_HEADLINE_1, ROLE_HEADLINE_2, ROLE_HEADLINE_3, ROLE_COUNT};

static const struct lead_form lead = {lead_roles, true};

static int draw_lead_landscape(struct sheet *sheet, const struct story *story) {
    struct rect top = sheet->grid->main;
    top.h = sheet_px(sheet, 520);
    struct rect text = top;
    if (story->picture_count) {
        struct rect box = top;
        box.w = sheet_px(sheet, 700);
        sheet_picture(sheet, box, &story->pictures[0], sheet_px(sheet, 14));
        text = rect_inset(top, box.w + sheet_px(sheet, 40), 0, 0, 0);
        lead_draw(sheet, story, &lead, text);
        return top.y + top.h;
    }
    return lead_draw(sheet, story, &lead, text);
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
    return lead_draw(sheet, story, &lead, text);
}

static void draw_others(struct sheet *sheet, const struct story_choice *choice, struct rect column) {
    int y = column.y;
    for (size_t i = 1; i < choice->count; i++) {
        struct row row = row_numbered(sheet, i + 1, choice->stories[i]);
        row.has_section = !sheet->grid->portrait;
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
        .is_front = !spec->section,
        .has_rail = true,
        .age = choice_age(&choice),
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
