#include "base/resident.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// "VmHWM:     7072 kB"
static long read_field(const char *file, const char *name) {
    char line[128];
    long value = -1;
    FILE *fields = fopen(file, "re");
    size_t len = strlen(name);
    while (fields && value < 0 && fgets(line, sizeof line, fields)) {
        if (strncmp(line, name, len) == 0 && line[len] == ':') {
            value = strtol(line + len + 1, NULL, 10);
        }
    }
    if (fields) {
        fclose(fields);
    }
    return value;
}

void resident_reset(void) {
    malloc_trim(0);
    FILE *refs = fopen("/proc/self/clear_refs", "we");
    if (refs) {
        fputs("5", refs); // the peak
        fclose(refs);
    }
}

#define LARGE (256 << 10) // bytes

void resident_share_heap(void) {
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, LARGE);
}

void resident_trim(void) {
    malloc_trim(0);
}

long resident_now(void) {
    return read_field("/proc/self/status", "VmRSS");
}

long resident_peak(void) {
    return read_field("/proc/self/status", "VmHWM");
}

long resident_shared(void) {
    return read_field("/proc/self/smaps_rollup", "Pss");
}

long resident_heap(void) {
    struct mallinfo2 info = mallinfo2();
    return (long)((info.uordblks + info.hblkhd) / 1024);
}
