// Any bytes, read as an answer: JSON or XML in any character set.
#include <stdint.h>
#include <stdlib.h>

#include "decode/document.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const char *const types[] = {NULL, "text/xml; charset=windows-1251",
    "application/json; charset=iso-2022-jp", "text/plain; charset=\"utf-16\""};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct json_tree tree;
    struct reason reason = {""};
    size_t type = len ? bytes[0] % 4u : 0;
    for (size_t i = 0; i < 3; i++) {
        json_tree_init(&tree);
        const struct document_bytes document = {(const char *)bytes, len, i ? types[type] : NULL, i == 2};
        enum error error = document_read(&tree, &document, &reason);
        if (!error && !tree.root) {
            abort();
        }
        json_tree_finish(&tree);
    }
    return 0;
}
