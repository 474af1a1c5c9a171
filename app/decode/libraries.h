#ifndef BROADSIDE_DECODE_LIBRARIES_H
#define BROADSIDE_DECODE_LIBRARIES_H

// The versions this room runs with, "cJSON 1.7.15, libxml2 2.9.14", for `broadside version`. Static.
const char *decode_libraries(void);

#endif
