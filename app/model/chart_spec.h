#ifndef BROADSIDE_MODEL_CHART_SPEC_H
#define BROADSIDE_MODEL_CHART_SPEC_H

#include "model/tree.h"

// A chart as a newsroom wrote it: a Vega-Lite document, read but not yet understood.
struct chart_spec {
    const char *name; // for messages: of its file, or of its infographic
    const struct tree *root;
};

#endif
