#include "support/canvas.h"

#include "support/test.h"

struct canvas canvas_open(struct stage_options options) {
    bool is_sideways = options.rotate % 180 != 0;
    struct canvas canvas;
    canvas.screen = SDL_CreateRGBSurfaceWithFormat(0, is_sideways ? options.height : options.width,
        is_sideways ? options.width : options.height, 32, SDL_PIXELFORMAT_RGB888);
    canvas.renderer = SDL_CreateSoftwareRenderer(canvas.screen);
    assert_non_null(canvas.renderer);
    options.renderer = canvas.renderer;
    assert_int_equal(stage_create(&options, &canvas.stage, NULL), ERROR_NONE);
    return canvas;
}

void canvas_close(struct canvas *canvas) {
    stage_destroy(canvas->stage);
    SDL_DestroyRenderer(canvas->renderer);
    SDL_FreeSurface(canvas->screen);
}
