#include <string.h>

#include "layout/page_kinds.h"

#define KIND_ADDRESS(name, word) &page_kind_##name,
static const struct page_kind *const kinds[] = {PAGE_KINDS(KIND_ADDRESS)};

#define KIND_WORD(name, word) word,
static const char *const names[] = {PAGE_KINDS(KIND_WORD) NULL};

const struct page_kind *page_kind_find(const char *name) {
    for (size_t i = 0; names[i]; i++) {
        if (strcmp(names[i], name) == 0) {
            return kinds[i];
        }
    }
    return NULL;
}

const char *const *page_kind_names(void) {
    return names;
}
