#include "fetch/libraries.h"

#include <curl/curl.h>

const char *fetch_libraries(void) {
    return curl_version();
}
