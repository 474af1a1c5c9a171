#ifndef BROADSIDE_KIOSK_CHECK_NAMED_H
#define BROADSIDE_KIOSK_CHECK_NAMED_H

#include <stdbool.h>

#include "base/strbuf.h"

// What a configuration of layers names: each profile, and whether its source gives it what it wants; themes,
// words and the logo; the secrets, and where they would go. A line in `results` for each fault, also of the
// files that are named; what lies at an address and was not fetched is passed over. Faults of the settings
// themselves are not said.
struct layers_wish;
bool check_named(const struct layers_wish *wish, struct strbuf *results);

#endif
