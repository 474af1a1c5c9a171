#ifndef BROADSIDE_KIOSK_CHECK_FLEET_H
#define BROADSIDE_KIOSK_CHECK_FLEET_H

#include "base/error.h"
#include "base/strbuf.h"

// A remote file as every screen would read it: over the device's file of `wish`, with that screen's own
// entries, and then with each entry of `groups` and `devices` by itself. A line in `results` for each fault,
// once.
struct layers_wish;
enum error check_fleet(const struct layers_wish *wish, struct strbuf *results);

#endif
