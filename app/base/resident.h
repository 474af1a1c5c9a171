#ifndef BROADSIDE_BASE_RESIDENT_H
#define BROADSIDE_BASE_RESIDENT_H

// How much memory the process has in RAM, whoever allocated it (proc(5), /proc/self/status). For figures.

// Gives what is free back to the system and forgets the peak.
void resident_reset(void);
// KiB; -1 where the system does not tell.
long resident_now(void);
long resident_peak(void); // since the last reset
#endif
