#ifndef BROADSIDE_LAYOUT_PAGE_KINDS_H
#define BROADSIDE_LAYOUT_PAGE_KINDS_H

#include "layout/page.h"

extern const struct page_kind page_kind_top_stories;
extern const struct page_kind page_kind_story;
extern const struct page_kind page_kind_feed;
extern const struct page_kind page_kind_infographic;
extern const struct page_kind page_kind_rates;
extern const struct page_kind page_kind_breaking;
extern const struct page_kind page_kind_section;
extern const struct page_kind page_kind_press_review;
extern const struct page_kind page_kind_partner_news;
extern const struct page_kind page_kind_most_read;
extern const struct page_kind page_kind_gallery;
extern const struct page_kind page_kind_city;
extern const struct page_kind page_kind_on_this_day;
extern const struct page_kind page_kind_sponsor;

#endif
