#include <ctype.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "decode/chart_record.h"
#include "decode/records_batch.h"

#define LONGEST_CODE 8 // ISO 4217 has three letters; services add metals and coins

static const struct text_field {
    const char *name;
    size_t offset;
} infographic_texts[] = {
    {"title", offsetof(struct infographic, title)},
    {"subtitle", offsetof(struct infographic, subtitle)},
    {"section", offsetof(struct infographic, section)},
    {"source", offsetof(struct infographic, source)},
    {"credit", offsetof(struct infographic, credit)},
};

// `picture` is an address or {"url", "caption", "credit"}; `image`, `image_caption`, `image_credit` serve as
// well.
static const struct picture *read_picture(struct records_batch *records, const struct record *record) {
    struct value value = record_value(record, "picture");
    bool is_map = value.kind == VALUE_MAP || value.kind == VALUE_NODE;
    const char *url = absolute_url(records, is_map ? value_member(value, "url") : value);
    url = url ? url : absolute_url(records, record_value(record, "image"));
    struct picture *picture = url ? batch_memory(records, sizeof *picture) : NULL;
    if (!picture) {
        return NULL;
    }
    const char *caption = display_text(records, value_member(value, "caption"));
    const char *credit = display_text(records, value_member(value, "credit"));
    picture->url = url;
    picture->caption = caption ? caption : display_text(records, record_value(record, "image_caption"));
    picture->credit = credit ? credit : display_text(records, record_value(record, "image_credit"));
    return picture;
}

bool infographic_from_record(
    struct records_batch *records, const struct record *record, struct infographic *out) {
    *out = (struct infographic){.fetched = records->fetched};
    for (size_t i = 0; i < sizeof infographic_texts / sizeof *infographic_texts; i++) {
        const char **member = (const char **)(void *)((char *)out + infographic_texts[i].offset);
        *member = display_text(records, record_value(record, infographic_texts[i].name));
    }
    out->picture = read_picture(records, record);
    out->chart = chart_of_record(records, record);
    out->published = moment_of(record_value(record, "published"));
    out->id = identity_text(records, record_value(record, "id"));
    out->id = out->id ? out->id : out->picture ? out->picture->url : out->title;
    return out->title && (out->picture || out->chart);
}

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

bool fixing_from_record(struct records_batch *records, const struct record *record, struct fixing *out) {
    return fixing_of(records, record, "rate", "date", out);
}

bool previous_from_record(struct records_batch *records, const struct record *record, struct fixing *out) {
    return fixing_of(records, record, "previous", "previous_date", out) && moment_is_known(out->date);
}
