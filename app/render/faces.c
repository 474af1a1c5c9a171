#include "render/faces.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"

// A page has about twenty styles; two pages of different scale have forty.
#define MOST_OPEN 48

static const char *const files[FACE_COUNT] = {
    [FACE_SERIF_BOLD] = "NotoSerif-Bold.ttf",
    [FACE_SERIF_REGULAR] = "NotoSerif-Regular.ttf",
    [FACE_SANS_REGULAR] = "Inter-Regular.otf",
    [FACE_SANS_MEDIUM] = "Inter-Medium.otf",
    [FACE_SANS_SEMIBOLD] = "Inter-SemiBold.otf",
    [FACE_SANS_BOLD] = "Inter-Bold.otf",
};

// Who stands in for whom, nearest in looks first: weight before kind.
static const enum face stand_ins[FACE_COUNT][FACE_COUNT - 1] = {
    [FACE_SERIF_BOLD] = {FACE_SANS_BOLD, FACE_SERIF_REGULAR, FACE_SANS_SEMIBOLD, FACE_SANS_MEDIUM,
        FACE_SANS_REGULAR},
    [FACE_SERIF_REGULAR] = {FACE_SANS_REGULAR, FACE_SANS_MEDIUM, FACE_SERIF_BOLD, FACE_SANS_SEMIBOLD,
        FACE_SANS_BOLD},
    [FACE_SANS_REGULAR] = {FACE_SANS_MEDIUM, FACE_SERIF_REGULAR, FACE_SANS_SEMIBOLD, FACE_SANS_BOLD,
        FACE_SERIF_BOLD},
    [FACE_SANS_MEDIUM] = {FACE_SANS_SEMIBOLD, FACE_SANS_REGULAR, FACE_SERIF_REGULAR, FACE_SANS_BOLD,
        FACE_SERIF_BOLD},
    [FACE_SANS_SEMIBOLD] = {FACE_SANS_BOLD, FACE_SANS_MEDIUM, FACE_SERIF_BOLD, FACE_SANS_REGULAR,
        FACE_SERIF_REGULAR},
    [FACE_SANS_BOLD] = {FACE_SANS_SEMIBOLD, FACE_SERIF_BOLD, FACE_SANS_MEDIUM, FACE_SANS_REGULAR,
        FACE_SERIF_REGULAR},
};

struct faces {
    char *paths[FACE_COUNT]; // of a face or its stand-in
    struct sized_font rulers[FACE_COUNT];
    struct sized_font open[MOST_OPEN];
    size_t open_count;
    uint64_t uses;
};

static TTF_Font *open_font(const char *path, int size) {
    TTF_Font *font = TTF_OpenFont(path, size);
    if (font) {
        // Outlines fitted to whole pixels in height only: advances stay exact at every size, so what the
        // ruler measures is what is drawn.
        TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
        TTF_SetFontDirection(font, TTF_DIRECTION_LTR);
        TTF_SetFontScriptName(font, "Latn");
    }
    return font;
}

static void stand_in(struct faces *faces, enum face face, const char *folder) {
    for (size_t i = 0; i < FACE_COUNT - 1; i++) {
        free(faces->paths[face]);
        faces->paths[face] = file_join(folder, files[stand_ins[face][i]]);
        faces->rulers[face].font = open_font(faces->paths[face], RULER_SIZE);
        if (faces->rulers[face].font) {
            return;
        }
    }
}

enum error faces_create(const char *folder, struct faces **out, struct reason *reason) {
    *out = NULL;
    if (TTF_Init() != 0) {
        return reason_set(reason, ERROR_IO, "fonts cannot be used: %s", TTF_GetError());
    }
    struct faces *faces = calloc(1, sizeof *faces);
    if (!faces) {
        abort();
    }
    for (size_t i = 0; i < FACE_COUNT; i++) {
        enum face face = (enum face)i;
        faces->paths[face] = file_join(folder, files[face]);
        faces->rulers[face] = (struct sized_font){
            .font = open_font(faces->paths[face], RULER_SIZE), .face = face, .size = RULER_SIZE};
        if (!faces->rulers[face].font) {
            log_error("%s: not a font that can be read: %s", faces->paths[face], TTF_GetError());
            stand_in(faces, face, folder);
        }
    }
    if (!faces->rulers[0].font) { // its stand-ins are all the others
        faces_destroy(faces);
        return reason_set(reason, ERROR_MISSING, "%s: no fonts", folder);
    }
    *out = faces;
    return ERROR_NONE;
}

void faces_destroy(struct faces *faces) {
    if (!faces) {
        return;
    }
    for (size_t i = 0; i < FACE_COUNT; i++) {
        TTF_CloseFont(faces->rulers[i].font);
        free(faces->paths[i]);
    }
    for (size_t i = 0; i < faces->open_count; i++) {
        TTF_CloseFont(faces->open[i].font);
    }
    free(faces);
    TTF_Quit();
}

static double blank_width(struct faces *faces, enum face face, const char *blank) {
    struct sized_font *ruler = faces_ruler(faces, face);
    int width = 0;
    sized_font_shape_as(ruler, false, 0);
    TTF_SizeUTF8(ruler->font, blank, &width, NULL);
    return (double)width / RULER_SIZE;
}

// An em, as room for ink that hangs over to the left, and then as many thin, word and hair spaces as bring
// the pen nearest to the phase.
static void fill_pads(struct faces *faces, struct sized_font *font) {
    static const char *const blanks[] = {" ", "\u2009", "\u200A"};
    enum { MOST = 4 };
    double em = blank_width(faces, font->face, "\u2003") * font->size, widths[3];
    for (size_t i = 0; i < 3; i++) {
        widths[i] = blank_width(faces, font->face, blanks[i]) * font->size;
    }
    for (int phase = 0; phase < PAD_PHASES; phase++) {
        double least = 1;
        for (int mix = 0; mix < MOST * MOST * MOST; mix++) {
            const int counts[3] = {mix % MOST, mix / MOST % MOST, mix / (MOST * MOST)};
            double advance = em + counts[0] * widths[0] + counts[1] * widths[1] + counts[2] * widths[2];
            double miss = advance - (double)phase / PAD_PHASES;
            miss = fabs(miss - floor(miss + 0.5));
            if (miss < least - 1.0 / 128) { // a shorter pad is as good as one a little nearer
                least = miss;
                struct pad *pad = &font->pads[phase];
                pad->advance = advance;
                strcpy(pad->text, "\u2003");
                for (size_t i = 0; i < 3; i++) {
                    for (int n = 0; n < counts[i]; n++) {
                        strcat(pad->text, blanks[i]);
                    }
                }
            }
        }
    }
}

static struct sized_font *free_slot(struct faces *faces) {
    if (faces->open_count < MOST_OPEN) {
        return &faces->open[faces->open_count++];
    }
    struct sized_font *oldest = &faces->open[0];
    for (size_t i = 1; i < MOST_OPEN; i++) {
        oldest = faces->open[i].used < oldest->used ? &faces->open[i] : oldest;
    }
    TTF_CloseFont(oldest->font);
    return oldest;
}

struct sized_font *faces_at(struct faces *faces, enum face face, int size) {
    faces->uses++;
    for (size_t i = 0; i < faces->open_count; i++) {
        if (faces->open[i].face == face && faces->open[i].size == size) {
            faces->open[i].used = faces->uses;
            return &faces->open[i];
        }
    }
    struct sized_font *font = free_slot(faces);
    *font = (struct sized_font){
        .font = open_font(faces->paths[face], size), .face = face, .size = size, .used = faces->uses};
    if (font->font) {
        fill_pads(faces, font);
    } else {
        log_error("%s at %d pixels: %s", faces->paths[face], size, TTF_GetError());
    }
    return font;
}

struct sized_font *faces_ruler(struct faces *faces, enum face face) {
    return &faces->rulers[face];
}

void sized_font_shape_as(struct sized_font *font, bool rtl, uint32_t script) {
    if (font->rtl != rtl) {
        TTF_SetFontDirection(font->font, rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
        font->rtl = rtl;
    }
    if (font->script != script) {
        const char name[5] = {
            (char)(script >> 24), (char)(script >> 16), (char)(script >> 8), (char)script, '\0'};
        TTF_SetFontScriptName(font->font, script ? name : "Latn");
        font->script = script;
    }
}

static bool has(struct faces *faces, enum face face, uint32_t character) {
    return TTF_GlyphIsProvided32(faces->rulers[face].font, character) != 0;
}

enum face faces_covering(struct faces *faces, enum face wanted, enum face before, uint32_t character) {
    if (has(faces, wanted, character)) {
        return wanted;
    }
    if (has(faces, before, character)) {
        return before;
    }
    for (size_t i = 0; i < FACE_COUNT - 1; i++) {
        if (has(faces, stand_ins[wanted][i], character)) {
            return stand_ins[wanted][i];
        }
    }
    return wanted;
}
