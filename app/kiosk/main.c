#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "kiosk/commands.h"
#include "kiosk/manual.h"
#include "kiosk/options.h"

// The table of commands; the first is the default one. A new command is a file of its own and a line here.
static const struct command {
    const char *name;
    int (*run)(int argc, char **argv);
} commands[] = {
    {"run", command_run},
    {"check", command_check},
    {"fetch", command_fetch},
    {"decode", command_decode},
    {"render", command_render},
    {"chart", command_chart},
    {"config", command_config},
    {"status", command_status},
    {"bench", command_bench},
    {"version", command_version},
    {"help", command_help},
};

static const struct command *command_find(const char *name) {
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

// `COMMAND --help` is `help COMMAND`, whatever else stands beside it.
static bool asks_for_help(int argc, char **argv) {
    for (int at = 1; at < argc && strcmp(argv[at], "--") != 0; at++) {
        if (strcmp(argv[at], "--help") == 0) {
            return true;
        }
    }
    return false;
}

static int run_or_explain(const struct command *command, int argc, char **argv) {
    if (asks_for_help(argc, argv)) {
        manual_print(stdout, command->name);
        return EXIT_DONE;
    }
    return command->run(argc, argv);
}

int main(int argc, char **argv) {
    static char run[] = "run";
    if (!options_take_log_level(&argc, argv)) {
        return EXIT_USAGE;
    }
    if (argc < 2 ||
        (argv[1][0] == '-' && strcmp(argv[1], "--help") != 0 && strcmp(argv[1], "--version") != 0)) {
        argv[0] = run; // broadside --window 1280x720 is broadside run --window 1280x720
        return run_or_explain(&commands[0], argc, argv);
    }
    const char *name = argv[1][0] == '-' ? argv[1] + 2 : argv[1];
    const struct command *command = command_find(name);
    if (!command) {
        fprintf(stderr, "broadside: no command \"%s\"\n", name);
        manual_print(stderr, NULL);
        return EXIT_USAGE;
    }
    return run_or_explain(command, argc - 1, argv + 1);
}
