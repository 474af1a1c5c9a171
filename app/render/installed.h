#ifndef BROADSIDE_RENDER_INSTALLED_H
#define BROADSIDE_RENDER_INSTALLED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The fonts installed on the machine, found through fontconfig by what they have. Nothing is asked of
// fontconfig before the first character that no bundled face has.

struct installed;

// What a fallback should look like.
struct installed_wish {
    uint32_t character;
    uint32_t script; // ISO 15924 as four bytes; says which of the Han fonts it is
    bool serif;
    bool color; // emoji; else fonts with colours are left out
    int weight; // of OpenType, 400 regular
};

struct installed_font {
    const char *path; // borrowed, lives as long as the struct installed
    long index;       // of the face in the file, as for TTF_OpenFontIndex
};

struct installed *installed_create(void);
void installed_destroy(struct installed *installed); // accepts NULL

// The nearest in looks of all that have the character. False if there is none.
bool installed_find(
    struct installed *installed, const struct installed_wish *wish, struct installed_font *out);

#endif
