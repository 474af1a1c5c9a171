#ifndef BROADSIDE_TESTS_SUPPORT_PAGES_OF_FILES_H
#define BROADSIDE_TESTS_SUPPORT_PAGES_OF_FILES_H

// Pages of files, of libraries above all, that this process has in memory, KiB (proc(5), RssFile of
// /proc/self/status).
long pages_of_files(void);
// Likewise of font files alone (/proc/self/smaps).
long pages_of_fonts(void);

#endif
