#ifndef BROADSIDE_DECODE_CHART_RECORD_H
#define BROADSIDE_DECODE_CHART_RECORD_H

#include "decode/records_batch.h"
#include "model/chart_spec.h"

// The field `chart` of a record, a Vega-Lite document, and what data it names: in the batch's arena, its name
// still empty. NULL if there is none or no room for it.
const struct chart_spec *chart_of_record(struct records_batch *records, const struct record *record);

#endif
