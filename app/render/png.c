#include "render/png.h"

#include <cairo/cairo.h>

// Cairo's RGB24 and SDL's RGB888 have the same pixels, and cairo writes files without the alpha that
// SDL_image would add.
enum error png_write(SDL_Surface *picture, const char *path, struct reason *reason) {
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        picture->pixels, CAIRO_FORMAT_RGB24, picture->w, picture->h, picture->pitch);
    cairo_status_t status = cairo_surface_status(surface);
    if (status == CAIRO_STATUS_SUCCESS) {
        status = cairo_surface_write_to_png(surface, path);
    }
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        return reason_set(reason, ERROR_IO, "%s: %s", path, cairo_status_to_string(status));
    }
    return ERROR_NONE;
}

enum error png_write_target(SDL_Renderer *renderer, const char *path, struct reason *reason) {
    int width, height;
    SDL_Surface *picture = NULL;
    if (SDL_GetRendererOutputSize(renderer, &width, &height) == 0) {
        picture = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888);
    }
    if (!picture ||
        SDL_RenderReadPixels(renderer, NULL, SDL_PIXELFORMAT_RGB888, picture->pixels, picture->pitch) != 0) {
        SDL_FreeSurface(picture);
        return reason_set(reason, ERROR_IO, "%s: the picture cannot be read back: %s", path, SDL_GetError());
    }
    enum error error = png_write(picture, path, reason);
    SDL_FreeSurface(picture);
    return error;
}
