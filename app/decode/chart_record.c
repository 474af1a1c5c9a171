#include "decode/chart_record.h"

#include "decode/chart.h"

const struct chart_spec *chart_of_record(struct records_batch *records, const struct record *record) {
    struct value value = record_value(record, "chart");
    if (value.kind != VALUE_NODE || !cJSON_IsObject(value.as.node)) {
        return NULL;
    }
    struct arena *arena = &records->batch->arena;
    struct chart_spec *spec = batch_memory(records, sizeof *spec);
    const struct tree *root = spec ? chart_tree(value.as.node, arena) : NULL;
    if (root) {
        *spec = (struct chart_spec){.name = "", .root = root};
    }
    if (!root || !chart_spec_find_data(spec, records->url, arena)) {
        records->is_full = true;
        return NULL;
    }
    return spec;
}

bool table_from_record(struct records_batch *records, const struct record *record, void *into) {
    struct value value = record_value(record, "rows");
    if (value.kind != VALUE_NODE && value.kind != VALUE_LIST && value.kind != VALUE_TEXT) {
        return false;
    }
    const struct tree *table = chart_rows_of_value(value, &records->batch->arena);
    *(const struct tree **)into = table;
    records->is_full = records->is_full || !table;
    return table != NULL;
}
