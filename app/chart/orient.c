#include "chart/plot.h"

// Which way a mark stands (Vega-Lite docs, mark: orient). An axis is a measure if it is continuous.

static bool is_continuous(const struct encoding *encoding) {
    return encoding_has_scale(encoding) && !encoding->bin && !encoding->is_binned &&
           (encoding->type == TYPE_QUANTITATIVE || encoding->type == TYPE_TEMPORAL);
}

static bool is_horizontal_line(const struct encoding *x, const struct encoding *y) {
    bool on_x = is_continuous(x), on_y = is_continuous(y);
    if (on_x != on_y) {
        return on_x;
    }
    if (!on_x) {
        return false;
    }
    if ((x->type == TYPE_TEMPORAL) != (y->type == TYPE_TEMPORAL)) {
        return y->type == TYPE_TEMPORAL;
    }
    return x->aggregate && !y->aggregate;
}

static bool is_horizontal_bar(const struct encoding *x, const struct encoding *y, bool has_x2, bool has_y2) {
    bool aggregate_x = x->aggregate && !y->aggregate, aggregate_y = y->aggregate && !x->aggregate;
    if (x->is_binned || (encoding_is_field(x) && aggregate_y)) {
        return false;
    }
    if (y->is_binned || (encoding_is_field(y) && aggregate_x)) {
        return true;
    }
    if (has_x2 != has_y2) {
        return has_x2;
    }
    return is_horizontal_line(x, y);
}

void unit_orient(struct plot *plot, struct unit *unit) {
    const struct encoding *x = &unit->encodings[CH_X], *y = &unit->encodings[CH_Y];
    bool has_x2 = unit->encodings[CH_X2].def != NULL, has_y2 = unit->encodings[CH_Y2].def != NULL;
    const struct tree *orient = mark_property(plot, unit, "orient");
    switch (unit->mark) {
    case MARK_BAR: unit->is_horizontal = is_horizontal_bar(x, y, has_x2, has_y2); break;
    case MARK_AREA: unit->is_horizontal = has_x2 != has_y2 ? has_x2 : is_horizontal_line(x, y); break;
    case MARK_RULE:
        unit->is_horizontal = has_x2 != has_y2     ? has_x2
                              : !x->def != !y->def ? y->def != NULL
                                                   : is_horizontal_line(x, y);
        break;
    case MARK_LINE: unit->is_horizontal = is_horizontal_line(x, y); break;
    case MARK_TICK:
        unit->is_horizontal =
            is_continuous(y) && !is_horizontal_line(x, y) && (!is_continuous(x) || y->aggregate);
        break;
    case MARK_POINT:
    case MARK_ARC:
    case MARK_RECT:
    case MARK_TEXT: break;
    }
    bool is_plain =
        unit->mark != MARK_BAR || (!x->is_binned && !y->is_binned && !(x->aggregate && !y->aggregate) &&
                                      !(y->aggregate && !x->aggregate));
    if (orient && is_plain && !has_x2 && !has_y2) {
        unit->is_horizontal = tree_is_text(orient, "horizontal");
    }
}
