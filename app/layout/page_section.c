#include <string.h>

#include "layout/lead.h"
#include "layout/page_kinds.h"
#include "layout/rows.h"
#include "layout/title.h"

// One section: its newest story with a picture leads, the others follow with their times. Without a section
// in the rundown each configured section that has news gets its page.

#define LEAST_STORIES 2 // of a section that nobody asked for by name

static const enum role lead_roles[] = {ROLE_HEADLINE_2, ROLE_HEADLINE_3, ROLE_COUNT};
static const struct lead_form lead = {lead_roles, false};

// The first with a picture among the newest few, else the newest.
static size_t pick_lead(const struct story_choice *choice) {
    for (size_t i = 0; i < choice->count && i < 3; i++) {
        if (choice->stories[i]->picture_count) {
            return i;
        }
    }
    return 0;
}

static int draw_lead(struct sheet *sheet, const struct story *story, int top) {
    const struct grid *grid = sheet->grid;
    struct rect box = {grid->main.x, top, grid->main.w, sheet_px(sheet, 330)};
    if (!story->picture_count) {
        return lead_draw(sheet, story, &lead, box);
    }
    struct rect picture = box, text;
    if (grid->portrait) {
        picture = (struct rect){0, top, grid->width, sheet_px(sheet, 560)};
        text = (struct rect){box.x, picture.y + picture.h + sheet_px(sheet, 24), box.w, sheet_px(sheet, 350)};
        sheet_picture(sheet, picture, &story->pictures[0], 0);
        return lead_draw(sheet, story, &lead, text);
    }
    picture.w = sheet_px(sheet, 540);
    text = rect_inset(box, picture.w + sheet_px(sheet, 40), 0, 0, 0);
    sheet_picture(sheet, picture, &story->pictures[0], sheet_px(sheet, 14));
    lead_draw(sheet, story, &lead, text);
    return picture.y + picture.h;
}

static const char *when_text(struct sheet *sheet, const struct desk *desk, const struct story *story) {
    if (!moment_is_known(story->published)) {
        return NULL;
    }
    char text[LOCALE_TEXT];
    millis local = env_local(sheet->env, story->published.utc), today = env_local(sheet->env, desk->wall);
    enum locale_format format = local / DAY == today / DAY ? LOCALE_TIME : LOCALE_SHORT_DATE;
    return arena_text(sheet->arena, locale_date(sheet->env->locale, format, local, text));
}

static void draw_rows(
    struct sheet *sheet, const struct desk *desk, const struct story_choice *choice, size_t but, int y) {
    struct rect main = sheet->grid->main;
    struct rect column = {main.x, y, main.w, main.y + main.h - y};
    for (size_t i = 0; i < choice->count; i++) {
        struct row row = {
            .mark = when_text(sheet, desk, choice->stories[i]),
            .mark_role = ROLE_META,
            .mark_color = sheet_color(sheet, COLOR_DIM),
            .mark_width = sheet_px(sheet, 146),
            .story = choice->stories[i],
        };
        int below = i == but ? y : row_draw(sheet, &row, column, y);
        if (i != but && below == y) {
            return;
        }
        y = below;
    }
}

static bool lay_out_one(struct desk *desk, const struct page_spec *spec, const char *section, size_t least) {
    struct page_spec of_section = *spec;
    of_section.section = section;
    struct story_choice choice = desk_stories(desk, &of_section, "feed");
    if (choice.count < least) {
        return true;
    }
    if (spec->count && (size_t)spec->count < choice.count) {
        choice.count = (size_t)spec->count;
    }
    struct sheet sheet;
    struct page_head head = {
        .kind = spec->kind,
        .key = arena_printf(&desk->deck->arena, "section/%s", section),
        .title = section,
        .section = section,
        .has_rail = true,
        .age = choice_age(&choice),
    };
    if (!desk_open_page(desk, &head, &sheet)) {
        return false;
    }
    size_t leads = pick_lead(&choice);
    int y = title_draw(&sheet, sheet.grid->main, section, NULL);
    y = draw_lead(&sheet, choice.stories[leads], y) + sheet_px(&sheet, 28);
    draw_rows(&sheet, desk, &choice, leads, y);
    desk_close_page(desk, spec);
    return true;
}

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    if (spec->section) {
        lay_out_one(desk, spec, spec->section, 1);
        return;
    }
    size_t most = spec->pages ? (size_t)spec->pages : LIMIT_SECTIONS;
    for (size_t i = 0; i < desk->env->section_count && i < most; i++) {
        if (!lay_out_one(desk, spec, desk->env->sections[i].name, LEAST_STORIES)) {
            return;
        }
    }
}

const struct page_kind page_kind_section = {"section", lay_out};
