#ifndef BROADSIDE_TESTS_SUPPORT_RANDOM_CONFIG_H
#define BROADSIDE_TESTS_SUPPORT_RANDOM_CONFIG_H

#include <stdint.h>

#include "base/strbuf.h"

// A random valid configuration, of any of the settings in the table that a remote file may set: for kiosks
// with the demo edition's files. A setting that is added to the table is in it without a line here, unless it
// is a text of a new form, or names something.
void random_config_write(uint64_t *seed, struct strbuf *out);

#endif
