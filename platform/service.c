#include "platform/service.h"

#include <stdint.h>
#include <systemd/sd-daemon.h>

millis service_watchdog(void) {
    uint64_t microseconds = 0;
    return sd_watchdog_enabled(0, &microseconds) > 0 ? (millis)(microseconds / 1000) : MILLIS_NEVER;
}

void service_say_ready(void) {
    sd_notify(0, "READY=1");
}

void service_say_alive(void) {
    sd_notify(0, "WATCHDOG=1");
}

void service_say_stopping(void) {
    sd_notify(0, "STOPPING=1");
}
