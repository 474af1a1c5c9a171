#include <math.h>
#include <string.h>

#include "chart/plot.h"

// Values as text: by the spec's format, in the kiosk's signs.

void plot_number(const struct plot *plot, double value, const char *specifier, char *out, size_t room) {
    struct number_format format;
    if (!number_format_parse(specifier, &format)) {
        number_format_parse("", &format);
    }
    number_write(value, &format, plot->form->locale, out, room);
}

// Vega-Lite decides by the type, or by "formatType".
static bool is_time(const struct encoding *encoding, const struct tree *def, struct scalar value) {
    const struct tree *type = tree_member(def, "formatType");
    return type ? tree_is_text(type, "time") || tree_is_text(type, "utc")
                : value.kind == SCALAR_TIME || encoding->type == TYPE_TEMPORAL;
}

const char *plot_text(
    const struct plot *plot, const struct encoding *encoding, const char *format, struct scalar value) {
    char room[256], plain[SCALAR_TEXT_ROOM], specifier[64];
    const struct tree *config = tree_member(plot->config, "numberFormat");
    if (value.kind == SCALAR_TEXT || value.kind == SCALAR_NULL || value.kind == SCALAR_BOOL) {
        return arena_text(plot->arena, scalar_text(value, plain));
    }
    const struct locale *locale = plot->form->locale;
    if (is_time(encoding, encoding->def, value)) {
        if (!format && encoding->unit.parts) {
            time_unit_specifier(&encoding->unit, specifier, sizeof specifier);
        }
        const char *by = format ? format
                         : encoding->unit.parts
                             ? specifier
                             : tree_text(tree_member(plot->config, "timeFormat"), "%b %d, %Y");
        time_write(value.number, by, locale, room, sizeof room);
        return arena_text(plot->arena, room);
    }
    if (!format && encoding->type != TYPE_QUANTITATIVE) {
        number_localise(scalar_text(value, plain), locale, room, sizeof room);
        return arena_text(plot->arena, room);
    }
    plot_number(plot, value.number, format ? format : tree_text(config, ""), room, sizeof room);
    return arena_text(plot->arena, room);
}
