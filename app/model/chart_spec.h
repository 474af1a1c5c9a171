#ifndef BROADSIDE_MODEL_CHART_SPEC_H
#define BROADSIDE_MODEL_CHART_SPEC_H

#include "model/tree.h"

// A chart as a newsroom wrote it: a Vega-Lite document, read but not yet understood, and the data that it
// names instead of holding them.

// One "data" object that has a "url" or a "name".
struct chart_data {
    const char *said; // the url or name as written; never NULL
    bool is_name;
    const char *address;     // the url, absolute; NULL: it is a name, or relative to nothing
    const struct tree *rows; // what a source brought: rows, or a text of lines; NULL: nothing
    bool is_known;           // a source of the configuration is meant, whether it has answered or not
};

struct chart_spec {
    const char *name; // for messages: of its file, or of its infographic
    const struct tree *root;
    const struct chart_data *data; // each url or name once
    size_t data_count;
};

// What a "data" object of the spec names; NULL if it names nothing, or more than the spec may name.
const struct chart_data *chart_spec_data(const struct chart_spec *spec, const struct tree *data);

#endif
