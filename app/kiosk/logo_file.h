#ifndef BROADSIDE_KIOSK_LOGO_FILE_H
#define BROADSIDE_KIOSK_LOGO_FILE_H

#include "base/error.h"
#include "model/picture.h"

// Reads the picture of the masthead. The caller owns one reference to out->blob; `path` is borrowed as its
// address. The reason names the file.
enum error logo_read(const char *path, struct picture *out, struct reason *reason);

#endif
