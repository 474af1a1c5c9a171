// Repairs: the result is valid UTF-8 without NUL, and repairing it again changes nothing.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "decode/repair.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check(const struct repaired *out) {
    if (!utf8_is_valid(out->text, out->len) || (out->len && memchr(out->text, '\0', out->len))) {
        abort();
    }
}

typedef enum error (*repair)(const char *bytes, size_t len, struct repaired *out, struct reason *reason);

static void twice(repair repair_it, const uint8_t *bytes, size_t len) {
    struct repaired once, again;
    if (repair_it((const char *)bytes, len, &once, NULL)) {
        return;
    }
    check(&once);
    if (!repair_it(once.text, once.len, &again, NULL)) {
        check(&again);
        repaired_finish(&again);
    }
    repaired_finish(&once);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    twice(repair_json, bytes, len);
    twice(repair_xml, bytes, len);
    return 0;
}
