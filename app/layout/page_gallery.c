#include "layout/headline.h"
#include "layout/over_picture.h"
#include "layout/page_kinds.h"

#include <string.h>

// A gallery, one picture a page and as large as the screen: what it is, where in the row, its caption and
// credit on a scrim at the foot.

#define DEFAULT_GALLERIES 1
#define MOST_PICTURES 10 // of one gallery, unless the rundown says otherwise
#define DWELL (8 * SECOND)

static const enum role title_roles[] = {ROLE_PAGE_TITLE, ROLE_HEADLINE_3, ROLE_COUNT};

// "PHOTO · 3 / 10".
static const char *count_text(struct sheet *sheet, size_t number, size_t count) {
    char a[LOCALE_TEXT], b[LOCALE_TEXT];
    const struct locale *locale = sheet->env->locale;
    locale_number(locale, (double)number, 0, a);
    locale_number(locale, (double)count, 0, b);
    return arena_printf(sheet->arena, "%s \xC2\xB7 %s / %s", sheet->env->words->text[WORD_PHOTO], a, b);
}

struct foot {
    const char *label;
    struct paragraph title, caption;
    int label_height, gap;
};

static int foot_height(const struct foot *foot) {
    return foot->label_height + (int)foot->title.count * foot->title.line_height + foot->gap +
           (int)foot->caption.count * foot->caption.line_height;
}

// Set from the bottom up, so that short captions stand where long ones end.
static void foot_draw(struct sheet *sheet, const struct foot *foot, int bottom) {
    struct rect body = sheet->grid->body;
    int y = bottom - foot_height(foot);
    const struct scrim_stop stops[] = {{y - sheet_px(sheet, 330), 0}, {y, SCRIM_TEXT},
        {y + foot->label_height, SCRIM_HEADLINE}, {bottom, 0.86}};
    int end = rect_is_empty(sheet->grid->ticker) ? sheet->grid->height : sheet->grid->ticker.y;
    sheet_scrim(sheet, (struct rect){0, stops[0].y, sheet->grid->width, end - stops[0].y}, stops, 4);
    sheet_fill(sheet, ROLE_PROGRESS, sheet->grid->progress, sheet_color(sheet, COLOR_LINE), 0);
    uint32_t ink = sheet_color(sheet, COLOR_INK);
    struct spot label = {ROLE_LABEL, ink, body.x, y + sheet_px(sheet, 30), body.w, ALIGN_START};
    sheet_text(sheet, &label, foot->label);
    struct spot spot = {.color = ink, .x = body.x, .baseline = y + foot->label_height, .width = body.w};
    spot.baseline = sheet_lines(sheet, &foot->title, 0, foot->title.count, &spot) + foot->gap;
    spot.color = sheet_color(sheet, COLOR_DIM);
    sheet_lines(sheet, &foot->caption, 0, foot->caption.count, &spot);
}

static bool lay_out_picture(
    struct desk *desk, const struct page_spec *spec, const struct gallery *gallery, size_t number) {
    const struct picture *picture = &gallery->pictures[number];
    struct sheet sheet;
    struct page_head head = {
        .kind = spec->kind,
        .key = arena_printf(&desk->deck->arena, "gallery/%s/%s", gallery->id, picture->url),
        .title = gallery->title,
        .section = gallery->section,
        .picture = picture,
        .zooms = desk->env->has_motion,
        .age = gallery->age,
    };
    if (!desk_open_page(desk, &head, &sheet)) {
        return false;
    }
    struct rect body = sheet.grid->body;
    int height = sheet_px(&sheet, 130);
    const char *caption = caption_text(&sheet, picture);
    struct span span = {caption ? caption : "", ROLE_LIST, NULL};
    int width = body.w < sheet_px(&sheet, 1500) ? body.w : sheet_px(&sheet, 1500);
    struct paragraph_form form = {width, sheet.grid->portrait ? 6 : 3, FIT_RAGGED};
    struct foot foot = {
        .label = count_text(&sheet, number + 1, gallery->picture_count),
        .title =
            headline_set(&sheet, (struct headline_text){gallery->title, NULL}, title_roles, body.w, height),
        .caption = paragraph_set(sheet.env, sheet.arena, &span, 1, &form),
        .label_height = sheet_px(&sheet, 46),
        .gap = sheet_px(&sheet, 8),
    };
    foot_draw(&sheet, &foot, body.y + body.h);
    desk_close_page(desk, spec);
    return true;
}

static bool is_wanted(const struct gallery *gallery, const struct page_spec *spec) {
    return !spec->section || (gallery->section && strcmp(gallery->section, spec->section) == 0);
}

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    size_t most = spec->count ? (size_t)spec->count : DEFAULT_GALLERIES, made = 0;
    size_t pictures = spec->pages ? (size_t)spec->pages : MOST_PICTURES;
    struct page_spec timed = *spec;
    timed.dwell = spec->dwell ? spec->dwell : DWELL; // a picture is looked at, whatever its caption says
    for (size_t i = 0; desk->edition && i < desk->edition->gallery_count && made < most; i++) {
        const struct gallery *gallery = &desk->edition->galleries[i];
        made += is_wanted(gallery, spec);
        for (size_t k = 0; is_wanted(gallery, spec) && k < gallery->picture_count && k < pictures; k++) {
            if (!lay_out_picture(desk, &timed, gallery, k)) {
                return;
            }
        }
    }
}

const struct page_kind page_kind_gallery = {"gallery", lay_out};
