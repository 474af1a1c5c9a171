#include "render/libraries.h"

#include <SDL2/SDL.h>
#include <SDL2/SDL_image.h>
#include <SDL2/SDL_ttf.h>
#include <cairo/cairo.h>
#include <stdio.h>

const char *render_libraries(void) {
    static char text[128];
    SDL_version sdl;
    SDL_GetVersion(&sdl);
    const SDL_version *ttf = TTF_Linked_Version(), *image = IMG_Linked_Version();
    snprintf(text, sizeof text, "SDL %d.%d.%d, SDL_ttf %d.%d.%d, SDL_image %d.%d.%d, cairo %s", sdl.major,
        sdl.minor, sdl.patch, ttf->major, ttf->minor, ttf->patch, image->major, image->minor, image->patch,
        cairo_version_string());
    return text;
}
