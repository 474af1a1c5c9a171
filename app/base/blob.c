#include "base/blob.h"

#include <stdatomic.h>
#include <stdlib.h>

struct blob {
    atomic_size_t references;
    atomic_bool is_condemned;
    uint64_t serial;
    size_t len;
    char *bytes;
};

struct blob *blob_create(char *bytes, size_t len) {
    static atomic_uint_fast64_t last_serial;
    struct blob *blob = malloc(sizeof *blob);
    if (!blob) {
        abort();
    }
    atomic_init(&blob->references, 1);
    atomic_init(&blob->is_condemned, false);
    blob->serial = atomic_fetch_add(&last_serial, 1) + 1;
    blob->len = len;
    blob->bytes = bytes;
    return blob;
}

struct blob *blob_ref(struct blob *blob) {
    atomic_fetch_add_explicit(&blob->references, 1, memory_order_relaxed);
    return blob;
}

void blob_unref(struct blob *blob) {
    if (blob && atomic_fetch_sub_explicit(&blob->references, 1, memory_order_acq_rel) == 1) {
        free(blob->bytes);
        free(blob);
    }
}

const void *blob_bytes(const struct blob *blob) {
    return blob->bytes;
}

size_t blob_len(const struct blob *blob) {
    return blob->len;
}

uint64_t blob_serial(const struct blob *blob) {
    return blob->serial;
}

void blob_condemn(struct blob *blob) {
    atomic_store(&blob->is_condemned, true);
}

bool blob_is_condemned(const struct blob *blob) {
    return atomic_load(&blob->is_condemned);
}
