#include "layout/digest.h"
#include "layout/page_kinds.h"

// News of partners, each with the name of its service.

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    digest_of_services(desk, spec, "partner-news", WORD_PARTNER_NEWS);
}

const struct page_kind page_kind_partner_news = {"partner-news", lay_out};
