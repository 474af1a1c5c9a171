#include "decode/address.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/uri.h>

#include "base/limits.h"
#include "base/strbuf.h"

#define LONGEST_ADDRESS (8u << 10) // what servers and browsers accept at most

static bool is_hex(char c) {
    return isxdigit((unsigned char)c) != 0;
}

// The characters of RFC 3986, and "%" only before two hexadecimal digits.
static void encode(const char *address, size_t len, struct strbuf *out) {
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)address[i];
        bool is_plain = c < 0x80 && (isalnum(c) || strchr("-._~:/?#[]@!$&'()*+,;=", c));
        bool is_encoded = c == '%' && len - i > 2 && is_hex(address[i + 1]) && is_hex(address[i + 2]);
        if (c == '\t' || c == '\n' || c == '\r') {
            continue; // a line break inside an address: the URL standard drops it
        }
        if (is_plain || is_encoded) {
            strbuf_add_byte(out, address[i]);
        } else {
            strbuf_printf(out, "%%%02X", c);
        }
    }
}

char *address_resolve(const char *address, const char *base) {
    while (isspace((unsigned char)*address)) {
        address++;
    }
    size_t len = strlen(address);
    while (len && isspace((unsigned char)address[len - 1])) {
        len--;
    }
    struct strbuf clean;
    strbuf_init(&clean, LONGEST_ADDRESS);
    encode(address, len, &clean);
    if (!clean.len || clean.full) {
        strbuf_finish(&clean);
        return NULL;
    }
    if (!base) {
        return strbuf_take(&clean);
    }
    xmlChar *resolved = xmlBuildURI((const xmlChar *)strbuf_text(&clean), (const xmlChar *)base);
    strbuf_finish(&clean);
    char *copy = resolved ? strdup((const char *)resolved) : NULL;
    xmlFree(resolved);
    return copy;
}
