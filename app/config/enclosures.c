#include "config/enclosures.h"

#include <string.h>
#include <strings.h>

bool enclosure_is_address(const char *text) {
    return strncasecmp(text, "http://", 7) == 0 || strncasecmp(text, "https://", 8) == 0;
}

const char *enclosures_find(const struct enclosures *enclosures, const char *url) {
    for (size_t i = 0; enclosures && i < enclosures->count; i++) {
        if (strcmp(enclosures->items[i].url, url) == 0) {
            return enclosures->items[i].path;
        }
    }
    return NULL;
}
