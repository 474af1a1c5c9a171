#ifndef BROADSIDE_BASE_RESIDENT_H
#define BROADSIDE_BASE_RESIDENT_H

// How much memory the process has in RAM, whoever allocated it (proc(5): /proc/self/status, smaps_rollup).
// For figures.

// Gives what is free back to the system and forgets the peak.
void resident_reset(void);
// KiB; -1 where the system does not tell.
long resident_now(void);
long resident_peak(void);   // since the last reset
long resident_shared(void); // what others have as well divided among all who have it (PSS)
// KiB that this process has asked the C library's heap for and not freed, whoever in it has.
long resident_heap(void);
// Before the first thread: one heap for all threads. Each would have its own, and keep the holes that it
// makes in it to itself: 5 MB, in a kiosk. And what is large, such as pictures, goes back to the system at
// once when it is freed: the C library would keep the room of anything up to the largest that was ever freed,
// 2 MB.
void resident_share_heap(void);

// Gives back to the system what the heap does not need: most of it after something large was made in pieces.
// A millisecond or two.
void resident_trim(void);

// Lets go of the pages of libraries, and of the program, that are only read: what is used again comes from
// the system's copy of the file, three microseconds for each sixteen pages. Most of what a start has touched
// is never used again. A breakpoint that a debugger has put there goes with its page.
void resident_rest_libraries(void);

#endif
