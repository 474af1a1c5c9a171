#include "layout/chart_ops.h"
#include "layout/headline.h"
#include "layout/page_kinds.h"

#include <string.h>
#include <strings.h>

// A graphic with its finding as the title, what is measured below it, and where the numbers come from.

static const enum role title_roles[] = {ROLE_HEADLINE_2, ROLE_HEADLINE_3, ROLE_COUNT};

static int draw_head(struct sheet *sheet, const struct infographic *graphic) {
    struct rect body = sheet->grid->body;
    struct spot label = {ROLE_LABEL, section_color(sheet, graphic->section), body.x,
        body.y + sheet_px(sheet, 28), 0, ALIGN_START};
    sheet_text(sheet, &label, sheet->env->words->text[WORD_INFOGRAPHIC]);
    struct spot title = {.color = sheet_color(sheet, COLOR_INK),
        .x = body.x,
        .baseline = body.y + sheet_px(sheet, 50),
        .width = body.w};
    struct paragraph headline = headline_set(sheet, (struct headline_text){graphic->title, NULL}, title_roles,
        body.w, sheet_px(sheet, sheet->grid->portrait ? 210 : 70));
    int y = sheet_lines(sheet, &headline, 0, headline.count, &title);
    if (graphic->subtitle) {
        struct spot sub = {
            ROLE_META, sheet_color(sheet, COLOR_DIM), body.x, y + sheet_px(sheet, 10), 0, ALIGN_START};
        struct paragraph_form form = {body.w, sheet->grid->portrait ? 3 : 1, FIT_RAGGED};
        y = sheet_paragraph(sheet, &sub, graphic->subtitle, &form);
    }
    return y;
}

// Whether `source` begins with this word and a colon.
static bool begins_with(const char *source, const char *word, size_t len) {
    bool is_same = len > 0 && strncasecmp(source, word, len) == 0;
    const char *rest = is_same ? source + len + strspn(source + len, " ") : "";
    return *rest == ':' || strncmp(rest, "\uFF1A", 3) == 0;
}

// A chart's own source line is drawn as it is, so newsrooms write "Source: ministry" there: one label is
// enough.
static const char *source_line(struct sheet *sheet, const char *source) {
    const struct words *words = sheet->env->words;
    const char *own = words->text[WORD_SOURCE], *wide = strstr(own, "\uFF1A");
    size_t len = wide ? (size_t)(wide - own) : strcspn(own, " :{");
    bool has_label = source && (begins_with(source, own, len) || begins_with(source, "Source", 6) ||
                                   begins_with(source, "Sources", 7));
    return !source || has_label ? source : words_format(words, WORD_SOURCE, sheet->arena, source, NULL);
}

// Where the numbers come from, its last line at `baseline`; returns the y above it.
static int draw_foot(struct sheet *sheet, const struct infographic *graphic, int baseline) {
    struct rect body = sheet->grid->body;
    const char *foot = joined_by_dot(sheet, source_line(sheet, graphic->source), graphic->credit);
    struct span span = {foot, ROLE_META_SMALL, NULL};
    struct paragraph_form form = {body.w, sheet->grid->portrait ? 3 : 1, FIT_RAGGED};
    struct paragraph text = {0};
    if (foot) {
        text = paragraph_set(sheet->env, sheet->arena, &span, 1, &form);
    }
    for (size_t i = 0; i < text.count; i++) {
        int up = (int)(text.count - 1 - i) * text.line_height;
        struct spot spot = {
            ROLE_META_SMALL, sheet_color(sheet, COLOR_DIM), body.x, baseline - up, body.w, ALIGN_START};
        sheet_line(sheet, &spot, &text.lines[i]);
    }
    return baseline - sheet_px(sheet, 44) - (text.count > 1 ? (int)(text.count - 1) * text.line_height : 0);
}

static void draw_picture(struct sheet *sheet, struct rect room, const struct picture *picture) {
    if (sheet->grid->portrait) { // below its title, not in the middle of a tall page
        int height = (int)((double)room.w * picture->height / picture->width);
        room.h = height < room.h ? height : room.h;
    }
    sheet_picture_whole(sheet, room, picture, sheet_px(sheet, 14)); // a card: its ground need not be ours
}

static bool go_on(void *context) {
    struct desk *desk = context;
    return desk_pause(desk);
}

// The title is the page's, so the chart has the room below it for itself. A tall page has more of it than a
// chart wants.
static bool set_chart(struct desk *desk, struct rect room, const struct infographic *graphic,
    struct arena *arena, struct drawing *drawing) {
    struct reason reason = {{0}};
    double scale = env_scale(desk->env);
    if (!graphic->chart) {
        return false;
    }
    int most = room.w * 4 / 3;
    room.h = room.h < most ? room.h : most;
    struct chart_form form = chart_form_of(desk->env, room, 34 * scale);
    form.pace = (struct chart_pace){go_on, desk};
    struct chart_spec spec = *graphic->chart;
    spec.name = graphic->id;
    enum error error = chart_draw(&spec, &form, arena, drawing, &reason);
    if (error && !desk->is_given_up) {
        desk_refuse(desk, reason.text, error == ERROR_MISSING);
    }
    return !error;
}

// What the chart may be drawn on: the body and the margins beside it, where there is nothing else but the
// page's ground.
static struct rect paper_of(const struct sheet *sheet) {
    const struct grid *grid = sheet->grid;
    return (struct rect){0, grid->body.y, grid->width, grid->body.h};
}

// A graphic of which nothing can be drawn gets no page: everything is set before one is opened.
static bool lay_out_one(struct desk *desk, const struct page_spec *spec, const struct infographic *graphic,
    struct arena *scratch) {
    struct oplist above = {0};
    struct live_list lives = {0};
    struct sheet sheet = {desk->env, &desk->deck->grid, &desk->deck->arena, &above, &lives};
    struct drawing drawing;
    struct page_head head = {
        .kind = spec->kind,
        .key = arena_printf(&desk->deck->arena, "infographic/%s", graphic->id),
        .title = graphic->title,
        .section = graphic->section,
        .age = graphic->age,
    };
    int y = draw_head(&sheet, graphic) + sheet_px(&sheet, 24);
    struct rect body = sheet.grid->body;
    int foot = draw_foot(&sheet, graphic, body.y + body.h - sheet_px(&sheet, 8));
    struct rect room = {body.x, y, body.w, foot - y};
    bool has_chart = set_chart(desk, grid_place(sheet.grid, room), graphic, scratch, &drawing);
    if ((!has_chart && !graphic->picture) || !desk_open_page(desk, &head, &sheet)) {
        return false;
    }
    const struct chart_pace pace = {go_on, desk};
    if (has_chart && !chart_shapes(&sheet, &drawing, paper_of(&sheet), &pace)) {
        return false;
    }
    oplist_append(sheet.ops, sheet.arena, &above);
    if (has_chart) {
        chart_texts(&sheet, &drawing);
    } else {
        draw_picture(&sheet, room, graphic->picture);
    }
    desk_close_page(desk, spec);
    return true;
}

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    size_t most = spec->count ? (size_t)spec->count : LIMIT_PAGES, made = 0;
    for (size_t i = 0; desk->edition && i < desk->edition->infographic_count && made < most; i++) {
        const struct infographic *graphic = &desk->edition->infographics[i];
        bool wanted = !spec->section || (graphic->section && strcmp(graphic->section, spec->section) == 0);
        struct arena scratch; // the page keeps draw ops, not what a chart has computed
        arena_init(&scratch, 0);
        made += wanted && lay_out_one(desk, spec, graphic, &scratch);
        arena_finish(&scratch);
    }
}

const struct page_kind page_kind_infographic = {"infographic", lay_out};
