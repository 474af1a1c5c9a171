#ifndef BROADSIDE_CHART_LEGEND_H
#define BROADSIDE_CHART_LEGEND_H

#include "chart/plot.h"

// Private to the legends: what they say (legend.c), how they look (legend_draw.c).

#define LEGEND_CHANNELS 10 // that can have one
#define MOST_ENTRIES 64

struct legend {
    const struct scale *scales[LEGEND_CHANNELS];
    size_t scale_count;
    const char *kind, *title;
    struct scalar values[MOST_ENTRIES];
    const char *labels[MOST_ENTRIES];
    size_t count;
    const struct scale *faded; // the colours of which some marks are paler; NULL: none
    struct shades_seen *seen;  // of it
};

// One for each field that a channel with a legend shows; `legends` has room for LEGEND_CHANNELS. Returns how
// many.
size_t legends_collect(struct plot *plot, struct legend *legends);

#endif
