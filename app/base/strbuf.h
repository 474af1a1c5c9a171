#ifndef BROADSIDE_BASE_STRBUF_H
#define BROADSIDE_BASE_STRBUF_H

#include <stdbool.h>
#include <stddef.h>

// A growing text or byte buffer on the heap with a ceiling. After the first addition that does not fit, the
// buffer is `full`: it keeps what it has and ignores the rest, so callers check once, at the end.

struct strbuf {
    char *data; // NUL-terminated once anything was added; NULL before
    size_t len;
    size_t capacity;
    size_t ceiling; // bytes at most, without the NUL
    bool full;
};

void strbuf_init(struct strbuf *buf, size_t ceiling);
void strbuf_finish(struct strbuf *buf);
void strbuf_clear(struct strbuf *buf); // keeps the memory

// These answer false when the ceiling is met.
bool strbuf_add(struct strbuf *buf, const char *bytes, size_t len);
bool strbuf_add_text(struct strbuf *buf, const char *text);
bool strbuf_add_byte(struct strbuf *buf, char byte);
bool strbuf_printf(struct strbuf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Borrowed; "" when nothing was added.
const char *strbuf_text(const struct strbuf *buf);
// The caller frees what is returned (never NULL); the buffer is empty again.
char *strbuf_take(struct strbuf *buf);

#endif
