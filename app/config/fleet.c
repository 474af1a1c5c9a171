#include "config/fleet.h"

#include <cjson/cJSON.h>

#include "config/document.h"
#include "config/tree.h"

static const char *const kinds[] = {"/groups", "/devices"};
#define KINDS (sizeof kinds / sizeof *kinds)
#define LONGEST_POINTER 1024

bool fleet_is_document(const struct document *document) {
    bool is_one = document_has(document, "/serial");
    for (size_t i = 0; i < KINDS; i++) {
        is_one = is_one || document_has(document, kinds[i]);
    }
    return is_one;
}

static const char *pointer_of(const char *kind, const char *name, struct arena *arena) {
    struct strbuf pointer;
    strbuf_init(&pointer, LONGEST_POINTER);
    strbuf_add_text(&pointer, kind);
    pointer_push(&pointer, name);
    const char *kept = arena_text(arena, strbuf_text(&pointer));
    strbuf_finish(&pointer);
    return kept;
}

const char **fleet_entries(const struct document *document, struct arena *arena, size_t *count) {
    size_t most = 0;
    *count = 0;
    for (size_t i = 0; i < KINDS; i++) {
        most += (size_t)cJSON_GetArraySize(document_at(document, kinds[i]));
    }
    const char **entries = arena_array(arena, most + 1, sizeof *entries);
    for (size_t i = 0; i < KINDS; i++) {
        const cJSON *entry, *all = document_at(document, kinds[i]);
        for (entry = cJSON_IsObject(all) ? all->child : NULL; entry; entry = entry->next) {
            if (!tree_is_comment(entry->string)) {
                entries[(*count)++] = pointer_of(kinds[i], entry->string, arena);
            }
        }
    }
    return entries;
}
