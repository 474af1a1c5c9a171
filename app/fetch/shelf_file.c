#include "fetch/shelf_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

#define MAGIC "BSHELF2\n"
#define MAGIC_LEN (sizeof MAGIC - 1)
#define TEXTS 6
#define AT_SUM 8
#define AT_FETCHED 16
#define AT_ASKED 24
#define AT_LENGTHS 32
#define AT_BODY_LEN (AT_LENGTHS + 4 * TEXTS)
#define HEAD (AT_BODY_LEN + 4)

static void put(char *at, uint64_t value, int bytes) {
    for (int i = 0; i < bytes; i++) {
        at[i] = (char)(unsigned char)(value >> 8 * i);
    }
}

static uint64_t get(const char *at, int bytes) {
    uint64_t value = 0;
    for (int i = bytes; i-- > 0;) {
        value = value << 8 | (unsigned char)at[i];
    }
    return value;
}

static uint64_t checksum(const char *bytes, size_t len) {
    return hash_bytes(HASH_START, bytes + AT_FETCHED, len - AT_FETCHED);
}

char *shelf_file_write(const char *name, const struct shelf_item *item, size_t *len) {
    const char *texts[TEXTS] = {name, item->url, item->etag, item->modified, item->content_type, item->next};
    size_t lengths[TEXTS], total = HEAD + item->len;
    for (int i = 0; i < TEXTS; i++) {
        lengths[i] = texts[i] ? strlen(texts[i]) + 1 : 0;
        total += lengths[i];
    }
    if (total > SHELF_FILE_MOST) {
        return NULL;
    }
    char *bytes = malloc(total);
    if (!bytes) {
        abort();
    }
    memcpy(bytes, MAGIC, MAGIC_LEN);
    put(bytes + AT_FETCHED, (uint64_t)item->fetched, 8);
    put(bytes + AT_ASKED, item->asked, 8);
    put(bytes + AT_BODY_LEN, item->len, 4);
    char *at = bytes + HEAD;
    for (int i = 0; i < TEXTS; i++) {
        put(bytes + AT_LENGTHS + 4 * (size_t)i, lengths[i], 4);
        if (lengths[i]) {
            memcpy(at, texts[i], lengths[i]);
            at += lengths[i];
        }
    }
    if (item->len) {
        memcpy(at, item->body, item->len);
    }
    put(bytes + AT_SUM, checksum(bytes, total), 8);
    *len = total;
    return bytes;
}

static enum error read_texts(const char *bytes, size_t len, const char *texts[TEXTS], size_t *end) {
    size_t at = HEAD;
    for (int i = 0; i < TEXTS; i++) {
        size_t length = (size_t)get(bytes + AT_LENGTHS + 4 * (size_t)i, 4);
        if (length > len - at || (length && bytes[at + length - 1] != '\0')) {
            return ERROR_INPUT;
        }
        texts[i] = length ? bytes + at : NULL;
        at += length;
    }
    *end = at;
    return ERROR_NONE;
}

enum error shelf_file_read(
    const char *bytes, size_t len, const char *name, struct shelf_item *item, struct reason *reason) {
    if (len < HEAD) {
        return reason_set(reason, ERROR_INPUT, "it is cut short");
    }
    if (memcmp(bytes, MAGIC, MAGIC_LEN) != 0) {
        return reason_set(reason, ERROR_INPUT, "it is not of this version");
    }
    const char *texts[TEXTS];
    size_t at;
    if (get(bytes + AT_SUM, 8) != checksum(bytes, len) || read_texts(bytes, len, texts, &at) ||
        get(bytes + AT_BODY_LEN, 4) != len - at) {
        return reason_set(reason, ERROR_INPUT, "its checksum is wrong");
    }
    if (!texts[0] || strcmp(texts[0], name) != 0) {
        return reason_set(reason, ERROR_INPUT, "it is somebody else's");
    }
    *item = (struct shelf_item){
        .body = bytes + at,
        .len = len - at,
        .url = texts[1],
        .etag = texts[2],
        .modified = texts[3],
        .content_type = texts[4],
        .next = texts[5],
        .asked = get(bytes + AT_ASKED, 8),
        .fetched = (millis)get(bytes + AT_FETCHED, 8),
    };
    return ERROR_NONE;
}

// Validators and dates change without anything to be seen; they are not worth a write.
uint64_t shelf_content(const struct shelf_item *item) {
    return hash_bytes(hash_text(HASH_START, item->url), item->body, item->len);
}
