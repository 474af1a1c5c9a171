#ifndef BROADSIDE_KIOSK_WORDS_FILE_H
#define BROADSIDE_KIOSK_WORDS_FILE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "config/document.h"
#include "layout/words.h"

// Reads a locale file, one text for each word_key, over what is in *out (words_english() at first): what is
// missing stays, and so does what is at fault, or it is English. Faults as in config/settings.h, and a text
// with other {n} than the English has. With `path` NULL: nothing is read. The arena holds the texts.
enum error words_read(const char *path, struct arena *arena, struct words *out, struct strbuf *faults);
enum error words_read_text(const char *name, const char *text, size_t len, struct arena *arena,
    struct words *out, struct strbuf *faults);

// The keys that a locale file lacks, for which English stands in: one line, or none.
void words_report_missing(const char *name, const struct document *document, struct strbuf *out);

// Does this look like a locale file?
bool words_is_document(const struct document *document);

#endif
