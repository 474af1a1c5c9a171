#include "tests/support/fake_measure.h"

#include <string.h>

#include "base/utf8.h"

#define SOFT_HYPHEN 0xADu

static int width_of(const char *text, size_t len, int size) {
    int characters = 0;
    for (size_t at = 0, used; at < len; at += used) {
        characters += utf8_next(text + at, len - at, &used) != SOFT_HYPHEN;
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

const struct measure fake_measure = {NULL, width, metrics};
