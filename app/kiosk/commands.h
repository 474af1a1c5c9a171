#ifndef BROADSIDE_KIOSK_COMMANDS_H
#define BROADSIDE_KIOSK_COMMANDS_H

// The subcommands. argv[0] is the command's own name. All answer an exit status.

enum exit_status {
    EXIT_DONE = 0,
    EXIT_FAULT = 1, // the input or the world was at fault
    EXIT_USAGE = 2, // the command line was
};

int command_run(int argc, char **argv);
int command_check(int argc, char **argv);
int command_fetch(int argc, char **argv);
int command_decode(int argc, char **argv);
int command_render(int argc, char **argv);
int command_chart(int argc, char **argv);
int command_config(int argc, char **argv);
int command_status(int argc, char **argv);
int command_bench(int argc, char **argv);
int command_version(int argc, char **argv);
int command_help(int argc, char **argv);

#endif
