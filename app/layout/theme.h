#ifndef BROADSIDE_LAYOUT_THEME_H
#define BROADSIDE_LAYOUT_THEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What a page looks like, as plain data: colours and type, every value from a theme file (assets/themes/).

enum color {
    COLOR_BACKGROUND,
    COLOR_PANEL,
    COLOR_LINE,
    COLOR_INK,
    COLOR_DIM,
    COLOR_ACCENT,
    COLOR_HIGHLIGHT,
    COLOR_SECTION,
    COLOR_UP,
    COLOR_DOWN,
    COLOR_BAR,
    COLOR_ON_ACCENT,
    COLOR_COUNT
};

enum face {
    FACE_SERIF_BOLD,
    FACE_SERIF_REGULAR,
    FACE_SANS_REGULAR,
    FACE_SANS_MEDIUM,
    FACE_SANS_SEMIBOLD,
    FACE_SANS_BOLD,
    FACE_COUNT
};

// What a piece of the page is for. The first ones are text and have a style in the theme; the others name
// shapes.
enum role {
    ROLE_BREAKING,
    ROLE_BREAKING_LABEL,
    ROLE_BREAKING_SUB,
    ROLE_HEADLINE_1,
    ROLE_HEADLINE_2,
    ROLE_HEADLINE_3,
    ROLE_STORY_TITLE,
    ROLE_PAGE_TITLE,
    ROLE_LIST,
    ROLE_LIST_STRONG,
    ROLE_BODY,
    ROLE_BODY_STRONG,
    ROLE_NUMBER,
    ROLE_NUMBER_2,
    ROLE_CODE,
    ROLE_PAIR,
    ROLE_CONVERTER,
    ROLE_DELTA,
    ROLE_TICKER,
    ROLE_TICKER_TIME,
    ROLE_LATEST,
    ROLE_LABEL,
    ROLE_LABEL_SMALL,
    ROLE_META,
    ROLE_META_SMALL,
    ROLE_NUMERAL,
    ROLE_MASTHEAD,
    ROLE_STRIP,
    ROLE_STRIP_CURRENT,
    ROLE_CLOCK,
    ROLE_TAB,
    ROLE_DEGREES,
    ROLE_TEXT_COUNT,
    ROLE_GROUND = ROLE_TEXT_COUNT, // the page's background
    ROLE_PANEL,
    ROLE_RULE, // a thin line between rows
    ROLE_PICTURE,
    ROLE_SPARK,    // a sparkline
    ROLE_SIGN,     // a triangle, an arrow, an underline
    ROLE_QR,       // the modules of a QR code
    ROLE_PROGRESS, // the page-progress line
    ROLE_SCRIM,    // what darkens a picture behind text
    ROLE_BANNER,   // the ground of breaking news
    ROLE_SKY,      // a weather symbol
    ROLE_CHART,    // the shapes of a chart
    ROLE_COUNT
};

// A text style at a screen height of 1080.
struct style {
    enum face face;
    double size;     // pixels an em
    double leading;  // line height as a multiple of the size
    double tracking; // additional pixels after each character
    bool caps;       // set in capitals
    bool tabular;    // figures all of one width
};

struct theme {
    const char *name;
    double contrast;              // of all text at least
    uint32_t colors[COLOR_COUNT]; // 0xRRGGBB
    struct style styles[ROLE_TEXT_COUNT];
};

// Names as in theme files and in pages.json. Static.
const char *color_name(enum color color);
const char *face_name(enum face face);
const char *role_name(enum role role);

// A style brought to the pixels of one screen: what a font is opened with.
struct type {
    enum face face;
    int size;        // pixels an em
    int line_height; // pixels from baseline to baseline
    double tracking; // pixels, kept exact: 0.5 on a small screen is still less than 1
    bool caps;
    bool tabular;
};

// `scale` is the shorter side of the screen over 1080.
struct type theme_type(const struct theme *theme, enum role role, double scale);

// Makes `brand` (0xRRGGBB) the accent: moved towards black or white just as far as it takes to be seen on the
// ground, and for the text on it, which is black or white, to be read. Returns the accent.
uint32_t theme_take_brand(struct theme *theme, uint32_t brand);

// Contrast of two opaque colours, 1 to 21 (WCAG 2.1, "contrast ratio" and "relative luminance").
double color_contrast(uint32_t a, uint32_t b);
// `color` moved towards black or white just as far as it needs to reach `least` against `ground`.
uint32_t color_readable(uint32_t color, uint32_t ground, double least);

#endif
