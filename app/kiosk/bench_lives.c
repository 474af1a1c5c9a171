#include "kiosk/bench_lives.h"

#include <errno.h>
#include <fts.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "config/settings.h"
#include "kiosk/assets.h"
#include "kiosk/bench_server.h"

#define MOST_TIMES 5
#define LOAD 4 // processes

enum place { PLACE_NONE, PLACE_WINDOW };

static const struct life {
    const char *config;
    enum place place;
    double start, seconds; // that are left out, and then counted
    int times;
    int load;
    bool has_server;
} lives[BENCH_LIVES] = {
    [LIFE_SHELVE] = {"demo.json", PLACE_NONE, 0, 30, 1, 0, true},
    [LIFE_FIRST] = {"demo.json", PLACE_NONE, 0, 1, 5, 0, false},
    [LIFE_FIRST_WINDOW] = {"demo.json", PLACE_WINDOW, 0, 0.5, 5, 0, false},
    [LIFE_STILL] = {"still.json", PLACE_NONE, 600, 3600, 1, 0, false},
    [LIFE_WINDOW] = {"demo.json", PLACE_WINDOW, 3, 6, 1, 0, false},
    [LIFE_LOADED] = {"demo.json", PLACE_WINDOW, 0, 10, 1, LOAD, false},
};

struct yard {
    char *folder; // of the configurations, the shelf and the figures
    int width, height;
    struct bench_server *server;
};

extern char **environ;

#define NUMBER(name, member)                                                                                 \
    {                                                                                                        \
        .key = (name), .type = SETTING_NUMBER, .offset = offsetof(struct bench_outcome, member),             \
        .least = -9e15, .most = 9e15                                                                         \
    }

static const struct setting told[] = {
    NUMBER("first_frame_ms", first_frame),
    NUMBER("first_complete_frame_ms", first_complete),
    {.key = "first_frame_from_shelf",
        .type = SETTING_BOOL,
        .offset = offsetof(struct bench_outcome, is_from_shelf)},
    NUMBER("cpu_seconds", cpu),
    NUMBER("frames_presented", frames),
    NUMBER("frames_over_16ms", slow),
    NUMBER("frames_over_16ms_ours", slow_ours),
    NUMBER("frames_over_33ms", very_slow),
    NUMBER("frames_over_33ms_ours", very_slow_ours),
    NUMBER("longest_skip", longest_skip),
    NUMBER("wakeups", wakeups),
    NUMBER("pss_kb", memory),
    {0},
};

static enum error read_stats(const char *path, struct bench_outcome *out, struct reason *reason) {
    char *text;
    size_t len;
    enum error error = file_read(path, LIMIT_CONFIG_FILE, &text, &len, reason);
    if (!error) {
        struct arena arena;
        struct strbuf others; // members that are not of interest here
        arena_init(&arena, 0);
        strbuf_init(&others, LIMIT_STRING);
        settings_read(told, path, text, len, &arena, out, &others);
        out->is_known = true;
        strbuf_finish(&others);
        arena_finish(&arena);
        free(text);
    }
    return error;
}

// The demo's configuration with its files at another address, and `more` before everything else.
static enum error write_demo(const struct yard *yard, const char *more, struct reason *reason) {
    static const char file[] = "\"file:";
    char *path = assets_path("demo", "config.json"), *text;
    size_t len;
    enum error error = file_read(path, LIMIT_CONFIG_FILE, &text, &len, reason);
    free(path);
    if (error) {
        return error;
    }
    struct strbuf out;
    strbuf_init(&out, LIMIT_CONFIG_FILE);
    const char *from = strchr(text, '{');
    strbuf_printf(&out, "{%s", more);
    for (const char *at = from ? from + 1 : ""; *at;) {
        const char *next = strstr(at, file);
        strbuf_add(&out, at, next ? (size_t)(next - at) : strlen(at));
        if (next) {
            strbuf_printf(&out, "\"http://127.0.0.1:%d/", bench_server_port(yard->server));
        }
        at = next ? next + sizeof file - 1 : "";
    }
    path = file_join(yard->folder, "demo.json");
    error = file_replace(path, out.data, out.len, reason);
    free(path);
    strbuf_finish(&out);
    free(text);
    return error;
}

// One page that stays, and nothing on it that moves or takes turns.
static enum error write_still(const struct yard *yard, struct reason *reason) {
    struct strbuf out;
    char *stories = assets_path("demo", "top.json"), *path = file_join(yard->folder, "still.json");
    strbuf_init(&out, LIMIT_CONFIG_FILE);
    strbuf_printf(&out,
        "{\"kiosk\": {\"title\": \"Still\", \"timezone\": \"UTC\", \"at\": \"2026-11-24T11:05:00Z\"},\n"
        " \"sources\": [{\"id\": \"top\", \"profile\": \"json-feed\", \"url\": \"file:%s\", \"every\": "
        "\"1h\", "
        "\"lists\": [\"top\"]}],\n"
        " \"ticker\": {\"on\": false}, \"rundown\": [{\"page\": \"top-stories\", \"seconds\": \"1h\"}]}\n",
        stories);
    enum error error = file_replace(path, out.data, out.len, reason);
    free(path);
    free(stories);
    strbuf_finish(&out);
    return error;
}

static void remove_tree(char *folder) {
    char *const roots[] = {folder, NULL};
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    for (const FTSENT *entry; tree && (entry = fts_read(tree));) {
        if (entry->fts_info != FTS_D) { // a folder comes again after what is in it
            remove(entry->fts_path);
        }
    }
    if (tree) {
        fts_close(tree);
    }
}

static void close_yard(struct yard *yard) {
    bench_server_stop(yard->server);
    remove_tree(yard->folder);
    free(yard->folder);
}

static enum error open_yard(struct yard *yard, struct reason *reason) {
    const char *temporary = getenv("TMPDIR");
    yard->folder = file_join(temporary ? temporary : "/tmp", "broadside-bench-XXXXXX");
    if (!mkdtemp(yard->folder)) {
        reason_set(reason, ERROR_IO, "%s: %s", yard->folder, strerror(errno));
        free(yard->folder);
        return ERROR_IO;
    }
    char *demo = assets_path("demo", "");
    enum error error = bench_server_start(demo, &yard->server, reason);
    free(demo);
    error = error ? error : write_demo(yard, "\"cache\": \"shelf\",", reason);
    error = error ? error : write_still(yard, reason);
    if (error) {
        close_yard(yard);
    }
    return error;
}

static void start_load(pid_t busy[], int count) {
    for (int i = 0; i < count; i++) {
        busy[i] = fork();
        if (busy[i] == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            sched_setscheduler(
                0, SCHED_OTHER, &(struct sched_param){0}); // whatever ours is: others must run, too
            for (volatile unsigned long turns = 0;; turns++) {
            }
        }
    }
}

static void end_load(const pid_t busy[], int count) {
    for (int i = 0; i < count && busy[i] > 0; i++) {
        kill(busy[i], SIGKILL);
        waitpid(busy[i], NULL, 0);
    }
}

static enum error run(const char *const arguments[], struct reason *reason) {
    pid_t pid;
    int status;
    union { // posix_spawn changes none of them, though its type says that it might
        const char *const *given;
        char *const *taken;
    } argv = {arguments};
    int fault = posix_spawn(&pid, "/proc/self/exe", NULL, NULL, argv.taken, environ);
    if (fault) {
        return reason_set(reason, ERROR_IO, "no process for a kiosk: %s", strerror(fault));
    }
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return status == 0 ? ERROR_NONE
                       : reason_set(reason, ERROR_IO, "broadside run %s: ended with status %d", arguments[3],
                             WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
}

static enum error live_once(
    const struct yard *yard, const struct life *life, struct bench_outcome *out, struct reason *reason) {
    char start[32], end[32], size[32];
    char *config = file_join(yard->folder, life->config), *stats = file_join(yard->folder, "stats.json");
    snprintf(start, sizeof start, "%g", life->start);
    snprintf(end, sizeof end, "%g", life->start + life->seconds);
    snprintf(size, sizeof size, "%dx%d", yard->width, yard->height);
    const char *const arguments[] = {"broadside", "run", "--config", config, "--window", size, "--platform",
        life->place == PLACE_WINDOW ? "desktop" : "null", "--renderer", "software", "--exit-after", end,
        "--stats", stats, "--log-level", "error", life->start > 0 ? "--stats-after" : NULL, start, NULL};
    pid_t busy[LOAD] = {0};
    start_load(busy, life->load);
    enum error error = run(arguments, reason);
    end_load(busy, life->load);
    *out = (struct bench_outcome){.seconds = life->seconds};
    error = error ? error : read_stats(stats, out, reason);
    if (!error && out->first_complete < 0) { // not in all that time: it takes longer than this at least
        out->first_complete = out->first_frame + life->seconds * 1000;
    }
    free(config);
    free(stats);
    return error;
}

static int by_first_complete(const void *a, const void *b) {
    const struct bench_outcome *x = a, *y = b;
    return (x->first_complete > y->first_complete) - (x->first_complete < y->first_complete);
}

static enum error live(
    const struct yard *yard, const struct life *life, struct bench_outcome *out, struct reason *reason) {
    struct bench_outcome outcomes[MOST_TIMES] = {0};
    enum error error = ERROR_NONE;
    for (int i = 0; !error && i < life->times; i++) {
        error = live_once(yard, life, &outcomes[i], reason);
    }
    if (!error) {
        qsort(outcomes, (size_t)life->times, sizeof *outcomes, by_first_complete);
        *out = outcomes[life->times / 2];
    }
    return error;
}

enum error bench_live(
    struct bench_outcome out[BENCH_LIVES], int width, int height, bool has_display, struct reason *reason) {
    struct yard yard = {.width = width, .height = height};
    enum error error = open_yard(&yard, reason);
    if (error) {
        return error;
    }
    for (size_t i = 0; !error && i < BENCH_LIVES; i++) {
        if (!lives[i].has_server) {
            bench_server_stop(yard.server);
            yard.server = NULL;
        }
        if (lives[i].place == PLACE_NONE || has_display) {
            error = live(&yard, &lives[i], &out[i], reason);
        }
    }
    if (!error && !out[LIFE_FIRST].is_from_shelf) {
        error = reason_set(
            reason, ERROR_IO, "the first frame did not come from the shelf: what is wrong with it?");
    }
    close_yard(&yard);
    return error;
}
