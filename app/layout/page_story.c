#include "layout/headline.h"
#include "layout/leading.h"
#include "layout/page_kinds.h"
#include "layout/paginate.h"

#include <string.h>

// A story on as many pages as it takes: section, headline, time, paragraphs; at the right its picture (or,
// without one, its lede set large) and the code that takes it to a phone.

#define DEFAULT_STORIES 3
#define MOST_STORY_PAGES 8

static const enum role first_roles[] = {ROLE_STORY_TITLE, ROLE_HEADLINE_2, ROLE_HEADLINE_3, ROLE_COUNT};
static const enum role later_roles[] = {ROLE_HEADLINE_3, ROLE_COUNT};

struct story_layout {
    const struct story *story;
    struct rect text;  // column of the paragraphs
    struct rect aside; // picture and code
    struct paragraph *paragraphs;
    size_t *lines; // of each paragraph
    size_t count;
    struct paginate_form form;
    size_t ends[MOST_STORY_PAGES];
    size_t pages;
};

static struct paragraph body_paragraph(struct sheet *sheet, const struct story_layout *layout, size_t i) {
    const struct story *story = layout->story;
    const char *text = story->paragraph_count ? story->paragraphs[i] : story->summary;
    struct span spans[2] = {
        {story->dateline, ROLE_BODY_STRONG, story->language}, {text, ROLE_BODY, story->language}};
    bool has_dateline = i == 0 && story->dateline && *story->dateline;
    struct paragraph_form form = {layout->text.w, 0, FIT_BODY};
    return paragraph_set(
        sheet->env, sheet->arena, has_dateline ? spans : spans + 1, has_dateline ? 2 : 1, &form);
}

static void set_paragraphs(struct sheet *sheet, struct story_layout *layout) {
    const struct story *story = layout->story;
    size_t most = story->paragraph_count ? story->paragraph_count : story->summary ? 1 : 0;
    layout->paragraphs = arena_array(sheet->arena, most + 1, sizeof *layout->paragraphs);
    layout->lines = arena_array(sheet->arena, most + 1, sizeof *layout->lines);
    for (size_t i = 0; i < most; i++) {
        struct paragraph paragraph = body_paragraph(sheet, layout, i);
        if (paragraph.count) {
            layout->paragraphs[layout->count] = paragraph;
            layout->lines[layout->count++] = paragraph.count;
        }
    }
}

// "24 November, 13:25 UTC+3 · updated 13:58", in the offset the story was written in.
static const char *times_text(struct sheet *sheet, const struct story *story) {
    const struct layout_env *env = sheet->env;
    char date[LOCALE_TEXT], offset[LOCALE_TEXT];
    if (!moment_is_known(story->published)) {
        return story->byline;
    }
    millis local = story->published.utc + story->published.offset * SECOND;
    const char *published =
        arena_printf(sheet->arena, "%s %s", locale_date(env->locale, LOCALE_DATE_TIME, local, date),
            locale_offset(env->locale, story->published.offset, offset));
    const char *updated = NULL;
    if (moment_is_known(story->updated) && story->updated.utc > story->published.utc) {
        millis at = story->updated.utc + story->published.offset * SECOND;
        bool same_day = at / DAY == local / DAY;
        locale_date(env->locale, same_day ? LOCALE_TIME : LOCALE_DATE_TIME, at, date);
        updated = words_format(env->words, WORD_UPDATED, sheet->arena, date, NULL);
    }
    return joined_by_dot(sheet, published, updated);
}

// Section, headline and times; returns the y where the paragraphs start. Measures only if `draw` is false.
static int head_draw(struct sheet *sheet, const struct story_layout *layout, bool first, bool draw) {
    const struct story *story = layout->story;
    int y = layout->text.y;
    if (story->section) {
        struct spot label = {ROLE_LABEL, section_color(sheet, story->section), layout->text.x,
            y + sheet_px(sheet, 28), 0, ALIGN_START};
        if (draw) {
            sheet_text(sheet, &label, section_label(sheet->env, story->section));
        }
        y += sheet_px(sheet, 50);
    }
    struct paragraph headline = headline_set(sheet, (struct headline_text){story->headline, story->language},
        first ? first_roles : later_roles, layout->text.w, sheet_px(sheet, first ? 216 : 108));
    struct spot spot = {
        .color = sheet_color(sheet, COLOR_INK), .x = layout->text.x, .baseline = y, .width = layout->text.w};
    y = draw ? sheet_lines(sheet, &headline, 0, headline.count, &spot)
             : y + (int)headline.count * headline.line_height;
    const char *times = first ? times_text(sheet, story) : NULL;
    if (times) {
        struct spot meta = {ROLE_META, sheet_color(sheet, COLOR_DIM), layout->text.x, y + sheet_px(sheet, 44),
            layout->text.w, ALIGN_START};
        if (draw) {
            sheet_text(sheet, &meta, times);
        }
        y += sheet_px(sheet, 58);
    }
    return y + sheet_px(sheet, 22);
}

static void body_draw(struct sheet *sheet, const struct story_layout *layout, size_t page, int y) {
    size_t first = page ? layout->ends[page - 1] : 0, last = layout->ends[page], at = 0;
    bool started = false;
    for (size_t i = 0; i < layout->count && at < last; at += layout->lines[i], i++) {
        size_t from = at < first ? first - at : 0, to = last - at;
        to = to < layout->lines[i] ? to : layout->lines[i];
        if (from >= to) {
            continue;
        }
        y += started && from == 0 ? layout->form.gap : 0;
        struct spot spot = {.color = sheet_color(sheet, COLOR_INK),
            .x = layout->text.x,
            .baseline = y,
            .width = layout->text.w};
        y = sheet_lines(sheet, &layout->paragraphs[i], from, to, &spot);
        started = true;
    }
}

static void picture_draw(struct sheet *sheet, const struct story_layout *layout, size_t page, int bottom) {
    const struct story *story = layout->story;
    const struct picture *picture = &story->pictures[page % story->picture_count];
    struct rect box = layout->aside;
    box.h = sheet_px(sheet, 420);
    sheet_picture(sheet, box, picture, sheet_px(sheet, 14));
    const char *caption = picture->caption;
    if (picture->credit) {
        const char *credit = arena_printf(sheet->arena, "\xC2\xA9 %s", picture->credit);
        caption = caption ? arena_printf(sheet->arena, "%s %s", caption, credit) : credit;
    }
    if (caption) {
        struct type type = theme_type(sheet->env->theme, ROLE_META_SMALL, sheet->grid->scale);
        int top = box.y + box.h + sheet_px(sheet, 12), lines = (bottom - top) / leading_of(&type, caption);
        struct paragraph_form form = {box.w, lines < 3 ? lines : 3, FIT_RAGGED};
        struct spot spot = {ROLE_META_SMALL, sheet_color(sheet, COLOR_DIM), box.x, top, 0, ALIGN_START};
        if (lines > 0) {
            sheet_paragraph(sheet, &spot, caption, &form);
        }
    }
}

// Without a picture the lede stands in its place, as a pull quote would.
static void lede_draw(struct sheet *sheet, const struct story_layout *layout, int bottom) {
    const struct story *story = layout->story;
    if (!story->summary || !story->paragraph_count) {
        return;
    }
    static const enum role roles[] = {ROLE_HEADLINE_3, ROLE_LIST, ROLE_META, ROLE_COUNT};
    struct rect box = layout->aside;
    struct rect mark = {box.x, box.y, sheet_px(sheet, 72), sheet_px(sheet, 6)};
    sheet_fill(sheet, ROLE_SIGN, mark, section_color(sheet, story->section), 0);
    int top = box.y + sheet_px(sheet, 28);
    struct paragraph lede = headline_set(
        sheet, (struct headline_text){story->summary, story->language}, roles, box.w, bottom - top);
    struct spot spot = {.color = sheet_color(sheet, COLOR_INK), .x = box.x, .baseline = top, .width = box.w};
    sheet_lines(sheet, &lede, 0, lede.count, &spot);
}

static void code_draw(
    struct sheet *sheet, const struct story_layout *layout, size_t page, struct rect panel) {
    const struct words *words = sheet->env->words;
    sheet_fill(sheet, ROLE_PANEL, panel, sheet_color(sheet, COLOR_PANEL), sheet_px(sheet, 14));
    int pad = sheet_px(sheet, 21);
    struct rect code = {panel.x + pad, panel.y + pad, panel.h - 2 * pad, panel.h - 2 * pad};
    int x = panel.x + pad;
    bool has_code = layout->story->url && sheet_qr(sheet, code, layout->story->url);
    if (has_code) {
        x = code.x + code.w + sheet_px(sheet, 28);
    }
    char current[LOCALE_TEXT], all[LOCALE_TEXT];
    locale_number(sheet->env->locale, (double)page + 1, 0, current);
    locale_number(sheet->env->locale, (double)layout->pages, 0, all);
    const char *pages = words_format(words, WORD_PAGE_OF, sheet->arena, current, all);
    int room = panel.x + panel.w - pad - x;
    struct span span = {words->text[WORD_READ_ON_PHONE], ROLE_LIST_STRONG, NULL};
    struct paragraph_form form = {room, 3, FIT_BALANCED};
    struct paragraph title = {0};
    if (has_code) {
        title = paragraph_set(sheet->env, sheet->arena, &span, 1, &form);
    }
    struct type meta = theme_type(sheet->env->theme, ROLE_META, sheet->grid->scale);
    int height = (int)title.count * title.line_height + sheet_px(sheet, 8) + meta.line_height;
    struct spot spot = {.color = sheet_color(sheet, COLOR_INK),
        .x = x,
        .baseline = panel.y + (panel.h - height) / 2,
        .width = room};
    spot.baseline = sheet_lines(sheet, &title, 0, title.count, &spot) + sheet_px(sheet, 8);
    spot.role = ROLE_META;
    spot.color = sheet_color(sheet, COLOR_DIM);
    sheet_paragraph(sheet, &spot, pages, &(struct paragraph_form){room, 1, FIT_RAGGED});
}

static bool has_code_panel(const struct story_layout *layout) {
    return layout->story->url || layout->pages > 1;
}

static void aside_draw(struct sheet *sheet, const struct story_layout *layout, size_t page) {
    struct rect panel = layout->aside;
    panel.h = sheet_px(sheet, 233);
    panel.y = layout->aside.y + layout->aside.h - panel.h;
    int bottom = panel.y - sheet_px(sheet, 20);
    if (layout->story->picture_count) {
        picture_draw(sheet, layout, page, bottom);
    } else {
        lede_draw(sheet, layout, bottom);
    }
    if (has_code_panel(layout)) {
        code_draw(sheet, layout, page, panel);
    }
}

static bool has_caption(const struct story *story) {
    bool found = false;
    for (size_t i = 0; i < story->picture_count; i++) {
        found = found || story->pictures[i].caption || story->pictures[i].credit;
    }
    return found;
}

// In portrait the text gives three lines of it to a caption.
static void place_columns(const struct grid *grid, struct story_layout *layout) {
    struct rect body = grid->body;
    if (grid->portrait) {
        int aside = grid_px(grid, has_caption(layout->story) ? 787 : 700);
        layout->aside = (struct rect){body.x, body.y + body.h - aside, body.w, aside};
        layout->text = (struct rect){body.x, body.y, body.w, body.h - aside - grid_px(grid, 40)};
    } else {
        int aside = grid_px(grid, 540);
        layout->aside = (struct rect){body.x + body.w - aside, body.y, aside, body.h};
        layout->text = (struct rect){body.x, body.y, body.w - aside - grid_px(grid, 72), body.h};
    }
}

static void story_paginate(struct sheet *sheet, struct story_layout *layout) {
    struct type type = theme_type(sheet->env->theme, ROLE_BODY, sheet->grid->scale);
    int bottom = layout->text.y + layout->text.h;
    layout->form = (struct paginate_form){
        .first_height = bottom - head_draw(sheet, layout, true, false),
        .rest_height = bottom - head_draw(sheet, layout, false, false),
        .line_height = type.line_height,
        .gap = sheet_px(sheet, 22),
    };
    layout->pages = paginate(layout->lines, layout->count, &layout->form, layout->ends, MOST_STORY_PAGES);
}

static bool lay_out_one(struct desk *desk, const struct page_spec *spec, const struct story *story) {
    struct deck *deck = desk->deck;
    struct story_layout layout = {.story = story};
    place_columns(&deck->grid, &layout);
    struct oplist none = {0};
    struct sheet sheet = {desk->env, &deck->grid, &deck->arena, &none, NULL};
    set_paragraphs(&sheet, &layout);
    story_paginate(&sheet, &layout);
    size_t most = spec->pages && (size_t)spec->pages < layout.pages ? (size_t)spec->pages : layout.pages;
    for (size_t page = 0; page < most; page++) {
        struct page_head head = {
            .kind = spec->kind,
            .key = arena_printf(&deck->arena, "story/%s/%zu", story->id, page + 1),
            .title = story->headline,
            .section = story->section,
            .age = story->age,
        };
        if (!desk_open_page(desk, &head, &sheet)) {
            return false;
        }
        int y = head_draw(&sheet, &layout, page == 0, true);
        body_draw(&sheet, &layout, page, y);
        aside_draw(&sheet, &layout, page);
        desk_close_page(desk, spec);
    }
    return true;
}

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    struct story_choice choice = desk_stories(desk, spec, "top");
    size_t most = spec->count ? (size_t)spec->count : DEFAULT_STORIES;
    for (size_t i = 0; i < choice.count && i < most; i++) {
        if (!lay_out_one(desk, spec, choice.stories[i])) {
            return;
        }
    }
}

const struct page_kind page_kind_story = {"story", lay_out};
