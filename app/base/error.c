#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

static void cut_at_character(char *text, size_t size) {
    size_t len = strlen(text);
    if (len + 1 == size) {
        text[utf8_floor(text, len, len)] = '\0';
    }
}

enum error reason_set(struct reason *reason, enum error error, const char *format, ...) {
    if (reason) {
        va_list args;
        va_start(args, format);
        vsnprintf(reason->text, sizeof reason->text, format, args);
        va_end(args);
        cut_at_character(reason->text, sizeof reason->text);
    }
    return error;
}

void reason_prefix(struct reason *reason, const char *format, ...) {
    if (!reason) {
        return;
    }
    char prefix[LIMIT_REASON];
    char joined[2 * LIMIT_REASON + 3];
    va_list args;
    va_start(args, format);
    vsnprintf(prefix, sizeof prefix, format, args);
    va_end(args);
    cut_at_character(prefix, sizeof prefix);
    snprintf(joined, sizeof joined, "%s: %s", prefix, reason->text);
    size_t len = utf8_floor(joined, strlen(joined), sizeof reason->text - 1);
    memcpy(reason->text, joined, len);
    reason->text[len] = '\0';
}

const char *error_name(enum error error) {
    static const char *const names[] = {
        [ERROR_NONE] = "ok",
        [ERROR_INPUT] = "input",
        [ERROR_LIMIT] = "limit",
        [ERROR_MISSING] = "missing",
        [ERROR_IO] = "io",
        [ERROR_NETWORK] = "network",
        [ERROR_REFUSED] = "refused",
    };
    return names[error];
}
