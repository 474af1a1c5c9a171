#include <stdio.h>

#include "decode/libraries.h"
#include "fetch/libraries.h"
#include "kiosk/commands.h"
#include "kiosk/manual.h"
#include "render/libraries.h"
#include "text/libraries.h"

// BROADSIDE_VERSION and BROADSIDE_COMMIT come from the build.

int command_version(int argc, char **argv) {
    (void)argv;
    if (argc > 1) {
        manual_print(stderr, "version");
        return EXIT_USAGE;
    }
    printf("broadside %s (%s)\n%s\n%s\n%s\n%s\n", BROADSIDE_VERSION, BROADSIDE_COMMIT, render_libraries(),
        text_libraries(), decode_libraries(), fetch_libraries());
    return EXIT_DONE;
}
