// A Link header, and the address that it came from. Where it leads is an address of a server, or nowhere.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/address.h"
#include "fetch/link.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    static const char base[] = "https://news.example/a/b?c=d";
    char *header = malloc(len + 1);
    memcpy(header, bytes, len);
    header[len] = '\0';
    char *next = link_next(header);
    char *whole = next ? address_absolute(base, next) : NULL;
    if ((next && !strstr(header, next)) || (whole && strncmp(whole, "http", 4) != 0) ||
        (whole && address_is_same_host(base, whole) && !address_has_host(whole, "news.example"))) {
        abort();
    }
    free(whole);
    free(next);
    free(header);
    return 0;
}
