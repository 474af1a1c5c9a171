#ifndef BROADSIDE_KIOSK_STATUS_H
#define BROADSIDE_KIOSK_STATUS_H

#include "config/settings.h"

// How a kiosk is, for whoever looks after many of them: a JSON file that it replaces whole, at most every
// STATUS_EVERY, where the setting `status` says. One table writes it, reads it and makes
// assets/schema/status.schema.json. Moments are RFC 3339 in UTC; hashes are SHA-256 in hexadecimal. Nothing
// in it is secret: no addresses, no parameters.

#define STATUS_EVERY (10 * SECOND)

struct status_source {
    const char *id;
    const char *state;    // of the last answer: "fresh": it was good; "failing"; "silent": none yet
    const char *answered; // the last success; NULL: none yet
    double next;          // seconds until it is asked again
    double http;          // status of the last answer; 0: none
    double records;
    const char *error; // of the last failure; NULL after a success
};

struct status {
    const char *version, *id;
    const char *time; // of this report
    double uptime;    // seconds
    struct {
        const char *layer; // the highest in use: "remote file", "device file", "demo edition"
        const char *hash;  // of the remote file; NULL: none
        double serial;
        bool on_trial;
        const char *error; // why the remote file was not to be had when last asked for; NULL: it was
        const char *refused, *refused_why; // the file refused last; NULL
        int starts;                        // in a row that ended in a crash, with this one
    } configuration;
    struct {
        bool on;
        const char *page, *title;
        int number, pages; // which of how many
    } screen;
    const struct status_source *sources;
    size_t source_count;
    struct {
        double presented, late;
    } frames;
    double memory; // resident, KiB
    struct {
        double held, today, yesterday; // bytes: on disk, and written in a day of running
    } shelf;
    const char *clock; // "unset", "floor", "trusted"
};

extern const struct setting status_table[];

void status_write_schema(struct strbuf *out);
// For a person, a line each thing.
void status_print(const struct status *status, struct strbuf *out);

#endif
