#ifndef BROADSIDE_CONFIG_SETTINGS_H
#define BROADSIDE_CONFIG_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "config/document.h"

// One mechanism for every JSON file a person writes: a table says where a key's value goes, of which type it
// is, what is allowed and what it is if absent. The reader checks, converts, reports every fault with line
// and column, suggests the nearest key for a misspelt one, and the same table writes the JSON Schema and the
// documentation. Used for the configuration here and by kiosk for themes and interface words.

enum setting_type {
    SETTING_BOOL,     // bool
    SETTING_INT,      // int
    SETTING_NUMBER,   // double
    SETTING_TEXT,     // const char *, in the arena; never with control characters
    SETTING_WORD,     // const char * of `words`, static
    SETTING_CHOICE,   // int: the index in `words`
    SETTING_DURATION, // millis: "90s", "5m", "1h", "2d", or a number of seconds
    SETTING_COLOR,    // unsigned: "#rrggbb" → 0xRRGGBB
    SETTING_OBJECT,   // `fields` of the struct at `offset`; its fallback goes before its fields' own
    SETTING_LIST,     // pointer at `offset`, size_t at `count_offset`; elements by `element` or `fields`
    SETTING_MAP,      // an object with free keys: an array of struct setting_pair
    SETTING_PATCH, // an object with settings of the file itself, for whoever lays it over the rest; not read
    SETTING_PLACE, // no key of the file: size_t, where this element stands in its list, for later messages
};

// A member of a map.
struct setting_pair {
    const char *key;
    const char *value; // numbers and true/false as their JSON text
    bool is_secret;    // it was {"secret": value}
};

// What a text must look like beyond being text. All static.
struct setting_form {
    const char *noun;    // "time zone", for "… is no time zone"
    const char *allowed; // for people
    const char *pattern; // the same for the schema (ECMA-262), where that can say it; NULL
    bool is_private;     // never repeated in a message: an address may carry a key
    bool (*fits)(const char *text);
};

struct setting {
    const char *key;
    enum setting_type type;
    bool required; // in elements of lists
    size_t offset;
    size_t count_offset;   // lists and maps
    size_t present_offset; // of a bool that says whether the key was there; 0: none
    const char *fallback;  // JSON text, read by the same reader; NULL: what was in *base stays
    double least, most; // numbers, durations (seconds), characters of a text, lengths of lists; both 0: none
    const char *const *words;        // NULL-terminated: WORD, CHOICE; INT: the numbers allowed
    const struct setting_form *form; // TEXT; NULL: any
    const struct setting *fields;    // key NULL ends: OBJECT, and LIST of objects
    const struct setting *element;   // LIST: type and bounds of an element (its key and offset are not used)
    size_t element_size;
    const char *help; // one sentence, for the schema and the documentation
};

#define SETTINGS_MOST 128

// Reads `text` by `fields` into *base (zeroed by the caller, or filled with what is to stay where the file
// and the table say nothing). Faults as in document.h. A value at fault keeps its default; an element of a
// list is left out if it is at fault itself or lacks what is required; a list that loses all keeps its
// default. A file that is no JSON leaves every default. The arena holds what is read.
//
// A table has at most SETTINGS_MOST entries.
// Comments: every object may have members named "comment" or beginning with "//"; the top also "$schema".
enum error settings_read(const struct setting *fields, const char *name, const char *text, size_t len,
    struct arena *arena, void *base, struct strbuf *faults);

// The same in two steps, for callers that have questions of their own about the document. Without a tree
// (document_root is NULL) only the defaults are set.
enum error settings_read_document(
    const struct setting *fields, struct document *document, struct arena *arena, void *base);

// The values of *base as a JSON text that settings_read reads to the same: for files that a program writes.
// Texts that are NULL are left out. Durations, colors, maps and patches are for people and not written.
void settings_write_json(const struct setting *fields, const void *base, struct strbuf *out);

// The JSON Schema (draft 2020-12) of an object with these fields. `title` and `id` go to its top.
void settings_write_schema(
    const struct setting *fields, const char *title, const char *id, struct strbuf *out);

// A JSON text with the defaults of all settings outside lists that have one.
void settings_write_defaults(const struct setting *fields, struct strbuf *out);

// A Markdown table, one row a setting: key, what is allowed, default, help.
void settings_write_table(const struct setting *fields, struct strbuf *out);

// The same for a manual page (man(7)), one paragraph a setting.
void settings_write_manual(const struct setting *fields, struct strbuf *out);

#endif
