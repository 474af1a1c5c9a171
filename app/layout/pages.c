#include <string.h>

#include "layout/page.h"
#include "layout/page_kinds.h"

// The table of page kinds. A new kind is a file of its own and a line here.
static const struct page_kind *const kinds[] = {
    &page_kind_top_stories,
    &page_kind_breaking,
    &page_kind_story,
    &page_kind_feed,
    &page_kind_section,
    &page_kind_press_review,
    &page_kind_partner_news,
    &page_kind_most_read,
    &page_kind_gallery,
    &page_kind_infographic,
    &page_kind_rates,
    &page_kind_city,
    &page_kind_on_this_day,
    &page_kind_sponsor,
};

#define KIND_COUNT (sizeof kinds / sizeof *kinds)

const struct page_kind *page_kind_find(const char *name) {
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (strcmp(kinds[i]->name, name) == 0) {
            return kinds[i];
        }
    }
    return NULL;
}

const char *const *page_kind_names(void) {
    static const char *names[KIND_COUNT + 1];
    for (size_t i = 0; i < KIND_COUNT; i++) {
        names[i] = kinds[i]->name;
    }
    return names;
}
