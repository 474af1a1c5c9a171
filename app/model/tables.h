#ifndef BROADSIDE_MODEL_TABLES_H
#define BROADSIDE_MODEL_TABLES_H

#include "model/assemble.h"

// The data of charts: a spec that names the address or the id of a configured source gets that source's rows.
// Nothing else can be named, so no spec makes a kiosk ask anybody. Private to the room.

struct tables {
    const struct contribution *contributions; // borrowed
    size_t count;
    const struct tree **copies; // in the edition, of each contribution; NULL: not yet
};

void tables_init(
    struct tables *tables, const struct contribution *contributions, size_t count, struct arena *scratch);

// Bytes that the rows which `spec` names still take in the edition.
size_t tables_cost(const struct tables *tables, const struct chart_spec *spec);
// Writes the rows of what `from` names to `out`, copied once for all charts. `age` becomes that of the older
// of it and them.
void tables_bind(struct tables *tables, struct arena *arena, const struct chart_spec *from,
    struct chart_spec *out, struct age *age);

#endif
