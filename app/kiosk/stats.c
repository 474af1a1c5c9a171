#include "kiosk/stats.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/json_writer.h"

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
    *stats = (struct stats){.first_frame = -1};
}

void stats_count_frame(struct stats *stats, millis now, millis due, int refresh) {
    if (stats->frames++ == 0) {
        stats->first_frame = since_exec();
    } else if (now > due + SECOND / refresh) {
        stats->late++;
    }
}

enum error stats_write(const struct stats *stats, const char *path, struct reason *reason) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    struct strbuf text;
    struct json_writer json;
    strbuf_init(&text, LIMIT_STRING);
    json_begin(&json, &text);
    json_object(&json, NULL);
    json_int(&json, "frames_presented", (int64_t)stats->frames);
    json_int(&json, "frames_late", (int64_t)stats->late);
    json_int(&json, "wakeups", (int64_t)stats->wakeups);
    json_int(&json, "turns", (int64_t)stats->turns);
    json_int(&json, "editions", (int64_t)stats->editions);
    json_number(&json, "cpu_seconds", (double)clock_cpu_ns() / 1e9);
    json_int(&json, "first_frame_ms", stats->first_frame);
    json_bool(&json, "first_frame_from_shelf", stats->is_from_shelf);
    json_int(&json, "peak_rss_kb", usage.ru_maxrss);
    json_text(&json, "renderer", stats->renderer);
    json_int(&json, "textures_created", (int64_t)stats->textures);
    json_int(&json, "cache_bytes", (int64_t)stats->cache_bytes);
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
