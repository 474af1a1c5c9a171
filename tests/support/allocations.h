#ifndef BROADSIDE_TESTS_SUPPORT_ALLOCATIONS_H
#define BROADSIDE_TESTS_SUPPORT_ALLOCATIONS_H

#include <stddef.h>
#include <stdlib.h>

// How often this thread has asked the heap for memory, in whatever library: `allocations`. Include it in one
// file of a program: it puts its own malloc before that of the C library, or hooks into that of a sanitizer.

static _Thread_local size_t allocations;

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ALLOCATIONS_BY_HOOK
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ALLOCATIONS_BY_HOOK
#endif

#ifdef ALLOCATIONS_BY_HOOK

int __sanitizer_install_malloc_and_free_hooks(
    void (*malloc_hook)(const volatile void *, size_t), void (*free_hook)(const volatile void *));

static void allocations_on_malloc(const volatile void *memory, size_t size) {
    (void)memory;
    (void)size;
    allocations++;
}

static void allocations_on_free(const volatile void *memory) {
    (void)memory;
}

static inline void allocations_start(void) {
    __sanitizer_install_malloc_and_free_hooks(allocations_on_malloc, allocations_on_free);
}

#else

// glibc's own, under the names that it keeps for this.
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): theirs begin with underscores.
void *malloc(size_t size) {
    allocations++;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    allocations++;
    return __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
    allocations++;
    return __libc_realloc(memory, size);
}
// NOLINTEND(readability-inconsistent-declaration-parameter-name)

static inline void allocations_start(void) {
}

#endif
#endif
