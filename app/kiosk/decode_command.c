#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "decode/profile.h"
#include "kiosk/assets.h"
#include "kiosk/commands.h"
#include "kiosk/manual.h"
#include "kiosk/options.h"

// A saved answer and a profile: what records come of it. The tool of whoever writes a profile.

static enum error open_profile(const char *name, struct profile **out) {
    char *path = assets_named("profiles", name), *text = NULL;
    size_t len;
    struct reason reason = {{0}};
    struct strbuf faults;
    strbuf_init(&faults, LIMIT_STRING);
    enum error error = file_read(path, LIMIT_CONFIG_FILE, &text, &len, &reason);
    if (error) {
        fprintf(stderr, "error: %s\n", reason.text);
    } else {
        error = profile_create(path, text, len, out, &faults, &reason);
        fputs(strbuf_text(&faults), stderr);
    }
    strbuf_finish(&faults);
    free(text);
    free(path);
    return error;
}

static enum error print_records(const struct profile *profile, const struct answer *answer) {
    struct strbuf records;
    struct reason reason = {{0}};
    strbuf_init(&records, (size_t)4 * LIMIT_BATCH_HEAP);
    enum error error = profile_decode_json(profile, answer, &records, &reason);
    if (error) {
        fprintf(stderr, "error: %s\n", reason.text);
    } else {
        fputs(strbuf_text(&records), stdout);
    }
    strbuf_finish(&records);
    return error;
}

int command_decode(int argc, char **argv) {
    const char *name = NULL, *url = NULL, *type = NULL;
    struct option_pairs pairs = {0};
    const struct option table[] = {
        {"profile", OPTION_TEXT, &name, NULL},
        {"param", OPTION_PAIR, &pairs, NULL},
        {"url", OPTION_TEXT, &url, NULL},
        {"type", OPTION_TEXT, &type, NULL},
        {NULL, OPTION_FLAG, NULL, NULL},
    };
    int operands;
    if (!options_read(argc, argv, table, &operands)) {
        return EXIT_USAGE;
    }
    if (!name || operands + 1 != argc) {
        manual_print(stderr, "decode");
        return EXIT_USAGE;
    }
    struct profile_param params[OPTION_PAIRS];
    for (size_t i = 0; i < pairs.count; i++) {
        params[i] = (struct profile_param){pairs.items[i].name, pairs.items[i].value, false};
    }
    struct answer answer = {
        .url = url,
        .content_type = type,
        .params = params,
        .param_count = pairs.count,
        .fetched = clock_now().wall,
    };
    struct profile *profile = NULL;
    struct reason reason = {{0}};
    char *bytes = NULL;
    enum error error = file_read(argv[operands], LIMIT_BODY, &bytes, &answer.len, &reason);
    if (error) {
        fprintf(stderr, "error: %s\n", reason.text);
    } else {
        answer.bytes = bytes;
        error = open_profile(name, &profile);
    }
    if (!error) {
        error = print_records(profile, &answer);
    }
    profile_destroy(profile);
    free(bytes);
    return error ? EXIT_FAULT : EXIT_DONE;
}
