#ifndef BROADSIDE_KIOSK_MANUAL_H
#define BROADSIDE_KIOSK_MANUAL_H

#include <stdbool.h>
#include <stdio.h>

#include "base/strbuf.h"

// What `help` says. NULL is the overview. False if there is no such command.
bool manual_print(FILE *out, const char *command);

// All of it for broadside(1), as man(7); docs/man/broadside.1 has a copy that a test compares.
void manual_write_page(struct strbuf *out);

#endif
