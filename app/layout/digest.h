#ifndef BROADSIDE_LAYOUT_DIGEST_H
#define BROADSIDE_LAYOUT_DIGEST_H

#include "layout/page.h"

// Pages of headlines that each come from somewhere: a title, and rows with the name of the paper or the
// service above the headline.
struct digest {
    enum word title;
    const char *(*origin)(const struct story *story); // never NULL for the stories chosen
    bool has_badges;                                  // its initial beside each row
    const char *section;                              // underlined in the masthead; may be NULL
};

// As many pages as the spec allows, else one.
void digest_lay_out(struct desk *desk, const struct page_spec *spec, const struct story_choice *choice,
    const struct digest *digest);

// The stories of a list, with the name of each one's service. Only of a list that a source feeds: nobody is
// made a partner by accident. spec->from names another list.
void digest_of_services(struct desk *desk, const struct page_spec *spec, const char *list, enum word title);

#endif
