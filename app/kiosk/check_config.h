#ifndef BROADSIDE_KIOSK_CHECK_CONFIG_H
#define BROADSIDE_KIOSK_CHECK_CONFIG_H

#include "base/arena.h"
#include "base/error.h"
#include "base/strbuf.h"

// A configuration by itself and together with what it names, also under each rule of `times` as if that alone
// were on. A line in `results` for each fault.

struct layers_wish;

// What layers name by address and was not fetched, each address once.
struct wanted {
    struct arena arena; // holds everything below
    struct wanted_file {
        const char *url;
        const char *pointer; // of the setting, for messages that do not repeat addresses
        bool is_picture;
    } * files;
    size_t count;
};

// The settings: grammar, ranges, and what they say together. Always initialises *wanted, which the caller
// finishes (its arena).
enum error check_settings(const struct layers_wish *wish, struct strbuf *results, struct wanted *wanted);
// What they name (check_named.h). Takes as long as it takes to compile every profile once.
enum error check_names(const struct layers_wish *wish, struct strbuf *results);
// Both.
enum error check_layers(const struct layers_wish *wish, struct strbuf *results);
// The same of one file.
enum error check_config(const char *path, const char *text, size_t len, struct strbuf *results);

#endif
