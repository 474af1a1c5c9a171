#include "chart/color.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

// The names of CSS Color 4 that charts use.
static const struct {
    const char *name;
    uint32_t color;
} names[] = {
    {"aqua", 0x00ffff},
    {"beige", 0xf5f5dc},
    {"black", 0x000000},
    {"blue", 0x0000ff},
    {"brown", 0xa52a2a},
    {"chocolate", 0xd2691e},
    {"coral", 0xff7f50},
    {"crimson", 0xdc143c},
    {"cyan", 0x00ffff},
    {"darkblue", 0x00008b},
    {"darkgray", 0xa9a9a9},
    {"darkgreen", 0x006400},
    {"darkgrey", 0xa9a9a9},
    {"darkorange", 0xff8c00},
    {"darkred", 0x8b0000},
    {"deepskyblue", 0x00bfff},
    {"dimgray", 0x696969},
    {"dodgerblue", 0x1e90ff},
    {"firebrick", 0xb22222},
    {"forestgreen", 0x228b22},
    {"fuchsia", 0xff00ff},
    {"gold", 0xffd700},
    {"goldenrod", 0xdaa520},
    {"gray", 0x808080},
    {"green", 0x008000},
    {"grey", 0x808080},
    {"hotpink", 0xff69b4},
    {"indigo", 0x4b0082},
    {"ivory", 0xfffff0},
    {"khaki", 0xf0e68c},
    {"lightblue", 0xadd8e6},
    {"lightgray", 0xd3d3d3},
    {"lightgreen", 0x90ee90},
    {"lightgrey", 0xd3d3d3},
    {"lime", 0x00ff00},
    {"magenta", 0xff00ff},
    {"maroon", 0x800000},
    {"navy", 0x000080},
    {"olive", 0x808000},
    {"orange", 0xffa500},
    {"orangered", 0xff4500},
    {"orchid", 0xda70d6},
    {"pink", 0xffc0cb},
    {"plum", 0xdda0dd},
    {"purple", 0x800080},
    {"red", 0xff0000},
    {"royalblue", 0x4169e1},
    {"salmon", 0xfa8072},
    {"seagreen", 0x2e8b57},
    {"silver", 0xc0c0c0},
    {"skyblue", 0x87ceeb},
    {"slateblue", 0x6a5acd},
    {"slategray", 0x708090},
    {"steelblue", 0x4682b4},
    {"tan", 0xd2b48c},
    {"teal", 0x008080},
    {"tomato", 0xff6347},
    {"turquoise", 0x40e0d0},
    {"violet", 0xee82ee},
    {"white", 0xffffff},
    {"whitesmoke", 0xf5f5f5},
    {"yellow", 0xffff00},
    {"yellowgreen", 0x9acd32},
};

static bool parse_hex(const char *text, uint32_t *out) {
    unsigned value = 0;
    size_t len = strspn(text, "0123456789abcdefABCDEF");
    if (text[len] || (len != 3 && len != 6) || sscanf(text, "%x", &value) != 1) {
        return false;
    }
    *out = len == 6 ? value
                    : ((value >> 8 & 0xf) * 0x110000 | (value >> 4 & 0xf) * 0x1100 | (value & 0xf) * 0x11);
    return true;
}

bool color_parse(const char *text, uint32_t *out) {
    double r, g, b;
    if (text[0] == '#') {
        return parse_hex(text + 1, out);
    }
    if (sscanf(text, "rgb(%lf ,%lf ,%lf", &r, &g, &b) == 3 ||
        sscanf(text, "rgba(%lf ,%lf ,%lf", &r, &g, &b) == 3) {
        r = fmin(255, fmax(0, r));
        g = fmin(255, fmax(0, g));
        b = fmin(255, fmax(0, b));
        *out = (uint32_t)r << 16 | (uint32_t)g << 8 | (uint32_t)b;
        return true;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcasecmp(names[i].name, text) == 0) {
            *out = names[i].color;
            return true;
        }
    }
    return false;
}

uint32_t color_mix(uint32_t a, uint32_t b, double t) {
    uint32_t out = 0;
    t = fmin(1, fmax(0, t));
    for (int shift = 0; shift <= 16; shift += 8) {
        double x = a >> shift & 0xff, y = b >> shift & 0xff;
        out |= (uint32_t)lround(x + (y - x) * t) << shift;
    }
    return out;
}

uint32_t color_ramp(const uint32_t *stops, size_t count, double t) {
    if (count < 2) {
        return count ? stops[0] : 0;
    }
    double at = (isnan(t) ? 0 : fmin(1, fmax(0, t))) * (double)(count - 1);
    size_t i = (size_t)at;
    i = i > count - 2 ? count - 2 : i;
    return color_mix(stops[i], stops[i + 1], at - (double)i);
}

static double linear(uint32_t channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

double chart_luminance(uint32_t color) {
    return 0.2126 * linear(color >> 16 & 0xff) + 0.7152 * linear(color >> 8 & 0xff) +
           0.0722 * linear(color & 0xff);
}

double chart_contrast(uint32_t a, uint32_t b) {
    double x = chart_luminance(a), y = chart_luminance(b);
    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

uint32_t chart_readable(uint32_t color, uint32_t ground, double least) {
    uint32_t goal = chart_luminance(ground) < 0.18 ? 0xffffff : 0x000000;
    for (int i = 0; i <= 20; i++) {
        uint32_t moved = color_mix(color, goal, i / 20.0);
        if (chart_contrast(moved, ground) >= least) {
            return moved;
        }
    }
    return goal;
}
