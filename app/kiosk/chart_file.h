#ifndef BROADSIDE_KIOSK_CHART_FILE_H
#define BROADSIDE_KIOSK_CHART_FILE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "kiosk/options.h"
#include "model/chart_spec.h"

// A chart's spec as a file, with the data that it names from files, too: those of `pairs` (a name or an
// address, and the file), else what a relative address names beside the spec or below. Nothing else is read,
// whatever a spec names. `pairs` may be NULL. Everything lies in the arena.
enum error chart_file_read(const char *path, const struct option_pairs *pairs, struct arena *arena,
    struct chart_spec *out, struct reason *reason);

// For `broadside check`: whether a document is a chart, and what is wrong with it. Rows that are not beside
// it are left for later.
struct document;
bool chart_file_is(const struct document *document);
enum error chart_file_check(const char *path, const char *text, size_t len, struct strbuf *results);

#endif
