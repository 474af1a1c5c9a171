// Any bytes as XML: what is read is a tree of objects, arrays and valid text, no deeper than its bound.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "decode/repair.h"
#include "decode/xml_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

// An element is an object in an array: two levels of JSON. The document and a text add one each.
#define DEEPEST (2 * LIMIT_JSON_DEPTH + 2)

static void check_text(const char *text) {
    if (text && !utf8_is_valid(text, strlen(text))) {
        abort();
    }
}

static void check(const cJSON *node, size_t depth) {
    bool is_known = cJSON_IsObject(node) || cJSON_IsArray(node) || cJSON_IsString(node);
    if (!is_known || depth > DEEPEST) {
        abort();
    }
    check_text(node->string);
    check_text(cJSON_IsString(node) ? node->valuestring : NULL);
    for (const cJSON *child = node->child; child; child = child->next) {
        check(child, depth + 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct repaired repaired = {0};
    struct json_tree tree;
    struct reason reason = {""};
    json_tree_init(&tree);
    enum error error = repair_xml((const char *)bytes, len, &repaired, &reason);
    error = error ? error : xml_tree_parse(&tree, repaired.text, repaired.len, &reason);
    if (!error) {
        check(tree.root, 0);
    } else if (!reason.text[0]) {
        abort();
    }
    json_tree_finish(&tree);
    repaired_finish(&repaired);
    return 0;
}
