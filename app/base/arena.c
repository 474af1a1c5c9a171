#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_BLOCK ((size_t)4 << 10)
#define LARGEST_BLOCK ((size_t)256 << 10)

struct arena_block {
    struct arena_block *next;
    size_t size;
    size_t used;
    max_align_t data[];
};

static size_t rounded(size_t size) {
    const size_t unit = sizeof(max_align_t);
    return (size + unit - 1) / unit * unit;
}

void arena_init(struct arena *arena, size_t ceiling) {
    *arena = (struct arena){.ceiling = ceiling};
}

void arena_finish(struct arena *arena) {
    for (struct arena_block *block = arena->head; block;) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
    arena->head = NULL;
    arena->held = 0;
}

void arena_reset(struct arena *arena) {
    struct arena_block *largest = NULL;
    for (struct arena_block *block = arena->head; block;) {
        struct arena_block *next = block->next;
        if (!largest || block->size > largest->size) {
            free(largest);
            largest = block;
        } else {
            free(block);
        }
        block = next;
    }
    arena->head = largest;
    arena->held = largest ? largest->size : 0;
    if (largest) {
        largest->next = NULL;
        memset(largest->data, 0, largest->used);
        largest->used = 0;
    }
}

static void block_add(struct arena *arena, size_t want) {
    struct arena_block *block = calloc(1, sizeof *block + want);
    if (!block) {
        abort();
    }
    block->size = want;
    block->next = arena->head;
    arena->head = block;
    arena->held += want;
}

static size_t allowed(const struct arena *arena) {
    return arena->ceiling ? arena->ceiling - arena->held : SIZE_MAX;
}

void arena_reserve(struct arena *arena, size_t size) {
    size = size < allowed(arena) ? size : allowed(arena);
    if (size > arena_spare(arena)) {
        block_add(arena, size);
    }
}

// False past the ceiling; the last block fits it exactly.
static bool grow(struct arena *arena, size_t size) {
    size_t want = arena->head ? arena->head->size * 2 : FIRST_BLOCK;
    want = want < LARGEST_BLOCK ? want : LARGEST_BLOCK;
    want = want > size ? want : size;
    want = want < allowed(arena) ? want : allowed(arena);
    if (want >= size) {
        block_add(arena, want);
    }
    return want >= size;
}

void *arena_try(struct arena *arena, size_t size) {
    if (size > SIZE_MAX / 2) {
        return NULL;
    }
    size = rounded(size ? size : 1);
    if (arena_spare(arena) < size && !grow(arena, size)) {
        return NULL;
    }
    struct arena_block *block = arena->head;
    void *memory = (char *)block->data + block->used;
    block->used += size;
    return memory;
}

void *arena_alloc(struct arena *arena, size_t size) {
    void *memory = arena_try(arena, size);
    if (!memory) {
        abort();
    }
    return memory;
}

void *arena_array(struct arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size) {
        abort();
    }
    return arena_alloc(arena, count * size);
}

char *arena_text_n(struct arena *arena, const char *text, size_t len) {
    char *copy = arena_alloc(arena, len + 1);
    if (len) {
        memcpy(copy, text, len);
    }
    return copy;
}

char *arena_text(struct arena *arena, const char *text) {
    return text ? arena_text_n(arena, text, strlen(text)) : NULL;
}

char *arena_printf(struct arena *arena, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(len >= 0);
    char *text = arena_alloc(arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text;
}

size_t arena_held(const struct arena *arena) {
    return arena->held;
}

size_t arena_spare(const struct arena *arena) {
    return arena->head ? arena->head->size - arena->head->used : 0;
}
