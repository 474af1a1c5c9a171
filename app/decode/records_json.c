#include "decode/records_json.h"

static void write_fields(struct json_writer *writer, const struct record *record) {
    for (size_t i = 0; i < record->map->count; i++) {
        if (!value_is_absent(record->values[i])) {
            value_write(record->values[i], writer, record->map->fields[i].name);
        }
    }
}

static void write_feed(void *context, const struct record *record) {
    struct records_json *records = context;
    json_object(&records->writer, "feed");
    write_fields(&records->writer, record);
    json_end_object(&records->writer);
}

static void begin_kind(void *context, const struct record_kind *kind) {
    struct records_json *records = context;
    json_array(&records->writer, kind->name);
}

static enum error write_record(
    void *context, const struct record_kind *kind, const struct record *record, struct reason *reason) {
    struct records_json *records = context;
    (void)kind;
    json_object(&records->writer, NULL);
    write_fields(&records->writer, record);
    json_end_object(&records->writer);
    if (records->writer.out->full) {
        return reason_set(reason, ERROR_LIMIT, "the records are too large as text");
    }
    return ERROR_NONE;
}

static void end_kind(void *context, const struct record_kind *kind, size_t skipped, size_t beyond) {
    struct records_json *records = context;
    (void)kind;
    (void)skipped;
    (void)beyond;
    json_end_array(&records->writer);
}

static void write_next(void *context, struct value next) {
    struct records_json *records = context;
    value_write(next, &records->writer, "next");
}

struct record_sink records_json_begin(struct records_json *records, struct strbuf *out) {
    json_begin(&records->writer, out);
    json_object(&records->writer, NULL);
    return (struct record_sink){records, write_feed, begin_kind, write_record, end_kind, write_next};
}

void records_json_end(struct records_json *records) {
    json_end_object(&records->writer);
}
