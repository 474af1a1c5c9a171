#include "tests/support/fake_measure.h"

#include <string.h>

#include "base/utf8.h"

// The ones that pages may hold: the soft hyphen, joiners and marks of direction.
static bool is_invisible(uint32_t sign) {
    return sign == 0xAD || (sign >= 0x200B && sign <= 0x200F) || (sign >= 0x2060 && sign <= 0x2069);
}

static int width_of(const char *text, size_t len, int size) {
    int characters = 0;
    for (size_t at = 0, used; at < len; at += used) {
        characters += !is_invisible(utf8_next(text + at, len - at, &used));
    }
    return characters * (size / 2);
}

int fake_width(const char *text, int size) {
    return width_of(text, strlen(text), size);
}

static int width(void *context, const struct type *type, const char *text, struct run run) {
    (void)context;
    return width_of(text + run.start, run.len, type->size);
}

static struct font_metrics metrics(void *context, const struct type *type) {
    (void)context;
    return (struct font_metrics){type->size * 8 / 10, type->size * 2 / 10, type->size * 7 / 10};
}

static int bearing(void *context, const struct type *type, const char *text, struct run run) {
    (void)context;
    (void)text;
    (void)run;
    return type->size / 16;
}

const struct measure fake_measure = {NULL, width, metrics, bearing};
