#ifndef BROADSIDE_CONFIG_SIGNATURE_H
#define BROADSIDE_CONFIG_SIGNATURE_H

#include <stddef.h>

#include "base/error.h"

// Detached signatures as minisign makes them (https://jedisct1.github.io/minisign/): Ed25519, of the file
// itself ("Ed") or of its BLAKE2b-512 hash ("ED"), and a second one over the first and the trusted comment.

// `key` is the second line of a minisign.pub, `signature` the whole .minisig. ERROR_REFUSED, with why, unless
// everything in it holds.
enum error signature_check(const char *key, const char *bytes, size_t len, const char *signature,
    size_t signature_len, struct reason *reason);

// The SHA-256 of some bytes in hexadecimal, as `sha256sum` says it: the name of a file by what is in it.
#define CONTENT_HASH 65
const char *content_hash(const char *bytes, size_t len, char out[CONTENT_HASH]);

#endif
