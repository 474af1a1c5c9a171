#include "config/signature.h"

#include <sodium.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define KEY_ID 8
#define LONGEST_COMMENT 8192

// The layouts of minisign, byte for byte.
struct public_key {
    unsigned char algorithm[2], id[KEY_ID], key[crypto_sign_PUBLICKEYBYTES];
};

struct signed_part {
    unsigned char algorithm[2], id[KEY_ID], signature[crypto_sign_BYTES];
};

// The four lines of a .minisig; the third is the trusted comment.
struct lines {
    const char *text[4];
    size_t len[4];
};

static void start(void) {
    if (sodium_init() < 0) { // may be called again and again
        abort();
    }
}

static bool decode(const char *text, size_t len, void *out, size_t size) {
    size_t got;
    const char *end;
    return sodium_base642bin(out, size, text, len, "\r", &got, &end, sodium_base64_VARIANT_ORIGINAL) == 0 &&
           got == size && end == text + len;
}

static bool cut_lines(const char *text, size_t len, struct lines *out) {
    const char *end = text + len;
    for (size_t i = 0; i < 4; i++) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        if (!stop && i < 3) {
            return false;
        }
        stop = stop ? stop : end;
        out->text[i] = text;
        out->len[i] = (size_t)(stop - text);
        text = stop < end ? stop + 1 : end;
    }
    return true;
}

// The trusted comment is part of what was signed: it cannot be exchanged for another.
static bool comment_holds(
    const struct public_key *key, const struct signed_part *part, const struct lines *lines) {
    static const char prefix[] = "trusted comment: ";
    const size_t skip = sizeof prefix - 1;
    unsigned char global[crypto_sign_BYTES];
    size_t len = lines->len[2];
    if (len < skip || len > LONGEST_COMMENT || memcmp(lines->text[2], prefix, skip) != 0 ||
        !decode(lines->text[3], lines->len[3], global, sizeof global)) {
        return false;
    }
    len -= skip + (lines->text[2][len - 1] == '\r');
    unsigned char message[crypto_sign_BYTES + LONGEST_COMMENT];
    memcpy(message, part->signature, crypto_sign_BYTES);
    memcpy(message + crypto_sign_BYTES, lines->text[2] + skip, len);
    return crypto_sign_verify_detached(global, message, crypto_sign_BYTES + len, key->key) == 0;
}

static bool file_holds(
    const struct public_key *key, const struct signed_part *part, const char *bytes, size_t len) {
    const unsigned char *message = (const unsigned char *)bytes;
    unsigned char hash[crypto_generichash_BYTES_MAX];
    if (part->algorithm[1] == 'D') {
        crypto_generichash(hash, sizeof hash, message, len, NULL, 0);
        message = hash;
        len = sizeof hash;
    }
    return crypto_sign_verify_detached(part->signature, message, len, key->key) == 0;
}

enum error signature_check(const char *key_text, const char *bytes, size_t len, const char *signature,
    size_t signature_len, struct reason *reason) {
    struct public_key key;
    struct signed_part part;
    struct lines lines;
    start();
    if (!decode(key_text, strlen(key_text), &key, sizeof key) || memcmp(key.algorithm, "Ed", 2) != 0) {
        return reason_set(reason, ERROR_REFUSED, "the public key is none of minisign");
    }
    if (!cut_lines(signature, signature_len, &lines) ||
        !decode(lines.text[1], lines.len[1], &part, sizeof part) || part.algorithm[0] != 'E' ||
        (part.algorithm[1] != 'd' && part.algorithm[1] != 'D')) {
        return reason_set(reason, ERROR_REFUSED, "the signature is none of minisign");
    }
    if (memcmp(part.id, key.id, KEY_ID) != 0) {
        return reason_set(reason, ERROR_REFUSED, "the signature is of another key");
    }
    if (!file_holds(&key, &part, bytes, len)) {
        return reason_set(reason, ERROR_REFUSED, "the signature is not of this file");
    }
    if (!comment_holds(&key, &part, &lines)) {
        return reason_set(reason, ERROR_REFUSED, "the signature's trusted comment was changed");
    }
    return ERROR_NONE;
}

const char *content_hash(const char *bytes, size_t len, char out[CONTENT_HASH]) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    start();
    crypto_hash_sha256(hash, (const unsigned char *)bytes, len);
    return sodium_bin2hex(out, CONTENT_HASH, hash, sizeof hash);
}
