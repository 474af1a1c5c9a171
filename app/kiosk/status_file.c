#include "kiosk/status_file.h"

#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "kiosk/status.h"
#include "layout/page.h"

void status_file_init(struct status_file *file, const char *path, millis now) {
    *file = (struct status_file){.path = path, .started = now, .due = path ? now : MILLIS_NEVER};
}

static const char *moment_text(struct arena *arena, millis utc) {
    char text[MOMENT_TEXT];
    return arena_text(arena, moment_format((struct moment){utc, 0}, text));
}

// proc(5), /proc/pid/statm: the second number, in pages.
static double resident(void) {
    FILE *file = fopen("/proc/self/statm", "re");
    long pages = 0;
    bool is_read = file && fscanf(file, "%*d %ld", &pages) == 1;
    if (file) {
        fclose(file);
    }
    return is_read ? (double)pages * (double)sysconf(_SC_PAGESIZE) / 1024 : 0;
}

static void fill_configuration(struct status *out, const struct steward *steward) {
    struct steward_report report = steward_report(steward);
    bool is_demo = report.rung == RUNG_DEMO || !steward_device(steward)->path;
    out->configuration.layer = is_demo ? "demo edition" : *report.hash ? "remote file" : "device file";
    out->configuration.hash = *report.hash ? report.hash : NULL;
    out->configuration.serial = (double)report.serial;
    out->configuration.on_trial = report.is_on_trial;
    out->configuration.starts = report.starts;
    if (*report.refused) {
        out->configuration.refused = report.refused;
        out->configuration.refused_why = report.refused_why;
    }
}

static void fill_screen(struct status *out, const struct kiosk *kiosk) {
    const struct page *page = &kiosk->deck->pages[kiosk->director.page];
    out->screen.on = kiosk->studio->config->screen_on;
    out->screen.page = page->kind->name;
    out->screen.title = page->title;
    out->screen.number = (int)kiosk->director.page + 1;
    out->screen.pages = (int)kiosk->deck->count;
}

static void fill_sources(
    struct status *out, const struct courier_report *report, struct arena *arena, struct instant now) {
    struct status_source *sources = arena_array(arena, report->count + 1, sizeof *sources);
    for (size_t i = 0; i < report->count; i++) {
        const struct courier_row *row = &report->rows[i];
        sources[i] = (struct status_source){
            .id = row->id,
            .state = !row->has_answered ? "silent"
                     : row->is_failing  ? "failing"
                                        : "fresh",
            .answered = row->fetched ? moment_text(arena, row->fetched) : NULL,
            .next = row->due > now.steady ? (double)(row->due - now.steady) / SECOND : 0,
            .http = (double)row->status,
            .records = (double)row->records,
            .error = row->reason.text[0] ? row->reason.text : NULL,
        };
    }
    out->sources = sources;
    out->source_count = report->count;
}

static void fill_courier(struct status *out, const struct courier_report *report) {
    static const char *const clocks[] = {
        [CLOCK_UNSET] = "unset", [CLOCK_FLOOR] = "floor", [CLOCK_TRUSTED] = "trusted"};
    out->clock = clocks[report->clock];
    out->configuration.error = report->parcel.text[0] ? report->parcel.text : NULL;
    out->shelf.held = (double)report->shelf.held;
    out->shelf.today = (double)report->shelf.today;
    out->shelf.yesterday = (double)report->shelf.yesterday;
}

static void write_status(struct status_file *file, const struct status *status) {
    struct strbuf text;
    struct reason reason;
    strbuf_init(&text, LIMIT_CONFIG_FILE);
    settings_write_json(status_table, status, &text);
    bool has_failed = file_replace(file->path, strbuf_text(&text), text.len, &reason) != ERROR_NONE;
    if (has_failed && !file->has_failed) {
        log_warning("status: %s", reason.text);
    }
    file->has_failed = has_failed;
    strbuf_finish(&text);
}

millis status_file_turn(
    struct status_file *file, const struct kiosk *kiosk, const struct steward *steward, struct instant now) {
    if (now.steady < file->due) {
        return file->due;
    }
    file->due = now.steady + STATUS_EVERY;
    struct courier_report report;
    struct arena arena;
    arena_init(&arena, 0); // bounded by the number of sources
    courier_report(kiosk->courier, &report);
    struct status status = {
        .version = BROADSIDE_VERSION,
        .id = steward_device(steward)->kiosk.id,
        .time = moment_text(&arena, now.wall),
        .uptime = (double)(now.steady - file->started) / SECOND,
        .frames = {(double)kiosk->stats.frames, (double)kiosk->stats.late},
        .memory = resident(),
    };
    fill_configuration(&status, steward);
    fill_screen(&status, kiosk);
    fill_sources(&status, &report, &arena, now);
    fill_courier(&status, &report);
    write_status(file, &status);
    courier_report_finish(&report);
    arena_finish(&arena);
    return file->due;
}
