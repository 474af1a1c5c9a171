#include "layout/theme.h"

#include <math.h>

#include "chart/color.h"

static const char *const color_names[COLOR_COUNT] = {
    [COLOR_BACKGROUND] = "background",
    [COLOR_PANEL] = "panel",
    [COLOR_LINE] = "line",
    [COLOR_INK] = "ink",
    [COLOR_DIM] = "dim",
    [COLOR_ACCENT] = "accent",
    [COLOR_HIGHLIGHT] = "highlight",
    [COLOR_SECTION] = "section",
    [COLOR_UP] = "up",
    [COLOR_DOWN] = "down",
    [COLOR_BAR] = "bar",
    [COLOR_ON_ACCENT] = "on-accent",
};

static const char *const face_names[FACE_COUNT] = {
    [FACE_SERIF_BOLD] = "serif-bold",
    [FACE_SERIF_REGULAR] = "serif-regular",
    [FACE_SANS_REGULAR] = "sans-regular",
    [FACE_SANS_MEDIUM] = "sans-medium",
    [FACE_SANS_SEMIBOLD] = "sans-semibold",
    [FACE_SANS_BOLD] = "sans-bold",
};

static const char *const role_names[ROLE_COUNT] = {
    [ROLE_BREAKING] = "breaking",
    [ROLE_BREAKING_LABEL] = "breaking-label",
    [ROLE_BREAKING_SUB] = "breaking-sub",
    [ROLE_HEADLINE_1] = "headline-1",
    [ROLE_HEADLINE_2] = "headline-2",
    [ROLE_HEADLINE_3] = "headline-3",
    [ROLE_STORY_TITLE] = "story-title",
    [ROLE_PAGE_TITLE] = "page-title",
    [ROLE_LIST] = "list",
    [ROLE_LIST_STRONG] = "list-strong",
    [ROLE_BODY] = "body",
    [ROLE_BODY_STRONG] = "body-strong",
    [ROLE_NUMBER] = "number",
    [ROLE_NUMBER_2] = "number-2",
    [ROLE_CODE] = "code",
    [ROLE_PAIR] = "pair",
    [ROLE_CONVERTER] = "converter",
    [ROLE_DELTA] = "delta",
    [ROLE_TICKER] = "ticker",
    [ROLE_TICKER_TIME] = "ticker-time",
    [ROLE_LATEST] = "latest",
    [ROLE_LABEL] = "label",
    [ROLE_LABEL_SMALL] = "label-small",
    [ROLE_META] = "meta",
    [ROLE_META_SMALL] = "meta-small",
    [ROLE_NUMERAL] = "numeral",
    [ROLE_MASTHEAD] = "masthead",
    [ROLE_STRIP] = "strip",
    [ROLE_STRIP_CURRENT] = "strip-current",
    [ROLE_CLOCK] = "clock",
    [ROLE_TAB] = "tab",
    [ROLE_DEGREES] = "degrees",
    [ROLE_GROUND] = "ground",
    [ROLE_PANEL] = "panel",
    [ROLE_RULE] = "rule",
    [ROLE_PICTURE] = "picture",
    [ROLE_SPARK] = "spark",
    [ROLE_SIGN] = "sign",
    [ROLE_QR] = "qr",
    [ROLE_PROGRESS] = "progress",
    [ROLE_SCRIM] = "scrim",
    [ROLE_BANNER] = "banner",
    [ROLE_SKY] = "sky",
    [ROLE_CHART] = "chart",
};

const char *color_name(enum color color) {
    return color_names[color];
}

const char *face_name(enum face face) {
    return face_names[face];
}

const char *role_name(enum role role) {
    return role_names[role];
}

struct type theme_type(const struct theme *theme, enum role role, double scale) {
    const struct style *style = &theme->styles[role];
    return (struct type){
        .face = style->face,
        .size = (int)lround(style->size * scale),
        .line_height = (int)lround(style->size * style->leading * scale),
        .tracking = style->tracking * scale,
        .caps = style->caps,
        .tabular = style->tabular,
    };
}

// WCAG 2.1: relative luminance of an sRGB colour.
static double linear(unsigned channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t color) {
    return 0.2126 * linear(color >> 16 & 0xFF) + 0.7152 * linear(color >> 8 & 0xFF) +
           0.0722 * linear(color & 0xFF);
}

double color_contrast(uint32_t a, uint32_t b) {
    double la = luminance(a), lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

#define LEAST_SHAPE 3 // WCAG 2.1, 1.4.11: of what is no text

static double text_contrast(uint32_t ground) {
    return fmax(color_contrast(0xFFFFFF, ground), color_contrast(0, ground));
}

uint32_t theme_take_brand(struct theme *theme, uint32_t brand) {
    uint32_t accent = color_readable(brand, theme->colors[COLOR_BACKGROUND], LEAST_SHAPE);
    if (text_contrast(accent) < theme->contrast) { // a middle grey: further from the ground, text is clearer
        accent = color_readable(accent, theme->colors[COLOR_BACKGROUND], theme->contrast);
    }
    bool white = color_contrast(0xFFFFFF, accent) >= theme->contrast;
    theme->colors[COLOR_ACCENT] = accent;
    theme->colors[COLOR_ON_ACCENT] = white ? 0xFFFFFF : 0;
    return accent;
}

uint32_t color_readable(uint32_t color, uint32_t ground, double least) {
    uint32_t end = color_contrast(0xFFFFFF, ground) > color_contrast(0, ground) ? 0xFFFFFF : 0;
    const int steps = 64;
    for (int i = 0; i <= steps; i++) {
        uint32_t candidate = color_mix(color, end, (double)i / steps);
        if (color_contrast(candidate, ground) >= least) {
            return candidate;
        }
    }
    return end;
}
