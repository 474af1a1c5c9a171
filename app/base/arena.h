#ifndef BROADSIDE_BASE_ARENA_H
#define BROADSIDE_BASE_ARENA_H

#include <stddef.h>

// Memory that is freed in one call. Everything of an edition, a deck, a batch of records lives in one arena.
// Blocks double from 4 KiB to 256 KiB, so a small arena is small; a larger request gets a block of its own.

struct arena {
    struct arena_block *head;
    size_t held;    // bytes taken from the heap
    size_t ceiling; // bytes at most; 0: none
};

// The caller owns `arena`. With a ceiling, arena_try answers NULL rather than pass it.
void arena_init(struct arena *arena, size_t ceiling);
// Frees all blocks. `arena` may be used again.
void arena_finish(struct arena *arena);
// Forgets everything but keeps the largest block: the next fill of the same size asks the heap for nothing.
void arena_reset(struct arena *arena);

// Makes room for `size` bytes in one block, as far as the ceiling allows. Where the size is known, one large
// block stays warm in the C library's heap from one arena to the next; many small ones are given back to the
// system each time, and getting their pages again costs more than filling them.
void arena_reserve(struct arena *arena, size_t size);

// `size` zeroed bytes, aligned for any type, or NULL past the ceiling. Aborts when the system has no memory:
// that is not the outside world's fault, and the watchdog restarts us.
void *arena_try(struct arena *arena, size_t size);
// The same where the ceiling cannot be met; passing it is our own mistake and aborts.
void *arena_alloc(struct arena *arena, size_t size);
// `count` elements of `size` bytes; aborts on overflow.
void *arena_array(struct arena *arena, size_t count, size_t size);

// A copy of text or bytes in the arena; the copy of text ends with NUL. arena_text answers NULL for NULL.
char *arena_text(struct arena *arena, const char *text);
char *arena_text_n(struct arena *arena, const char *text, size_t len);
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Bytes taken from the heap so far.
size_t arena_held(const struct arena *arena);
// Of these, bytes that the next allocations can have.
size_t arena_spare(const struct arena *arena);

#endif
