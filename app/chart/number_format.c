#include "chart/number_format.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define DIGITS 400 // 1e308 with 20 decimals, and the separators

bool number_format_parse(const char *at, struct number_format *out) {
    *out = (struct number_format){.align = '>', .fill = ' ', .sign = '-', .precision = -1};
    if (at[0] && at[1] && strchr("<>=^", at[1])) {
        out->fill = *at++;
        out->align = *at++;
    } else if (*at && strchr("<>=^", *at)) {
        out->align = *at++;
    }
    if (*at && strchr("+-( ", *at)) {
        out->sign = *at++;
    }
    if (*at == '$' || *at == '#') {
        out->symbol = *at++;
    }
    if (*at == '0') {
        out->fill = '0';
        out->align = '=';
        at++;
    }
    for (; isdigit((unsigned char)*at) && out->width < 100; at++) {
        out->width = out->width * 10 + (*at - '0');
    }
    if (*at == ',') {
        out->comma = true;
        at++;
    }
    if (*at == '.') {
        out->precision = 0;
        for (at++; isdigit((unsigned char)*at) && out->precision < 100; at++) {
            out->precision = out->precision * 10 + (*at - '0');
        }
    }
    if (*at == '~') {
        out->trim = true;
        at++;
    }
    if (*at && strchr("efgrs%pdnbcoxX", *at)) {
        out->type = *at++;
    }
    if (out->type == 'n') {
        out->comma = true;
        out->type = 'g';
    }
    return *at == '\0';
}

int number_precision_fixed(double step) {
    double exponent = step > 0 ? floor(log10(fabs(step)) + 1e-9) : 0;
    return exponent < 0 ? (int)fmin(-exponent, 20) : 0;
}

// Cuts zeros after the point, and the point with them.
static void trim_zeros(char *text) {
    char *point = strchr(text, '.');
    if (!point) {
        return;
    }
    char *exponent = strchr(point, 'e');
    char *end = exponent ? exponent : text + strlen(text), *last = end;
    while (last > point && (last[-1] == '0' || last[-1] == '.')) {
        last--;
        if (*last == '.') {
            break;
        }
    }
    memmove(last, end, strlen(end) + 1);
}

// JavaScript writes an exponent without leading zeros: 1e+5.
static void short_exponent(char *text) {
    char *e = strchr(text, 'e');
    if (e && e[2] == '0' && e[3]) {
        memmove(e + 2, e + 3, strlen(e + 3) + 1);
    }
}

static void write_rounded(double value, int precision, char *out) { // 'r': significant digits, no exponent
    double exponent = value > 0 ? floor(log10(value)) : 0;
    int decimals = (int)(precision - 1 - exponent);
    if (decimals < 0) {
        double unit = pow(10, -decimals);
        snprintf(out, DIGITS, "%.0f", round(value / unit) * unit);
    } else {
        snprintf(out, DIGITS, "%.*f", decimals < 30 ? decimals : 30, value);
    }
}

static const char *write_si(double value, int precision, char *out) { // 's': 1.2k, 3M
    static const char *const prefixes[] = {
        "y", "z", "a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E"};
    char rounded[DIGITS];
    snprintf(rounded, sizeof rounded, "%.*e", precision > 0 ? precision - 1 : 0, value);
    double exponent = value > 0 ? strtod(strchr(rounded, 'e') + 1, NULL) : 0;
    int step = (int)fmax(-8, fmin(6, floor(exponent / 3)));
    write_rounded(value / pow(1000, step), precision, out);
    return prefixes[step + 8];
}

static void write_binary(unsigned long long value, char *out) {
    int places = 1;
    while (value >> places && places < 63) {
        places++;
    }
    for (int i = 0; i < places; i++) {
        out[i] = (char)('0' + (value >> (places - 1 - i) & 1));
    }
    out[places] = '\0';
}

// As JavaScript's toPrecision: an exponent below a millionth, and where the digits do not reach the point.
static void write_precision(double value, int significant, char *out) {
    char rounded[DIGITS];
    snprintf(rounded, sizeof rounded, "%.*e", significant - 1, value);
    long exponent = strtol(strchr(rounded, 'e') + 1, NULL, 10);
    if (exponent < -6 || exponent >= significant) {
        memcpy(out, rounded, strlen(rounded) + 1);
    } else {
        snprintf(out, DIGITS, "%.*f", significant - 1 - (int)exponent, value);
    }
}

static const char *write_digits(double value, const struct number_format *format, char *out) {
    int precision = format->precision < 0 ? (format->type ? 6 : 12) : format->precision;
    precision = precision > 20 ? 20 : precision;
    int significant = precision > 0 ? precision : 1;
    switch (format->type) {
    case 'd': snprintf(out, DIGITS, "%.0f", round(value)); break;
    case 'e': snprintf(out, DIGITS, "%.*e", precision, value); break;
    case 'f': snprintf(out, DIGITS, "%.*f", precision, value); break;
    case '%': snprintf(out, DIGITS, "%.*f", precision, value * 100); return "%";
    case 'p': write_rounded(value * 100, significant, out); return "%";
    case 'r': write_rounded(value, significant, out); break;
    case 's': return write_si(value, significant, out);
    case 'x': snprintf(out, DIGITS, "%llx", (unsigned long long)fmin(round(value), 1e18)); break;
    case 'X': snprintf(out, DIGITS, "%llX", (unsigned long long)fmin(round(value), 1e18)); break;
    case 'o': snprintf(out, DIGITS, "%llo", (unsigned long long)fmin(round(value), 1e18)); break;
    case 'c': snprintf(out, DIGITS, "%c", value >= 32 && value < 127 ? (int)value : '?'); break;
    case 'b': write_binary((unsigned long long)fmin(round(value), 1e18), out); break;
    default: write_precision(value, significant, out); break;
    }
    short_exponent(out);
    return "";
}

static bool is_for_machines(const struct number_format *format) {
    return format->type && strchr("xXobc", format->type);
}

// A sign before the digit at `i`, where so many digits stand before the point.
static bool has_group_sign(const struct locale_signs *signs, size_t i, size_t whole) {
    size_t primary = (size_t)(signs->primary > 0 ? signs->primary : 3),
           secondary = (size_t)(signs->secondary > 0 ? signs->secondary : 3), left = whole - i;
    bool is_long = whole >= primary + (size_t)signs->least;
    return is_long && i > 0 && i < whole && left >= primary && (left - primary) % secondary == 0;
}

static void localise(const char *plain, const struct number_format *format, const struct locale_signs *signs,
    char *out, size_t room) {
    size_t whole = strspn(plain, "0123456789"), at = 0;
    bool is_plain = is_for_machines(format);
    size_t most = 2 * (size_t)LOCALE_SIGN; // a step writes no more
    for (size_t i = 0; plain[i] && at + most < room; i++) {
        bool is_digit = plain[i] >= '0' && plain[i] <= '9';
        if (format->comma && has_group_sign(signs, i, whole)) {
            at += (size_t)snprintf(out + at, room - at, "%s", signs->group);
        }
        if (!is_plain && is_digit) {
            at += (size_t)snprintf(out + at, room - at, "%s", signs->digits[plain[i] - '0']);
        } else if (!is_plain && plain[i] == '.') {
            at += (size_t)snprintf(out + at, room - at, "%s", signs->decimal);
        } else {
            out[at++] = plain[i];
        }
    }
    out[at] = '\0';
}

void number_localise(const char *plain, const struct locale *locale, char *out, size_t room) {
    static const struct number_format as_it_is = {.precision = -1};
    localise(plain, &as_it_is, locale_signs(locale), out, room);
}

// Prefixes of units (k, M, G) are read as figures of speech, and every language has its own; below one (m,
// µ), and past what has a word, they are the same everywhere. In English they stay as d3 has them: a spec's
// author has seen them.
static bool is_compact(const char *suffix, const struct number_format *format, const struct locale *locale) {
    return format->type == 's' && *suffix && strchr("kMGTP", *suffix) && !locale_is_english(locale);
}

static void write_compact(
    double value, const struct number_format *format, const struct locale *locale, char *out, size_t room) {
    char text[LOCALE_TEXT];
    struct locale_digits digits = {format->precision < 0 ? 6 : format->precision, !format->trim};
    snprintf(out, room, "%s", locale_compact(locale, value, digits, text));
}

// What stands around the digits.
struct affixes {
    const char *before[3], *after[3];
};

static struct affixes affixes_of(const struct number_format *format, bool is_negative, const char *suffix,
    const struct locale_signs *signs) {
    static const char *const nothing[] = {"", ""}, *const brackets[] = {"(", ")"}, *const blank[] = {" ", ""};
    const char *const *sign = is_negative           ? format->sign == '(' ? brackets : signs->minus
                              : format->sign == '+' ? signs->plus
                              : format->sign == ' ' ? blank
                                                    : nothing;
    bool is_percent = suffix[0] == '%';
    const char *const *dollar = format->symbol == '$' ? signs->dollar : nothing, *const *percent =
                                                                                     is_percent
                                                                                         ? signs->percent
                                                                                         : nothing;
    const char *radix = format->symbol != '#'                        ? ""
                        : format->type == 'b'                        ? "0b"
                        : format->type == 'o'                        ? "0o"
                        : format->type == 'x' || format->type == 'X' ? "0x"
                                                                     : "";
    return (struct affixes){{sign[0], *radix ? radix : dollar[0], percent[0]},
        {is_percent ? percent[1] : suffix, dollar[1], sign[1]}};
}

void number_write(
    double value, const struct number_format *format, const struct locale *locale, char *out, size_t room) {
    const struct locale_signs *signs = locale_signs(locale);
    char digits[DIGITS], written[DIGITS * 4], front[4 * LOCALE_SIGN], back[4 * LOCALE_SIGN], padding[128];
    if (!isfinite(value)) {
        snprintf(out, room, "%s%s",
            isnan(value) ? "NaN"
            : value < 0  ? signs->minus[0]
                         : "",
            isnan(value) ? "" : "Infinity");
        return;
    }
    bool is_negative = value < 0;
    const char *suffix = write_digits(fabs(value), format, digits);
    if (format->trim || (!format->type && format->precision < 0)) {
        trim_zeros(digits);
    }
    is_negative = is_negative && strspn(digits, "0.") < strlen(digits); // d3: no negative zero
    if (is_compact(suffix, format, locale)) {
        suffix = "";
        write_compact(fabs(value), format, locale, written, sizeof written);
    } else {
        localise(digits, format, signs, written, sizeof written);
    }
    struct affixes affixes = affixes_of(format, is_negative, suffix, signs);
    snprintf(front, sizeof front, "%s%s%s", affixes.before[0], affixes.before[1], affixes.before[2]);
    snprintf(back, sizeof back, "%s%s%s", affixes.after[0], affixes.after[1], affixes.after[2]);
    size_t len = utf8_count(front) + utf8_count(written) + utf8_count(back);
    size_t pad = format->width > 0 && len < (size_t)format->width ? (size_t)format->width - len : 0;
    memset(padding, format->fill, sizeof padding);
    int first = (int)(format->align == '>' ? pad : format->align == '^' ? pad / 2 : 0);
    int inner = format->align == '=' ? (int)pad : 0, last = (int)pad - first - inner;
    snprintf(
        out, room, "%.*s%s%.*s%s%s%.*s", first, padding, front, inner, padding, written, back, last, padding);
    out[utf8_floor(out, strlen(out), strlen(out))] = '\0'; // where it was cut, at a character
}
