#include "layout/digest.h"
#include "layout/page_kinds.h"

// News of partners, each with the name of its service. Only of a list that a source feeds: nobody is made a
// partner by accident.

static const char *service(const struct story *story) {
    return story->source_name ? story->source_name : story->section;
}

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    struct page_spec of_list = *spec;
    of_list.from = spec->from ? spec->from : "partner-news";
    struct story_choice choice = desk_stories(desk, &of_list, NULL);
    struct digest digest = {WORD_PARTNER_NEWS, service, spec->section};
    digest_lay_out(desk, spec, &choice, &digest);
}

const struct page_kind page_kind_partner_news = {"partner-news", lay_out};
