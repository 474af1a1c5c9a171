#include "courier/beside.h"

#include <string.h>

#include "base/limits.h"
#include "base/strbuf.h"

char *address_beside(const char *url) {
    struct strbuf out;
    size_t path = strcspn(url, "?#");
    strbuf_init(&out, LIMIT_STRING);
    strbuf_add(&out, url, path);
    strbuf_add_text(&out, ".minisig");
    strbuf_add_text(&out, url + path);
    return strbuf_take(&out);
}
