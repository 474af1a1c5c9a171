// Very many page turns of the whole kiosk: null platform, the demo with its ticker, 1920x1080. Each page is
// on until the next one is ready, and is then turned by a key. Whenever the rundown begins anew the same
// things are on screen, and the memory (PSS) of those moments is compared: tests/soak/run turns.
//
//   soak_turns TURNS    exits 1 if the memory has grown by 256 kB

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/resident.h"
#include "kiosk/kiosk.h"

#define WIDTH 1920
#define HEIGHT 1080
#define MOST_GROWTH 256 // KiB
#define MOST_SAMPLES 4096
#define PATIENCE 2000 // turns for a page to be ready: more than half a minute of frames

static bool is_pressed;

static bool poll_event(struct platform_event *out) {
    *out = (struct platform_event){.kind = PLATFORM_KEY, .key = PLATFORM_KEY_NEXT};
    bool was_pressed = is_pressed;
    is_pressed = false;
    return was_pressed;
}

// proc(5), /proc/pid/smaps_rollup, KiB.
static long pss(void) {
    char line[128];
    long value = 0;
    FILE *file = fopen("/proc/self/smaps_rollup", "re");
    while (file && value == 0 && fgets(line, sizeof line, file)) {
        value = strncmp(line, "Pss:", 4) == 0 ? strtol(line + 4, NULL, 10) : 0;
    }
    if (file) {
        fclose(file);
    }
    return value;
}

// KiB in use, whoever allocated it.
static long heap(void) {
    struct mallinfo2 info = mallinfo2();
    return (long)((info.uordblks + info.hblkhd) / 1024);
}

static void turn(struct kiosk *kiosk) {
    platform_null.wait(kiosk_turn(kiosk, kiosk_now(kiosk)));
}

static void turn_page(struct kiosk *kiosk) {
    for (int i = 0; i < PATIENCE && kiosk->prepared != director_next(&kiosk->director) + 1; i++) {
        turn(kiosk);
    }
    is_pressed = true;
    turn(kiosk);
}

static int by_size(const void *a, const void *b) {
    long x = *(const long *)a, y = *(const long *)b;
    return (x > y) - (x < y);
}

struct series {
    const char *name;
    size_t count;
    long samples[MOST_SAMPLES]; // KiB
};

// Of one tenth of the samples, in the order of their size: the nth of four quarters.
static long of_tenth(const struct series *series, size_t tenth, size_t quarter) {
    long sorted[MOST_SAMPLES];
    size_t from = series->count * tenth / 10, len = series->count * (tenth + 1) / 10 - from;
    memcpy(sorted, series->samples + from, len * sizeof *sorted);
    qsort(sorted, len, sizeof *sorted, by_size);
    return len ? sorted[(len - 1) * quarter / 4] : 0;
}

static long growth_of(const struct series *series) {
    for (size_t i = 0; i < 10; i++) {
        printf("%s, tenth %zu: least %ld KiB, median %ld, most %ld\n", series->name, i + 1,
            of_tenth(series, i, 0), of_tenth(series, i, 2), of_tenth(series, i, 4));
    }
    long growth = of_tenth(series, 9, 2) - of_tenth(series, 1, 2);
    printf("%s: growth from the second tenth to the last %ld KiB (at most %d)\n", series->name, growth,
        MOST_GROWTH);
    return growth;
}

static void add_sample(struct series *series, long value) {
    if (series->count < MOST_SAMPLES) {
        series->samples[series->count++] = value;
    }
}

static int soak(struct kiosk *kiosk, long turns) {
    static struct series memory = {.name = "PSS"}, used = {.name = "heap in use"};
    const size_t pages = kiosk->deck->count;
    const long every = turns / (long)pages / MOST_SAMPLES + 1; // rounds
    long rounds = 0;
    for (long i = 0; i < turns; i++) {
        turn_page(kiosk);
        if (kiosk->director.page == 0 && rounds++ % every == 0) {
            resident_trim();
            add_sample(&memory, pss());
            add_sample(&used, heap());
        }
    }
    printf("%ld turns of %zu pages, %ld rounds, %llu frames, %.0f s of CPU time\n", turns, pages, rounds,
        (unsigned long long)kiosk->stats.frames, (double)clock_cpu_ns() / 1e9);
    if (memory.count < 20) {
        return EXIT_FAILURE;
    }
    bool is_flat = growth_of(&memory) < MOST_GROWTH;
    return growth_of(&used) < MOST_GROWTH && is_flat ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv) {
    struct reason reason = {{0}};
    struct studio *studio = NULL;
    struct kiosk *kiosk = NULL;
    long turns = argc == 2 ? strtol(argv[1], NULL, 10) : 0;
    if (turns <= 0) {
        fputs("soak_turns TURNS\n", stderr);
        return 2;
    }
    resident_share_heap();
    log_set_level(LOG_WARNING);
    struct platform platform = platform_null;
    platform.poll = poll_event;
    struct studio_wish wish = {.width = WIDTH, .height = HEIGHT};
    struct platform_wish window = {.width = WIDTH, .height = HEIGHT};
    if (studio_create(&wish, &studio, &reason) || platform.open(&window, &reason)) {
        log_error("%s", reason.text);
        return EXIT_FAILURE;
    }
    struct kiosk_options options = {.platform = &platform, .studio = studio, .at = studio->at};
    if (kiosk_create(&options, &kiosk, &reason)) {
        log_error("%s", reason.text);
        return EXIT_FAILURE;
    }
    stats_init(&kiosk->stats);
    const struct survey_row *rows;
    size_t count;
    courier_survey(kiosk->courier, 30 * SECOND, &rows, &count);
    turn(kiosk);
    while (typesetter_is_busy(&kiosk->typesetter)) {
        turn(kiosk);
    }
    int status = soak(kiosk, turns);
    kiosk_destroy(kiosk);
    platform.close();
    studio_destroy(studio);
    return status;
}
