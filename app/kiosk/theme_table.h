#ifndef BROADSIDE_KIOSK_THEME_TABLE_H
#define BROADSIDE_KIOSK_THEME_TABLE_H

#include "config/settings.h"

// Everything a theme says, over struct theme.
extern const struct setting theme_table[];

#endif
