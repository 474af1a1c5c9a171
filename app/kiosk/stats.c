#include "kiosk/stats.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/json_writer.h"
#include "base/resident.h"

// Milliseconds since the kernel started this process: field 22 of /proc/self/stat, in clock ticks since boot
// (proc(5)). -1 where there is no such file.
static int64_t since_exec(void) {
    FILE *file = fopen("/proc/self/stat", "re");
    if (!file) {
        return -1;
    }
    char text[1024];
    size_t len = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[len] = '\0';
    const char *after_name = strrchr(text, ')'); // the name may hold blanks and brackets
    unsigned long long ticks = 0;
    if (!after_name ||
        sscanf(after_name + 1,
            " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
            &ticks) != 1) {
        return -1;
    }
    struct timespec now;
    clock_gettime(CLOCK_BOOTTIME, &now);
    int64_t started = (int64_t)(ticks * 1000 / (unsigned long long)sysconf(_SC_CLK_TCK));
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 - started;
}

void stats_init(struct stats *stats) {
    *stats = (struct stats){.first_frame = -1, .first_complete = -1};
}

void stats_restart(struct stats *stats) {
    *stats = (struct stats){
        .first_frame = stats->first_frame,
        .first_complete = stats->first_complete,
        .is_from_shelf = stats->is_from_shelf,
        .cpu_before = clock_cpu_ns(),
    };
}

#define ONE_FRAME 16666667 // nanoseconds: a sixtieth of a second

static void count_slow(struct slow_frames *slow, int64_t delay, int64_t busy, int64_t most) {
    slow->all += delay > most;
    slow->ours += delay > most && busy > most;
}

// Refreshes between the one in which the ticker was to move and the one in which it did.
static uint64_t skipped(const struct frame_times *frame) {
    if (!frame->has_motion) {
        return 0;
    }
    millis due = frame->due * frame->refresh / SECOND, now = frame->now * frame->refresh / SECOND;
    return now > due ? (uint64_t)(now - due) : 0;
}

void stats_count_frame(struct stats *stats, const struct frame_times *frame) {
    const bool is_first = stats->first_frame < 0 && stats->frames == 0;
    const bool completes = frame->is_complete && stats->first_complete < 0;
    const millis now = is_first || completes ? since_exec() : 0; // one moment, where it is both
    stats->frames++;
    stats->first_complete = completes ? now : stats->first_complete;
    if (is_first) {
        stats->first_frame = now;
        return;
    }
    int64_t delay = (frame->now - frame->due) * 1000000 + frame->took;
    uint64_t skip = skipped(frame);
    stats->late += frame->now > frame->due + SECOND / frame->refresh;
    count_slow(&stats->over_one, delay, frame->busy, ONE_FRAME);
    count_slow(&stats->over_two, delay, frame->busy, (int64_t)2 * ONE_FRAME);
    stats->longest = delay > stats->longest ? delay : stats->longest;
    stats->skips += skip > 0;
    stats->longest_skip = skip > stats->longest_skip ? skip : stats->longest_skip;
}

static void write_frames(struct json_writer *json, const struct stats *stats) {
    json_int(json, "frames_presented", (int64_t)stats->frames);
    json_int(json, "frames_late", (int64_t)stats->late);
    json_int(json, "frames_over_16ms", (int64_t)stats->over_one.all);
    json_int(json, "frames_over_16ms_ours", (int64_t)stats->over_one.ours);
    json_int(json, "frames_over_33ms", (int64_t)stats->over_two.all);
    json_int(json, "frames_over_33ms_ours", (int64_t)stats->over_two.ours);
    json_number(json, "frame_longest_ms", round((double)stats->longest / 1e4) / 100);
    json_int(json, "skips", (int64_t)stats->skips);
    json_int(json, "longest_skip", (int64_t)stats->longest_skip);
}

static void write_caches(struct json_writer *json, const struct stats *stats) {
    static const char *const names[CACHES] = {[CACHE_RUNS] = "text_runs",
        [CACHE_PICTURES] = "pictures",
        [CACHE_SHAPES] = "shapes",
        [CACHE_RIBBON] = "ticker",
        [CACHE_GLYPHS] = "glyphs"};
    json_object(json, "caches");
    for (size_t i = 0; i < CACHES; i++) {
        const struct cache_stats *cache = &stats->caches[i];
        json_object(json, names[i]);
        json_int(json, "budget_bytes", (int64_t)cache->budget);
        json_int(json, "bytes", (int64_t)cache->bytes);
        json_int(json, "most_bytes", (int64_t)cache->peak);
        json_int(json, "entries", (int64_t)cache->count);
        json_int(json, "found", (int64_t)cache->hits);
        json_int(json, "made", (int64_t)cache->misses);
        json_int(json, "evicted", (int64_t)cache->evictions);
        json_end_object(json);
    }
    json_end_object(json);
}

enum error stats_write(const struct stats *stats, const char *path, struct reason *reason) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    struct strbuf text;
    struct json_writer json;
    strbuf_init(&text, LIMIT_STRING);
    json_begin(&json, &text);
    json_object(&json, NULL);
    write_frames(&json, stats);
    json_int(&json, "wakeups", (int64_t)stats->wakeups);
    json_int(&json, "turns", (int64_t)stats->turns);
    json_int(&json, "editions", (int64_t)stats->editions);
    json_number(&json, "cpu_seconds", (double)(clock_cpu_ns() - stats->cpu_before) / 1e9);
    json_int(&json, "first_frame_ms", stats->first_frame);
    json_int(&json, "first_complete_frame_ms", stats->first_complete);
    json_bool(&json, "first_frame_from_shelf", stats->is_from_shelf);
    json_int(&json, "peak_rss_kb", usage.ru_maxrss);
    json_int(&json, "pss_kb", resident_shared());
    json_text(&json, "renderer", stats->renderer);
    json_int(&json, "textures_created", (int64_t)stats->textures);
    write_caches(&json, stats);
    json_int(&json, "shelf_bytes_written", (int64_t)stats->shelf_written);
    json_int(&json, "shelf_bytes_written_per_day", (int64_t)stats->shelf_day);
    json_end_object(&json);
    enum error error = ERROR_NONE;
    if (strcmp(path, "-") == 0) {
        fputs(strbuf_text(&text), stdout);
    } else {
        error = file_write(path, strbuf_text(&text), text.len, reason);
    }
    strbuf_finish(&text);
    return error;
}
