// Runs a harness of this folder without libFuzzer, so that every compiler can: the files given, then damaged
// copies of them for a moment. A damaged copy depends on BROADSIDE_SEED alone, which is said when one is
// fatal; the copy itself is left in build/fuzz-fatal.
//   fuzz_X PATH…         files, or folders of files
//   BROADSIDE_SEED=…     the first copy's seed
//   BROADSIDE_ROUNDS=…   so many copies at most; without: what 1.5 seconds of CPU time allow
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "tests/support/test.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#define MOST_SEEDS 2000
#define ROOM ((size_t)64 << 10) // bytes of a damaged copy at most
#define SECONDS 1.5

struct input {
    char *bytes;
    size_t len;
};

static struct input seeds[MOST_SEEDS];
static size_t seed_count;

// What runs now, for the handler of a fatal signal.
static const char *volatile running;
static volatile size_t running_len;
static char running_name[64];

static void keep_what_ran(int number) {
    int file = open("build/fuzz-fatal", O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file >= 0 && write(file, running, running_len) >= 0) {
        close(file);
    }
    if (write(STDERR_FILENO, running_name, strlen(running_name)) >= 0) {
        signal(number, SIG_DFL);
        raise(number);
    }
}

// A copy without a byte to spare, so that a sanitizer sees a read past the end.
static void run(const char *bytes, size_t len) {
    char *copy = malloc(len ? len : 1);
    memcpy(copy, bytes, len);
    running = copy;
    running_len = len;
    LLVMFuzzerTestOneInput((const uint8_t *)copy, len);
    free(copy);
}

static void add_seed(const char *path) {
    struct reason reason = {""};
    struct input *seed = &seeds[seed_count];
    if (seed_count == MOST_SEEDS || file_read(path, (size_t)8 << 20, &seed->bytes, &seed->len, &reason)) {
        fprintf(stderr, "%s\n", seed_count == MOST_SEEDS ? "too many seeds" : reason.text);
        exit(2);
    }
    seed_count++;
}

// In the order of their names, so that a seed means the same everywhere.
static void add_path(const char *path) {
    struct stat what;
    struct dirent **entries = NULL;
    char inner[2048];
    if (stat(path, &what) == 0 && S_ISREG(what.st_mode)) {
        add_seed(path);
        return;
    }
    int count = scandir(path, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        if (entries[i]->d_name[0] != '.') {
            snprintf(inner, sizeof inner, "%s/%s", path, entries[i]->d_name);
            add_path(inner);
        }
        free(entries[i]);
    }
    free(entries);
}

static size_t below(uint64_t *random, size_t end) {
    return end ? (size_t)(test_random(random) % end) : 0;
}

static void replace(struct input *input, size_t at, size_t cut, const char *with, size_t len) {
    char moved[64 << 10];
    size_t tail = input->len - at - cut;
    len = at + len + tail > ROOM ? 0 : len;
    memmove(moved, with, len); // `with` may lie in the input itself
    memmove(input->bytes + at + len, input->bytes + at + cut, tail);
    memcpy(input->bytes + at, moved, len);
    input->len = at + len + tail;
}

static void cut_out(struct input *input, uint64_t *random) {
    size_t at = below(random, input->len + 1), most = input->len - at;
    replace(input, at, below(random, (most < 64 ? most : 64) + 1), "", 0);
}

static void cut_off(struct input *input, uint64_t *random) {
    input->len = below(random, input->len + 1);
}

static void set_byte(struct input *input, uint64_t *random) {
    if (input->len) {
        input->bytes[below(random, input->len)] = (char)test_random(random);
    }
}

static void put_token(struct input *input, uint64_t *random) {
    static const char *const tokens[] = {"\"", "\\", "{", "}", "[", "]", "<", ">", "&", "]]>", "<!--", "null",
        "-1", "1e999", "0", "1e-400", "\"\"", "[]", "{}", "\\ud800", "\\u0000", "\xEF\xBB\xBF",
        "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC0\x80", "\xFF", "&#0;", "&#x110000;", "%", "/", "~1", "..",
        // NOLINTNEXTLINE(misc-misleading-bidirectional): to mislead is what it is for
        "*", "NaN", "9999-99-99", "\xE2\x80\xAE", "\xE2\x80\x8D", "\xCC\x81", ",", ":", "\n", "true",
        "18446744073709551616"};
    const char *token = tokens[below(random, sizeof tokens / sizeof *tokens)];
    size_t at = below(random, input->len + 1);
    replace(input, at, below(random, 2) && at < input->len ? 1 : 0, token, strlen(token));
}

static void repeat(struct input *input, uint64_t *random) {
    size_t from = below(random, input->len), len = below(random, input->len - from + 1);
    for (size_t times = 1 + below(random, 8); times > 0; times--) {
        replace(input, from, 0, input->bytes + from, len);
    }
}

static void splice(struct input *input, uint64_t *random) {
    const struct input *other = &seeds[below(random, seed_count)];
    size_t from = below(random, other->len), len = below(random, other->len - from + 1);
    replace(input, below(random, input->len + 1), 0, other->bytes + from, len);
}

static void (*const damages[])(struct input *input, uint64_t *random) = {
    cut_out, cut_off, set_byte, set_byte, put_token, put_token, repeat, splice};

static void run_damaged(unsigned long long seed) {
    static char room[ROOM];
    uint64_t random = seed * 2654435761u + 1;
    const struct input *from = &seeds[below(&random, seed_count)];
    struct input input = {room, from->len < ROOM ? from->len : ROOM};
    memcpy(room, from->bytes, input.len);
    for (size_t times = 1 + below(&random, 6); times > 0; times--) {
        damages[below(&random, sizeof damages / sizeof *damages)](&input, &random);
    }
    snprintf(running_name, sizeof running_name, "fatal: BROADSIDE_SEED=%llu BROADSIDE_ROUNDS=1\n", seed);
    run(input.bytes, input.len);
}

int main(int argc, char **argv) {
    signal(SIGABRT, keep_what_ran);
    signal(SIGSEGV, keep_what_ran);
    for (int i = 1; i < argc; i++) {
        add_path(argv[i]);
    }
    if (seed_count == 0) {
        fprintf(stderr, "no seeds (tests/fuzz/seeds.py writes them)\n");
        return 2;
    }
    for (size_t i = 0; i < seed_count; i++) {
        snprintf(running_name, sizeof running_name, "fatal: seed %zu\n", i);
        run(seeds[i].bytes, seeds[i].len);
    }
    const char *seed_text = getenv("BROADSIDE_SEED"), *rounds_text = getenv("BROADSIDE_ROUNDS");
    unsigned long long first = seed_text ? strtoull(seed_text, NULL, 10) : 20261124, seed = first;
    unsigned long long rounds = rounds_text ? strtoull(rounds_text, NULL, 10) : UINT64_MAX;
    clock_t end = clock() + (clock_t)(SECONDS * CLOCKS_PER_SEC);
    while (seed - first < rounds && (rounds_text || clock() < end)) {
        run_damaged(seed++);
    }
    printf("%zu seeds, %llu damaged copies\n", seed_count, seed - first);
    for (size_t i = 0; i < seed_count; i++) {
        free(seeds[i].bytes);
    }
    return 0;
}
