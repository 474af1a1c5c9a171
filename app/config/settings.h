#ifndef BROADSIDE_CONFIG_SETTINGS_H
#define BROADSIDE_CONFIG_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/strbuf.h"

// One mechanism for every JSON file a person writes: a table says where a key's value goes, of which type it
// is, what is allowed and what it is if absent. The reader checks, converts, reports every fault with line
// and column, suggests the nearest key for a misspelt one, and the same table writes the JSON Schema. Used
// for the configuration here and by kiosk for themes and interface words.

enum setting_type {
    SETTING_BOOL,     // bool
    SETTING_INT,      // int
    SETTING_NUMBER,   // double
    SETTING_TEXT,     // const char *, in the arena
    SETTING_WORD,     // const char * of `words`, static
    SETTING_CHOICE,   // int: the index in `words`
    SETTING_DURATION, // millis: "90s", "5m", "1h", "2d", or a number of seconds
    SETTING_COLOR,    // unsigned: "#rrggbb" → 0xRRGGBB
    SETTING_OBJECT,   // `fields` of the enclosing struct, at `offset`
    SETTING_LIST,     // pointer at `offset`, size_t at `count_offset`; elements by `element`
    SETTING_MAP,      // an object with free keys: an array of struct { const char *key; const char *value; }
};

struct setting {
    const char *key;
    enum setting_type type;
    size_t offset;
    size_t count_offset;           // lists and maps
    size_t present_offset;         // of a bool that says whether the key was there; 0: none
    const char *fallback;          // JSON text, read by the same reader; NULL: zero or NULL
    bool required;                 // in elements of lists
    double least, most;            // numbers, durations (seconds), lengths of lists; both 0: no bounds
    const char *const *words;      // NULL-terminated: WORD, CHOICE
    const struct setting *fields;  // key NULL ends: OBJECT, and LIST of objects
    const struct setting *element; // LIST: type and bounds of an element (its key and offset are not used)
    size_t element_size;
    const char *help; // one sentence, for the schema and the documentation
};

// Reads `text` by `fields` into *base (zeroed by the caller). Faults as in config.h. A file that is no JSON
// at all leaves every default. The arena holds what is read.
enum error settings_read(const struct setting *fields, const char *name, const char *text, size_t len,
    struct arena *arena, void *base, struct strbuf *faults);

// The schema of an object with these fields. `title` and `id` go to its top.
void settings_write_schema(
    const struct setting *fields, const char *title, const char *id, struct strbuf *out);

#endif
