#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/resident.h"
#include "decode/bare_parse.h"
#include "kiosk/assets.h"
#include "kiosk/bench.h"

// Answers into records: how long that takes beside parsing alone, and how much memory.

#define POSTS 105 // make 500 kB

enum error bench_open_decode(struct bench *bench, struct reason *reason) {
    char *path = assets_named("profiles", "wordpress"), *text;
    size_t len;
    enum error error = file_read(path, LIMIT_CONFIG_FILE, &text, &len, reason);
    if (!error) {
        error = profile_create(path, text, len, &bench->wordpress, NULL, reason);
        free(text);
    }
    free(path);
    bench->answer = bench_wordpress(0, 0, POSTS, &bench->answer_len);
    return error;
}

void bench_close_decode(struct bench *bench) {
    profile_destroy(bench->wordpress);
    free(bench->answer);
}

void bench_parse(struct bench *bench) {
    bench->ns = bare_parse_ns(bench->answer);
}

static struct batch *decode(const struct bench *bench, const char *bytes, size_t len, struct reason *reason) {
    struct batch *batch = NULL;
    const struct answer answer = {
        .bytes = bytes, .len = len, .url = "https://news.example/", .fetched = bench->wall};
    return profile_decode(bench->wordpress, &answer, &batch, reason) ? NULL : batch;
}

void bench_decode(struct bench *bench) {
    struct reason reason;
    batch_destroy(decode(bench, bench->answer, bench->answer_len, &reason));
}

static void measure_peak(const struct bench *bench, const char *bytes, struct bench_peak *out) {
    resident_reset();
    long before = resident_now();
    struct batch *batch = decode(bench, bytes, out->bytes, &out->refusal);
    long peak = resident_peak();
    out->peak = before < 0 || peak < before ? -1 : peak - before;
    out->records = batch ? batch_count(batch) : 0;
    batch_destroy(batch);
}

// The cheapest bytes to send that cost a parser the most: each pair is a value.
static char *zeros(size_t len) {
    char *bytes = malloc(len + 1);
    if (!bytes) {
        abort();
    }
    for (size_t i = 0; i < len; i++) {
        bytes[i] = i % 2 ? '0' : ',';
    }
    bytes[0] = '[';
    bytes[len - 1] = ']';
    bytes[len] = '\0';
    return bytes;
}

void bench_peaks(const struct bench *bench, struct bench_peak out[BENCH_PEAKS]) {
    out[0] = (struct bench_peak){.name = "wordpress_500k", .bytes = bench->answer_len};
    out[1] = (struct bench_peak){.name = "zeros_2m", .bytes = LIMIT_BODY};
    char *bomb = zeros(LIMIT_BODY);
    measure_peak(bench, bench->answer, &out[0]);
    measure_peak(bench, bomb, &out[1]);
    free(bomb);
}
