#include "decode/bare_parse.h"

#include <cjson/cJSON.h>

#include "base/clock.h"
#include "base/parser_lock.h"

int64_t bare_parse_ns(const char *text) {
    parser_lock();
    int64_t start = clock_cpu_ns();
    cJSON *tree = cJSON_Parse(text);
    int64_t taken = clock_cpu_ns() - start;
    parser_unlock();
    int64_t result = tree ? taken : 0;
    cJSON_Delete(tree);
    return result;
}
