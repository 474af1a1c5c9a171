#include "decode/picture_header.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/orientation.h"

struct bytes {
    const unsigned char *at;
    size_t len;
};

static bool has(struct bytes bytes, size_t offset, const char *what, size_t len) {
    return bytes.len >= offset + len && memcmp(bytes.at + offset, what, len) == 0;
}

static uint32_t big(const unsigned char *at, size_t count) {
    uint32_t value = 0;
    for (size_t i = 0; i < count; i++) {
        value = value << 8 | at[i];
    }
    return value;
}

static uint32_t little(const unsigned char *at, size_t count) {
    uint32_t value = 0;
    for (size_t i = count; i-- > 0;) {
        value = value << 8 | at[i];
    }
    return value;
}

struct size {
    uint32_t width, height;
};

// One function a format: the size as the header has it, false if the bytes end before it or contradict
// themselves.

// PNG specification, 11.2.2: IHDR is the first chunk.
static bool png_size(struct bytes bytes, struct size *out) {
    if (!has(bytes, 12, "IHDR", 4) || bytes.len < 24) {
        return false;
    }
    *out = (struct size){big(bytes.at + 16, 4), big(bytes.at + 20, 4)};
    return true;
}

// GIF89a specification, 18: logical screen descriptor.
static bool gif_size(struct bytes bytes, struct size *out) {
    if (bytes.len < 10) {
        return false;
    }
    *out = (struct size){little(bytes.at + 6, 2), little(bytes.at + 8, 2)};
    return true;
}

static bool is_frame_header(unsigned char marker) {
    // SOF0 to SOF15, without DHT (C4), JPG (C8) and DAC (CC).
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// ITU-T T.81, B.2.2: the frame header, behind any number of other segments (an Exif thumbnail has its own
// inside one).
static bool jpeg_size(struct bytes bytes, struct size *out) {
    size_t at = 2;
    while (at + 4 <= bytes.len) {
        if (bytes.at[at] != 0xFF) {
            return false;
        }
        unsigned char marker = bytes.at[at + 1];
        if (marker == 0xFF) { // fill byte
            at++;
            continue;
        }
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) { // markers without a segment
            at += 2;
            continue;
        }
        if (marker == 0xDA || marker == 0xD9) { // the scan began, or the end came, without a frame
            return false;
        }
        if (is_frame_header(marker)) {
            if (at + 9 > bytes.len) {
                return false;
            }
            *out = (struct size){big(bytes.at + at + 7, 2), big(bytes.at + at + 5, 2)};
            return true;
        }
        at += 2 + (size_t)big(bytes.at + at + 2, 2);
    }
    return false;
}

// RFC 9649: VP8X has the canvas, VP8L and VP8 have the frame's own header.
static bool webp_size(struct bytes bytes, struct size *out) {
    if (bytes.len < 30) {
        return false;
    }
    if (has(bytes, 12, "VP8X", 4)) {
        *out = (struct size){little(bytes.at + 24, 3) + 1, little(bytes.at + 27, 3) + 1};
        return true;
    }
    if (has(bytes, 12, "VP8L", 4)) {
        uint32_t bits = little(bytes.at + 21, 4);
        *out = (struct size){(bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1};
        return bytes.at[20] == 0x2F;
    }
    *out = (struct size){little(bytes.at + 26, 2) & 0x3FFF, little(bytes.at + 28, 2) & 0x3FFF};
    return has(bytes, 12, "VP8 ", 4) && has(bytes, 23, "\x9D\x01\x2A", 3);
}

static const struct format {
    const char *name;
    const char *start;
    size_t len;
    const char *inner; // at offset 8, or NULL
    bool (*size)(struct bytes bytes, struct size *out);
} formats[] = {
    {"png", "\x89PNG\r\n\x1A\n", 8, NULL, png_size},
    {"jpeg", "\xFF\xD8\xFF", 3, NULL, jpeg_size},
    {"gif", "GIF87a", 6, NULL, gif_size},
    {"gif", "GIF89a", 6, NULL, gif_size},
    {"webp", "RIFF", 4, "WEBP", webp_size},
};

static bool has_text(struct bytes bytes, const char *word) {
    size_t len = strlen(word);
    size_t most = bytes.len < 512 ? bytes.len : 512;
    for (size_t at = 0; at + len <= most; at++) {
        if (strncasecmp((const char *)bytes.at + at, word, len) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_text(struct bytes bytes) {
    for (size_t i = 0; i < bytes.len && i < 256; i++) {
        if (bytes.at[i] < ' ' && !(bytes.at[i] >= '\t' && bytes.at[i] <= '\r')) {
            return false;
        }
    }
    return true;
}

// What the bytes look like, for the person who has to find out why a picture is missing.
static const char *guess(struct bytes bytes) {
    if (bytes.len == 0) {
        return "it is empty";
    }
    if (has(bytes, 4, "ftypavif", 8)) {
        return "it is AVIF";
    }
    if (has(bytes, 4, "ftyp", 4)) {
        return "it is HEIC or a film";
    }
    if (has(bytes, 0, "BM", 2)) {
        return "it looks like BMP";
    }
    if (has(bytes, 0, "II*\0", 4) || has(bytes, 0, "MM\0*", 4)) {
        return "it is TIFF";
    }
    if (!is_text(bytes)) {
        return "its first bytes are of no known format";
    }
    if (has_text(bytes, "<svg")) {
        return "it is SVG";
    }
    if (has_text(bytes, "<html") || has_text(bytes, "<!doctype html")) {
        return "it is a web page";
    }
    return "it is text";
}

enum error picture_header_read(
    const void *bytes, size_t len, struct picture_header *out, struct reason *reason) {
    struct bytes all = {bytes, len};
    const unsigned most = LIMIT_PICTURE_PIXELS;
    struct size size = {0, 0};
    *out = (struct picture_header){0};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        const struct format *format = &formats[i];
        if (!has(all, 0, format->start, format->len) || (format->inner && !has(all, 8, format->inner, 4))) {
            continue;
        }
        if (!format->size(all, &size)) {
            return reason_set(
                reason, ERROR_INPUT, "not a picture: the %s header is broken or cut short", format->name);
        }
        if (size.width == 0 || size.height == 0) {
            return reason_set(reason, ERROR_INPUT, "not a picture: the %s is %u×%u pixels", format->name,
                size.width, size.height);
        }
        bool is_large = size.width > LIMIT_PICTURE_SIDE || size.height > LIMIT_PICTURE_SIDE ||
                        (uint64_t)size.width * size.height > most;
        if (is_large) {
            return reason_set(reason, ERROR_LIMIT,
                "the picture is %u×%u pixels (at most %d a side and %u in all)", size.width, size.height,
                LIMIT_PICTURE_SIDE, most);
        }
        *out = (struct picture_header){format->name, (int)size.width, (int)size.height};
        if (orientation_is_sideways(orientation_read(bytes, len))) {
            *out = (struct picture_header){format->name, (int)size.height, (int)size.width};
        }
        return ERROR_NONE;
    }
    return reason_set(reason, ERROR_INPUT, "not a PNG, JPEG, GIF or WebP picture: %s", guess(all));
}
