#include "config/tree.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "base/parser_lock.h"

cJSON *tree_parse(const char *text, size_t len) {
    parser_lock();
    cJSON *tree = cJSON_ParseWithLength(text, len);
    parser_unlock();
    return tree;
}

void tree_write(struct json_writer *json, const char *key, const cJSON *node) {
    const cJSON *child;
    if (cJSON_IsObject(node) || cJSON_IsArray(node)) {
        (cJSON_IsObject(node) ? json_object : json_array)(json, key);
        cJSON_ArrayForEach(child, node) {
            tree_write(json, child->string, child);
        }
        (cJSON_IsObject(node) ? json_end_object : json_end_array)(json);
    } else if (cJSON_IsString(node)) {
        json_text(json, key, node->valuestring);
    } else if (cJSON_IsNumber(node)) {
        json_number(json, key, node->valuedouble);
    } else if (cJSON_IsBool(node)) {
        json_bool(json, key, cJSON_IsTrue(node));
    } else {
        json_null(json, key);
    }
}

bool tree_is_comment(const char *key) {
    return strncmp(key, "//", 2) == 0 || strcmp(key, "comment") == 0;
}
