#ifndef BROADSIDE_LAYOUT_PAGE_KINDS_H
#define BROADSIDE_LAYOUT_PAGE_KINDS_H

#include "layout/page.h"

extern const struct page_kind page_kind_top_stories;
extern const struct page_kind page_kind_story;
extern const struct page_kind page_kind_feed;
extern const struct page_kind page_kind_infographic;
extern const struct page_kind page_kind_rates;

#endif
