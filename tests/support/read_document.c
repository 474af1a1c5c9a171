#include "tests/support/read_document.h"

#include <stdio.h>
#include <stdlib.h>

#include "decode/document.h"

char *read_document(const char *bytes, size_t len, const char *content_type) {
    struct json_tree tree;
    struct reason reason = {""};
    char *text;
    json_tree_init(&tree);
    enum error error =
        document_read(&tree, &(struct document_bytes){bytes, len, content_type, false}, &reason);
    if (error) {
        text = malloc(LIMIT_REASON + 32);
        snprintf(text, LIMIT_REASON + 32, "%s: %s", error_name(error), reason.text);
    } else {
        text = cJSON_PrintUnformatted(tree.root);
    }
    json_tree_finish(&tree);
    return text;
}
