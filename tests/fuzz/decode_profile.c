// A profile, a NUL, an answer: compiled, asked, decoded both ways.
#include <stdint.h>
#include <string.h>

#include "decode/picture_header.h"
#include "decode/profile.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct profile_param params[] = {
    {"url", "https://x.example/a", false}, {"base", "USD", false}, {"a", "b\"\\/", false}};
static const struct profile_secret secrets[] = {{"s", "k&y", NULL}};

static void decode(const struct profile *profile, const char *text, size_t len) {
    struct answer answer = {
        .bytes = text, .len = len, .url = "https://x.example/d/f", .params = params, .param_count = 3};
    struct batch *batch;
    struct strbuf out;
    struct reason reason = {""};
    strbuf_init(&out, 1 << 20);
    profile_decode(profile, &answer, &batch, &reason);
    batch_destroy(batch);
    profile_decode_json(profile, &answer, &out, &reason);
    strbuf_finish(&out);
}

static void ask(const struct profile *profile) {
    const struct profile_inputs inputs = {
        .params = params,
        .param_count = 3,
        .secrets = secrets,
        .secret_count = 1,
        .now = 1795500000000,
        .next = "7",
        .next_is_number = true,
    };
    struct profile_request request;
    struct reason reason;
    profile_request_init(&request, profile, &inputs, &reason);
    profile_request_finish(&request);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    const char *text = (const char *)bytes;
    const char *end = len ? memchr(text, '\0', len) : NULL;
    size_t profile_len = end ? (size_t)(end - text) : len;
    struct profile *profile;
    struct strbuf faults;
    struct picture_header header;
    strbuf_init(&faults, 1 << 16);
    if (!profile_create("fuzz", text, profile_len, &profile, &faults, NULL)) {
        decode(profile, end ? end + 1 : "{}", end ? len - profile_len - 1 : 2);
        ask(profile);
        profile_destroy(profile);
    }
    picture_header_read(bytes, len, &header, NULL);
    strbuf_finish(&faults);
    return 0;
}
