#include "render/contact_sheet.h"

#include <SDL2/SDL.h>
#include <SDL2/SDL_image.h>

#include "render/png.h"
#include "render/scale.h"

// Where pages go: three columns, or as many as there are pages if fewer.
struct grid {
    int columns, rows;
    int width, height; // of a page on the sheet
    int gap;
};

#define WIDE_PAGE 640 // pixels, of a page that is wider than high
#define HIGH_PAGE 360 // of one that is higher than wide

static struct grid grid_for(size_t count, int page_width, int page_height) {
    struct grid grid = {.gap = 24, .columns = count < 3 ? (int)count : 3};
    grid.rows = ((int)count + grid.columns - 1) / grid.columns;
    grid.width = page_width >= page_height ? WIDE_PAGE : HIGH_PAGE;
    grid.height = (int)((long long)grid.width * page_height / page_width);
    grid.height = grid.height > 0 ? grid.height : 1;
    return grid;
}

static SDL_Surface *sheet_for(const struct grid *grid, unsigned ground) {
    int width = grid->gap + grid->columns * (grid->width + grid->gap);
    int height = grid->gap + grid->rows * (grid->height + grid->gap);
    SDL_Surface *sheet = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888);
    if (sheet) {
        SDL_FillRect(sheet, NULL, ground);
    }
    return sheet;
}

static void put_page(
    SDL_Surface *sheet, const struct grid *grid, size_t at, SDL_Surface *page, unsigned ground) {
    SDL_Surface *small =
        scale_part(page, (struct rect){0, 0, page->w, page->h}, grid->width, grid->height, ground);
    if (small) {
        SDL_Rect to = {grid->gap + (int)at % grid->columns * (grid->width + grid->gap),
            grid->gap + (int)at / grid->columns * (grid->height + grid->gap), small->w, small->h};
        SDL_BlitSurface(small, NULL, sheet, &to);
        SDL_FreeSurface(small);
    }
}

enum error contact_sheet_write(
    const char *const *paths, size_t count, unsigned ground, const char *out, struct reason *reason) {
    SDL_Surface *sheet = NULL;
    struct grid grid = {0};
    if (count == 0) {
        return reason_set(reason, ERROR_MISSING, "%s: there are no pages to show", out);
    }
    for (size_t i = 0; i < count; i++) {
        SDL_Surface *page = IMG_Load(paths[i]);
        if (page && !sheet) { // all pages of a screen have the size of the first
            grid = grid_for(count, page->w, page->h);
            sheet = sheet_for(&grid, ground);
        }
        if (!page || !sheet) {
            SDL_FreeSurface(page);
            SDL_FreeSurface(sheet);
            return reason_set(reason, ERROR_IO, "%s: %s", paths[i], SDL_GetError());
        }
        put_page(sheet, &grid, i, page, ground);
        SDL_FreeSurface(page);
    }
    enum error error = png_write(sheet, out, reason);
    SDL_FreeSurface(sheet);
    return error;
}
