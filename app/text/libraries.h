#ifndef BROADSIDE_TEXT_LIBRARIES_H
#define BROADSIDE_TEXT_LIBRARIES_H

// The versions this room runs with, "ICU 72.1", for `broadside version`. Static.
const char *text_libraries(void);

#endif
