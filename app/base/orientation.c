#include "base/orientation.h"

#include <stdint.h>
#include <string.h>

#define TAG 0x0112
#define SHORT 3
#define ENTRY 12 // bytes of one in a directory

struct tiff {
    const unsigned char *at;
    size_t len;
    bool is_little;
};

static size_t number(const struct tiff *tiff, size_t at, size_t count) {
    size_t value = 0;
    for (size_t i = 0; i < count; i++) {
        value = value << 8 | tiff->at[at + (tiff->is_little ? count - 1 - i : i)];
    }
    return value;
}

// TIFF 6.0, section 2: the first directory; Exif keeps the tag there.
static int read_directory(const struct tiff *tiff) {
    size_t at = number(tiff, 4, 4);
    if (at < 8 || at > tiff->len - 2) {
        return ORIENTATION_UPRIGHT;
    }
    size_t count = number(tiff, at, 2);
    for (at += 2; count-- && tiff->len - at >= ENTRY; at += ENTRY) {
        if (number(tiff, at, 2) == TAG && number(tiff, at + 2, 2) == SHORT) {
            size_t value = number(tiff, at + 8, 2);
            return value >= 1 && value <= 8 ? (int)value : ORIENTATION_UPRIGHT;
        }
    }
    return ORIENTATION_UPRIGHT;
}

static int read_exif(const unsigned char *bytes, size_t len) {
    struct tiff tiff = {bytes, len, false};
    if (len < 10) {
        return ORIENTATION_UPRIGHT;
    }
    if (memcmp(bytes, "II*\0", 4) == 0) {
        tiff.is_little = true;
    } else if (memcmp(bytes, "MM\0*", 4) != 0) {
        return ORIENTATION_UPRIGHT;
    }
    return read_directory(&tiff);
}

int orientation_read(const void *bytes, size_t len) {
    const unsigned char *at = bytes, *end = at + len;
    if (len < 4 || memcmp(at, "\xFF\xD8\xFF", 3) != 0) {
        return ORIENTATION_UPRIGHT;
    }
    at += 2;
    while (end - at >= 4 && at[0] == 0xFF) { // ITU-T T.81, B.1.1: a marker, and a length that counts itself
        if (at[1] == 0xFF) {
            at++;
            continue;
        }
        size_t size = (size_t)at[2] << 8 | at[3];
        if (at[1] == 0xDA || at[1] == 0xD9 || size < 2 || size > (size_t)(end - at) - 2) {
            break;
        }
        if (at[1] == 0xE1 && size >= 8 && memcmp(at + 4, "Exif\0", 6) == 0) {
            return read_exif(at + 10, size - 8);
        }
        at += 2 + size;
    }
    return ORIENTATION_UPRIGHT;
}

bool orientation_is_sideways(int orientation) {
    return orientation >= 5;
}

struct rect orientation_stored(int orientation, struct rect part, int width, int height) {
    // Where the stored picture's columns run against those of the shown one, and its rows.
    static const bool from_right[9] = {[2] = true, [3] = true, [7] = true, [8] = true};
    static const bool from_below[9] = {[3] = true, [4] = true, [6] = true, [7] = true};
    struct rect stored = part;
    if (orientation_is_sideways(orientation)) {
        stored = (struct rect){part.y, part.x, part.h, part.w};
    }
    if (from_right[orientation]) {
        stored.x = width - stored.x - stored.w;
    }
    if (from_below[orientation]) {
        stored.y = height - stored.y - stored.h;
    }
    return stored;
}
