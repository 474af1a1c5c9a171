#include "base/slots.h"

#include <string.h>

// Which of the fillings stands at `text`; NULL: an ordinary character.
static const char *filling_at(const char *text, const char *first, const char *second) {
    return strncmp(text, "{0}", 3) == 0 ? first : strncmp(text, "{1}", 3) == 0 ? second : NULL;
}

char *slots_fill(struct arena *arena, const char *text, const char *first, const char *second) {
    first = first ? first : "";
    second = second ? second : "";
    size_t size = 1;
    for (const char *at = text; *at;) {
        const char *filling = filling_at(at, first, second);
        size += filling ? strlen(filling) : 1;
        at += filling ? 3 : 1;
    }
    char *out = arena_alloc(arena, size);
    char *end = out;
    for (const char *at = text; *at;) {
        const char *filling = filling_at(at, first, second);
        size_t len = filling ? strlen(filling) : 1;
        memcpy(end, filling ? filling : at, len);
        end += len;
        at += filling ? 3 : 1;
    }
    *end = '\0';
    return out;
}
