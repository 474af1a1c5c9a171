#include "text/libraries.h"

#include <stdio.h>
#include <unicode/uversion.h>

const char *text_libraries(void) {
    static char text[64];
    UVersionInfo version;
    u_getVersion(version);
    snprintf(text, sizeof text, "ICU %d.%d", version[0], version[1]);
    return text;
}
