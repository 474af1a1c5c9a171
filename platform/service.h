#ifndef BROADSIDE_PLATFORM_SERVICE_H
#define BROADSIDE_PLATFORM_SERVICE_H

#include "base/time.h"

// What a service manager is told (sd_notify(3), systemd.service(5): Type=notify, WatchdogSec=). Without one
// nothing happens.

// How often it wants to hear that all is well, or it starts the program anew; MILLIS_NEVER: it does not.
millis service_watchdog(void);

void service_say_ready(void); // the first picture is on
void service_say_alive(void);
void service_say_stopping(void);

#endif
