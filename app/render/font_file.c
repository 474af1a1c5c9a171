#include "render/font_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIMIT_FONT_FILE (64 << 20) // bytes; the largest Noto collections have 26 MB

enum error font_file_map(const char *path, long index, struct font_file *out, struct reason *reason) {
    *out = (struct font_file){.path = strdup(path), .index = index};
    if (!out->path) {
        abort();
    }
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return reason_set(reason, ERROR_MISSING, "%s: %s", path, strerror(errno));
    }
    struct stat status;
    enum error error = ERROR_NONE;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0 ||
        status.st_size > LIMIT_FONT_FILE) {
        error = reason_set(reason, ERROR_INPUT, "%s: not a font file", path);
    } else {
        void *bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
        if (bytes == MAP_FAILED) {
            error = reason_set(reason, ERROR_IO, "%s: %s", path, strerror(errno));
        } else {
            out->bytes = bytes;
            out->len = (size_t)status.st_size;
        }
    }
    close(file);
    return error;
}

void font_file_unmap(struct font_file *file) {
    if (file->bytes) {
        munmap(file->bytes, file->len);
        file->bytes = NULL;
    }
}

void font_file_rest(const struct font_file *file) {
    if (file->bytes) {
        madvise(file->bytes, file->len, MADV_DONTNEED);
    }
}

void font_file_finish(struct font_file *file) {
    font_file_unmap(file);
    free(file->path);
    *file = (struct font_file){0};
}

TTF_Font *font_file_open(const struct font_file *file, int size) {
    SDL_RWops *bytes = file->bytes ? SDL_RWFromConstMem(file->bytes, (int)file->len) : NULL;
    TTF_Font *font = bytes ? TTF_OpenFontIndexRW(bytes, 1, size, file->index) : NULL;
    if (font) {
        // Outlines fitted to whole pixels in height only: advances stay exact at every size, so what the
        // ruler measures is what is drawn.
        TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
        TTF_SetFontDirection(font, TTF_DIRECTION_LTR);
        TTF_SetFontScriptName(font, "Latn");
    }
    return font;
}
