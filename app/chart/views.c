#include <math.h>

#include "chart/views.h"

// A spec's tree of layers as a flat list of units, and what its small multiples are made of.

static enum error walk(struct plot *plot, const struct tree *view, struct inheritance from) {
    const struct tree *data = tree_member(view, "data"), *transform = tree_member(view, "transform");
    const struct tree *encoding = tree_member(view, "encoding"), *layer = tree_member(view, "layer");
    const struct tree *spec = tree_member(view, "spec");
    if (data) {
        from.data = tree_is(data, TREE_NULL) ? NULL : data;
        from.transform_count = 0;
    }
    if (from.transform_count == MOST_LEVELS || from.encoding_count == MOST_LEVELS) {
        return plot_refuse(plot, view, "more than %d views in each other", MOST_LEVELS - 1);
    }
    if (transform) {
        from.transforms[from.transform_count++] = transform;
    }
    if (encoding) {
        from.encodings[from.encoding_count++] = encoding;
    }
    if (spec) {
        return walk(plot, spec, from);
    }
    if (!layer) {
        return unit_add(plot, view, &from);
    }
    if (!tree_is(layer, TREE_ARRAY) || layer->count == 0) {
        return plot_refuse(plot, layer, "layers are a list of views");
    }
    enum error error = ERROR_NONE;
    for (size_t i = 0; !error && i < layer->count; i++) {
        error = walk(plot, &layer->children[i], from);
    }
    return error;
}

static enum error read_facet(struct plot *plot) {
    const struct tree *facet = tree_member(plot->root, "facet"),
                      *encoding = tree_member(plot->root, "encoding");
    const struct tree *wrapped =
        facet ? (tree_member(facet, "field") ? facet : NULL) : tree_member(encoding, "facet");
    const struct tree *defs[2] = {tree_member(facet ? facet : encoding, "row"),
        wrapped ? wrapped : tree_member(facet ? facet : encoding, "column")};
    for (int i = 0; i < 2; i++) {
        if (defs[i] && !tree_is(defs[i], TREE_NULL)) {
            enum error error =
                encoding_read(plot, defs[i], NULL, i ? CH_COLUMN : CH_ROW, &plot->facet.encoding[i]);
            if (error) {
                return error;
            }
            plot->facet.is_used = plot->facet.is_used || plot->facet.encoding[i].field;
        }
    }
    // a row of columns may wrap in a tall room
    bool is_one_row = !wrapped && plot->facet.encoding[1].field && !plot->facet.encoding[0].field;
    plot->facet.is_wrapped = wrapped || is_one_row;
    const struct tree *columns = tree_member(facet ? plot->root : wrapped, "columns");
    plot->facet.columns =
        (size_t)fmax(0, fmin(MOST_CELLS, tree_number(columns, is_one_row ? MOST_CELLS : 0)));
    return ERROR_NONE;
}

static enum error refuse_independent(struct plot *plot, const struct tree *view) {
    const struct tree *resolve = tree_member(tree_member(view, "resolve"), "scale"),
                      *layer = tree_member(view, "layer");
    for (size_t i = 0; resolve && i < resolve->count; i++) {
        if (tree_is_text(&resolve->children[i], "independent")) {
            return plot_refuse(plot, &resolve->children[i], "outside the subset: independent scales");
        }
    }
    enum error error = ERROR_NONE;
    for (size_t i = 0; !error && layer && i < layer->count; i++) {
        error = refuse_independent(plot, &layer->children[i]);
    }
    return error;
}

enum error units_read(struct plot *plot) {
    plot->units = arena_array(plot->arena, MOST_UNITS, sizeof *plot->units);
    enum error error = refuse_independent(plot, plot->root);
    error = error ? error : read_facet(plot);
    error = error ? error : walk(plot, plot->root, (struct inheritance){0});
    for (size_t i = 0; !error && i < plot->unit_count; i++) {
        error = unit_compute(plot, &plot->units[i]);
        error = error ? error : plot_keep_within(plot);
    }
    return error;
}
