#ifndef BROADSIDE_CONFIG_CONFIG_TABLE_H
#define BROADSIDE_CONFIG_CONFIG_TABLE_H

#include "config/settings.h"

// Every setting there is, over struct config. Private to this room.
extern const struct setting config_table[];
// The parts of it that concern fleets and times.
extern const struct setting remote_table[], screen_table[], rule_table[];
extern const struct setting weekday_setting; // an element of a list of days

#endif
