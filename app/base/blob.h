#ifndef BROADSIDE_BASE_BLOB_H
#define BROADSIDE_BASE_BLOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Immutable bytes shared between threads: the body of a picture as it was sent.
struct blob;

// Takes `bytes` (from malloc); they are freed with the last reference. The caller owns one reference.
struct blob *blob_create(char *bytes, size_t len);
struct blob *blob_ref(struct blob *blob);
void blob_unref(struct blob *blob); // accepts NULL

const void *blob_bytes(const struct blob *blob);
size_t blob_len(const struct blob *blob);
// A number that no other blob of this process has had: the key of whatever is made from the bytes.
uint64_t blob_serial(const struct blob *blob);

// Whoever finds that the bytes are not what they seem to be tells all who share them. Any thread.
void blob_condemn(struct blob *blob);
bool blob_is_condemned(const struct blob *blob);

#endif
