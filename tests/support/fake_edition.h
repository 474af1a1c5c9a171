#ifndef BROADSIDE_TESTS_SUPPORT_FAKE_EDITION_H
#define BROADSIDE_TESTS_SUPPORT_FAKE_EDITION_H

#include "model/edition.h"

// Editions from plain tables, made by the real edition_assemble.

// The moment of all fake editions: Tuesday, 24 November 2026, 14:05 in Moscow.
#define FAKE_NOW (INT64_C(1795518300) * SECOND)
#define FAKE_OFFSET (3 * 3600)

// Initialisers of a story's dates.
#define FAKE_AT(minutes_ago)                                                                                 \
    { FAKE_NOW - (minutes_ago)*MINUTE, FAKE_OFFSET }
#define FAKE_UNDATED                                                                                         \
    { MILLIS_NONE, 0 }
// A story of so many minutes ago, without other dates.
#define FAKE_STORY(minutes_ago, ...)                                                                         \
    { .published = FAKE_AT(minutes_ago), .updated = FAKE_UNDATED, .embargo = FAKE_UNDATED, __VA_ARGS__ }

#define FAKE_PLACES 8 // with weather at most
struct fake_edition {
    struct story *stories; // in the lists "top", "feed" and "ticker", in this order
    size_t story_count;
    struct infographic *infographics;
    size_t infographic_count;
    struct fixing *fixings;
    size_t fixing_count;
    struct gallery *galleries;
    size_t gallery_count;
    struct alert *alerts;
    size_t alert_count;
    struct event *events;
    size_t event_count;
    struct sponsor *sponsors;
    size_t sponsor_count;
    struct weather *weather; // of the places that they name
    size_t weather_count;
    const char *const *lists; // that the stories are in, instead; NULL: those above
    size_t list_count;
};

// The caller owns the reference. A picture's address ends in its size: "any/thing/1200x800"; each is a blob
// of its own.
struct edition *fake_edition_make(const struct fake_edition *plan);

// Thirty days of three rates from the dollar, for editions that need any; count in *count. Static.
struct fixing *fake_fixings(size_t *count);

#endif
