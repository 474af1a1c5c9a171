#ifndef BROADSIDE_PLATFORM_RPI_CEC_H
#define BROADSIDE_PLATFORM_RPI_CEC_H

#include <stdbool.h>

// A television on the HDMI cable, told to wake up or to go to sleep (HDMI 1.4b, supplement 1, CEC): by the
// program cec-ctl of Debian's v4l-utils, which runs on its own and is not waited for. A bus is slow (seconds)
// and many a television answers nothing at all.

// Starts `program` ("cec-ctl") for every DEVICES/cecN, usually of "/dev". On: the television wakes and shows
// what comes from this machine, whatever it showed before. False if there is no bus or no such program.
bool cec_send(const char *program, const char *devices, bool on);
// Takes the ends of those that have finished; for each turn. Answers how many are running.
int cec_reap(void);

#endif
