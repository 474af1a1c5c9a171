#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "chart/plot.h"

// One channel of an encoding: what it shows and as what (Vega-Lite docs, encoding).

static const char *const names[CH_COUNT] = {
    [CH_X] = "x",
    [CH_Y] = "y",
    [CH_X2] = "x2",
    [CH_Y2] = "y2",
    [CH_XOFFSET] = "xOffset",
    [CH_YOFFSET] = "yOffset",
    [CH_COLOR] = "color",
    [CH_FILL] = "fill",
    [CH_STROKE] = "stroke",
    [CH_DASH] = "strokeDash",
    [CH_WIDTH] = "strokeWidth",
    [CH_SIZE] = "size",
    [CH_SHAPE] = "shape",
    [CH_OPACITY] = "opacity",
    [CH_FILLOPACITY] = "fillOpacity",
    [CH_STROKEOPACITY] = "strokeOpacity",
    [CH_THETA] = "theta",
    [CH_THETA2] = "theta2",
    [CH_RADIUS] = "radius",
    [CH_RADIUS2] = "radius2",
    [CH_ORDER] = "order",
    [CH_TEXT] = "text",
    [CH_ROW] = "row",
    [CH_COLUMN] = "column",
    [CH_FACET] = "facet",
};

const char *channel_name(enum channel channel) {
    return names[channel];
}

enum channel channel_of_name(const char *name) {
    for (int i = 0; i < CH_COUNT; i++) {
        if (strcmp(names[i], name) == 0) {
            return (enum channel)i;
        }
    }
    return CH_COUNT;
}

bool channel_is_position(enum channel channel) {
    return channel == CH_X || channel == CH_Y;
}

bool channel_is_offset(enum channel channel) {
    return channel == CH_XOFFSET || channel == CH_YOFFSET;
}

bool channel_is_color(enum channel channel) {
    return channel == CH_COLOR || channel == CH_FILL || channel == CH_STROKE;
}

enum error plot_refuse(struct plot *plot, const struct tree *at, const char *format, ...) {
    char what[LIMIT_REASON], pointer[TREE_POINTER];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    tree_pointer(at, pointer);
    return reason_set(
        plot->reason, ERROR_INPUT, "%s: %s%s%s", plot->name, pointer, *pointer ? ": " : "", what);
}

const struct tree *encoding_member(const struct encoding *encoding, const char *key) {
    const struct tree *own = tree_member(encoding->def, key);
    return own ? own : tree_member(encoding->parent, key);
}

bool encoding_is_field(const struct encoding *encoding) {
    return encoding->def && (encoding->field || encoding->aggregate);
}

bool encoding_has_scale(const struct encoding *encoding) {
    return encoding_is_field(encoding) || encoding->datum;
}

static bool type_of_name(const char *name, enum type *out) {
    static const char *const types[] = {"nominal", "ordinal", "quantitative", "temporal"};
    for (int i = 0; i < 4; i++) {
        if (strcmp(types[i], name) == 0 || (strlen(name) == 1 && types[i][0] == name[0])) {
            *out = (enum type)i;
            return true;
        }
    }
    return false;
}

// Vega-Lite's defaultType (docs, type).
static enum type default_type(const struct encoding *encoding, enum channel channel) {
    const struct tree *scale = tree_member(encoding_member(encoding, "scale"), "type");
    static const char *const numeric[] = {
        "linear", "log", "pow", "sqrt", "symlog", "quantile", "quantize", "threshold", "bin-ordinal"};
    if (channel == CH_ORDER) {
        return TYPE_ORDINAL;
    }
    if (channel == CH_ROW || channel == CH_COLUMN || channel == CH_FACET || channel == CH_SHAPE ||
        channel == CH_DASH) {
        return TYPE_NOMINAL;
    }
    if (tree_is(encoding_member(encoding, "sort"), TREE_ARRAY)) {
        return TYPE_ORDINAL;
    }
    if (encoding->unit.parts) {
        return TYPE_TEMPORAL;
    }
    if (encoding->bin || encoding->is_binned || encoding->aggregate) {
        return TYPE_QUANTITATIVE;
    }
    for (size_t i = 0; scale && i < sizeof numeric / sizeof *numeric; i++) {
        if (tree_is_text(scale, numeric[i])) {
            return TYPE_QUANTITATIVE;
        }
    }
    if (tree_is_text(scale, "time") || tree_is_text(scale, "utc") || tree_is(encoding->datum, TREE_OBJECT)) {
        return TYPE_TEMPORAL;
    }
    return tree_is(encoding->datum, TREE_NUMBER) ? TYPE_QUANTITATIVE : TYPE_NOMINAL;
}

static enum error read_aggregate(struct plot *plot, struct encoding *out) {
    const struct tree *aggregate = encoding_member(out, "aggregate");
    if (!aggregate || tree_is(aggregate, TREE_NULL)) {
        return ERROR_NONE;
    }
    out->aggregate = tree_text(aggregate, NULL);
    if (!out->aggregate || !aggregate_is_known(out->aggregate)) {
        return plot_refuse(plot, aggregate, "outside the subset: the aggregate %s",
            tree_text(aggregate, "argmin or argmax"));
    }
    if (strcmp(out->aggregate, "count") == 0) {
        out->field = NULL;
    } else if (!out->field) {
        return plot_refuse(plot, out->def, "\"%s\" of which field?", out->aggregate);
    }
    return ERROR_NONE;
}

static enum error read_type(struct plot *plot, enum channel channel, struct encoding *out) {
    const struct tree *type = encoding_member(out, "type"), *unit = encoding_member(out, "timeUnit");
    const struct tree *bin = encoding_member(out, "bin");
    if (unit && !tree_is(unit, TREE_NULL) && !time_unit_read(unit, &out->unit)) {
        return plot_refuse(plot, unit, "there is no such time unit");
    }
    if (tree_is_text(bin, "binned") || tree_is_true(tree_member(bin, "binned"))) {
        out->is_binned = true;
    } else if (tree_is_true(bin) || tree_is(bin, TREE_OBJECT)) {
        out->bin = bin;
    }
    if (out->aggregate && (out->bin || out->unit.parts)) {
        return plot_refuse(plot, out->def, "a channel has an aggregate, or a bin or a time unit");
    }
    out->type = default_type(out, channel);
    if (type && (!tree_is(type, TREE_TEXT) || !type_of_name(type->text, &out->type))) {
        return plot_refuse(plot, type, "outside the subset: the type %s", tree_text(type, "?"));
    }
    return ERROR_NONE;
}

// How numbers are written must be a d3-format; of times every text is one.
static enum error check_format(struct plot *plot, const struct encoding *encoding) {
    const struct tree *holders[] = {
        encoding->def, encoding_member(encoding, "axis"), encoding_member(encoding, "legend")};
    for (size_t i = 0; i < sizeof holders / sizeof *holders; i++) {
        const struct tree *format = tree_member(holders[i], "format"),
                          *kind = tree_member(holders[i], "formatType");
        struct number_format parsed;
        bool is_number = kind ? tree_is_text(kind, "number") : encoding->type == TYPE_QUANTITATIVE;
        if (format && is_number &&
            !(tree_is(format, TREE_TEXT) && number_format_parse(format->text, &parsed))) {
            return plot_refuse(plot, format, "no format of numbers");
        }
    }
    return ERROR_NONE;
}

static enum error check_stack(struct plot *plot, const struct tree *stack) {
    bool is_known = !stack || !tree_is(stack, TREE_TEXT) || tree_is_text(stack, "zero") ||
                    tree_is_text(stack, "normalize") || tree_is_text(stack, "center");
    return is_known ? ERROR_NONE : plot_refuse(plot, stack, "outside the subset: this way to stack");
}

enum error encoding_read(struct plot *plot, const struct tree *def, const struct tree *parent,
    enum channel channel, struct encoding *out) {
    *out = (struct encoding){
        .def = def, .parent = parent, .column = TABLE_NONE, .end = TABLE_NONE, .range = TABLE_NONE};
    if (!tree_is(def, TREE_OBJECT)) {
        return plot_refuse(plot, def, "a channel is an object");
    }
    const struct tree *field = encoding_member(out, "field");
    if (field && !tree_is(field, TREE_TEXT)) {
        return plot_refuse(plot, field, "a field is named by a text");
    }
    out->datum = encoding_member(out, "datum");
    out->value = encoding_member(out, "value");
    out->field = tree_text(field, NULL);
    enum error error = read_aggregate(plot, out);
    error = error ? error : read_type(plot, channel, out);
    error = error ? error : check_format(plot, out);
    error = error ? error : check_stack(plot, encoding_member(out, "stack"));
    const struct tree *condition = encoding_member(out, "condition");
    size_t conditions = tree_is(condition, TREE_ARRAY) ? condition->count : condition ? 1 : 0;
    for (size_t i = 0; !error && i < conditions; i++) {
        const struct tree *one = tree_is(condition, TREE_ARRAY) ? &condition->children[i] : condition;
        const struct tree *test = tree_member(one, "test");
        if (!tree_is(test, TREE_OBJECT) || !tree_member(one, "value")) {
            error = plot_refuse(plot, test ? test : one,
                "outside the subset: a condition without a field predicate and a value");
        }
    }
    bool is_empty =
        !out->field && !out->aggregate && !out->datum && !out->value && !encoding_member(out, "condition");
    if (!error && is_empty && channel != CH_ORDER && channel != CH_ROW && channel != CH_COLUMN) {
        out->def = NULL; // {"title": …} alone shows nothing
    }
    return error;
}

bool encoding_is_discrete(const struct encoding *encoding) {
    return encoding->type == TYPE_NOMINAL || encoding->type == TYPE_ORDINAL;
}
