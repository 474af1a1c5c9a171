#include "model/chart_spec.h"

#include <string.h>

const struct chart_data *chart_spec_data(const struct chart_spec *spec, const struct tree *data) {
    const char *name = tree_text(tree_member(data, "name"), NULL);
    const char *said = tree_text(tree_member(data, "url"), name);
    for (size_t i = 0; said && i < spec->data_count; i++) {
        if (strcmp(spec->data[i].said, said) == 0) {
            return &spec->data[i];
        }
    }
    return NULL;
}
