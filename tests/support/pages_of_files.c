#include "tests/support/pages_of_files.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/test.h"

long pages_of_files(void) {
    char line[128];
    long value = -1;
    FILE *status = fopen("/proc/self/status", "re");
    assert_non_null(status);
    while (value < 0 && fgets(line, sizeof line, status)) {
        value = strncmp(line, "RssFile:", 8) == 0 ? strtol(line + 8, NULL, 10) : -1;
    }
    fclose(status);
    return value;
}

static bool is_font(const char *line) {
    return strstr(line, ".ttf") || strstr(line, ".otf") || strstr(line, ".ttc");
}

long pages_of_fonts(void) {
    char line[512];
    long sum = 0;
    bool counts = false;
    FILE *maps = fopen("/proc/self/smaps", "re");
    assert_non_null(maps);
    while (fgets(line, sizeof line, maps)) {
        if (strncmp(line, "Rss:", 4) == 0) {
            sum += counts ? strtol(line + 4, NULL, 10) : 0;
        } else if (line[strcspn(line, ": ")] == ' ') { // a mapping, not one of its figures
            counts = is_font(line);
        }
    }
    fclose(maps);
    return sum;
}
