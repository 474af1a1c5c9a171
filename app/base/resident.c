#define _GNU_SOURCE // dl_iterate_phdr
#include "base/resident.h"

#include <link.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

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

// The loader has written addresses into its code.
static bool is_relocated(const struct dl_phdr_info *library, const ElfW(Phdr) * segment) {
    // As the loader has put it there; p_vaddr is an offset to where the library begins.
    uintptr_t at = library->dlpi_addr + segment->p_vaddr;
    const ElfW(Dyn) *entry = (const void *)at; // NOLINT(performance-no-int-to-ptr): so ELF has it
    for (; entry->d_tag != DT_NULL; entry++) {
        if (entry->d_tag == DT_TEXTREL || (entry->d_tag == DT_FLAGS && entry->d_un.d_val & DF_TEXTREL)) {
            return true;
        }
    }
    return false;
}

// Only pages that are the segment's alone.
static void rest_segment(uintptr_t begin, size_t len) {
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t first = (begin + page - 1) / page * page, last = (begin + len) / page * page;
    if (first < last) {
        madvise((void *)first, last - first, MADV_DONTNEED); // NOLINT(performance-no-int-to-ptr)
    }
}

static int rest_library(struct dl_phdr_info *library, size_t size, void *context) {
    (void)size;
    (void)context;
    for (size_t i = 0; i < library->dlpi_phnum; i++) {
        if (library->dlpi_phdr[i].p_type == PT_DYNAMIC && is_relocated(library, &library->dlpi_phdr[i])) {
            return 0;
        }
    }
    for (size_t i = 0; i < library->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &library->dlpi_phdr[i];
        if (segment->p_type == PT_LOAD && !(segment->p_flags & PF_W)) {
            rest_segment(library->dlpi_addr + segment->p_vaddr, segment->p_filesz);
        }
    }
    return 0;
}

void resident_rest_libraries(void) {
    dl_iterate_phdr(rest_library, NULL); // under the loader's lock: none goes meanwhile
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
