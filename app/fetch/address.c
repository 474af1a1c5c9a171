#include "fetch/address.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <curl/curl.h>

#include "base/hash.h"

// NULL if it does not parse. The caller cleans it up.
static CURLU *parsed(const char *url) {
    CURLU *handle = curl_url();
    if (!handle) {
        abort();
    }
    if (curl_url_set(handle, CURLUPART_URL, url, 0) != CURLUE_OK) {
        curl_url_cleanup(handle);
        return NULL;
    }
    return handle;
}

// A part, to be freed with curl_free; NULL if it is absent.
static char *part(CURLU *handle, CURLUPart what, unsigned flags) {
    char *text = NULL;
    return curl_url_get(handle, what, &text, flags) == CURLUE_OK ? text : NULL;
}

static bool has_part(CURLU *handle, CURLUPart what) {
    char *text = part(handle, what, 0);
    curl_free(text);
    return text != NULL;
}

static enum address_kind kind_of(CURLU *handle) {
    static const struct {
        const char *scheme;
        enum address_kind kind;
    } kinds[] = {{"http", ADDRESS_HTTP}, {"https", ADDRESS_HTTPS}, {"file", ADDRESS_FILE}};
    char *scheme = part(handle, CURLUPART_SCHEME, 0);
    enum address_kind kind = ADDRESS_OTHER;
    for (size_t i = 0; scheme && i < sizeof kinds / sizeof *kinds; i++) {
        if (strcasecmp(scheme, kinds[i].scheme) == 0) {
            kind = kinds[i].kind;
        }
    }
    curl_free(scheme);
    return kind;
}

enum address_kind address_kind(const char *url) {
    CURLU *handle = parsed(url);
    if (!handle) {
        return ADDRESS_OTHER;
    }
    enum address_kind kind = kind_of(handle);
    curl_url_cleanup(handle);
    return kind;
}

// Bytes of an address that may be printed: a query may hold a key.
static int shown(const char *url) {
    size_t len = strcspn(url, "?#");
    return len < 200 ? (int)len : 200;
}

enum error address_check(const char *url, struct reason *reason) {
    CURLU *handle = parsed(url);
    if (!handle) {
        return reason_set(reason, ERROR_REFUSED, "not an address: %.*s", shown(url), url);
    }
    enum address_kind kind = kind_of(handle);
    bool has_credentials = has_part(handle, CURLUPART_USER) || has_part(handle, CURLUPART_PASSWORD);
    curl_url_cleanup(handle);
    if (kind != ADDRESS_HTTP && kind != ADDRESS_HTTPS) {
        const char *what =
            kind == ADDRESS_FILE ? "a file: address is not allowed here" : "scheme not allowed";
        return reason_set(reason, ERROR_REFUSED, "%s (allowed: http, https): %.*s", what, shown(url), url);
    }
    if (has_credentials) { // and so is not repeated
        return reason_set(reason, ERROR_REFUSED, "an address with a user name or password is not allowed");
    }
    return ERROR_NONE;
}

char *address_path(const char *url) {
    CURLU *handle = parsed(url);
    char *path = NULL;
    if (handle && kind_of(handle) == ADDRESS_FILE) {
        char *decoded = part(handle, CURLUPART_PATH, CURLU_URLDECODE); // refuses %00
        path = decoded ? strdup(decoded) : NULL;
        curl_free(decoded);
    }
    curl_url_cleanup(handle);
    return path;
}

char *address_absolute(const char *base, const char *address) {
    CURLU *handle = parsed(base);
    char *whole = NULL;
    bool is_good = handle && curl_url_set(handle, CURLUPART_URL, address, 0) == CURLUE_OK &&
                   curl_url_set(handle, CURLUPART_FRAGMENT, NULL, 0) == CURLUE_OK &&
                   (kind_of(handle) == ADDRESS_HTTP || kind_of(handle) == ADDRESS_HTTPS);
    char *text = is_good ? part(handle, CURLUPART_URL, 0) : NULL;
    if (text) {
        whole = strdup(text);
    }
    curl_free(text);
    curl_url_cleanup(handle);
    return whole;
}

static bool is_part(CURLU *handle, CURLUPart what, const char *value) {
    char *text = part(handle, what, CURLU_DEFAULT_PORT);
    bool is_same = text && strcasecmp(text, value) == 0;
    curl_free(text);
    return is_same;
}

static bool has_same(CURLU *a, CURLU *b, CURLUPart what) {
    char *text = part(a, what, CURLU_DEFAULT_PORT);
    bool is_same = text && is_part(b, what, text);
    curl_free(text);
    return is_same;
}

static bool is_upgrade(CURLU *from, CURLU *to) {
    return is_part(from, CURLUPART_SCHEME, "http") && is_part(from, CURLUPART_PORT, "80") &&
           is_part(to, CURLUPART_SCHEME, "https") && is_part(to, CURLUPART_PORT, "443");
}

bool address_is_same_host(const char *from, const char *to) {
    CURLU *a = parsed(from), *b = parsed(to);
    bool is_same = a && b && has_same(a, b, CURLUPART_HOST) &&
                   ((has_same(a, b, CURLUPART_SCHEME) && has_same(a, b, CURLUPART_PORT)) || is_upgrade(a, b));
    curl_url_cleanup(a);
    curl_url_cleanup(b);
    return is_same;
}

bool address_has_host(const char *url, const char *host) {
    CURLU *handle = parsed(url);
    bool is_same = handle && is_part(handle, CURLUPART_HOST, host);
    curl_url_cleanup(handle);
    return is_same;
}

uint64_t address_host_key(const char *url) {
    CURLU *handle = parsed(url);
    if (!handle) {
        return 0;
    }
    char *host = part(handle, CURLUPART_HOST, 0);
    char *port = part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    for (char *at = host; at && *at; at++) {
        *at = (char)(*at >= 'A' && *at <= 'Z' ? *at - 'A' + 'a' : *at);
    }
    uint64_t key = hash_text(hash_text(HASH_START, host), port);
    curl_free(host);
    curl_free(port);
    curl_url_cleanup(handle);
    return key;
}
