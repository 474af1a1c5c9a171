#ifndef BROADSIDE_MODEL_STORY_H
#define BROADSIDE_MODEL_STORY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"
#include "model/age.h"
#include "model/breaking.h"
#include "model/picture.h"

// One piece of news. Text is UTF-8 without markup or control characters; absent text is NULL. Everything is
// borrowed from the arena of the batch or edition that holds the story.

enum story_status { STORY_USABLE, STORY_WITHHELD, STORY_CANCELLED }; // ninjs pubstatus

// How the words of a story are compared: without case, accents and punctuation, each word between blanks
// (decode/caseless.h). NULL where there is nothing to compare.
struct story_caseless {
    const char *headline;
    const char *lede; // the summary, else the first paragraph
    const char *section;
};

struct story {
    const char *id; // stays when the headline is edited; never NULL
    const char *url;
    const char *section;  // as the source or its configuration names it
    const char *headline; // never NULL
    const char *summary;  // the lede, one paragraph
    const char *const *paragraphs;
    size_t paragraph_count;
    const char *dateline; // "BRUSSELS, November 24."
    const char *place;    // "Brussels"
    const char *byline;
    const char *paper;       // press review: the paper that is quoted
    const char *source_name; // the service, for partner news and the story's foot
    const char *language;    // BCP 47
    struct moment published, updated, embargo;
    const struct picture *pictures; // the first is the lead picture
    size_t picture_count;
    int urgency; // 1 (breaking) to 9, IPTC; 0 unknown
    enum story_status status;
    struct story_caseless caseless;  // in a batch; empty in an edition
    struct breaking_period breaking; // in an edition
    struct age age;
};

#endif
