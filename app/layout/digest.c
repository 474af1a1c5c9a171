#include "layout/digest.h"

#include "layout/packing.h"
#include "layout/rows.h"
#include "layout/title.h"

#define ROW_WITH_LEDE 176 // of one line of headline and two of lede; some have more, some less
#define ROW 116           // at least, without

struct digest_pages {
    struct set_row *rows;
    struct block *blocks; // one for each row
    size_t count;
};

static struct rect column_of(const struct grid *grid) {
    return rect_inset(grid->main, 0, title_height(grid), 0, 0);
}

// Rows for as many stories as so many pages can have at most.
static struct digest_pages set_rows(
    struct desk *desk, const struct story_choice *choice, const struct digest *digest, size_t pages) {
    struct deck *deck = desk->deck;
    struct oplist none = {0};
    struct sheet sheet = {desk->env, &deck->grid, &deck->arena, &none, NULL};
    struct rect column = column_of(&deck->grid);
    size_t most = column.h > 0 ? pages * (size_t)(column.h / sheet_px(&sheet, ROW)) : 0;
    most = most < choice->count ? most : choice->count;
    // Few rows have room for their ledes.
    bool has_ledes = (int)choice->count * sheet_px(&sheet, ROW_WITH_LEDE) <= column.h;
    struct digest_pages set = {.rows = arena_array(&deck->arena, most + 1, sizeof *set.rows),
        .blocks = arena_array(&deck->arena, most + 1, sizeof *set.blocks),
        .count = most};
    for (size_t i = 0; i < most; i++) {
        struct row row = {
            .mark_role = ROLE_META,
            .mark_width = digest->has_badges ? sheet_px(&sheet, 98) : 0,
            .badge = digest->has_badges ? digest->origin(choice->stories[i]) : NULL,
            .story = choice->stories[i],
            .kicker = digest->origin(choice->stories[i]),
            .has_lede = has_ledes,
            .least = sheet_px(&sheet, has_ledes ? ROW_WITH_LEDE : ROW),
        };
        set.rows[i] = row_set(&sheet, &row, column.w);
        set.blocks[i] = (struct block){.height = set.rows[i].height};
    }
    return set;
}

static void draw_rows(struct sheet *sheet, const struct digest_pages *set, size_t first, size_t end) {
    struct rect column = column_of(sheet->grid);
    for (size_t i = first; i < end; i++) {
        row_put(sheet, &set->rows[i], column.x, column.y);
        column.y += set->rows[i].height;
    }
}

void digest_lay_out(struct desk *desk, const struct page_spec *spec, const struct story_choice *choice,
    const struct digest *digest) {
    struct deck *deck = desk->deck;
    size_t count = spec->count && (size_t)spec->count < choice->count ? (size_t)spec->count : choice->count;
    size_t most = spec->pages ? (size_t)spec->pages : 1;
    struct story_choice wanted = {choice->stories, count};
    struct digest_pages set = set_rows(desk, &wanted, digest, most);
    size_t *ends = arena_array(&deck->arena, most, sizeof *ends);
    size_t pages = packing_balance(set.blocks, set.count, column_of(&deck->grid).h, most, ends);
    for (size_t page = 0, first = 0; page < pages; first = ends[page++]) {
        struct sheet sheet;
        struct page_head head = {
            .kind = spec->kind,
            .key = arena_printf(&deck->arena, "%s/%zu", spec->kind->name, page + 1),
            .title = desk->env->words->text[digest->title],
            .section = digest->section,
            .has_rail = true,
            .age = choice_age(&wanted),
        };
        if (!desk_open_page(desk, &head, &sheet)) {
            return;
        }
        title_draw(&sheet, sheet.grid->main, head.title, NULL);
        draw_rows(&sheet, &set, first, ends[page]);
        desk_close_page(desk, spec);
    }
}

static const char *service(const struct story *story) {
    return story->source_name ? story->source_name : story->section;
}

void digest_of_services(struct desk *desk, const struct page_spec *spec, const char *list, enum word title) {
    struct page_spec of_list = *spec;
    of_list.from = spec->from ? spec->from : list;
    struct story_choice choice = desk_stories(desk, &of_list, NULL);
    digest_lay_out(desk, spec, &choice, &(struct digest){title, service, true, spec->section});
}
