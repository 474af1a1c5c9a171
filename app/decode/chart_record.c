#include "decode/chart_record.h"

#include "decode/chart.h"

const struct chart_spec *chart_of_record(struct records_batch *records, const struct record *record) {
    struct value value = record_value(record, "chart");
    if (value.kind != VALUE_NODE || !cJSON_IsObject(value.as.node)) {
        return NULL;
    }
    struct chart_spec *spec = batch_memory(records, sizeof *spec);
    const struct tree *root = spec ? chart_tree(value.as.node, &records->batch->arena) : NULL;
    if (!root) {
        records->is_full = true;
        return NULL;
    }
    *spec = (struct chart_spec){"", root};
    return spec;
}
