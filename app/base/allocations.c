#include "base/allocations.h"

#include <stdlib.h>

#include "base/sanitizer.h"

static _Thread_local size_t count;

size_t allocations_count(void) {
    return count;
}

#if SANITIZER_IS_BUILT_IN

int __sanitizer_install_malloc_and_free_hooks(
    void (*malloc_hook)(const volatile void *, size_t), void (*free_hook)(const volatile void *));

static void on_malloc(const volatile void *memory, size_t size) {
    (void)memory;
    (void)size;
    count++;
}

static void on_free(const volatile void *memory) {
    (void)memory;
}

void allocations_start(void) {
    __sanitizer_install_malloc_and_free_hooks(on_malloc, on_free);
}

#else

// glibc's own, under the names that it keeps for this.
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t number, size_t size);
void *__libc_realloc(void *memory, size_t size);

// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): theirs begin with underscores.
void *malloc(size_t size) {
    count++;
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    count++;
    return __libc_calloc(number, size);
}

void *realloc(void *memory, size_t size) {
    count++;
    return __libc_realloc(memory, size);
}
// NOLINTEND(readability-inconsistent-declaration-parameter-name)

void allocations_start(void) {
}

#endif
