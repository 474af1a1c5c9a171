#ifndef BROADSIDE_BASE_PAGE_KINDS_H
#define BROADSIDE_BASE_PAGE_KINDS_H

// The table of page kinds, one line each: the name in C and the name in a rundown. Two rooms read it that do
// not know one another: config allows these words, layout finds page_kind_<name> of layout/page_<name>.c.
#define PAGE_KINDS(KIND)                                                                                     \
    KIND(top_stories, "top-stories")                                                                         \
    KIND(breaking, "breaking")                                                                               \
    KIND(story, "story")                                                                                     \
    KIND(feed, "feed")                                                                                       \
    KIND(section, "section")                                                                                 \
    KIND(press_review, "press-review")                                                                       \
    KIND(partner_news, "partner-news")                                                                       \
    KIND(in_other_media, "in-other-media")                                                                   \
    KIND(most_read, "most-read")                                                                             \
    KIND(gallery, "gallery")                                                                                 \
    KIND(infographic, "infographic")                                                                         \
    KIND(rates, "rates")                                                                                     \
    KIND(city, "city")                                                                                       \
    KIND(on_this_day, "on-this-day")                                                                         \
    KIND(sponsor, "sponsor")

#endif
