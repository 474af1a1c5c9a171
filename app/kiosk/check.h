#ifndef BROADSIDE_KIOSK_CHECK_H
#define BROADSIDE_KIOSK_CHECK_H

#include <stdbool.h>

#include "base/strbuf.h"

// The work behind `broadside check`: what kind of file it is shows its content. A profile has "profile", a
// theme "colors" or "roles", a locale file interface words, a remote file "serial", "groups" or "devices";
// everything else is a configuration, which is checked together with the profiles and the theme it names.
// `results` gets a line for each fault, or "FILE: ok"; `problems` what kept us from looking. True if all was
// well.
bool check_file(const char *path, struct strbuf *results, struct strbuf *problems);
// The same of a remote file over the device's own.
bool check_remote_file(const char *device, const char *path, struct strbuf *results, struct strbuf *problems);

#endif
