#include <stdio.h>

#include "base/log.h"
#include "kiosk/commands.h"
#include "kiosk/options.h"
#include "kiosk/studio.h"

// Asks every source once and says what came of it.

static void print_rows(const struct survey_row *rows, size_t count) {
    printf("%-20s %6s %9s %8s %6s  %s\n", "SOURCE", "STATUS", "BYTES", "RECORDS", "MS", "ERROR");
    for (size_t i = 0; i < count; i++) {
        const struct survey_row *row = &rows[i];
        char status[16] = "-";
        if (row->status) {
            snprintf(status, sizeof status, "%ld", row->status);
        }
        printf("%-20s %6s %9zu %8zu %6lld  %s\n", row->source, status, row->bytes, row->records,
            (long long)row->took, row->error ? row->reason : "-");
    }
}

int command_fetch(int argc, char **argv) {
    const char *config = NULL;
    millis timeout = 60 * SECOND;
    const struct option table[] = {
        {"config", OPTION_TEXT, &config, NULL},
        {"timeout", OPTION_SECONDS, &timeout, NULL},
        {NULL, OPTION_FLAG, NULL, NULL},
    };
    int operands;
    if (!options_read(argc, argv, table, &operands)) {
        return EXIT_USAGE;
    }
    if (operands < argc) {
        fprintf(stderr, "broadside fetch: what is \"%s\"? Options only\n", argv[operands]);
        return EXIT_USAGE;
    }
    struct studio *studio;
    struct reason reason = {{0}};
    if (studio_create(
            &(struct studio_wish){.config = config, .width = 1920, .height = 1080}, &studio, &reason)) {
        log_error("%s", reason.text);
        return EXIT_FAULT;
    }
    struct courier *courier = studio_open_courier(studio, &(struct courier_options){0});
    const struct survey_row *rows;
    size_t count;
    courier_survey(courier, timeout, &rows, &count);
    print_rows(rows, count);
    size_t failed = 0;
    for (size_t i = 0; i < count; i++) {
        failed += rows[i].error != ERROR_NONE;
    }
    failed += studio->faults;
    courier_destroy(courier);
    studio_destroy(studio);
    return failed ? EXIT_FAULT : EXIT_DONE;
}
