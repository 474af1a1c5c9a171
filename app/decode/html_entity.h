#ifndef BROADSIDE_DECODE_HTML_ENTITY_H
#define BROADSIDE_DECODE_HTML_ENTITY_H

#include <stddef.h>

// A character reference at `text` ("&eacute;", "&copy 2026", "&#8217;", "&#x1F600;"), by the rules of the
// HTML standard: every name of its list, the old names also without a semicolon, Windows-1252 for 128 to 159.
// Writes the characters to `out` (UTF-8, no NUL), their bytes are the answer, `*used` the bytes of the
// reference; 0 if there is none.
size_t html_entity(const char *text, size_t len, size_t *used, char out[8]);

#endif
