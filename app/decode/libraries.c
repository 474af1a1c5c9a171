#include "decode/libraries.h"

#include <cjson/cJSON.h>
#include <libxml/xmlversion.h>
#include <stdio.h>

const char *decode_libraries(void) {
    static char text[96];
    snprintf(text, sizeof text, "cJSON %s, libxml2 %s", cJSON_Version(), LIBXML_DOTTED_VERSION);
    return text;
}
