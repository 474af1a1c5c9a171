#include "layout/story_text.h"

#include <string.h>

// High enough for all lines there are.
#define ENDLESS (1 << 28)
#define AT_A_TIME 3 // paragraphs: about the work of a page

static int body_leading(const struct sheet *sheet) {
    return theme_type(sheet->env->theme, ROLE_BODY, sheet->grid->scale).line_height;
}

static struct story_flow flow_make(struct sheet *sheet, size_t most) {
    struct story_flow flow = {.count = 0};
    flow.paragraphs = arena_array(sheet->arena, most + 1, sizeof *flow.paragraphs);
    flow.lines = arena_array(sheet->arena, most + 1, sizeof *flow.lines);
    return flow;
}

static void flow_add(struct desk *desk, struct sheet *sheet, struct story_flow *flow,
    const struct span *spans, size_t count, int width) {
    struct paragraph_form form = {width, 0, FIT_BODY};
    struct paragraph paragraph = paragraph_set(sheet->env, sheet->arena, spans, count, &form);
    if (paragraph.count) {
        flow->paragraphs[flow->count] = paragraph;
        flow->lines[flow->count++] = paragraph.count;
    }
    if (flow->count % AT_A_TIME == 0) {
        desk_pause(desk);
    }
}

static size_t flow_lines(const struct story_flow *flow) {
    size_t count = 0;
    for (size_t i = 0; i < flow->count; i++) {
        count += flow->lines[i];
    }
    return count;
}

// The dateline runs on into the first paragraph; a story without paragraphs is its lede.
static struct story_flow whole_story(
    struct desk *desk, struct sheet *sheet, const struct story *story, int width) {
    size_t count = story->paragraph_count ? story->paragraph_count : story->summary ? 1 : 0;
    struct story_flow flow = flow_make(sheet, count);
    for (size_t i = 0; i < count; i++) {
        const char *text = story->paragraph_count ? story->paragraphs[i] : story->summary;
        struct span spans[2] = {
            {story->dateline, ROLE_BODY_STRONG, story->language}, {text, ROLE_BODY, story->language}};
        bool has_dateline = i == 0 && story->dateline && *story->dateline;
        flow_add(desk, sheet, &flow, has_dateline ? spans : spans + 1, has_dateline ? 2 : 1, width);
    }
    return flow;
}

// What stands after the first `done` lines of `from`, set to another width.
static struct story_flow rest_of(struct desk *desk, struct sheet *sheet, const struct story *story,
    const struct story_flow *from, size_t done, int width) {
    struct story_flow flow = flow_make(sheet, from->count);
    size_t start = 0;
    for (size_t i = 0; i < from->count; start += from->lines[i++]) {
        const struct paragraph *paragraph = &from->paragraphs[i];
        size_t used = done > start ? done - start : 0;
        if (used < paragraph->count) {
            size_t at = used ? paragraph->lines[used - 1].end : 0;
            struct span span = {paragraph->text + at, ROLE_BODY, story->language};
            flow_add(desk, sheet, &flow, &span, 1, width);
        }
    }
    return flow;
}

// The columns of all pages end at about the same height: the lowest of one size for all at which it takes no
// more pages, without a line of a paragraph alone if that can be.
static void fill_evenly(struct story_flow *flow, size_t per_page, const struct paginate_form *full) {
    size_t ends[MOST_STORY_PAGES * STORY_COLUMNS];
    size_t most = (flow->columns + per_page - 1) / per_page * per_page;
    size_t alone = paginate_alone(flow->lines, flow->count, flow->ends, flow->columns),
           all = flow_lines(flow);
    if (flow->ends[flow->columns - 1] < all) {
        return; // there is more than is shown: the pages are full
    }
    struct paginate_form low = *full;
    for (int height = low.line_height; height < full->first_height; height += full->line_height / 3 + 1) {
        low.first_height = low.rest_height = height;
        size_t columns = paginate(flow->lines, flow->count, &low, ends, most);
        if (ends[columns - 1] == all && paginate_alone(flow->lines, flow->count, ends, columns) <= alone) {
            memcpy(flow->ends, ends, columns * sizeof *ends);
            flow->columns = columns;
            return;
        }
    }
}

struct story_text story_text_set(
    struct desk *desk, struct sheet *sheet, const struct story *story, const struct story_form *form) {
    struct story_text text = {.form = *form, .gap = sheet_px(sheet, 22)};
    struct paginate_form pages = {form->first.h, ENDLESS, body_leading(sheet), text.gap};
    text.first = whole_story(desk, sheet, story, form->first.w);
    text.first.columns = paginate(text.first.lines, text.first.count, &pages, text.first.ends, 2);
    if (text.first.columns < 2) {
        text.pages = text.first.columns;
        return text;
    }
    text.first.columns = 1;
    pages.first_height = pages.rest_height = form->rest[0].h;
    text.rest = rest_of(desk, sheet, story, &text.first, text.first.ends[0], form->rest[0].w);
    text.rest.columns = paginate(
        text.rest.lines, text.rest.count, &pages, text.rest.ends, (MOST_STORY_PAGES - 1) * form->rest_count);
    fill_evenly(&text.rest, form->rest_count, &pages);
    text.pages = 1 + (text.rest.columns + form->rest_count - 1) / form->rest_count;
    return text;
}

static void column_draw(
    struct sheet *sheet, const struct story_flow *flow, size_t column, struct rect box, int gap) {
    if (column >= flow->columns) {
        return;
    }
    size_t first = column ? flow->ends[column - 1] : 0, last = flow->ends[column], at = 0;
    int y = box.y;
    bool started = false;
    for (size_t i = 0; i < flow->count && at < last; at += flow->lines[i], i++) {
        size_t from = at < first ? first - at : 0, to = last - at;
        to = to < flow->lines[i] ? to : flow->lines[i];
        if (from >= to) {
            continue;
        }
        y += started && from == 0 ? gap : 0;
        struct spot spot = {
            .color = sheet_color(sheet, COLOR_INK), .x = box.x, .baseline = y, .width = box.w};
        y = sheet_lines(sheet, &flow->paragraphs[i], from, to, &spot);
        started = true;
    }
}

void story_text_draw(struct sheet *sheet, const struct story_text *text, size_t page) {
    if (page == 0) {
        column_draw(sheet, &text->first, 0, text->form.first, text->gap);
    }
    for (size_t i = 0; page && i < text->form.rest_count; i++) {
        size_t column = (page - 1) * text->form.rest_count + i;
        column_draw(sheet, &text->rest, column, text->form.rest[i], text->gap);
    }
}
