#include "tests/support/test.h"

#include <string.h>

#include "decode/picture_header.h"

#define PNG "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR"
#define BYTES(text) text, sizeof(text) - 1

static const struct {
    const char *bytes;
    size_t len;
    const char *format; // or NULL and
    int width, height;
    const char *reason; // what the reason contains
    enum error error;
} rows[] = {
    {BYTES(PNG "\0\0\x06\xF0\0\0\x02\x30"), "png", 1776, 560, NULL, ERROR_NONE},
    {BYTES(PNG "\0\0\x06\xF0\0\0\x02"), NULL, 0, 0, "png header is broken or cut short", ERROR_INPUT},
    {BYTES(PNG "\0\0\0\0\0\0\x02\x30"), NULL, 0, 0, "0×560", ERROR_INPUT},
    {BYTES(PNG "\0\0\xFF\xFF\0\0\0\1"), NULL, 0, 0, "65535×1", ERROR_LIMIT},
    {BYTES(PNG "\0\0\x27\x10\0\0\x27\x10"), NULL, 0, 0, "10000×10000", ERROR_LIMIT},
    {BYTES(PNG "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), NULL, 0, 0, "4294967295", ERROR_LIMIT},
    {BYTES("GIF89a\x40\x01\xF0\0\0"), "gif", 320, 240, NULL, ERROR_NONE},
    {BYTES("GIF89a\x40\x01"), NULL, 0, 0, "gif header", ERROR_INPUT},
    // An application segment with a frame header of a thumbnail inside, fill bytes, then the frame.
    {BYTES("\xFF\xD8\xFF\xE1\0\x0D"
           "Exif\xFF\xC0\0\x11\x08\0\1"
           "\xFF\xFF\xDB\0\x04"
           "ab\xFF\xC2\0\x11\x08\x04\x38\x07\x80\x03"),
        "jpeg", 1920, 1080, NULL, ERROR_NONE},
    // A camera held upright: what is stored as 1920 × 1080 is shown as 1080 × 1920.
    {BYTES("\xFF\xD8\xFF\xE1\0\x22"
           "Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0"
           "\xFF\xC0\0\x11\x08\x04\x38\x07\x80\x03"),
        "jpeg", 1080, 1920, NULL, ERROR_NONE},
    {BYTES("\xFF\xD8\xFF\xE0\0\0\0\0"), NULL, 0, 0, "jpeg header", ERROR_INPUT},
    {BYTES("\xFF\xD8\xFF\xDA\0\x02"), NULL, 0, 0, "jpeg header", ERROR_INPUT},
    {BYTES("\xFF\xD8\xFF\xC0\0\x11\x08\0"), NULL, 0, 0, "jpeg header", ERROR_INPUT},
    {BYTES("RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x7F\x07\0\x37\x04\0"), "webp", 1920, 1080, NULL,
        ERROR_NONE},
    {BYTES("RIFF\0\0\0\0WEBPVP8L\x0A\0\0\0\x2F\x3F\xC1\x3B\0\0\0\0\0\0"), "webp", 320, 240, NULL, ERROR_NONE},
    {BYTES("RIFF\0\0\0\0WEBPVP8 \x0A\0\0\0\0\0\0\x9D\x01\x2A\x40\x01\xF0\0"), "webp", 320, 240, NULL,
        ERROR_NONE},
    {BYTES("RIFF\0\0\0\0WEBPVP8 \x0A\0\0\0\0\0\0\0\0\0\x40\x01\xF0\0"), NULL, 0, 0, "webp header",
        ERROR_INPUT},
    {BYTES("RIFF\0\0\0\0WAVE"), NULL, 0, 0, "no known format", ERROR_INPUT},
    {BYTES(""), NULL, 0, 0, "it is empty", ERROR_INPUT},
    {BYTES("<?xml version='1.0'?>\n<svg xmlns='x'>"), NULL, 0, 0, "it is SVG", ERROR_INPUT},
    {BYTES("<!DOCTYPE html><title>404"), NULL, 0, 0, "it is a web page", ERROR_INPUT},
    {BYTES("Not found"), NULL, 0, 0, "it is text", ERROR_INPUT},
    {BYTES("\0\0\0\x1C"
           "ftypavif"),
        NULL, 0, 0, "it is AVIF", ERROR_INPUT},
};

static void reads_headers(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct picture_header header;
        struct reason reason = {""};
        enum error error = picture_header_read(rows[i].bytes, rows[i].len, &header, &reason);
        if (error != rows[i].error || header.width != rows[i].width || header.height != rows[i].height ||
            (rows[i].reason && !strstr(reason.text, rows[i].reason))) {
            fail_msg("row %zu: %s %dx%d %s", i, error_name(error), header.width, header.height, reason.text);
        }
        if (rows[i].format) {
            assert_string_equal(header.format, rows[i].format);
        }
    }
}

// Every prefix of every row is an error or the same answer, never a read past the end (the sanitizer
// watches).
static void survives_prefixes(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (size_t len = 0; len <= rows[i].len; len++) {
            char copy[128];
            struct picture_header header;
            memcpy(copy + sizeof copy - len, rows[i].bytes, len);
            picture_header_read(copy + sizeof copy - len, len, &header, NULL);
            assert_true(header.width <= LIMIT_PICTURE_SIDE);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_headers),
        cmocka_unit_test(survives_prefixes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
