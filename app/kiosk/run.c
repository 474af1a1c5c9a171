#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/resident.h"
#include "kiosk/commands.h"
#include "kiosk/heartbeat.h"
#include "kiosk/kiosk.h"
#include "kiosk/options.h"
#include "kiosk/status_file.h"
#include "kiosk/steward.h"
#include "platform/service.h"

// The kiosk itself.

static const struct platform *const platforms[] = {&platform_desktop, &platform_null, &platform_rpi};

struct run_options {
    const char *config, *platform, *stats;
    const char *renderer; // NULL: the configuration's
    struct option_size window;
    bool fullscreen, shows_damage, repaints_all;
    int rotate; // -1: the configuration's
    struct moment at;
    millis exit_after;  // 0: never
    millis stats_after; // what comes before it is not counted
};

static bool run_options_read(int argc, char **argv, struct run_options *options) {
    static const char *const platform_words[] = {"desktop", "null", "rpi", NULL};
    static const char *const renderer_words[] = {"auto", "gpu", "software", NULL};
    static const char *const rotations[] = {"0", "90", "180", "270", NULL};
    *options = (struct run_options){.platform = "desktop", .rotate = -1, .at = MOMENT_NONE};
    const struct option table[] = {
        {"config", OPTION_TEXT, &options->config, NULL},
        {"platform", OPTION_WORD, &options->platform, platform_words},
        {"window", OPTION_SIZE, &options->window, NULL},
        {"fullscreen", OPTION_FLAG, &options->fullscreen, NULL},
        {"renderer", OPTION_WORD, &options->renderer, renderer_words},
        {"rotate", OPTION_INT, &options->rotate, rotations},
        {"at", OPTION_MOMENT, &options->at, NULL},
        {"exit-after", OPTION_SECONDS, &options->exit_after, NULL},
        {"stats", OPTION_TEXT, &options->stats, NULL},
        {"stats-after", OPTION_SECONDS, &options->stats_after, NULL},
        {"show-damage", OPTION_FLAG, &options->shows_damage, NULL},
        {"full-damage", OPTION_FLAG, &options->repaints_all, NULL},
        {NULL, OPTION_FLAG, NULL, NULL},
    };
    int operands;
    if (!options_read(argc, argv, table, &operands)) {
        return false;
    }
    if (operands < argc) {
        fprintf(stderr, "broadside run: what is \"%s\"? Options only\n", argv[operands]);
        return false;
    }
    if (options->fullscreen && options->window.width) {
        fputs("broadside run: --window or --fullscreen, not both\n", stderr);
        return false;
    }
    return true;
}

// The option's words are the platforms' names.
static const struct platform *platform_named(const char *name) {
    const struct platform *found = NULL;
    for (size_t i = 0; i < sizeof platforms / sizeof *platforms; i++) {
        found = strcmp(platforms[i]->name, name) == 0 ? platforms[i] : found;
    }
    assert(found);
    return found;
}

// Tells the service manager that the program has started, and then that it lives.
static millis report_life(struct heartbeat *heartbeat, struct kiosk *kiosk, struct instant now) {
    struct vital_signs signs = kiosk_vital_signs(kiosk);
    switch (heartbeat_turn(heartbeat, &signs, now.steady)) {
    case HEARTBEAT_NOTHING: break;
    case HEARTBEAT_READY: service_say_ready(); break;
    case HEARTBEAT_ALIVE:
        service_say_alive();
        courier_nudge(kiosk->courier); // so that its thread turns before the next beat, if it can
        break;
    }
    return heartbeat_next_change(heartbeat);
}

static enum platform_renderer renderer_named(const char *name) {
    return strcmp(name, "gpu") == 0        ? PLATFORM_RENDERER_GPU
           : strcmp(name, "software") == 0 ? PLATFORM_RENDERER_SOFTWARE
                                           : PLATFORM_RENDERER_AUTO;
}

static void loop(struct kiosk *kiosk, struct steward *steward, const struct run_options *options) {
    struct status_file status;
    struct heartbeat heartbeat;
    const millis start = kiosk_now(kiosk).steady;
    millis end = options->exit_after ? start + options->exit_after : MILLIS_NEVER;
    millis count = options->stats_after ? start + options->stats_after : MILLIS_NEVER;
    heartbeat_init(&heartbeat, service_watchdog(), start);
    status_file_init(&status, steward_device(steward)->status, start);
    while (!kiosk->has_ended) {
        struct instant now = kiosk_now(kiosk);
        if (now.steady >= end) {
            break;
        }
        if (now.steady >= count) {
            stats_restart(&kiosk->stats);
            count = MILLIS_NEVER;
        }
        millis look = steward_turn(steward, kiosk, now);
        millis due = kiosk_turn(kiosk, now);
        millis report = status_file_turn(&status, kiosk, steward, now);
        millis beat = kiosk->has_ended ? due : report_life(&heartbeat, kiosk, now);
        due = look < due ? look : due;
        due = report < due ? report : due;
        due = beat < due ? beat : due;
        if (!kiosk->has_ended) {
            kiosk_wait(kiosk, due < end ? due : end);
        }
    }
}

static void read_disk(struct kiosk *kiosk) {
    struct courier_report report;
    courier_report(kiosk->courier, &report);
    kiosk->stats.shelf_written = report.shelf.written;
    kiosk->stats.shelf_day = report.shelf.yesterday;
    courier_report_finish(&report);
}

static enum error run_kiosk(const struct run_options *options, const struct platform *platform,
    struct steward *steward, struct reason *reason) {
    struct kiosk *kiosk;
    struct studio *studio = steward_studio(steward);
    struct kiosk_options wish = {
        .platform = platform,
        .studio = studio,
        .device = steward_device(steward),
        .rotate_is_fixed = options->rotate >= 0,
        .rotate = options->rotate < 0 ? studio->config->kiosk.rotate : options->rotate,
        .at = steward_at(steward),
        .at_is_fixed = moment_is_known(options->at),
        .shows_damage = options->shows_damage,
        .repaints_all = options->repaints_all,
    };
    int width, height;
    platform->size(&width, &height);
    kiosk_page_size(wish.rotate, &width, &height);
    studio_resize(studio, width, height);
    enum error error = kiosk_create(&wish, &kiosk, reason);
    if (!error) {
        stats_init(&kiosk->stats);
        kiosk->stats.is_from_shelf = kiosk->edition != NULL;
        if (platform->is_virtual) {
            // Virtual time would run for hours before the first answer: the first round is asked for now, as
            // soon as what there is from before is shown.
            kiosk_turn(kiosk, kiosk_now(kiosk));
            const struct survey_row *rows;
            size_t count;
            courier_survey(kiosk->courier, 30 * SECOND, &rows, &count);
        }
        courier_start(kiosk->courier);
        loop(kiosk, steward, options);
        service_say_stopping();
        steward_retire(steward);
        kiosk_count_caches(kiosk);
        read_disk(kiosk);
        error = options->stats ? stats_write(&kiosk->stats, options->stats, reason) : ERROR_NONE;
    }
    kiosk_destroy(kiosk);
    return error;
}

int command_run(int argc, char **argv) {
    struct run_options options;
    if (!run_options_read(argc, argv, &options)) {
        return EXIT_USAGE;
    }
    resident_share_heap();
    struct reason reason = {{0}};
    struct steward *steward = NULL;
    const struct platform *platform = platform_named(options.platform);
    struct steward_wish wanted = {.config = options.config, .width = 1920, .height = 1080, .at = options.at};
    enum error error = steward_create(&wanted, platform->now(), &steward, &reason);
    if (!error) {
        const struct config *config = steward_studio(steward)->config;
        struct platform_wish wish = {
            .title = config->kiosk.title,
            .width = options.window.width,
            .height = options.window.height,
            .fullscreen = options.fullscreen,
            .tallest = steward_studio(steward)->config->screen_tallest,
            .renderer = renderer_named(options.renderer ? options.renderer : config->screen_renderer),
        };
        error = platform->open(&wish, &reason);
        if (!error) {
            error = run_kiosk(&options, platform, steward, &reason);
            platform->close();
        }
    }
    steward_destroy(steward);
    if (error) {
        log_error("%s", reason.text);
    }
    return error ? EXIT_FAULT : EXIT_DONE;
}
