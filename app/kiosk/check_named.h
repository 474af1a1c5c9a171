#ifndef BROADSIDE_KIOSK_CHECK_NAMED_H
#define BROADSIDE_KIOSK_CHECK_NAMED_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/strbuf.h"

// The profiles that were read so far: each is compiled once, however many sources and rules name it.
struct known_profiles {
    struct arena arena;
    struct known_profile *first;
};
void known_profiles_init(struct known_profiles *known);
void known_profiles_finish(struct known_profiles *known);

// What a configuration of layers names: each profile, and whether its source gives it what it wants; themes,
// words and the logo; the secrets, and where they would go. A line in `results` for each fault, also of the
// files that are named; what lies at an address and was not fetched is passed over. Faults of the settings
// themselves are not said.
struct layers_wish;
bool check_named(const struct layers_wish *wish, struct known_profiles *known, struct strbuf *results);

#endif
