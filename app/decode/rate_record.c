#include <ctype.h>
#include <math.h>
#include <string.h>

#include "decode/records_batch.h"

#define LONGEST_CODE 8 // ISO 4217 has three letters; services add metals and coins

// Letters and digits, in capitals; NULL for anything else.
static const char *currency_code(struct records_batch *records, struct value value) {
    char room[VALUE_TEXT_ROOM];
    const char *text = value_text(value, room);
    size_t len = text ? strlen(text) : 0;
    if (len < 3 || len > LONGEST_CODE) {
        return NULL;
    }
    char *code = batch_memory(records, len + 1);
    for (size_t i = 0; code && i < len; i++) {
        if (!isalnum((unsigned char)text[i])) {
            return NULL;
        }
        code[i] = (char)toupper((unsigned char)text[i]);
    }
    return code;
}

static bool fixing_of(struct records_batch *records, const struct record *record, const char *rate,
    const char *date, struct fixing *out) {
    *out = (struct fixing){.date = moment_of(record_value(record, date))};
    bool has_value =
        value_number(record_value(record, rate), &out->value) && out->value > 0.0 && isfinite(out->value);
    if (!has_value) {
        return false;
    }
    out->base = currency_code(records, record_value(record, "base"));
    out->quote = currency_code(records, record_value(record, "quote"));
    return out->base && out->quote;
}

bool fixing_from_record(struct records_batch *records, const struct record *record, void *out) {
    return fixing_of(records, record, "rate", "date", out);
}

bool previous_from_record(struct records_batch *records, const struct record *record, struct fixing *out) {
    return fixing_of(records, record, "previous", "previous_date", out) && moment_is_known(out->date);
}
