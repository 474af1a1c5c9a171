#ifndef BROADSIDE_CHART_SUBSET_RULES_H
#define BROADSIDE_CHART_SUBSET_RULES_H

// The subset of Vega-Lite that is drawn, as tables (docs/infographics.md). Private to subset.c.

// Members of one kind of object, to the first without a name; "*" stands for any other.
struct rule {
    const char *name;
    enum { TAKEN, IGNORED, INTO } verdict; // IGNORED: without effect on a still picture
    const struct rule *into;
};

extern const struct rule *const subset_rules; // of a view

// What a member outside the subset is called in Vega-Lite's documentation; NULL: as it is written.
const char *subset_feature(const char *key);

#endif
