#include "chart/chart.h"

#include <string.h>

#include "base/limits.h"
#include "chart/color.h"
#include "chart/plot.h"

void chart_palette(uint32_t background, struct chart_style *style) {
    // Okabe and Ito, "Color Universal Design"; blue and yellow change places with the ground.
    static const uint32_t dark[] = {0x56b4e9, 0xe69f00, 0x009e73, 0xf0e442, 0xcc79a7, 0xd55e00, 0x0072b2};
    static const uint32_t light[] = {0x0072b2, 0xd55e00, 0x009e73, 0xb0558a, 0x56b4e9, 0xc98a00, 0x5c6470};
    bool is_dark = chart_luminance(background) < 0.18;
    memcpy(style->palette, is_dark ? dark : light, sizeof dark);
    style->palette_count = sizeof dark / sizeof *dark;
}

#define PIECE 400 // rows or marks; one takes a microsecond

static void rest(struct plot *plot) {
    const struct chart_pace *pace = &plot->form->pace;
    plot->worked = 0;
    if (pace->pause && !plot->is_given_up) {
        plot->is_given_up = !pace->pause(pace->context);
    }
}

bool plot_goes_on(struct plot *plot, size_t work) {
    plot->worked += work;
    if (plot->worked >= PIECE) {
        rest(plot);
    }
    return !plot->is_given_up;
}

enum error plot_keep_within(struct plot *plot) {
    rest(plot);
    if (plot->is_given_up) {
        return reason_set(plot->reason, ERROR_REFUSED, "%s: not wanted any more", plot->name);
    }
    if (arena_held(plot->arena) - plot->held <= LIMIT_CHART_HEAP) {
        return ERROR_NONE;
    }
    return reason_set(plot->reason, ERROR_LIMIT, "%s: the chart takes more than %u MiB of memory", plot->name,
        LIMIT_CHART_HEAP >> 20);
}

static enum error draw(struct plot *plot) {
    plot->config = tree_member(plot->root, "config");
    plot->kiosk = tree_member(tree_member(plot->root, "usermeta"), "kiosk");
    enum error error = subset_check(plot);
    error = error ? error : kiosk_members_check(plot);
    error = error ? error : units_read(plot);
    if (!error && plot_has_block(plot)) {
        return blocks_draw(plot);
    }
    error = error ? error : scales_build(plot);
    error = error ? error : plot_keep_within(plot);
    if (!error) {
        highlight_conditions(plot);
        highlight_scales(plot);
        error = plot_arrange(plot);
    }
    return error;
}

enum error chart_draw(const struct chart_spec *spec, const struct chart_form *form, struct arena *arena,
    struct drawing *out, struct reason *reason) {
    const struct drawing empty = {.arena = arena,
        .name = spec->name,
        .width = form->width,
        .height = form->height,
        .background = form->style.background};
    const struct plot start = {.arena = arena,
        .form = form,
        .spec = spec,
        .name = spec->name,
        .root = spec->root,
        .drawing = out,
        .reason = reason,
        .scale = 1,
        .held = arena_held(arena)};
    struct plot plot = start;
    *out = empty;
    enum error error = draw(&plot);
    if (!error && plot.wants_turn) {
        plot = start;
        plot.root = turned(spec->root, arena);
        plot.is_turned = true;
        *out = empty;
        error = draw(&plot);
    }
    drawing_raise_texts(out);
    if (!error && !drawing_is_bounded(out)) {
        error = plot_refuse(&plot, plot.root, "a mark would lie too far outside the screen, or be too large");
    }
    out->scale = plot.scale;
    return error;
}
