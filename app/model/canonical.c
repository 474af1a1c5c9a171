#include "model/canonical.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

// Parameters of no meaning to the page: the campaigns of Google Analytics, Matomo, AT Internet and Openstat,
// and the click numbers of those who sell advertisements. A name ends where the parameter's must, unless a
// star says that any ending will do.
static const char *const tracking[] = {"utm_*", "pk_*", "mtm_*", "at_medium", "at_campaign", "at_custom*",
    "at_link_*", "at_bbc_team", "_openstat", "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid",
    "msclkid", "yclid", "ysclid", "twclid", "ttclid", "igshid", "igsh", "mc_cid", "mc_eid", "_ga", "_gl",
    "ocid", "cmpid", "smid", "ns_campaign", "ns_mchannel", "ns_source", "ns_linkname", "ftag"};

static const struct { const char *scheme, *port; } default_ports[] = {{"http", "80"}, {"https", "443"}};

struct piece {
    const char *text;
    size_t len;
};

// Up to the first of `ends`; `rest` goes on behind it.
static struct piece cut(struct piece *rest, const char *ends) {
    size_t len = 0;
    while (len < rest->len && !strchr(ends, rest->text[len])) {
        len++;
    }
    struct piece piece = {rest->text, len};
    rest->text += len;
    rest->len -= len;
    return piece;
}

static bool is_text(struct piece piece, const char *text) {
    return piece.len == strlen(text) && strncasecmp(piece.text, text, piece.len) == 0;
}

static bool is_tracking(struct piece parameter) {
    struct piece name = cut(&parameter, "=");
    for (size_t i = 0; i < sizeof tracking / sizeof *tracking; i++) {
        size_t stem = strcspn(tracking[i], "*");
        bool any_ending = tracking[i][stem] == '*';
        if ((any_ending ? name.len >= stem : name.len == stem) &&
            strncasecmp(name.text, tracking[i], stem) == 0) {
            return true;
        }
    }
    return false;
}

static int hex(char c) {
    static const char digits[] = "0123456789abcdef";
    const char *found = c ? strchr(digits, c | 0x20) : NULL;
    return found ? (int)(found - digits) : -1;
}

static bool is_unreserved(int c) { // RFC 3986, section 2.3
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c > 0 && strchr("-._~", c));
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char)(c & ~0x20) : c;
}

// Escapes in capitals, none where none is needed (6.2.2.1, 6.2.2.2). Writes at most what it reads.
static char *put(char *out, struct piece piece) {
    for (size_t i = 0; i < piece.len; i++) {
        bool is_escape = piece.text[i] == '%' && i + 2 < piece.len && hex(piece.text[i + 1]) >= 0 &&
                         hex(piece.text[i + 2]) >= 0;
        int byte = is_escape ? hex(piece.text[i + 1]) * 16 + hex(piece.text[i + 2]) : piece.text[i];
        if (is_escape && !is_unreserved(byte)) {
            *out++ = '%';
            *out++ = upper(piece.text[i + 1]);
            *out++ = upper(piece.text[i + 2]);
        } else {
            *out++ = (char)byte;
        }
        i += is_escape ? 2 : 0;
    }
    return out;
}

static char *put_host(char *out, struct piece authority, struct piece scheme) {
    for (size_t i = 0; i < authority.len; i++) {
        if (authority.text[i] == '@') { // who asks does not say what is asked for
            authority = (struct piece){authority.text + i + 1, authority.len - i - 1};
            i = 0;
        }
    }
    if (authority.len > 4 && strncasecmp(authority.text, "www.", 4) == 0) {
        authority = (struct piece){authority.text + 4, authority.len - 4};
    }
    for (size_t i = 0; i < sizeof default_ports / sizeof *default_ports; i++) {
        size_t len = strlen(default_ports[i].port);
        if (is_text(scheme, default_ports[i].scheme) && authority.len > len &&
            authority.text[authority.len - len - 1] == ':' &&
            strncmp(authority.text + authority.len - len, default_ports[i].port, len) == 0) {
            authority.len -= len + 1;
        }
    }
    char *start = out;
    out = put(out, authority);
    for (char *c = start; c < out; c++) {
        *c = lower(*c);
    }
    return out;
}

// Segments without those of dots (5.2.4) and without empty ones at the end.
static char *put_path(char *out, struct piece path) {
    char *start = out;
    while (path.len) {
        path.text++; // the slash
        path.len--;
        struct piece segment = cut(&path, "/");
        char *before = out;
        *out++ = '/';
        out = put(out, segment);
        struct piece written = {before + 1, (size_t)(out - before - 1)};
        if (is_text(written, ".")) {
            out = before;
        } else if (is_text(written, "..")) {
            out = before;
            while (out > start && *--out != '/') {
            }
        }
    }
    while (out > start && out[-1] == '/') {
        out--;
    }
    return out;
}

static char *put_query(char *out, struct piece query) {
    char *start = out;
    while (query.len) {
        query.text++; // "?", "&" or ";"
        query.len--;
        struct piece parameter = cut(&query, "&");
        if (parameter.len && !is_tracking(parameter)) {
            *out = out == start ? '?' : '&';
            out = put(out + 1, parameter);
        }
    }
    return out;
}

char *canonical_address(const char *url, struct arena *arena) {
    struct piece rest = {url, strlen(url)};
    char *address = arena_alloc(arena, rest.len + 2), *out = address;
    const char *colon = strstr(url, "://");
    struct piece scheme = {url, colon ? (size_t)(colon - url) : 0};
    if (colon) {
        rest = (struct piece){colon + 3, rest.len - scheme.len - 3};
    }
    out = put_host(out, cut(&rest, "/?#"), scheme);
    out = put_path(out, cut(&rest, "?#"));
    out = put_query(out, cut(&rest, "#"));
    *out = '\0';
    return address;
}
