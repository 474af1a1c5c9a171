// A format, a newline, a text. What is read lies in its bounds and reads back the same.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "decode/date.h"
#include "decode/number.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check(const char *text, const char *format) {
    struct moment moment, again;
    char written[DATE_TEXT];
    if (!date_read(text, format, 3600, &moment)) {
        return;
    }
    date_format(moment, written);
    bool is_minute = moment.offset % 60 == 0; // RFC 3339 has no seconds in an offset
    if (moment.utc < 0 || (is_minute && !date_read(written, "iso", 0, &again)) ||
        (is_minute && (again.utc != moment.utc || again.offset != moment.offset))) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    static const char *const formats[] = {"iso", "rfc822", "unix", "unix-ms"};
    char *copy = malloc(len + 1);
    memcpy(copy, bytes, len);
    copy[len] = '\0';
    char *text = strchr(copy, '\n');
    const char *wrong;
    double number;
    if (text) {
        *text++ = '\0';
        if (date_format_is_known(copy, &wrong)) {
            check(text, copy);
        }
    }
    for (size_t i = 0; i < 4; i++) {
        check(text ? text : copy, formats[i]);
    }
    number_read(copy, &number);
    free(copy);
    return 0;
}
