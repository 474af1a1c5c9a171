#ifndef BROADSIDE_KIOSK_CHECK_CONFIG_H
#define BROADSIDE_KIOSK_CHECK_CONFIG_H

#include "base/error.h"
#include "base/strbuf.h"

// A configuration by itself and together with what it names: each profile, whether a source gives it what it
// wants, and the theme. A line in `results` for each fault, also of the files that are named.
struct layers_wish;
enum error check_layers(const struct layers_wish *wish, struct strbuf *results);
// The same of one file.
enum error check_config(const char *path, const char *text, size_t len, struct strbuf *results);

#endif
