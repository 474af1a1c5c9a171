#ifndef BROADSIDE_RENDER_LIBRARIES_H
#define BROADSIDE_RENDER_LIBRARIES_H

// The versions this room runs with, "SDL 2.26.5, SDL_ttf 2.20.1, …", for `broadside version`. Static.
const char *render_libraries(void);

#endif
