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

// A chart whose data nobody brings would be left out of the rundown: whoever sets a kiosk up is told here.
// Answers how many there are.
static size_t print_charts(struct courier *courier) {
    const struct edition *edition = courier_take(courier);
    size_t count = 0;
    for (size_t i = 0; edition && i < edition->infographic_count; i++) {
        const struct infographic *graphic = &edition->infographics[i];
        for (size_t k = 0; graphic->chart && k < graphic->chart->data_count; k++) {
            const struct chart_data *data = &graphic->chart->data[k];
            if (!data->rows) {
                printf("infographic \"%s\": %s \"%s\"\n", graphic->title,
                    data->is_known ? "no answer yet with its data"
                                   : "no source of the configuration brings its data",
                    data->address ? data->address : data->said);
                count++;
            }
        }
    }
    edition_unref(edition);
    return count;
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
    failed += print_charts(courier) + studio->faults;
    courier_destroy(courier);
    studio_destroy(studio);
    return failed ? EXIT_FAULT : EXIT_DONE;
}
