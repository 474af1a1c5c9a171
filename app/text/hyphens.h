#ifndef BROADSIDE_TEXT_HYPHENS_H
#define BROADSIDE_TEXT_HYPHENS_H

#include <stddef.h>

#include "base/strbuf.h"

// Where words may be parted: Liang's patterns (libhyphen) as Debian installs them for LibreOffice, of any
// language that has a package hyphen-*. A language without one is not hyphenated.

struct hyphens;

struct hyphens *hyphens_create(void);          // reads nothing yet
void hyphens_destroy(struct hyphens *hyphens); // accepts NULL

// Appends the text with a soft hyphen wherever a word may be parted. Short words, names in capitals, and
// words that have soft hyphens of their own stay as they are. `language` is BCP 47; its patterns are read the
// first time.
void hyphens_soften(
    struct hyphens *hyphens, const char *language, const char *text, size_t len, struct strbuf *out);

#endif
