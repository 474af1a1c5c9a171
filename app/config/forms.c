#include "config/forms.h"

#include <string.h>
#include <strings.h>

#include "base/time.h"
#include "base/zone.h"
#include "config/enclosures.h"
#include "config/times.h"

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGIT "0123456789"

static bool is_all(const char *text, size_t len, const char *set) {
    return strspn(text, set) >= len;
}

static bool id_fits(const char *text) {
    size_t len = strlen(text);
    return len >= 1 && len <= 64 && is_all(text, len, LOWER UPPER DIGIT "-_.") && text[0] != '.' &&
           text[0] != '-';
}

// RFC 5646 by shape: a language of 2 to 8 letters, then parts of 1 to 8 letters and digits.
static bool language_fits(const char *text) {
    size_t len = strcspn(text, "-");
    if (len < 2 || len > 8 || !is_all(text, len, LOWER UPPER)) {
        return false;
    }
    for (text += len; *text; text += len) {
        text++;
        len = strcspn(text, "-");
        if (len < 1 || len > 8 || !is_all(text, len, LOWER UPPER DIGIT)) {
            return false;
        }
    }
    return true;
}

static bool zone_fits(const char *text) {
    struct zone *zone;
    bool exists = *text && zone_create(text, &zone, NULL) == ERROR_NONE;
    if (exists) {
        zone_destroy(zone);
    }
    return exists;
}

static bool moment_fits(const char *text) {
    struct moment moment;
    return moment_parse(text, &moment);
}

// A user name and password belong into a file of their own, not into an address that logs may show.
static bool address_fits(const char *text) {
    for (const char *at = text; *at; at++) {
        if ((unsigned char)*at <= ' ' || *at == '\\') {
            return false;
        }
    }
    if (strncasecmp(text, "file:", 5) == 0) {
        const char *rest = text + 5;
        bool has_host = strncmp(rest, "//", 2) == 0;
        return has_host ? rest[2] == '/' && rest[3] : *rest && strcmp(rest, "/") != 0;
    }
    size_t scheme = strncasecmp(text, "http://", 7) == 0 ? 7 : strncasecmp(text, "https://", 8) == 0 ? 8 : 0;
    size_t authority = strcspn(text + scheme, "/?#");
    return scheme && authority && text[scheme] != ':' && !memchr(text + scheme, '@', authority);
}

static bool picture_fits(const char *text) {
    return !enclosure_is_address(text) || address_fits(text);
}

static bool name_fits(const char *text) {
    size_t len = strlen(text);
    if (enclosure_is_address(text)) {
        return address_fits(text);
    }
    if (len > 5 && strcmp(text + len - 5, ".json") == 0) {
        return true;
    }
    return len >= 1 && len <= 64 && is_all(text, len, LOWER DIGIT "-") && text[0] != '-';
}

static bool currency_fits(const char *text) {
    return strlen(text) == 3 && is_all(text, 3, UPPER);
}

// Braces are only for what is filled in.
static bool remote_fits(const char *text) {
    for (const char *at = text; *at; at++) {
        bool is_slot = strncmp(at, "{id}", 4) == 0 || strncmp(at, "{group}", 7) == 0;
        if (is_slot) {
            at = strchr(at, '}');
        } else if (*at == '{' || *at == '}') {
            return false;
        }
    }
    return address_fits(text);
}

// 42 bytes in base64: what they are is signature.c's matter.
static bool key_fits(const char *text) {
    size_t len = strlen(text);
    return len == 56 && is_all(text, len, LOWER UPPER DIGIT "+/") && strncmp(text, "RW", 2) == 0;
}

static bool setting_fits(const char *text) {
    size_t len = strlen(text);
    return len >= 1 && len <= 100 && is_all(text, len, LOWER DIGIT "-_.") && text[0] != '.' &&
           text[len - 1] != '.' && !strstr(text, "..");
}

static bool clock_fits(const char *text) {
    int minutes;
    return times_read_clock(text, &minutes);
}

static bool hours_fit(const char *text) {
    int from, to;
    return times_read_hours(text, &from, &to);
}

static bool dates_fit(const char *text) {
    struct time_dates dates;
    return times_read_dates(text, &dates);
}

const struct setting_form form_id = {
    .noun = "id",
    .allowed = "1 to 64 letters, digits, \"-\", \"_\" and \".\", beginning with a letter, digit or \"_\"",
    .pattern = "^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$",
    .fits = id_fits,
};

const struct setting_form form_language = {
    .noun = "language tag",
    .allowed = "a BCP 47 tag such as \"en\", \"ru\" or \"pt-BR\"",
    .pattern = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
    .fits = language_fits,
};

const struct setting_form form_zone = {
    .noun = "time zone that this system knows",
    .allowed = "an IANA name such as \"Europe/Moscow\", or \"UTC\"",
    .fits = zone_fits,
};

const struct setting_form form_moment = {
    .noun = "moment",
    .allowed = "RFC 3339 with an offset, such as \"2026-11-24T14:05:00+03:00\"",
    .pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$",
    .fits = moment_fits,
};

const struct setting_form form_address = {
    .noun = "address",
    .allowed = "http://…, https://… or file:…, without blanks, user name and password",
    .pattern = "^([hH][tT][tT][pP][sS]?://[^\\s/?#@:\\\\][^\\s/?#@\\\\]*([/?#][^\\s\\\\]*)?"
               "|[fF][iI][lL][eE]:(///[^\\s\\\\]+|/?[^\\s/\\\\][^\\s\\\\]*))$",
    .is_private = true,
    .fits = address_fits,
};

const struct setting_form form_name = {
    .noun = "name",
    .allowed = "a name of small letters, digits and \"-\", the path of a file that ends in .json, or in a "
               "remote file http://… or https://…",
    .pattern = "^([a-z0-9][a-z0-9-]{0,63}|.+\\.json|[hH][tT][tT][pP][sS]?://[^\\s]+)$",
    .fits = name_fits,
};

const struct setting_form form_picture = {
    .noun = "address",
    .allowed = "the path of a picture, or in a remote file http://… or https://…",
    .is_private = true,
    .fits = picture_fits,
};

const struct setting_form form_currency = {
    .noun = "currency code",
    .allowed = "three capital letters of ISO 4217, such as \"EUR\"",
    .pattern = "^[A-Z]{3}$",
    .fits = currency_fits,
};

const struct setting_form form_remote = {
    .noun = "address",
    .allowed =
        "http://…, https://… or file:…, without user name and password; {id} and {group} are filled in",
    .is_private = true,
    .fits = remote_fits,
};

const struct setting_form form_key = {
    .noun = "public key",
    .allowed = "the second line of a minisign.pub, beginning with \"RW\"",
    .pattern = "^RW[A-Za-z0-9+/]{54}$",
    .fits = key_fits,
};

const struct setting_form form_setting = {
    .noun = "name of a setting",
    .allowed = "a setting's name such as \"kiosk.timezone\"",
    .pattern = "^[a-z0-9_-]+([.][a-z0-9_-]+)*$",
    .fits = setting_fits,
};

const struct setting_form form_clock = {
    .noun = "time of day",
    .allowed = "\"00:00\" to \"24:00\"",
    .pattern = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
    .fits = clock_fits,
};

const struct setting_form form_hours = {
    .noun = "span of hours",
    .allowed = "two times of day such as \"06:00..10:00\" or \"22:00..06:00\"",
    .pattern = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)[.][.](([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
    .fits = hours_fit,
};

const struct setting_form form_dates = {
    .noun = "date",
    .allowed = "\"2026-12-24\", \"12-24\" in every year, or two of a kind with \"..\" between them",
    .pattern = "^([0-9]{4}-)?[0-9]{2}-[0-9]{2}([.][.]([0-9]{4}-)?[0-9]{2}-[0-9]{2})?$",
    .fits = dates_fit,
};
