#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "layout/over_picture.h"
#include "layout/page.h"
#include "text/reading.h"

#define DWELL_LEAST (8 * SECOND)
#define DWELL_EXTRA (3 * SECOND)

void desk_lasts_until(const struct desk *desk, millis wall) {
    struct deck *deck = desk->deck;
    if (wall > desk->wall && wall < deck->until) {
        deck->until = wall;
    }
}

static bool has_key(const struct deck *deck, const char *key) {
    for (size_t i = 0; i < deck->count; i++) {
        if (strcmp(deck->pages[i].key, key) == 0) {
            return true;
        }
    }
    return false;
}

// A rundown may ask for the same page twice; its second place is another page to whoever looks for it.
static const char *unique_key(struct deck *deck, const char *wanted) {
    const char *key = arena_text(&deck->arena, wanted);
    for (int again = 2; has_key(deck, key); again++) {
        key = arena_printf(&deck->arena, "%s#%d", wanted, again);
    }
    return key;
}

bool desk_pause(struct desk *desk) {
    if (desk->pace && desk->pace->pause && !desk->is_given_up) {
        desk->is_given_up = !desk->pace->pause(desk->pace->context);
    }
    return !desk->is_given_up;
}

bool desk_open_page(struct desk *desk, const struct page_head *head, struct sheet *sheet) {
    struct deck *deck = desk->deck;
    deck->is_cut = deck->is_cut || desk->has_enough;
    if (deck->count == deck->capacity || desk->has_enough || !desk_pause(desk)) {
        return false;
    }
    const char *key = unique_key(deck, head->key);
    struct page *page = &deck->pages[deck->count++];
    *page = (struct page){
        .kind = head->kind,
        .key = key,
        .title = head->title,
        .section = head->section,
        .zooms = head->zooms,
        .interrupts = head->interrupts && strcmp(key, head->key) == 0, // once
    };
    const struct layout_env *env = head->picture ? env_over_picture(desk->env, &deck->arena) : desk->env;
    *sheet = (struct sheet){env, &deck->grid, &deck->arena, &page->ops, &page->lives};
    frame_draw(sheet, desk, head);
    if (head->has_rail) {
        rail_draw(sheet, desk);
        page->slides = deck->rail;
        page->slide_count = deck->rail_count;
    }
    return true;
}

// Words of what is read for its own sake; masthead, ticker label and clock are not.
static bool is_reading(enum role role) {
    switch (role) {
    case ROLE_MASTHEAD:
    case ROLE_STRIP:
    case ROLE_STRIP_CURRENT:
    case ROLE_LATEST:
    case ROLE_CLOCK: return false;
    default: return role < ROLE_TEXT_COUNT;
    }
}

static millis dwell_of(const struct oplist *ops) {
    millis time = DWELL_EXTRA;
    for (size_t i = 0; i < ops->count; i++) {
        if (ops->ops[i].kind == OP_TEXT && is_reading(ops->ops[i].role)) {
            const char *text = ops->ops[i].text.text;
            time += reading_time(text, strlen(text));
        }
    }
    return time > DWELL_LEAST ? time : DWELL_LEAST;
}

void desk_close_page(struct desk *desk, const struct page_spec *spec) {
    assert(desk->deck->count > 0);
    struct page *page = &desk->deck->pages[desk->deck->count - 1];
    page->dwell = spec->dwell ? spec->dwell : dwell_of(&page->ops);
    if (desk->pace && desk->pace->page) {
        desk->has_enough = !desk->pace->page(desk->pace->context, page);
    }
}

struct story_choice desk_stories(struct desk *desk, const struct page_spec *spec, const char *fallback) {
    if (!desk->edition) {
        return (struct story_choice){0};
    }
    const struct edition *edition = desk->edition;
    const struct list *list = edition_list(edition, spec->from ? spec->from : fallback);
    if (!list && spec->from) {
        return (struct story_choice){0};
    }
    size_t count = list ? list->count : edition->story_count, kept = 0;
    const struct story **stories = arena_array(&desk->deck->arena, count + 1, sizeof *stories);
    for (size_t i = 0; i < count; i++) {
        const struct story *story = list ? list->stories[i] : &edition->stories[i];
        if (!spec->section || (story->section && strcmp(story->section, spec->section) == 0)) {
            stories[kept++] = story;
        }
    }
    return (struct story_choice){stories, kept};
}

struct age choice_age(const struct story_choice *choice) {
    struct age age = choice->count ? choice->stories[0]->age : (struct age){0};
    for (size_t i = 1; i < choice->count; i++) {
        age = age_of_both(age, choice->stories[i]->age);
    }
    return age;
}

uint32_t section_color(const struct sheet *sheet, const char *section) {
    const struct theme *theme = sheet->env->theme;
    const struct env_section *entry = env_section(sheet->env, section);
    uint32_t color = entry && entry->has_color ? entry->color : theme->colors[COLOR_SECTION];
    return 0xFF000000u | color_readable(color, theme->colors[COLOR_BACKGROUND], theme->contrast);
}

const char *section_label(const struct layout_env *env, const char *section) {
    const struct env_section *entry = env_section(env, section);
    return entry && entry->label ? entry->label : section;
}

int time_width(const struct sheet *sheet, enum role role) {
    char late[LOCALE_TEXT]; // not midnight, which Spanish writes with one figure
    return sheet_text_width(sheet, role, locale_date(sheet->env->locale, LOCALE_TIME, 20 * HOUR, late));
}

const char *joined_by_dot(struct sheet *sheet, const char *a, const char *b) {
    if (!a || !*a) {
        return b;
    }
    return b && *b ? arena_printf(sheet->arena, "%s \xC2\xB7 %s", a, b) : a;
}

// A name of usual length stays on one line.
static const char *credit_text(struct sheet *sheet, const char *name) {
    enum { LONG = 28 };
    struct strbuf text;
    strbuf_init(&text, LIMIT_STRING);
    strbuf_add_text(&text, "\xC2\xA9");
    const char *blank = utf8_count(name) < LONG ? "\xC2\xA0" : " ";
    for (const char *word = name; *word;) {
        size_t len = strcspn(word, " ");
        strbuf_add_text(&text, blank);
        strbuf_add(&text, word, len);
        word += len + strspn(word + len, " ");
    }
    const char *copy = arena_text_n(sheet->arena, strbuf_text(&text), text.len);
    strbuf_finish(&text);
    return copy;
}

const char *caption_text(struct sheet *sheet, const struct picture *picture) {
    const char *credit = picture->credit ? credit_text(sheet, picture->credit) : NULL;
    if (!picture->caption || !credit) {
        return picture->caption ? picture->caption : credit;
    }
    return arena_printf(sheet->arena, "%s %s", picture->caption, credit);
}
