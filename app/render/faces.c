#include "render/faces.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "render/font_file.h"
#include "render/pads.h"
#include "text/runs.h"

// A page has about twenty styles; two pages of different scale have forty, and other scripts their own.
#define MOST_SIZES 96

static const char *const file_names[FACE_COUNT] = {
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

// The font that draws a face, and measures with an installed one, in the size and shape that was last asked
// of it.
struct drawing_font {
    TTF_Font *font; // NULL: not opened yet
    struct sized_font *as;
};

struct faces {
    struct font_file files[MOST_FACES];
    bool is_read[MOST_FACES];     // since faces_rest
    face_id drawn_by[MOST_FACES]; // the face itself or its stand-in
    struct sized_font rulers[MOST_FACES];
    size_t count;
    struct drawing_font drawing[MOST_FACES];
    struct sized_font sizes[MOST_SIZES];
    size_t size_count;
    uint64_t uses;
};

// An installed face measures and draws with one font.
static bool is_shared(face_id face) {
    return face >= FACE_COUNT;
}

// Leaves the file and the ruler empty if it cannot be used.
static void open_face(struct faces *faces, face_id face, const char *path, long index) {
    struct font_file *file = &faces->files[face];
    struct sized_font *ruler = &faces->rulers[face];
    struct reason reason;
    *ruler = (struct sized_font){.face = face, .size = RULER_SIZE};
    faces->drawn_by[face] = face;
    faces->is_read[face] = true;
    if (font_file_map(path, index, file, &reason) != ERROR_NONE) {
        log_error("%s", reason.text);
        return;
    }
    ruler->font = font_file_open(file, RULER_SIZE);
    if (!ruler->font) {
        log_error("%s: not a font that can be used: %s", path, TTF_GetError());
        font_file_unmap(file);
    }
}

static void stand_in(struct faces *faces, enum face face) {
    for (size_t i = 0; i < FACE_COUNT - 1 && !faces->rulers[face].font; i++) {
        enum face other = stand_ins[face][i];
        if (faces->files[other].bytes) {
            faces->drawn_by[face] = other;
            faces->rulers[face].font = font_file_open(&faces->files[other], RULER_SIZE);
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
        char *path = file_join(folder, file_names[i]);
        open_face(faces, (face_id)i, path, 0);
        free(path);
    }
    faces->count = FACE_COUNT;
    for (size_t i = 0; i < FACE_COUNT; i++) {
        stand_in(faces, (enum face)i);
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
    for (size_t i = 0; i < faces->count; i++) {
        TTF_CloseFont(faces->drawing[i].font);
        if (!is_shared((face_id)i)) {
            TTF_CloseFont(faces->rulers[i].font);
        }
    }
    for (size_t i = 0; i < faces->count; i++) { // after the fonts, which read from them
        font_file_finish(&faces->files[i]);
    }
    free(faces);
    TTF_Quit();
}

// HarfBuzz knows Han, not for which language it is. Of mixtures it gets the script whose letters need it
// most.
static uint32_t shaper_script(uint32_t script) {
    switch (script) {
    case SCRIPT_HAN_SIMPLIFIED:
    case SCRIPT_HAN_TRADITIONAL:
    case SCRIPT_JAPANESE: return SCRIPT_HAN;
    case SCRIPT_KOREAN: return 0x48616E67; // Hang: jamo become syllables
    default: return script;
    }
}

static void set_script(TTF_Font *font, uint32_t script) {
    uint32_t tag = shaper_script(script);
    const char name[5] = {(char)(tag >> 24), (char)(tag >> 16), (char)(tag >> 8), (char)tag, '\0'};
    TTF_SetFontScriptName(font, script ? name : "Latn");
}

void faces_rest(struct faces *faces) {
    for (size_t i = 0; i < faces->count; i++) {
        if (faces->is_read[i]) {
            font_file_rest(&faces->files[i]);
            faces->is_read[i] = false;
        }
    }
}

static const struct font_file *read_file(struct faces *faces, face_id face) {
    face_id by = faces->drawn_by[face];
    faces->is_read[by] = true;
    return &faces->files[by];
}

static struct sized_font *free_slot(struct faces *faces) {
    if (faces->size_count < MOST_SIZES) {
        return &faces->sizes[faces->size_count++];
    }
    struct sized_font *oldest = &faces->sizes[0];
    for (size_t i = 1; i < MOST_SIZES; i++) {
        oldest = faces->sizes[i].used < oldest->used ? &faces->sizes[i] : oldest;
    }
    struct drawing_font *drawing = &faces->drawing[oldest->face];
    drawing->as = drawing->as == oldest ? NULL : drawing->as;
    return oldest;
}

static struct sized_font *size_of(struct faces *faces, face_id face, int size) {
    for (size_t i = 0; i < faces->size_count; i++) {
        if (faces->sizes[i].face == face && faces->sizes[i].size == size) {
            return &faces->sizes[i];
        }
    }
    struct sized_font *font = free_slot(faces);
    *font = (struct sized_font){.face = face, .size = size};
    if (faces_ruler(faces, face)->font) {
        pads_fill(font, faces_ruler(faces, face));
    }
    return font;
}

// Opens the font, or gives the open one another size, which leaves it without glyphs but with all that
// HarfBuzz has found out about the file.
static void bring_to_size(
    struct drawing_font *drawing, const struct font_file *file, struct sized_font *font) {
    if (!drawing->font) {
        drawing->font = font_file_open(file, font->size);
    } else if (TTF_SetFontSize(drawing->font, font->size) != 0) {
        log_error("%s at %d pixels: %s", file->path, font->size, TTF_GetError());
        font->font = NULL;
        return;
    }
    font->font = drawing->font;
    drawing->as = font;
    if (font->font) { // the shape is whatever the size before has left
        TTF_SetFontDirection(font->font, font->rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
        set_script(font->font, font->script);
    } else {
        log_error("%s at %d pixels: %s", file->path, font->size, TTF_GetError());
    }
}

struct sized_font *faces_at(struct faces *faces, face_id face, int size) {
    struct drawing_font *drawing = &faces->drawing[face];
    const struct font_file *file = read_file(faces, face);
    struct sized_font *font = size_of(faces, face, size);
    font->used = ++faces->uses;
    if (drawing->as != font) {
        bring_to_size(drawing, file, font);
    }
    return font;
}

struct sized_font *faces_ruler(struct faces *faces, face_id face) {
    const struct font_file *file = read_file(faces, face);
    struct drawing_font *drawing = &faces->drawing[face];
    struct sized_font *ruler = &faces->rulers[face];
    if (is_shared(face) && ruler->font && drawing->as != ruler) {
        bring_to_size(drawing, file, ruler);
    }
    return ruler;
}

void sized_font_shape_as(struct sized_font *font, bool rtl, uint32_t script) {
    if (font->rtl != rtl) {
        TTF_SetFontDirection(font->font, rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
        font->rtl = rtl;
    }
    if (font->script != script) {
        set_script(font->font, script);
        font->script = script;
    }
}

face_id faces_add(struct faces *faces, const char *path, long index) {
    for (face_id i = FACE_COUNT; i < faces->count; i++) {
        if (faces->files[i].index == index && strcmp(faces->files[i].path, path) == 0) {
            return faces->rulers[i].font ? i : NO_FACE;
        }
    }
    if (faces->count == MOST_FACES) {
        return NO_FACE;
    }
    face_id face = (face_id)faces->count++; // also one that cannot be opened: it is not tried again
    open_face(faces, face, path, index);
    faces->drawing[face] = (struct drawing_font){faces->rulers[face].font, &faces->rulers[face]};
    return faces->rulers[face].font ? face : NO_FACE;
}

bool faces_has(struct faces *faces, face_id face, uint32_t character) {
    read_file(faces, face);
    return TTF_GlyphIsProvided32(faces->rulers[face].font, character) != 0; // at any size
}

enum face faces_stand_in(enum face face, size_t nth) {
    return stand_ins[face][nth];
}
