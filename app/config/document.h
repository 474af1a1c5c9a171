#ifndef BROADSIDE_CONFIG_DOCUMENT_H
#define BROADSIDE_CONFIG_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"

// One JSON text that a person wrote, its tree, and the lines that say what is wrong with it:
// "FILE:LINE:COLUMN: POINTER: what is wrong (allowed: …)", without the pointer where the whole is meant.
// Apart from settings.h so that several documents may be laid over one another before they are read.

struct document;
struct cJSON;

// Checks the grammar and parses. Always creates a document; one that is no JSON has no tree, and the answer
// is ERROR_INPUT or ERROR_LIMIT with one line in `faults`. All that is passed is borrowed for the document's
// life. The caller owns *out.
enum error document_create(
    const char *name, const char *text, size_t len, struct strbuf *faults, struct document **out);
void document_destroy(struct document *document); // accepts NULL

// A value of a document that is laid over the ones below it (RFC 7396).
struct document_layer {
    struct document *document; // borrowed
    const struct cJSON *patch; // an object in it
    const char *prefix;        // its pointer there: "", "/groups/lobby"
    const char *label;         // for people: "device file"
    const char *const *kept;   // what it cannot touch, as for merge_apply
    size_t kept_count;
};

// One document of several layers, the lowest first. Faults go to `faults`; each has the name and place of the
// layer that it came from, and is counted for this document. The layers, their documents and all that is
// passed are borrowed for the document's life. The caller owns it.
struct document *document_merge(const struct document_layer *layers, size_t count, struct strbuf *faults);
// The layer that a value of a merged tree came from, and where it stands there. NULL if it came from none.
const struct document_layer *document_origin(
    const struct document *document, const struct cJSON *node, size_t *line, size_t *column);

// Borrowed; NULL where the text was no JSON.
const struct cJSON *document_root(const struct document *document);
const char *document_name(const struct document *document);
// Where a value of a document that is one text stands in it.
void document_place(const struct document *document, const struct cJSON *node, size_t *line, size_t *column);
// The value at this RFC 6901 pointer; NULL: there is none.
const struct cJSON *document_at(const struct document *document, const char *pointer);
const char *document_text(const struct document *document, const char *pointer); // NULL: no text is there
bool document_has(const struct document *document, const char *pointer);

// How many faults were said so far. Past LIMIT_FAULTS they are counted, and the last line says so.
size_t document_faults(const struct document *document);
// Adds a line. The place is that of `node`, a value of the tree.
void document_fault_at(struct document *document, const struct cJSON *node, const char *pointer,
    const char *format, ...) __attribute__((format(printf, 4, 5)));
// The same for what is known by its pointer only: the place is that of the deepest value on the way.
void document_fault(struct document *document, const char *pointer, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// RFC 6901: "/" and the token with "~" and "/" escaped, added to `pointer`.
void pointer_push(struct strbuf *pointer, const char *token);
void pointer_push_index(struct strbuf *pointer, size_t index);
// Back to an earlier length.
void pointer_cut(struct strbuf *pointer, size_t len);

// Text as it may stand in a message: in double quotes, cut at about 60 bytes, without line breaks.
#define QUOTED 80
const char *quoted(const char *text, char out[QUOTED]);

#endif
