#ifndef BROADSIDE_KIOSK_MANUAL_H
#define BROADSIDE_KIOSK_MANUAL_H

#include <stdbool.h>
#include <stdio.h>

// What `help` says. NULL is the overview. False if there is no such command.
bool manual_print(FILE *out, const char *command);

#endif
