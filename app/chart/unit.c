#include <math.h>
#include <string.h>

#include "chart/views.h"

// A view with a mark: its encodings, and its data after the spec's transforms.

static const struct {
    const char *name;
    enum mark mark;
} marks[] = {
    {"bar", MARK_BAR},
    {"line", MARK_LINE},
    {"area", MARK_AREA},
    {"point", MARK_POINT},
    {"circle", MARK_POINT},
    {"square", MARK_POINT},
    {"arc", MARK_ARC},
    {"rect", MARK_RECT},
    {"rule", MARK_RULE},
    {"text", MARK_TEXT},
    {"tick", MARK_TICK},
};

static enum error read_mark(struct plot *plot, struct unit *unit, const struct tree *mark) {
    const struct tree *type = tree_is(mark, TREE_OBJECT) ? tree_member(mark, "type") : mark;
    unit->mark_name = tree_text(type, "");
    unit->def = tree_is(mark, TREE_OBJECT) ? mark : NULL;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (strcmp(marks[i].name, unit->mark_name) == 0) {
            unit->mark = marks[i].mark;
            return ERROR_NONE;
        }
    }
    return plot_refuse(plot, type ? type : mark, "outside the subset: the mark %s", unit->mark_name);
}

static const struct tree *config_of(const struct plot *plot, const char *group, const char *name) {
    return tree_member(tree_member(plot->config, group), name);
}

// The mark's own, its style's, its kind's, everybody's (Vega-Lite docs, config: precedence).
const struct tree *mark_property(const struct plot *plot, const struct unit *unit, const char *name) {
    const struct tree *own = tree_member(unit->def, name), *style = tree_member(unit->def, "style");
    const char *style_name = tree_text(tree_is(style, TREE_ARRAY) ? tree_at(style, 0) : style, NULL);
    if (!own && style_name) {
        own = tree_member(tree_member(tree_member(plot->config, "style"), style_name), name);
    }
    own = own ? own : config_of(plot, unit->mark_name, name);
    return own ? own : config_of(plot, "mark", name);
}

double mark_number(const struct plot *plot, const struct unit *unit, const char *name, double otherwise) {
    return tree_number(mark_property(plot, unit, name), otherwise);
}

static enum error read_extras(struct plot *plot, struct unit *unit, const struct tree *def, bool is_detail) {
    size_t count = tree_is(def, TREE_ARRAY) ? def->count : def && !tree_is(def, TREE_NULL) ? 1 : 0;
    for (size_t i = 0; i < count; i++) {
        const struct tree *one = tree_is(def, TREE_ARRAY) ? &def->children[i] : def;
        struct encoding *extra = &unit->extras[unit->extra_count];
        if (!is_detail && (!tree_member(one, "field") || tree_member(one, "aggregate"))) {
            continue; // a tooltip's aggregate shows nowhere
        }
        if (unit->extra_count == MOST_EXTRAS) {
            return is_detail ? plot_refuse(plot, one, "more than %d details", MOST_EXTRAS) : ERROR_NONE;
        }
        enum error error = encoding_read(plot, one, NULL, CH_TEXT, extra);
        if (error) {
            return error;
        }
        if (extra->field) {
            unit->extra_count++;
            unit->detail_count += is_detail;
        }
    }
    return ERROR_NONE;
}

// Of several levels that define a channel the innermost counts; what it leaves open comes from the next.
static enum error read_encodings(struct plot *plot, struct unit *unit, const struct inheritance *from) {
    for (int channel = 0; channel < CH_COUNT; channel++) {
        const struct tree *def = NULL, *parent = NULL;
        for (size_t i = 0; i < from->encoding_count; i++) {
            const struct tree *here = tree_member(from->encodings[i], channel_name((enum channel)channel));
            if (here) {
                parent = def;
                def = here;
            }
        }
        if (channel == CH_ORDER && def && tree_is(def, TREE_ARRAY)) {
            if (def->count > 1) {
                return plot_refuse(plot, tree_at(def, 1), "outside the subset: a second order");
            }
            def = tree_at(def, 0);
        }
        if (!def || tree_is(def, TREE_NULL)) {
            continue;
        }
        bool is_value = tree_member(def, "value") != NULL;
        enum error error = encoding_read(
            plot, def, is_value ? NULL : parent, (enum channel)channel, &unit->encodings[channel]);
        if (error) {
            return error;
        }
    }
    static const enum channel ends[][2] = {
        {CH_X, CH_X2}, {CH_Y, CH_Y2}, {CH_THETA, CH_THETA2}, {CH_RADIUS, CH_RADIUS2}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) { // the end of a range is of its start's type
        unit->encodings[ends[i][1]].type = unit->encodings[ends[i][0]].type;
    }
    for (size_t i = 0; i < from->encoding_count; i++) {
        enum error error = read_extras(plot, unit, tree_member(from->encodings[i], "detail"), true);
        if (error) {
            return error;
        }
    }
    for (size_t i = 0; i < from->encoding_count; i++) {
        enum error error = read_extras(plot, unit, tree_member(from->encodings[i], "tooltip"), false);
        if (error) {
            return error;
        }
    }
    return ERROR_NONE;
}

static bool is_empty(const struct table *table, size_t column) {
    for (size_t row = 0; row < table->rows; row++) {
        if (!scalar_is_missing(table_at(table, column, row))) {
            return false;
        }
    }
    return true;
}

// A field that neither the rows have nor a transform makes is a slip of the pen, and nothing to draw.
static enum error refuse_unknown(struct plot *plot, struct unit *unit, const bool *is_new) {
    for (int channel = 0; channel < CH_COUNT; channel++) {
        const struct encoding *encoding = &unit->encodings[channel];
        if (is_new[channel] && unit->raw.rows &&
            is_empty(&unit->raw, table_field(&unit->raw, encoding->field))) {
            const struct tree *field = encoding_member(encoding, "field");
            return plot_refuse(plot, field ? field : encoding->def,
                "no row of the data has the field \"%.100s\"", encoding->field);
        }
    }
    return ERROR_NONE;
}

static enum error load(struct plot *plot, struct unit *unit, const struct inheritance *from) {
    struct reason reason = {{0}};
    enum error error = table_read(from->data, plot->spec, plot->arena, &unit->raw, &reason);
    if (error) {
        return reason_set(plot->reason, error, "%s: %s", plot->name, reason.text);
    }
    bool is_new[CH_COUNT] = {false};
    for (int channel = 0; channel < CH_COUNT; channel++) {
        const char *field = unit->encodings[channel].field;
        is_new[channel] = field && !table_has(&unit->raw, field);
    }
    // texts become times where a channel says so, before transforms look at them
    for (int channel = 0; channel < CH_COUNT; channel++) {
        const struct encoding *encoding = &unit->encodings[channel];
        if (encoding->field && (encoding->type == TYPE_TEMPORAL || encoding->unit.parts)) {
            table_parse_time(&unit->raw, table_field(&unit->raw, encoding->field), NULL);
        } else if (encoding->field && encoding->type == TYPE_QUANTITATIVE) {
            table_field(&unit->raw, encoding->field);
        }
    }
    for (size_t i = 0; !error && i < from->transform_count; i++) {
        error = transforms_apply(plot, from->transforms[i], &unit->raw);
    }
    error = error ? error : refuse_unknown(plot, unit, is_new);
    return error ? error : plot_keep_within(plot);
}

enum error unit_add(struct plot *plot, const struct tree *view, const struct inheritance *from) {
    if (plot->unit_count == MOST_UNITS) {
        return plot_refuse(plot, view, "more than %d layers", MOST_UNITS);
    }
    struct unit *unit = &plot->units[plot->unit_count];
    *unit = (struct unit){
        .spec = view, .facet_column = {TABLE_NONE, TABLE_NONE}, .facet_range = {TABLE_NONE, TABLE_NONE}};
    for (int i = 0; i < CH_COUNT; i++) {
        unit->encodings[i].column = unit->encodings[i].end = unit->encodings[i].range = TABLE_NONE;
    }
    enum error error = read_mark(plot, unit, tree_member(view, "mark"));
    const struct tree *invalid = error ? NULL : mark_property(plot, unit, "invalid");
    bool is_path = unit->mark == MARK_LINE || unit->mark == MARK_AREA;
    bool is_default =
        !invalid || tree_is_text(invalid, "break-paths-show-path-domains") || tree_is_text(invalid, "filter");
    if (!error && is_path && !is_default && !tree_is_text(invalid, "break-paths-filter-domains")) {
        error = plot_refuse(plot, invalid, "outside the subset: \"invalid\" of this kind");
    }
    const struct tree *curve = error ? NULL : mark_property(plot, unit, "interpolate");
    static const char *const curves[] = {"linear", "monotone", "step", "step-before", "step-after"};
    bool is_drawn = !curve;
    for (size_t i = 0; i < sizeof curves / sizeof *curves; i++) {
        is_drawn = is_drawn || tree_is_text(curve, curves[i]);
    }
    if (!error && !is_drawn) {
        error = plot_refuse(plot, curve, "outside the subset: this interpolation");
    }
    error = error ? error : read_encodings(plot, unit, from);
    if (!error) {
        unit_orient(plot, unit);
        unit_choose_stack(unit);
        error = load(plot, unit, from);
    }
    plot->unit_count += !error;
    return error;
}
