#include "layout/digest.h"
#include "layout/page_kinds.h"

#include <string.h>

// What the papers write: stories that quote one, with its name.

static const char *paper(const struct story *story) {
    return story->paper;
}

// The section of all of them; NULL if they have several.
static const char *common_section(const struct story_choice *choice) {
    const char *section = choice->count ? choice->stories[0]->section : NULL;
    for (size_t i = 1; section && i < choice->count; i++) {
        const char *other = choice->stories[i]->section;
        section = other && strcmp(section, other) == 0 ? section : NULL;
    }
    return section;
}

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    struct story_choice all = desk_stories(desk, spec, "press-review");
    const struct story **kept = arena_array(&desk->deck->arena, all.count + 1, sizeof *kept);
    struct story_choice choice = {kept, 0};
    for (size_t i = 0; i < all.count; i++) {
        if (all.stories[i]->paper) {
            kept[choice.count++] = all.stories[i];
        }
    }
    struct digest digest = {WORD_PRESS_REVIEW, paper, false, common_section(&choice)};
    digest_lay_out(desk, spec, &choice, &digest);
}

const struct page_kind page_kind_press_review = {"press-review", lay_out};
