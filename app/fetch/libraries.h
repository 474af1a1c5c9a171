#ifndef BROADSIDE_FETCH_LIBRARIES_H
#define BROADSIDE_FETCH_LIBRARIES_H

// The versions this room runs with, "libcurl/7.88.1 OpenSSL/3.0.15 …", for `broadside version`. Static.
const char *fetch_libraries(void);

#endif
