#include "layout/page.h"

// Nothing to show: the kiosk says so itself, in the same type as everything else, and why.

struct notice {
    enum word title, detail;
};

// Without an edition nobody has been asked yet.
static struct notice notice_of(const struct edition *edition) {
    if (!edition) {
        return (struct notice){WORD_STARTING, WORD_STARTING_DETAIL};
    }
    if (edition->is_offline) {
        return (struct notice){WORD_NO_CONNECTION, WORD_NO_CONNECTION_DETAIL};
    }
    return (struct notice){WORD_NO_NEWS, WORD_NO_NEWS_DETAIL};
}

static void draw(struct sheet *sheet, const struct notice *notice) {
    const char *const *words = sheet->env->words->text;
    struct rect body = sheet->grid->body;
    int width = body.w < sheet_px(sheet, 1200) ? body.w : sheet_px(sheet, 1200);
    int y = body.y + body.h / 2 - sheet_px(sheet, 150);
    struct rect mark = {body.x, y, sheet_px(sheet, 96), sheet_px(sheet, 8)};
    sheet_fill(sheet, ROLE_SIGN, mark, sheet_color(sheet, COLOR_ACCENT), 0);
    struct paragraph_form form = {.width = width, .fit = FIT_BALANCED};
    struct spot title = {
        ROLE_HEADLINE_1, sheet_color(sheet, COLOR_INK), body.x, y + sheet_px(sheet, 36), 0, ALIGN_START};
    y = sheet_paragraph(sheet, &title, words[notice->title], &form) + sheet_px(sheet, 20);
    struct spot detail = {ROLE_BODY, sheet_color(sheet, COLOR_DIM), body.x, y, 0, ALIGN_START};
    sheet_paragraph(sheet, &detail, words[notice->detail], &form);
}

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    struct sheet sheet;
    struct notice notice = notice_of(desk->edition);
    struct page_head head = {
        .kind = spec->kind,
        .key = "notice",
        .title = desk->env->words->text[notice.title],
    };
    if (desk_open_page(desk, &head, &sheet)) {
        draw(&sheet, &notice);
        desk_close_page(desk, spec);
    }
}

const struct page_kind page_kind_notice = {"notice", lay_out};
