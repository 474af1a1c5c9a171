#include "layout/digest.h"

#include "layout/rows.h"
#include "layout/title.h"

#define ROW_WITH_LEDE 176 // of one line of headline and two of lede; some have more, some less

// Rows until the page is full; returns the first story that had no room.
static size_t draw_rows(
    struct sheet *sheet, const struct story_choice *choice, size_t at, const struct digest *digest) {
    struct rect main = sheet->grid->main;
    int y = title_draw(sheet, main, sheet->env->words->text[digest->title], NULL);
    struct rect column = {main.x, y, main.w, main.y + main.h - y};
    // Few rows have room for their ledes.
    bool has_ledes = (int)(choice->count - at) * sheet_px(sheet, ROW_WITH_LEDE) <= column.h;
    for (; at < choice->count; at++) {
        struct row row = {
            .mark_role = ROLE_META,
            .story = choice->stories[at],
            .kicker = digest->origin(choice->stories[at]),
            .has_lede = has_ledes,
            .least = sheet_px(sheet, has_ledes ? 176 : 116),
        };
        int below = row_draw(sheet, &row, column, y);
        if (below == y) {
            break;
        }
        y = below;
    }
    return at;
}

void digest_lay_out(struct desk *desk, const struct page_spec *spec, const struct story_choice *choice,
    const struct digest *digest) {
    size_t count = spec->count && (size_t)spec->count < choice->count ? (size_t)spec->count : choice->count;
    struct story_choice wanted = {choice->stories, count};
    size_t pages = spec->pages ? (size_t)spec->pages : 1, at = 0;
    for (size_t number = 1; number <= pages && at < count; number++) {
        struct sheet sheet;
        struct page_head head = {
            .kind = spec->kind,
            .key = arena_printf(&desk->deck->arena, "%s/%zu", spec->kind->name, number),
            .title = desk->env->words->text[digest->title],
            .section = digest->section,
            .has_rail = true,
            .age = choice_age(&wanted),
        };
        if (!desk_open_page(desk, &head, &sheet)) {
            return;
        }
        size_t next = draw_rows(&sheet, &wanted, at, digest);
        desk_close_page(desk, spec);
        if (next == at) {
            return; // not even one row fits this screen
        }
        at = next;
    }
}
