#ifndef BROADSIDE_TESTS_SUPPORT_FULL_EDITION_H
#define BROADSIDE_TESTS_SUPPORT_FULL_EDITION_H

#include "tests/support/fake_edition.h"

// An edition that has something for every kind of page, for a page desk's sections, pairs and cities. Its
// stories are in all lists. Alerts are in it only where they are asked for: their banner stands on every
// page. The caller owns the reference.
struct edition *full_edition_make(bool has_alerts);
// The same as a plan, of which a test may change parts. Static.
struct fake_edition full_edition_plan(bool has_alerts);

#endif
