#include "decode/number.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "decode/fold.h"

#define LONGEST 60

// Only characters of a number in `out`; false if there is anything else.
static bool compact(const char *text, char out[LONGEST]) {
    size_t count = 0, separators = 0, len = strlen(text);
    for (size_t at = 0; at < len;) {
        size_t used;
        uint32_t c = utf8_next(text + at, len - at, &used);
        at += used;
        if (is_blank(c)) {
            continue;
        }
        if (c == 0x2212) { // the typographer's minus
            c = '-';
        }
        if (c == ',') {
            c = '.';
        }
        separators += c == '.';
        if (count == LONGEST - 1 || c > 0x7F || !strchr("0123456789+-.eE", (int)c)) {
            return false;
        }
        out[count++] = (char)c;
    }
    out[count] = '\0';
    return separators < 2 && count > 0;
}

bool number_read(const char *text, double *out) {
    char number[LONGEST];
    if (!compact(text, number)) {
        return false;
    }
    char *end;
    double value = strtod(number, &end); // the program stays in the C locale
    if (*end || end == number || !isfinite(value)) {
        return false;
    }
    *out = value;
    return true;
}

bool number_is_whole(double number) {
    return number == floor(number) && fabs(number) < 9007199254740992.0;
}

const char *number_format(double number, char out[NUMBER_TEXT]) {
    if (number_is_whole(number)) {
        snprintf(out, NUMBER_TEXT, "%lld", (long long)number);
        return out;
    }
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(out, NUMBER_TEXT, "%.*g", digits, number);
        if (strtod(out, NULL) == number) {
            break;
        }
    }
    return out;
}
