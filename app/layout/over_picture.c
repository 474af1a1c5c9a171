#include "layout/over_picture.h"

#include <math.h>

#include "chart/color.h"

const struct layout_env *env_over_picture(const struct layout_env *env, struct arena *arena) {
    struct theme *theme = arena_alloc(arena, sizeof *theme);
    struct layout_env *over = arena_alloc(arena, sizeof *over);
    *theme = *env->theme;
    *over = *env;
    over->theme = theme;
    over->logo = NULL; // it would stand in a box of the theme's ground; the title needs none
    uint32_t a = theme->colors[COLOR_BACKGROUND], b = theme->colors[COLOR_INK];
    bool is_dark = color_contrast(a, 0xFFFFFF) > color_contrast(b, 0xFFFFFF);
    theme->colors[COLOR_BACKGROUND] = is_dark ? a : b;
    theme->colors[COLOR_INK] = is_dark ? b : a;
    theme->colors[COLOR_DIM] = color_mix(
        theme->colors[COLOR_INK], theme->colors[COLOR_BACKGROUND], 0.12); // still read on SCRIM_TEXT
    theme->colors[COLOR_LINE] = color_mix(theme->colors[COLOR_INK], theme->colors[COLOR_BACKGROUND], 0.86);
    return over;
}

// A shade between two stops: no edge is seen where it begins and ends.
static double shade_at(const struct scrim_stop *stops, size_t count, int y) {
    if (y < stops[0].y) {
        return stops[0].share;
    }
    for (size_t i = 1; i < count; i++) {
        if (y < stops[i].y) {
            double t = (double)(y - stops[i - 1].y) / (stops[i].y - stops[i - 1].y);
            return stops[i - 1].share + (stops[i].share - stops[i - 1].share) * t * t * (3 - 2 * t);
        }
    }
    return stops[count - 1].share;
}

void sheet_scrim(struct sheet *sheet, struct rect box, const struct scrim_stop *stops, size_t count) {
    uint32_t color = sheet->env->theme->colors[COLOR_BACKGROUND];
    int from = box.y, bottom = box.y + box.h;
    while (from < bottom) {
        long alpha = lround(255 * shade_at(stops, count, from));
        int to = from + 1;
        while (to < bottom && lround(255 * shade_at(stops, count, to)) == alpha) {
            to++;
        }
        if (alpha > 0) {
            sheet_fill(sheet, ROLE_SCRIM, (struct rect){box.x, from, box.w, to - from},
                (uint32_t)alpha << 24 | color, 0);
        }
        from = to;
    }
}
