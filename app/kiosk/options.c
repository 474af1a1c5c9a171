#include "kiosk/options.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/nearest.h"
#include "kiosk/manual.h"

// "broadside run: --window needs a value", and how the command is used.
static bool fault(const char *command, const char *name, const char *what) {
    fprintf(stderr, "broadside %s: --%s %s\n", command, name, what);
    manual_print(stderr, command);
    return false;
}

static const struct option *option_find(const struct option *options, const char *name, size_t len) {
    for (; options->name; options++) {
        if (strlen(options->name) == len && strncmp(options->name, name, len) == 0) {
            return options;
        }
    }
    return NULL;
}

static bool is_word(const char *const *words, const char *text) {
    for (; *words; words++) {
        if (strcmp(*words, text) == 0) {
            return true;
        }
    }
    return false;
}

static bool read_int(const struct option *option, const char *text) {
    char *end;
    long value = strtol(text, &end, 10);
    if (!*text || *end || value < (option->words ? 0 : 1) || value > 1000000) {
        return false;
    }
    *(int *)option->value = (int)value;
    return true;
}

static bool read_seconds(const struct option *option, const char *text) {
    char *end;
    double value = strtod(text, &end);
    if (!*text || *end || !(value > 0) || value > 1e9) {
        return false;
    }
    *(millis *)option->value = (millis)llround(value * (double)SECOND);
    return true;
}

static bool read_size(const struct option *option, const char *text) {
    struct option_size size;
    char rest;
    if (sscanf(text, "%5dx%5d%c", &size.width, &size.height, &rest) != 2 || size.width < 320 ||
        size.height < 240 || size.width > LIMIT_SCREEN_SIDE || size.height > LIMIT_SCREEN_SIDE) {
        return false;
    }
    *(struct option_size *)option->value = size;
    return true;
}

static bool read_text(const struct option *option, const char *text) {
    *(const char **)option->value = text;
    return true;
}

static bool read_moment(const struct option *option, const char *text) {
    return moment_parse(text, option->value);
}

static bool read_pair(const struct option *option, const char *text) {
    struct option_pairs *pairs = option->value;
    const char *equals = strchr(text, '=');
    if (!equals || equals == text || pairs->count == OPTION_PAIRS) {
        return false;
    }
    char *name = strndup(text, (size_t)(equals - text));
    if (!name) {
        abort();
    }
    pairs->items[pairs->count++] = (struct option_pair){name, equals + 1};
    return true;
}

static const struct {
    bool (*read)(const struct option *option, const char *text);
    const char *allowed;
} kinds[] = {
    [OPTION_FLAG] = {NULL, ""},
    [OPTION_TEXT] = {read_text, "text"},
    [OPTION_WORD] = {read_text, "one of the words above"},
    [OPTION_INT] = {read_int, "a whole number"},
    [OPTION_SECONDS] = {read_seconds, "seconds"},
    [OPTION_SIZE] = {read_size, "WIDTHxHEIGHT, 320x240 to 8192x8192"},
    [OPTION_MOMENT] = {read_moment, "RFC 3339, as 2026-11-24T14:05:00+03:00"},
    [OPTION_PAIR] = {read_pair, "NAME=VALUE, at most 16"},
};

static bool take_value(const char *command, const struct option *option, const char *text) {
    bool good = (!option->words || is_word(option->words, text)) && kinds[option->kind].read(option, text);
    if (!good) {
        fprintf(stderr, "broadside %s: --%s: \"%s\" (allowed: ", command, option->name, text);
        for (const char *const *word = option->words; word && *word; word++) {
            fprintf(stderr, "%s%s", word == option->words ? "" : ", ", *word);
        }
        fprintf(stderr, "%s)\n", option->words ? "" : kinds[option->kind].allowed);
    }
    return good;
}

static bool unknown(const char *command, const struct option *options, const char *name) {
    const char *names[32];
    size_t count = 0;
    for (; options[count].name && count < 32; count++) {
        names[count] = options[count].name;
    }
    const char *near = nearest_word(name, names, count);
    char what[128] = "is no option";
    if (near) {
        snprintf(what, sizeof what, "is no option (did you mean --%s?)", near);
    }
    return fault(command, name, what);
}

bool options_read(int argc, char **argv, const struct option *options, int *operands) {
    int at = 1;
    for (; at < argc && strncmp(argv[at], "--", 2) == 0; at++) {
        const char *name = argv[at] + 2;
        if (!*name) {
            at++;
            break; // "--": operands from here
        }
        const char *equals = strchr(name, '=');
        const struct option *option =
            option_find(options, name, equals ? (size_t)(equals - name) : strlen(name));
        if (!option) {
            return unknown(argv[0], options, name);
        }
        if (option->kind == OPTION_FLAG) {
            if (equals) {
                return fault(argv[0], option->name, "takes no value");
            }
            *(bool *)option->value = true;
            continue;
        }
        if (!equals && at + 1 == argc) {
            return fault(argv[0], option->name, "needs a value");
        }
        if (!take_value(argv[0], option, equals ? equals + 1 : argv[++at])) {
            return false;
        }
    }
    *operands = at;
    return true;
}

static bool set_log_level(const char *word) {
    enum log_level level;
    if (!word || !log_level_named(word, &level)) {
        fprintf(stderr, "broadside: --log-level: \"%s\" (allowed: error, warning, info, debug)\n",
            word ? word : "");
        return false;
    }
    log_set_level(level);
    return true;
}

bool options_take_log_level(int *argc, char **argv) {
    static const char name[] = "--log-level";
    size_t len = sizeof name - 1;
    int kept = 0;
    bool is_good = true, has_ended = false;
    for (int at = 0; at < *argc; at++) {
        char *word = argv[at];
        has_ended = has_ended || strcmp(word, "--") == 0;
        if (has_ended || strncmp(word, name, len) != 0 || (word[len] && word[len] != '=')) {
            argv[kept++] = word;
        } else if (word[len]) {
            is_good = set_log_level(word + len + 1) && is_good;
        } else {
            is_good = set_log_level(at + 1 < *argc ? argv[++at] : NULL) && is_good;
        }
    }
    argv[kept] = NULL; // there was one at *argc
    *argc = kept;
    return is_good;
}
