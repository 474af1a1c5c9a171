#ifndef BROADSIDE_TESTS_SUPPORT_JOURNAL_H
#define BROADSIDE_TESTS_SUPPORT_JOURNAL_H

// What the program says on stderr between two moments. Not for two tests at a time.

void journal_start(void);
// All that was said; borrowed until the next start. At most 64 KiB of it.
const char *journal_stop(void);

#endif
