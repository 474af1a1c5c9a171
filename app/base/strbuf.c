#include "base/strbuf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void strbuf_init(struct strbuf *buf, size_t ceiling) {
    *buf = (struct strbuf){.ceiling = ceiling};
}

void strbuf_finish(struct strbuf *buf) {
    free(buf->data);
    *buf = (struct strbuf){.ceiling = buf->ceiling};
}

void strbuf_clear(struct strbuf *buf) {
    buf->len = 0;
    buf->full = false;
    if (buf->data) {
        buf->data[0] = '\0';
    }
}

static bool strbuf_reserve(struct strbuf *buf, size_t more) {
    if (buf->full || more > buf->ceiling - buf->len) {
        buf->full = true;
        return false;
    }
    size_t want = buf->len + more + 1;
    if (want <= buf->capacity) {
        return true;
    }
    size_t capacity = buf->capacity ? buf->capacity : 64;
    while (capacity < want) {
        capacity *= 2;
    }
    char *data = realloc(buf->data, capacity);
    if (!data) {
        abort();
    }
    buf->data = data;
    buf->capacity = capacity;
    return true;
}

bool strbuf_add(struct strbuf *buf, const char *bytes, size_t len) {
    if (!strbuf_reserve(buf, len)) {
        return false;
    }
    if (len) {
        memcpy(buf->data + buf->len, bytes, len);
    }
    buf->len += len;
    buf->data[buf->len] = '\0';
    return true;
}

bool strbuf_add_text(struct strbuf *buf, const char *text) {
    return strbuf_add(buf, text, strlen(text));
}

bool strbuf_add_byte(struct strbuf *buf, char byte) {
    return strbuf_add(buf, &byte, 1);
}

bool strbuf_printf(struct strbuf *buf, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(len >= 0);
    bool fits = strbuf_reserve(buf, (size_t)len);
    if (fits) {
        vsnprintf(buf->data + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
    return fits;
}

const char *strbuf_text(const struct strbuf *buf) {
    return buf->data ? buf->data : "";
}

char *strbuf_take(struct strbuf *buf) {
    char *data = buf->data ? buf->data : calloc(1, 1);
    if (!data) {
        abort();
    }
    *buf = (struct strbuf){.ceiling = buf->ceiling};
    return data;
}
