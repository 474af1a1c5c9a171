#include "render/faces.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"

// A page has about twenty styles; two pages of different scale have forty.
#define MOST_OPEN 48

#define LIMIT_FONT_FILE (16u << 20) // bytes; the largest Noto faces have 10 MB

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

// A font file. Read once and kept, because FreeType reads a font in twenty thousand small pieces, each of
// which would be two system calls.
struct font_file {
    char *bytes; // NULL: not a font
    size_t len;
};

struct faces {
    struct font_file files[FACE_COUNT];
    enum face drawn_by[FACE_COUNT]; // the face itself or its stand-in
    struct sized_font rulers[FACE_COUNT];
    struct sized_font open[MOST_OPEN];
    size_t open_count;
    uint64_t uses;
};

static TTF_Font *open_font(const struct font_file *file, int size) {
    SDL_RWops *bytes = SDL_RWFromConstMem(file->bytes, (int)file->len);
    TTF_Font *font = bytes ? TTF_OpenFontRW(bytes, 1, size) : NULL;
    if (font) {
        // Outlines fitted to whole pixels in height only: advances stay exact at every size, so what the
        // ruler measures is what is drawn.
        TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
        TTF_SetFontDirection(font, TTF_DIRECTION_LTR);
        TTF_SetFontScriptName(font, "Latn");
    }
    return font;
}

// Leaves the file and the ruler empty if it cannot be used.
static void read_face(struct faces *faces, enum face face, const char *folder) {
    struct font_file *file = &faces->files[face];
    struct sized_font *ruler = &faces->rulers[face];
    struct reason reason;
    char *path = file_join(folder, file_names[face]);
    *ruler = (struct sized_font){.face = face, .size = RULER_SIZE};
    faces->drawn_by[face] = face;
    if (file_read(path, LIMIT_FONT_FILE, &file->bytes, &file->len, &reason) != ERROR_NONE) {
        file->bytes = NULL;
        log_error("%s", reason.text);
    } else {
        ruler->font = open_font(file, RULER_SIZE);
        if (!ruler->font) {
            log_error("%s: not a font that can be used: %s", path, TTF_GetError());
            free(file->bytes);
            file->bytes = NULL;
        }
    }
    free(path);
}

static void stand_in(struct faces *faces, enum face face) {
    for (size_t i = 0; i < FACE_COUNT - 1 && !faces->rulers[face].font; i++) {
        enum face other = stand_ins[face][i];
        if (faces->files[other].bytes) {
            faces->drawn_by[face] = other;
            faces->rulers[face].font = open_font(&faces->files[other], RULER_SIZE);
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
        read_face(faces, (enum face)i, folder);
    }
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
    for (size_t i = 0; i < FACE_COUNT; i++) {
        TTF_CloseFont(faces->rulers[i].font);
    }
    for (size_t i = 0; i < faces->open_count; i++) {
        TTF_CloseFont(faces->open[i].font);
    }
    for (size_t i = 0; i < FACE_COUNT; i++) { // after the fonts, which read from them
        free(faces->files[i].bytes);
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

// Blanks narrower than an em, of which a pad takes a few of each.
static const char *const blanks[] = {" ", "\u2009", "\u200A"};
enum { BLANKS = sizeof blanks / sizeof *blanks, MOST_OF_EACH = 3 };

static void write_pad(struct pad *pad, const int counts[BLANKS]) {
    size_t len = 0;
    for (size_t i = 0; i <= BLANKS; i++) { // the em comes first
        const char *blank = i == 0 ? "\u2003" : blanks[i - 1];
        for (int n = i == 0 ? 1 : counts[i - 1]; n > 0; n--) {
            memcpy(pad->text + len, blank, strlen(blank));
            len += strlen(blank);
        }
    }
    pad->text[len] = '\0';
}

// An em, as room for ink that hangs over to the left, and then as many word, thin and hair spaces as bring
// the pen nearest to the phase.
static void fill_pads(struct faces *faces, struct sized_font *font) {
    double em = blank_width(faces, font->face, "\u2003") * font->size, widths[BLANKS];
    double least[PAD_PHASES] = {1, 1, 1, 1};
    for (size_t i = 0; i < BLANKS; i++) {
        widths[i] = blank_width(faces, font->face, blanks[i]) * font->size;
    }
    const int mixes = (MOST_OF_EACH + 1) * (MOST_OF_EACH + 1) * (MOST_OF_EACH + 1);
    for (int mix = 0; mix < mixes; mix++) {
        int counts[BLANKS], rest = mix;
        double advance = em;
        for (size_t i = 0; i < BLANKS; i++, rest /= MOST_OF_EACH + 1) {
            counts[i] = rest % (MOST_OF_EACH + 1);
            advance += counts[i] * widths[i];
        }
        for (int phase = 0; phase < PAD_PHASES; phase++) {
            double miss = advance - (double)phase / PAD_PHASES;
            miss = fabs(miss - round(miss));
            if (miss < least[phase] - 1.0 / 128) { // a shorter pad is as good as one a little nearer
                least[phase] = miss;
                font->pads[phase].advance = advance;
                write_pad(&font->pads[phase], counts);
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
    *font = (struct sized_font){.font = open_font(&faces->files[faces->drawn_by[face]], size),
        .face = face,
        .size = size,
        .used = faces->uses};
    if (font->font) {
        fill_pads(faces, font);
    } else {
        log_error("%s at %d pixels: %s", face_name(face), size, TTF_GetError());
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
