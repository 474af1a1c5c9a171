#ifndef BROADSIDE_MODEL_INFOGRAPHIC_H
#define BROADSIDE_MODEL_INFOGRAPHIC_H

#include "base/time.h"
#include "model/age.h"
#include "model/chart_spec.h"
#include "model/picture.h"

// A graphic with its finding as the title: a chart drawn from data, or a picture. With both, the picture
// stands in where the chart cannot be drawn.
struct infographic {
    const char *id;
    const char *title;    // the finding; never NULL
    const char *subtitle; // measure and unit
    const char *section;
    const char *source; // where the numbers come from
    const char *credit;
    struct moment published;
    const struct picture *picture;  // in an edition with its bytes, or NULL
    const struct chart_spec *chart; // NULL: a picture only
    struct age age;
};

#endif
