#include "decode/point_chart.h"

#include <string.h>

#include "base/json_writer.h"
#include "decode/chart.h"
#include "decode/date.h"
#include "decode/number.h"
#include "decode/records_batch.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define MOST_LABELLED 12 // bars with their values on them; more would touch

// What x is over all points: the scale follows from it.
enum domain { DOMAIN_NAMES, DOMAIN_NUMBERS, DOMAIN_YEARS, DOMAIN_DATES };

static const struct look {
    const char *type; // the word that profiles map a service's to
    const char *mark; // of Vega-Lite
    bool is_horizontal;
    bool is_grouped; // series stand beside each other
} looks[] = {
    {"column", "bar", false, true},
    {"stacked-column", "bar", false, false},
    {"bar", "bar", true, true},
    {"stacked-bar", "bar", true, false},
    {"line", "line", false, false},
    {"area", "area", false, false},
    {"scatter", "point", false, false},
    {"pie", "arc", false, false},
};

struct draft {
    struct json_writer json;
    const struct point *points;
    size_t count;
    const struct look *look;
    enum domain domain;
    bool has_series; // more than one
};

void point_chart_from_feed(struct records_batch *records, const struct record *record) {
    struct point_chart *chart = &records->chart;
    read_infographic(records, record, &chart->graphic);
    chart->type = raw_text(records, record_value(record, "type"));
    chart->csv = raw_text(records, record_value(record, "csv"));
}

static bool is_number(const char *text) {
    double number;
    return number_read(text, &number);
}

static bool is_year(const char *text) {
    return strspn(text, "0123456789") == 4 && !text[4] && (text[0] == '1' || text[0] == '2');
}

static bool read_day(const char *text, struct moment *out) {
    return date_read(text, "iso", 0, out) || date_read(text, "%Y-%m", 0, out);
}

static bool is_day(const char *text) {
    struct moment moment;
    return !is_number(text) && read_day(text, &moment);
}

static bool are_all(const struct draft *draft, bool (*is)(const char *text)) {
    for (size_t i = 0; i < draft->count; i++) {
        if (!is(draft->points[i].x)) {
            return false;
        }
    }
    return true;
}

static enum domain domain_of(const struct draft *draft) {
    return are_all(draft, is_year)     ? DOMAIN_YEARS
           : are_all(draft, is_number) ? DOMAIN_NUMBERS
           : are_all(draft, is_day)    ? DOMAIN_DATES
                                       : DOMAIN_NAMES;
}

static bool has_series(const struct draft *draft) {
    const char *first = draft->points[0].series;
    for (size_t i = 1; i < draft->count; i++) {
        const char *other = draft->points[i].series;
        if (other && (!first || strcmp(first, other) != 0)) {
            return true;
        }
    }
    return false;
}

// Without a word that is known, names are columns and what goes on continuously is a line.
static const struct look *look_of(const char *type, enum domain domain) {
    const char *fallback = domain == DOMAIN_NAMES ? "column" : "line";
    const struct look *found = NULL;
    for (size_t i = 0; i < COUNT(looks); i++) {
        if (type && strcmp(looks[i].type, type) == 0) {
            return &looks[i];
        }
        found = strcmp(looks[i].type, fallback) == 0 ? &looks[i] : found;
    }
    return found;
}

static bool is_mark(const struct draft *draft, const char *mark) {
    return strcmp(draft->look->mark, mark) == 0;
}

// Bars and slices stand for single values of x, lines and dots lie on an axis.
static bool is_discrete(const struct draft *draft) {
    return is_mark(draft, "bar") || is_mark(draft, "arc") || draft->domain == DOMAIN_NAMES;
}

static void write_x(struct draft *draft, const char *text) {
    double number = 0.0;
    struct moment moment;
    char room[DATE_TEXT];
    if (draft->domain == DOMAIN_NUMBERS && number_read(text, &number)) {
        json_number(&draft->json, "x", number);
    } else if (draft->domain == DOMAIN_DATES && read_day(text, &moment)) {
        json_text(&draft->json, "x", date_format(moment, room));
    } else {
        json_text(&draft->json, "x", text);
    }
}

static void write_values(struct draft *draft) {
    struct json_writer *json = &draft->json;
    json_object(json, "data");
    json_array(json, "values");
    for (size_t i = 0; i < draft->count; i++) {
        json_object(json, NULL);
        write_x(draft, draft->points[i].x);
        json_number(json, "y", draft->points[i].y);
        if (draft->has_series) {
            json_text(json, "series", draft->points[i].series ? draft->points[i].series : "");
        }
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
}

static void begin_channel(struct draft *draft, const char *channel, const char *field, const char *type) {
    json_object(&draft->json, channel);
    json_text(&draft->json, "field", field);
    json_text(&draft->json, "type", type);
    json_null(&draft->json, "title");
}

static void write_channel(struct draft *draft, const char *channel, const char *field, const char *type) {
    begin_channel(draft, channel, field, type);
    json_end_object(&draft->json);
}

// Names in the order of the data, not of the alphabet.
static void write_names(struct draft *draft, const char *channel, const char *field) {
    begin_channel(draft, channel, field, "nominal");
    json_null(&draft->json, "sort");
    json_end_object(&draft->json);
}

static bool is_month(const char *text) {
    struct moment moment;
    return date_read(text, "%Y-%m", 0, &moment);
}

// A bar stands for a month or a day.
static void write_dates(struct draft *draft, const char *channel) {
    bool is_bar = is_mark(draft, "bar");
    begin_channel(draft, channel, "x", is_bar ? "ordinal" : "temporal");
    if (is_bar) {
        json_text(&draft->json, "timeUnit", are_all(draft, is_month) ? "yearmonth" : "yearmonthdate");
    }
    if (draft->domain == DOMAIN_YEARS) {
        json_object(&draft->json, "axis");
        json_text(&draft->json, "format", "%Y");
        json_end_object(&draft->json);
    }
    json_end_object(&draft->json);
}

static void write_along(struct draft *draft, const char *channel) {
    if (draft->domain == DOMAIN_DATES || (draft->domain == DOMAIN_YEARS && !is_discrete(draft))) {
        write_dates(draft, channel);
    } else if (is_discrete(draft)) {
        write_names(draft, channel, "x");
    } else {
        write_channel(draft, channel, "x", "quantitative");
    }
}

static void write_axes(struct draft *draft) {
    const struct look *look = draft->look;
    write_along(draft, look->is_horizontal ? "y" : "x");
    write_channel(draft, look->is_horizontal ? "x" : "y", "y", "quantitative");
    if (draft->has_series && look->is_grouped) {
        write_names(draft, look->is_horizontal ? "yOffset" : "xOffset", "series");
    }
    if (draft->has_series) {
        write_names(draft, "color", "series");
    }
}

// The largest slice comes first.
static void write_slices(struct draft *draft) {
    write_channel(draft, "theta", "y", "quantitative");
    write_names(draft, "color", "x");
    json_object(&draft->json, "order");
    json_text(&draft->json, "field", "y");
    json_text(&draft->json, "type", "quantitative");
    json_text(&draft->json, "sort", "descending");
    json_end_object(&draft->json);
}

// Lines with their names at their ends; bars with their values, where those are few.
static const char *labels_of(const struct draft *draft) {
    bool has_names = is_mark(draft, "line") && draft->has_series;
    bool has_values = is_mark(draft, "bar") && !draft->has_series && draft->count <= MOST_LABELLED;
    return has_names ? "direct" : has_values ? "values" : NULL;
}

static void write_wishes(struct draft *draft) {
    const char *labels = labels_of(draft);
    json_object(&draft->json, "usermeta");
    json_object(&draft->json, "kiosk");
    if (labels) {
        json_text(&draft->json, "labels", labels);
    }
    bool has_columns = is_mark(draft, "bar") && !draft->look->is_horizontal;
    if (has_columns && draft->domain == DOMAIN_NAMES) { // rather than names left out
        json_bool(&draft->json, "turn", true);
    }
    json_end_object(&draft->json);
    json_end_object(&draft->json);
}

static void write_mark(struct draft *draft) {
    json_object(&draft->json, "mark");
    json_text(&draft->json, "type", draft->look->mark);
    if (is_mark(draft, "point")) { // to be seen across a room
        json_bool(&draft->json, "filled", true);
        json_int(&draft->json, "size", 120);
    }
    json_end_object(&draft->json);
}

static void write_chart(struct draft *draft) {
    json_object(&draft->json, NULL);
    write_wishes(draft);
    write_values(draft);
    write_mark(draft);
    json_object(&draft->json, "encoding");
    if (is_mark(draft, "arc")) {
        write_slices(draft);
    } else {
        write_axes(draft);
    }
    json_end_object(&draft->json);
    json_end_object(&draft->json);
}

static const struct chart_spec *spec_of(struct records_batch *records, const struct strbuf *text) {
    struct chart_spec *spec = batch_memory(records, sizeof *spec);
    struct reason reason = {""};
    bool is_read = spec && chart_spec_read(strbuf_text(text), text->len, "", &records->batch->arena, spec,
                               &reason) == ERROR_NONE;
    records->is_full = records->is_full || !is_read;
    return is_read ? spec : NULL;
}

bool point_chart_draft(
    struct records_batch *records, const struct point *points, size_t count, struct infographic *out) {
    const struct point_chart *chart = &records->chart;
    struct draft draft = {.points = points, .count = count};
    if (!count || !chart->graphic.title) {
        return false;
    }
    draft.domain = domain_of(&draft);
    draft.has_series = has_series(&draft);
    draft.look = look_of(chart->type, draft.domain);
    struct strbuf text;
    strbuf_init(&text, LIMIT_BODY);
    json_begin(&draft.json, &text);
    write_chart(&draft);
    *out = chart->graphic;
    out->id = out->id ? out->id : out->title;
    out->subtitle = out->subtitle || draft.has_series ? out->subtitle : points[0].series;
    out->chart = spec_of(records, &text);
    strbuf_finish(&text);
    return out->chart != NULL;
}
