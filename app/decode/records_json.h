#ifndef BROADSIDE_DECODE_RECORDS_JSON_H
#define BROADSIDE_DECODE_RECORDS_JSON_H

#include "base/json_writer.h"
#include "decode/evaluate.h"

// Writes what an answer yields as JSON text: {"feed": {…}, "story": [{…}], "next": …}. Absent fields are left
// out.
struct records_json {
    struct json_writer writer;
};

// `records` and `out` are borrowed by the sink. Call records_json_end when the evaluation is over.
struct record_sink records_json_begin(struct records_json *records, struct strbuf *out);
void records_json_end(struct records_json *records);

#endif
