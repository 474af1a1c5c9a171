#include "kiosk/status.h"

#include "base/limits.h"

#define AT(structure, member) .offset = offsetof(structure, member)
#define TEXT(name, structure, member, words)                                                                 \
    { .key = (name), .type = SETTING_TEXT, AT(structure, member), .help = (words) }
#define NUMBER(name, structure, member, words)                                                               \
    {                                                                                                        \
        .key = (name), .type = SETTING_NUMBER, AT(structure, member), .least = -9e15, .most = 9e15,          \
        .help = (words)                                                                                      \
    }
#define INT(name, structure, member, words)                                                                  \
    { .key = (name), .type = SETTING_INT, AT(structure, member), .least = 0, .most = 1e6, .help = (words) }
#define FLAG(name, structure, member, words)                                                                 \
    { .key = (name), .type = SETTING_BOOL, AT(structure, member), .help = (words) }
#define WORD_OF(list, name, structure, member, said)                                                         \
    { .key = (name), .type = SETTING_WORD, AT(structure, member), .words = (list), .help = (said) }
#define PART(name, members, said)                                                                            \
    { .key = (name), .type = SETTING_OBJECT, .fields = (members), .help = (said) }

static const char *const layers[] = {"remote file", "device file", "demo edition", NULL};
static const char *const states[] = {"fresh", "failing", "silent", NULL};
static const char *const clocks[] = {"unset", "floor", "trusted", NULL};

static const struct setting configuration[] = {
    WORD_OF(layers, "layer", struct status, configuration.layer, "The highest layer that is in use."),
    TEXT("hash", struct status, configuration.hash, "SHA-256 of the remote file in use."),
    NUMBER("serial", struct status, configuration.serial, "Its serial; 0 without one."),
    FLAG("on_trial", struct status, configuration.on_trial, "It has not done well for long enough yet."),
    TEXT("error", struct status, configuration.error,
        "Why the remote file was not to be had when it was last asked for; absent if it was."),
    TEXT("refused", struct status, configuration.refused, "SHA-256 of the remote file refused last."),
    TEXT("refused_why", struct status, configuration.refused_why, "The first thing wrong with that one."),
    INT("starts", struct status, configuration.starts,
        "Starts in a row that ended in a crash, with this one."),
    {0},
};

static const struct setting screen[] = {
    FLAG("on", struct status, screen.on, "false in quiet hours."),
    TEXT("page", struct status, screen.page, "The kind of the page that is on."),
    TEXT("title", struct status, screen.title, "Its title."),
    INT("number", struct status, screen.number, "Which page of the rundown that is, from 1."),
    INT("pages", struct status, screen.pages, "Pages in the rundown."),
    {0},
};

static const struct setting source[] = {
    {.key = "id",
        .type = SETTING_TEXT,
        .required = true,
        AT(struct status_source, id),
        .help = "As in the configuration."},
    WORD_OF(states, "state", struct status_source, state,
        "Its last answer was good, or was not, or there was none yet."),
    TEXT("answered", struct status_source, answered, "When it last answered well."),
    NUMBER("next", struct status_source, next, "Seconds until it is asked again."),
    NUMBER("http", struct status_source, http, "HTTP status of the last answer; 0: none."),
    NUMBER("records", struct status_source, records, "Records in use."),
    TEXT("error", struct status_source, error, "What went wrong last; absent after a success."),
    {0},
};

static const struct setting frames[] = {
    NUMBER("presented", struct status, frames.presented, "Since the start."),
    NUMBER("late", struct status, frames.late, "More than one refresh after they were due."),
    {0},
};

static const struct setting shelf[] = {
    NUMBER("held", struct status, shelf.held, "Bytes on disk."),
    NUMBER("today", struct status, shelf.today, "Bytes written in the current day of running."),
    NUMBER("yesterday", struct status, shelf.yesterday, "Bytes written in the one before."),
    {0},
};

const struct setting status_table[] = {
    TEXT("version", struct status, version, "Of the program."),
    TEXT("id", struct status, id, "kiosk.id"),
    TEXT("time", struct status, time, "Of this report, by the kiosk's clock (RFC 3339)."),
    NUMBER("uptime", struct status, uptime, "Seconds since the start."),
    PART("configuration", configuration, "What it runs on."),
    PART("screen", screen, "What is on."),
    {.key = "sources",
        .type = SETTING_LIST,
        AT(struct status, sources),
        .count_offset = offsetof(struct status, source_count),
        .most = LIMIT_SOURCES,
        .fields = source,
        .element_size = sizeof(struct status_source),
        .help = "Where news comes from, and whether it does."},
    PART("frames", frames, "Pictures shown."),
    NUMBER("memory", struct status, memory, "KiB resident."),
    PART("shelf", shelf, "What is kept on disk."),
    WORD_OF(clocks, "clock", struct status, clock, "What is known of the clock (docs/fetching.md)."),
    {0},
};

void status_write_schema(struct strbuf *out) {
    settings_write_schema(
        status_table, "Broadside status", "https://broadside.example/schema/status.schema.json", out);
}

// "-" for what is absent.
static const char *shown(const char *text) {
    return text && *text ? text : "-";
}

void status_print(const struct status *status, struct strbuf *out) {
    strbuf_printf(out, "%s: broadside %s, up %.0f s, at %s (clock %s)\n", shown(status->id),
        shown(status->version), status->uptime, shown(status->time), shown(status->clock));
    strbuf_printf(out, "configuration: %s %.12s serial %.0f%s\n", shown(status->configuration.layer),
        shown(status->configuration.hash), status->configuration.serial,
        status->configuration.on_trial ? ", on trial" : "");
    if (status->configuration.error) {
        strbuf_printf(out, "remote file: %s\n", status->configuration.error);
    }
    if (status->configuration.refused) {
        strbuf_printf(out, "refused: %.12s: %s\n", status->configuration.refused,
            shown(status->configuration.refused_why));
    }
    strbuf_printf(out, "screen: %s, page %d of %d: %s %s\n", status->screen.on ? "on" : "off",
        status->screen.number, status->screen.pages, shown(status->screen.page), shown(status->screen.title));
    strbuf_printf(out, "frames: %.0f, %.0f late; memory %.0f KiB; shelf %.0f bytes, %.0f written today\n",
        status->frames.presented, status->frames.late, status->memory, status->shelf.held,
        status->shelf.today);
    strbuf_printf(out, "%-20s %-8s %6s %8s %8s  %-26s %s\n", "SOURCE", "STATE", "HTTP", "RECORDS", "NEXT",
        "ANSWERED", "ERROR");
    for (size_t i = 0; i < status->source_count; i++) {
        const struct status_source *source_row = &status->sources[i];
        strbuf_printf(out, "%-20s %-8s %6.0f %8.0f %6.0f s  %-26s %s\n", source_row->id,
            shown(source_row->state), source_row->http, source_row->records, source_row->next,
            shown(source_row->answered), shown(source_row->error));
    }
}
