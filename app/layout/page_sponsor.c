#include "layout/page_kinds.h"

#include <string.h>

// A sponsor's picture, as large as the page allows, marked as what it is. Every slot of the rundown shows
// one; over the passes each has its turn as often as its weight says.

#define LABEL 44 // above the picture
#define MAT 32   // around it
#define DWELL (10 * SECOND)
#define TURN (5 * MINUTE) // the next edition after that begins with the next sponsor

static size_t slots_before(const struct deck *deck, const struct page_kind *kind) {
    size_t count = 0;
    for (size_t i = 0; i < deck->count; i++) {
        count += deck->pages[i].kind == kind;
    }
    return count;
}

// Who has turn number `turn`: each round goes through all whose weight is not used up, so that a heavy one
// does not show twice in a row while others wait.
static const struct sponsor *sponsor_at(const struct edition *edition, size_t turn) {
    size_t all = 0;
    int most = 0;
    for (size_t i = 0; i < edition->sponsor_count; i++) {
        all += (size_t)edition->sponsors[i].weight;
        most = edition->sponsors[i].weight > most ? edition->sponsors[i].weight : most;
    }
    turn %= all;
    for (int round = 0; round < most; round++) {
        for (size_t i = 0; i < edition->sponsor_count; i++) {
            if (edition->sponsors[i].weight > round && turn-- == 0) {
                return &edition->sponsors[i];
            }
        }
    }
    return &edition->sponsors[0];
}

// The picture with its mark above its corner, in the middle of the page. On a tall screen a picture that is
// wide bleeds to both edges, as those of stories do. One of other proportions than the page's, which leaves
// more than a third of it, lies on a mat.
static void picture_draw(struct sheet *sheet, const struct picture *picture) {
    const struct grid *grid = sheet->grid;
    struct rect body = grid->body, room = rect_inset(body, 0, sheet_px(sheet, LABEL), 0, 0);
    bool bleeds = grid->portrait && (double)picture->width * room.h >= (double)picture->height * grid->width;
    if (bleeds) {
        body.x = room.x = 0;
        body.w = room.w = grid->width;
    }
    int radius = bleeds ? 0 : sheet_px(sheet, 14);
    struct rect box = sheet_picture_box(room, picture);
    if (3.0 * box.w * box.h < 2.0 * room.w * room.h) {
        int inset = sheet_px(sheet, bleeds ? 0 : MAT);
        sheet_fill(sheet, ROLE_PANEL, body, sheet_color(sheet, COLOR_PANEL), radius);
        room = rect_inset(room, inset, inset / 2, inset, inset);
        box = sheet_picture_box(room, picture);
    }
    int left = bleeds ? grid->margin : box.x;
    struct spot label = {ROLE_LABEL_SMALL, sheet_color(sheet, COLOR_DIM), left,
        box.y - sheet_px(sheet, LABEL / 2.0), body.x + body.w - left, ALIGN_START};
    sheet_text(sheet, &label, sheet->env->words->text[WORD_ADVERTISEMENT]);
    sheet_picture_whole(sheet, room, picture, radius);
}

static bool lay_out_one(struct desk *desk, const struct page_spec *spec, const struct sponsor *sponsor) {
    struct sheet sheet;
    struct page_head head = {
        .kind = spec->kind,
        .key = arena_printf(&desk->deck->arena, "sponsor/%s", sponsor->id),
        .title = sponsor->name ? sponsor->name : desk->env->words->text[WORD_ADVERTISEMENT],
        .age = sponsor->age,
    };
    if (!desk_open_page(desk, &head, &sheet)) {
        return false;
    }
    picture_draw(&sheet, sponsor->picture);
    struct page_spec timed = *spec;
    timed.dwell = sponsor->dwell ? sponsor->dwell : spec->dwell ? spec->dwell : DWELL;
    desk_close_page(desk, &timed);
    return true;
}

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    if (!desk->edition || !desk->edition->sponsor_count) {
        return;
    }
    size_t turn = (size_t)(desk->wall > 0 ? desk->wall / TURN : 0) + slots_before(desk->deck, spec->kind);
    size_t count = spec->count ? (size_t)spec->count : 1;
    for (size_t i = 0; i < count; i++) {
        if (!lay_out_one(desk, spec, sponsor_at(desk->edition, turn + i))) {
            return;
        }
    }
}

const struct page_kind page_kind_sponsor = {"sponsor", lay_out};
