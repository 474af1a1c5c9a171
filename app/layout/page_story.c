#include <string.h>

#include "layout/headline.h"
#include "layout/leading.h"
#include "layout/page_kinds.h"
#include "layout/story_text.h"

// A story on as many pages as it takes: section, headline, time, paragraphs; at the right of the first page
// its picture (or, without one, its lede set large) and the code that takes it to a phone. A story with more
// pictures has one on each page.

#define DEFAULT_STORIES 3

static const enum role first_roles[] = {ROLE_STORY_TITLE, ROLE_HEADLINE_2, ROLE_HEADLINE_3, ROLE_COUNT};
static const enum role later_roles[] = {ROLE_HEADLINE_3, ROLE_COUNT};

struct story_layout {
    const struct story *story;
    struct rect head;  // section, headline and times of the first page, and below them its text
    struct rect aside; // picture and code: of the first page, of all if there is a picture for each
    bool has_aside;    // on the other pages, too
    struct story_text text;
};

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

// The headline again, smaller: in `lines`, or where it would break off in one more.
static struct paragraph running_headline(
    struct sheet *sheet, struct headline_text text, int width, int lines) {
    int height = sheet_px(sheet, 54);
    struct paragraph headline = headline_set(sheet, text, later_roles, width, lines * height);
    return headline.cut ? headline_set(sheet, text, later_roles, width, (lines + 1) * height) : headline;
}

// Section, headline and times; returns the y where the paragraphs start. Measures only if `draw` is false.
static int head_draw(struct sheet *sheet, const struct story_layout *layout, bool first, bool draw) {
    const struct story *story = layout->story;
    struct rect box = layout->head;
    int y = box.y;
    if (story->section) {
        struct spot label = {ROLE_LABEL, section_color(sheet, story->section), box.x, y + sheet_px(sheet, 28),
            box.w, ALIGN_START};
        if (draw) {
            sheet_text(sheet, &label, section_label(sheet->env, story->section));
        }
        y += sheet_px(sheet, 50);
    }
    struct headline_text text = {story->headline, story->language};
    struct paragraph headline = first ? headline_set(sheet, text, first_roles, box.w, sheet_px(sheet, 216))
                                      : running_headline(sheet, text, box.w, 2);
    struct spot spot = {.color = sheet_color(sheet, COLOR_INK), .x = box.x, .baseline = y, .width = box.w};
    y = draw ? sheet_lines(sheet, &headline, 0, headline.count, &spot)
             : y + (int)headline.count * headline.line_height;
    const char *times = first ? times_text(sheet, story) : NULL;
    if (times) {
        struct spot meta = {
            ROLE_META, sheet_color(sheet, COLOR_DIM), box.x, y + sheet_px(sheet, 44), box.w, ALIGN_START};
        if (draw) {
            sheet_text(sheet, &meta, times);
        }
        y += sheet_px(sheet, 58);
    }
    return y + sheet_px(sheet, 22);
}

// "Page 2 of 3".
static const char *page_text(struct sheet *sheet, size_t page, size_t pages) {
    char current[LOCALE_TEXT], all[LOCALE_TEXT];
    locale_number(sheet->env->locale, (double)page + 1, 0, current);
    locale_number(sheet->env->locale, (double)pages, 0, all);
    return words_format(sheet->env->words, WORD_PAGE_OF, sheet->arena, current, all);
}

// The same for every page, known before their number is: text below stands at the same height on all.
static int page_text_room(struct sheet *sheet) {
    return sheet_text_width(sheet, ROLE_META, page_text(sheet, 87, 88));
}

// The headline again and the number of the page in one row; returns the y where the columns start. The
// section stands in the masthead.
static int running_head_draw(struct sheet *sheet, const struct story_layout *layout, size_t page, bool draw) {
    const struct story *story = layout->story;
    struct rect box = sheet->grid->body;
    int room = box.w - page_text_room(sheet) - sheet_px(sheet, 40);
    struct paragraph headline = running_headline(
        sheet, (struct headline_text){story->headline, story->language}, room, sheet->grid->portrait ? 2 : 1);
    int y = box.y + (int)headline.count * headline.line_height;
    if (draw) {
        struct spot spot = {
            .color = sheet_color(sheet, COLOR_INK), .x = box.x, .baseline = box.y, .width = room};
        sheet_lines(sheet, &headline, 0, headline.count, &spot);
        spot = (struct spot){ROLE_META, sheet_color(sheet, COLOR_DIM), box.x + box.w,
            box.y + sheet_px(sheet, 38), 0, ALIGN_END};
        sheet_text(sheet, &spot, page_text(sheet, page, layout->text.pages));
    }
    return y + sheet_px(sheet, 22);
}

static void picture_draw(struct sheet *sheet, const struct story_layout *layout, size_t page, int bottom) {
    const struct story *story = layout->story;
    const struct picture *picture = &story->pictures[page % story->picture_count];
    struct rect box = layout->aside;
    box.h = sheet_px(sheet, 420);
    sheet_picture(sheet, box, picture, sheet_px(sheet, 14));
    const char *caption = caption_text(sheet, picture);
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

// A story of no more than its lede has it as its text.
static bool has_lede_beside(const struct story *story) {
    return story->summary && story->paragraph_count &&
           (story->paragraph_count > 1 || strcmp(story->paragraphs[0], story->summary) != 0);
}

// Without a picture the lede stands in its place, as a pull quote would.
static void lede_draw(struct sheet *sheet, const struct story_layout *layout, int bottom) {
    const struct story *story = layout->story;
    if (!has_lede_beside(story)) {
        return;
    }
    static const enum role roles[] = {ROLE_HEADLINE_3, ROLE_LIST, ROLE_META, ROLE_COUNT};
    struct rect box = layout->aside;
    int top = box.y + sheet_px(sheet, 28);
    struct paragraph lede = headline_set(
        sheet, (struct headline_text){story->summary, story->language}, roles, box.w, bottom - top);
    struct rect mark = {box.x, box.y, sheet_px(sheet, 72), sheet_px(sheet, 6)};
    mark.x += lede.rtl != sheet->grid->mirrored ? box.w - mark.w : 0; // above where its lines begin
    sheet_fill(sheet, ROLE_SIGN, mark, section_color(sheet, story->section), 0);
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
    const char *pages = page_text(sheet, page, layout->text.pages);
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
    return layout->story->url || layout->text.pages > 1;
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
static void place_first(const struct grid *grid, struct story_layout *layout) {
    struct rect body = grid->body;
    layout->has_aside = layout->story->picture_count > 1;
    if (grid->portrait) {
        int aside = grid_px(grid, has_caption(layout->story) ? 787 : 700);
        layout->aside = (struct rect){body.x, body.y + body.h - aside, body.w, aside};
        layout->head = (struct rect){body.x, body.y, body.w, body.h - aside - grid_px(grid, 40)};
    } else {
        int aside = grid_px(grid, 540);
        layout->aside = (struct rect){body.x + body.w - aside, body.y, aside, body.h};
        layout->head = (struct rect){body.x, body.y, body.w - aside - grid_px(grid, 72), body.h};
    }
}

// On the pages after the first the text has all of the body, in two columns where that is wide, unless there
// is a picture for each of them.
static struct story_form place_columns(struct sheet *sheet, const struct story_layout *layout) {
    struct rect head = layout->head, body = sheet->grid->body;
    int below = head_draw(sheet, layout, true, false) - head.y;
    struct story_form form = {.first = rect_inset(head, 0, below, 0, 0), .rest_count = 1};
    if (layout->has_aside) {
        form.rest[0] = rect_inset(head, 0, head_draw(sheet, layout, false, false) - head.y, 0, 0);
        return form;
    }
    form.rest[0] = rect_inset(body, 0, running_head_draw(sheet, layout, 1, false) - body.y, 0, 0);
    if (!sheet->grid->portrait) {
        int gap = sheet_px(sheet, 64), width = (body.w - gap) / 2;
        form.rest[1] = form.rest[0];
        form.rest[1].x += body.w - width;
        form.rest[0].w = form.rest[1].w = width;
        form.rest_count = 2;
    }
    return form;
}

static void page_draw(struct sheet *sheet, const struct story_layout *layout, size_t page) {
    if (page == 0 || layout->has_aside) {
        head_draw(sheet, layout, page == 0, true);
        aside_draw(sheet, layout, page);
    } else {
        running_head_draw(sheet, layout, page, true);
    }
    story_text_draw(sheet, &layout->text, page);
}

static bool lay_out_one(struct desk *desk, const struct page_spec *spec, const struct story_layout *layout) {
    const struct story *story = layout->story;
    size_t pages = layout->text.pages;
    size_t most = spec->pages && (size_t)spec->pages < pages ? (size_t)spec->pages : pages;
    for (size_t page = 0; page < most; page++) {
        struct sheet sheet;
        struct page_head head = {
            .kind = spec->kind,
            .key = arena_printf(&desk->deck->arena, "story/%s/%zu", story->id, page + 1),
            .title = story->headline,
            .section = story->section,
            .age = story->age,
        };
        if (!desk_open_page(desk, &head, &sheet)) {
            return false;
        }
        page_draw(&sheet, layout, page);
        desk_close_page(desk, spec);
    }
    return true;
}

static struct story_layout measure(struct desk *desk, const struct story *story) {
    struct deck *deck = desk->deck;
    struct story_layout layout = {.story = story};
    struct oplist none = {0};
    struct sheet sheet = {desk->env, &deck->grid, &deck->arena, &none, NULL};
    place_first(&deck->grid, &layout);
    struct story_form form = place_columns(&sheet, &layout);
    layout.text = story_text_set(desk, &sheet, story, &form);
    return layout;
}

// A story that is only a headline has no page, and takes none from another.
static void lay_out(struct desk *desk, const struct page_spec *spec) {
    struct story_choice choice = desk_stories(desk, spec, "top");
    size_t most = spec->count ? (size_t)spec->count : DEFAULT_STORIES, made = 0;
    for (size_t i = 0; i < choice.count && made < most && desk_pause(desk); i++) {
        struct story_layout layout = measure(desk, choice.stories[i]);
        if (!lay_out_one(desk, spec, &layout)) {
            return;
        }
        made += layout.text.pages > 0;
    }
}

const struct page_kind page_kind_story = {"story", lay_out};
