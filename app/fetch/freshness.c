#include "fetch/freshness.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "fetch/http_date.h"

// Seconds as decimal digits, optionally quoted; a number that would not fit is a year.
static millis seconds(const char *text) {
    text += strspn(text, " \t");
    text += *text == '"';
    if (*text < '0' || *text > '9') {
        return MILLIS_NONE;
    }
    size_t digits = strspn(text, "0123456789");
    return digits > 9 ? 366 * DAY : strtol(text, NULL, 10) * SECOND;
}

static millis date_of(const char *text) {
    return text ? http_date(text) : MILLIS_NONE;
}

// The server's own clock, where it tells it: ours may be wrong.
static millis moment_of(const struct freshness_headers *headers, millis now) {
    millis date = date_of(headers->date);
    return date == MILLIS_NONE ? now : date;
}

static millis not_negative(millis wait) {
    return wait < 0 ? 0 : wait;
}

millis freshness_retry_after(const struct freshness_headers *headers, millis now) {
    if (!headers->retry_after) {
        return MILLIS_NONE;
    }
    millis wait = seconds(headers->retry_after);
    if (wait != MILLIS_NONE) {
        return wait;
    }
    millis at = date_of(headers->retry_after);
    return at == MILLIS_NONE ? MILLIS_NONE : not_negative(at - moment_of(headers, now));
}

// The directive `name` of a Cache-Control header: points behind it, or NULL.
static const char *directive(const char *text, const char *name) {
    size_t len = strlen(name);
    while (text && *text) {
        text += strspn(text, " \t,");
        if (strncasecmp(text, name, len) == 0 && strchr(" \t,=", text[len])) {
            return text + len;
        }
        text += strcspn(text, ",");
    }
    return NULL;
}

static millis max_age(const char *cache_control) {
    const char *value = directive(cache_control, "max-age");
    return value && *value == '=' ? seconds(value + 1) : MILLIS_NONE;
}

millis freshness_left(const struct freshness_headers *headers, millis now) {
    if (directive(headers->cache_control, "no-cache") || directive(headers->cache_control, "no-store")) {
        return 0;
    }
    millis lifetime = max_age(headers->cache_control);
    if (lifetime == MILLIS_NONE) {
        millis expires = date_of(headers->expires);
        if (expires == MILLIS_NONE) {
            return MILLIS_NONE;
        }
        lifetime = expires - moment_of(headers, now);
    }
    millis age = headers->age ? seconds(headers->age) : 0;
    return not_negative(age == MILLIS_NONE ? lifetime : lifetime - age);
}

millis freshness_date(const struct freshness_headers *headers) {
    millis date = date_of(headers->date);
    millis age = headers->age ? seconds(headers->age) : 0;
    return date == MILLIS_NONE || age == MILLIS_NONE ? date : date + age;
}
