#ifndef BROADSIDE_CONFIG_CONFIG_TABLE_H
#define BROADSIDE_CONFIG_CONFIG_TABLE_H

#include "config/settings.h"

// Every setting there is, over struct config. Private to this room.
extern const struct setting config_table[];

#endif
