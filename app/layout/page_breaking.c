#include "layout/breaking.h"
#include "layout/headline.h"
#include "layout/leading.h"
#include "layout/page_kinds.h"

// Breaking news: nothing else on the page. It comes on at once when it is new (show/director.h) and has its
// place in the rundown like any other page.

static const enum role roles[] = {
    ROLE_BREAKING, ROLE_HEADLINE_1, ROLE_HEADLINE_2, ROLE_HEADLINE_3, ROLE_COUNT};

static const char *time_text(struct sheet *sheet, struct moment moment, millis wall) {
    if (!moment_is_known(moment)) {
        return NULL;
    }
    const struct layout_env *env = sheet->env;
    char text[LOCALE_TEXT];
    millis local = env_local(env, moment.utc);
    bool is_today = local / DAY == env_local(env, wall) / DAY;
    locale_date(env->locale, is_today ? LOCALE_TIME : LOCALE_SHORT_DATE_TIME, local, text);
    return arena_text(sheet->arena, text);
}

// "Tsunami warning · in force until 18:00 · 14:03".
static const char *sub_text(struct sheet *sheet, const struct breaking *breaking, millis wall) {
    if (breaking->story) {
        const char *time = time_text(sheet, breaking->story->published, wall);
        return joined_by_dot(sheet, breaking->story->place, time);
    }
    const struct alert *alert = breaking->alert;
    const char *until = time_text(sheet, alert->expires, wall);
    until = until ? words_format(sheet->env->words, WORD_UNTIL, sheet->arena, until, NULL) : NULL;
    const char *text = joined_by_dot(sheet, joined_by_dot(sheet, alert->event, alert->area), until);
    return joined_by_dot(sheet, text, time_text(sheet, alert->effective, wall));
}

static const char *detail_text(const struct breaking *breaking) {
    if (breaking->story) {
        return breaking->story->summary;
    }
    return breaking->alert->paragraph_count ? breaking->alert->paragraphs[0] : NULL;
}

// A paragraph with its top at `y`, in as many lines as there are above `bottom`; returns the y below it.
static int draw_lines(struct sheet *sheet, const char *text, struct rect inner, int y, bool whole) {
    struct type type = theme_type(sheet->env->theme, ROLE_BREAKING_SUB, sheet->grid->scale);
    int lines = (inner.y + inner.h - y) / leading_of(&type, text);
    struct span span = {text, ROLE_BREAKING_SUB, NULL};
    struct paragraph_form form = {inner.w, lines, whole ? FIT_RAGGED : FIT_BALANCED};
    if (!text || lines < 1) {
        return y;
    }
    struct paragraph paragraph = paragraph_set(sheet->env, sheet->arena, &span, 1, &form);
    if (paragraph.cut && whole) {
        return y; // what breaks off says less than nothing
    }
    struct spot spot = {
        ROLE_BREAKING_SUB, sheet_color(sheet, COLOR_ON_ACCENT), inner.x, y, inner.w, ALIGN_START};
    return sheet_lines(sheet, &paragraph, 0, paragraph.count, &spot);
}

static void draw(struct sheet *sheet, const struct breaking *breaking, millis wall) {
    struct rect body = sheet->grid->body;
    sheet_fill(sheet, ROLE_BANNER, body, sheet_color(sheet, COLOR_ACCENT), sheet_px(sheet, 18));
    int pad = sheet_px(sheet, sheet->grid->portrait ? 56 : 80);
    struct rect inner = rect_inset(body, pad, sheet_px(sheet, 72), pad, sheet_px(sheet, 56));
    uint32_t color = sheet_color(sheet, COLOR_ON_ACCENT);
    struct spot label = {
        ROLE_BREAKING_LABEL, color, inner.x, inner.y + sheet_px(sheet, 40), inner.w, ALIGN_START};
    sheet_text(sheet, &label, sheet->env->words->text[WORD_BREAKING]);
    int y = inner.y + sheet_px(sheet, 84), room = inner.y + inner.h - y - sheet_px(sheet, 130);
    struct paragraph headline = headline_set(sheet,
        (struct headline_text){
            breaking_headline(breaking), breaking->story ? breaking->story->language : NULL},
        roles, inner.w, room);
    struct spot spot = {.color = color, .x = inner.x, .baseline = y, .width = inner.w};
    y = sheet_lines(sheet, &headline, 0, headline.count, &spot) + sheet_px(sheet, 28);
    y = draw_lines(sheet, sub_text(sheet, breaking, wall), inner, y, false) + sheet_px(sheet, 36);
    draw_lines(sheet, detail_text(breaking), inner, y, true);
}

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    struct breaking found[MOST_BREAKING];
    size_t count = breaking_find(desk, found);
    for (size_t i = 0; i < count; i++) {
        struct sheet sheet;
        const char *id = found[i].alert ? found[i].alert->id : found[i].story->id;
        struct page_head head = {
            .kind = spec->kind,
            .key = arena_printf(&desk->deck->arena, "breaking/%s", id),
            .title = breaking_headline(&found[i]),
            .section = found[i].story ? found[i].story->section : NULL,
            .interrupts = true,
            .age = found[i].alert ? found[i].alert->age : found[i].story->age,
        };
        if (!desk_open_page(desk, &head, &sheet)) {
            return;
        }
        draw(&sheet, &found[i], desk->wall);
        desk_close_page(desk, spec);
    }
}

const struct page_kind page_kind_breaking = {"breaking", lay_out};
