#include "render/installed.h"

#include <fontconfig/fontconfig.h>
#include <stdlib.h>
#include <string.h>

#include "text/runs.h"

struct installed {
    FcConfig *config; // NULL: not asked for yet
    FcFontSet *fonts; // the configuration's own; paths handed out point into it
    bool is_loaded;
};

// Which country's Han a font draws, by its family's name: the fonts of one collection all claim every
// language of the region, and draw it each in its own way.
static const struct {
    uint32_t script;
    const char *suffix;
} han_families[] = {
    {SCRIPT_HAN_SIMPLIFIED, " SC"},
    {SCRIPT_HAN_TRADITIONAL, " TC"},
    {SCRIPT_HAN, " SC"},
    {SCRIPT_JAPANESE, " JP"},
    {SCRIPT_KOREAN, " KR"},
};

// Families that have the characters but are made for something else than running text.
static const char *const special[] = {"Mono", "Nastaliq", "Kufi", "Rashi", "Looped", "Display", "Unjoined",
    "Symbols", "Music", "Math", "Slanted", "Tangut", " UI"};

struct installed *installed_create(void) {
    struct installed *installed = calloc(1, sizeof *installed);
    if (!installed) {
        abort();
    }
    return installed;
}

void installed_destroy(struct installed *installed) {
    if (installed) {
        if (installed->config) {
            FcConfigDestroy(installed->config);
        }
        free(installed);
    }
}

// A configuration of our own: whoever else in the process uses fontconfig (cairo does) keeps theirs.
static FcFontSet *all_fonts(struct installed *installed) {
    if (!installed->is_loaded) {
        installed->is_loaded = true;
        installed->config = FcInitLoadConfigAndFonts();
        installed->fonts = installed->config ? FcConfigGetFonts(installed->config, FcSetSystem) : NULL;
    }
    return installed->fonts;
}

static bool is_true(const FcPattern *font, const char *object) {
    FcBool value = FcFalse;
    return FcPatternGetBool(font, object, 0, &value) == FcResultMatch && value;
}

static int number(const FcPattern *font, const char *object, int otherwise) {
    int value;
    return FcPatternGetInteger(font, object, 0, &value) == FcResultMatch ? value : otherwise;
}

static bool can_draw(const FcPattern *font, const struct installed_wish *wish) {
    FcCharSet *characters;
    return FcPatternGetCharSet(font, FC_CHARSET, 0, &characters) == FcResultMatch &&
           FcCharSetHasChar(characters, wish->character) && is_true(font, FC_COLOR) == wish->color &&
           (wish->color || is_true(font, FC_SCALABLE)) && !is_true(font, FC_VARIABLE);
}

static bool is_for_script(const char *family, uint32_t script) {
    for (size_t i = 0; i < sizeof han_families / sizeof *han_families; i++) {
        if (han_families[i].script == script) {
            return strstr(family, han_families[i].suffix) != NULL;
        }
    }
    return true;
}

// What it costs in looks to take this font; the thousands are one fault each, worst first.
static int distance(const FcPattern *font, const struct installed_wish *wish) {
    FcChar8 *name = NULL;
    FcPatternGetString(font, FC_FAMILY, 0, &name);
    const char *family = name ? (const char *)name : "";
    int cost = is_for_script(family, wish->script) ? 0 : 8000;
    for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
        cost += strstr(family, special[i]) ? 4000 : 0;
    }
    cost += number(font, FC_SLANT, FC_SLANT_ROMAN) == FC_SLANT_ROMAN ? 0 : 4000;
    cost += strncmp(family, "Noto", 4) == 0 ? 0 : 2000; // the bundled faces' own kin
    bool is_serif = strstr(family, "Serif") || strstr(family, "Naskh");
    cost += is_serif == wish->serif ? 0 : 1000;
    cost += abs(number(font, FC_WIDTH, FC_WIDTH_NORMAL) - FC_WIDTH_NORMAL);
    int weight = FcWeightToOpenType(number(font, FC_WEIGHT, FC_WEIGHT_REGULAR));
    return cost + abs(weight - wish->weight);
}

// Which of two equals: always the same, in whatever order the files were found.
static bool is_before(const FcPattern *a, const FcPattern *b) {
    FcChar8 *first = NULL, *second = NULL;
    FcPatternGetString(a, FC_FILE, 0, &first);
    FcPatternGetString(b, FC_FILE, 0, &second);
    int order = first && second ? strcmp((const char *)first, (const char *)second) : 0;
    return order < 0 || (order == 0 && number(a, FC_INDEX, 0) < number(b, FC_INDEX, 0));
}

bool installed_find(
    struct installed *installed, const struct installed_wish *wish, struct installed_font *out) {
    const FcFontSet *fonts = all_fonts(installed);
    const FcPattern *best = NULL;
    int least = 0;
    for (int i = 0; fonts && i < fonts->nfont; i++) {
        const FcPattern *font = fonts->fonts[i];
        if (!can_draw(font, wish)) {
            continue;
        }
        int cost = distance(font, wish);
        if (!best || cost < least || (cost == least && is_before(font, best))) {
            best = font;
            least = cost;
        }
    }
    FcChar8 *path;
    if (!best || FcPatternGetString(best, FC_FILE, 0, &path) != FcResultMatch) {
        return false;
    }
    *out = (struct installed_font){(const char *)path, number(best, FC_INDEX, 0)};
    return true;
}
