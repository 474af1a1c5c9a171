#include <math.h>
#include <stddef.h>

#include "decode/chart_record.h"
#include "decode/records_batch.h"

// Infographics, galleries, sponsors, alerts, events: fields of a record → members of the model's types.

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define MOST_WEIGHT 100 // a sponsor may come so many times as often as the others
#define MOST_DWELL 600.0

static const struct text_field infographic_texts[] = {
    {"id", offsetof(struct infographic, id), display_text},
    {"title", offsetof(struct infographic, title), display_text},
    {"subtitle", offsetof(struct infographic, subtitle), display_text},
    {"section", offsetof(struct infographic, section), display_text},
    {"source", offsetof(struct infographic, source), display_text},
    {"credit", offsetof(struct infographic, credit), display_text},
};

static const struct text_field gallery_texts[] = {
    {"id", offsetof(struct gallery, id), display_text},
    {"title", offsetof(struct gallery, title), display_text},
    {"section", offsetof(struct gallery, section), display_text},
    {"url", offsetof(struct gallery, url), absolute_url},
};

static const struct text_field alert_texts[] = {
    {"id", offsetof(struct alert, id), display_text},
    {"headline", offsetof(struct alert, headline), display_text},
    {"area", offsetof(struct alert, area), display_text},
    {"event", offsetof(struct alert, event), display_text},
    {"sender", offsetof(struct alert, source_name), display_text},
};

static const struct text_field sponsor_texts[] = {
    {"id", offsetof(struct sponsor, id), display_text},
    {"name", offsetof(struct sponsor, name), display_text},
};

void read_infographic(struct records_batch *records, const struct record *record, struct infographic *out) {
    *out = (struct infographic){.age.fetched = records->fetched};
    read_texts(records, record, infographic_texts, COUNT(infographic_texts), out);
    out->published = moment_of(record_value(record, "published"));
}

bool infographic_from_record(struct records_batch *records, const struct record *record, void *into) {
    struct infographic *out = into;
    read_infographic(records, record, out);
    out->picture = read_picture(records, record);
    out->chart = chart_of_record(records, record);
    out->id = out->id ? out->id : out->picture ? out->picture->url : out->title;
    return out->title && (out->picture || out->chart);
}

bool gallery_from_record(struct records_batch *records, const struct record *record, void *into) {
    struct gallery *out = into;
    *out = (struct gallery){.age.fetched = records->fetched};
    read_texts(records, record, gallery_texts, COUNT(gallery_texts), out);
    out->pictures = read_pictures(records, record, &out->picture_count);
    out->published = moment_of(record_value(record, "published"));
    out->id = out->id ? out->id : out->url ? out->url : out->title;
    return out->title && out->picture_count;
}

// A number from `least` to `most`; `otherwise` for anything else.
static double number_within(
    const struct record *record, const char *name, double least, double most, double otherwise) {
    double number = read_number(record, name);
    return number >= least && number <= most ? number : otherwise;
}

bool sponsor_from_record(struct records_batch *records, const struct record *record, void *into) {
    struct sponsor *out = into;
    *out = (struct sponsor){.age.fetched = records->fetched};
    read_texts(records, record, sponsor_texts, COUNT(sponsor_texts), out);
    out->picture = read_picture(records, record);
    out->dwell = (millis)(number_within(record, "seconds", 1.0, MOST_DWELL, 0.0) * (double)SECOND);
    out->weight = (int)number_within(record, "weight", 1.0, MOST_WEIGHT, 1.0);
    out->id = out->id ? out->id : out->picture ? out->picture->url : NULL;
    return out->id && out->picture;
}

// What to do is said last, as the services have it.
static void add_instruction(struct records_batch *records, const struct record *record, struct alert *out) {
    const char *instruction = display_text(records, record_value(record, "instruction"));
    const char **paragraphs =
        instruction ? batch_memory(records, (out->paragraph_count + 1) * sizeof *paragraphs) : NULL;
    if (!paragraphs) {
        return;
    }
    for (size_t i = 0; i < out->paragraph_count; i++) {
        paragraphs[i] = out->paragraphs[i];
    }
    paragraphs[out->paragraph_count++] = instruction;
    out->paragraphs = paragraphs;
}

bool alert_from_record(struct records_batch *records, const struct record *record, void *into) {
    struct alert *out = into;
    *out = (struct alert){.age.fetched = records->fetched};
    read_texts(records, record, alert_texts, COUNT(alert_texts), out);
    out->headline = out->headline ? out->headline : out->event;
    out->id = out->id ? out->id : out->headline;
    out->paragraphs = read_paragraphs(records, record_value(record, "paragraphs"), &out->paragraph_count);
    add_instruction(records, record, out);
    out->severity = (int)number_within(record, "severity", 0.0, 4.0, 0.0);
    out->effective = moment_of(record_value(record, "effective"));
    out->expires = moment_of(record_value(record, "expires"));
    return out->headline != NULL;
}

bool event_from_record(struct records_batch *records, const struct record *record, void *into) {
    struct event *out = into;
    double year = number_within(record, "year", -9999.0, 9999.0, (double)NAN);
    *out = (struct event){
        .text = display_text(records, record_value(record, "text")),
        .url = absolute_url(records, record_value(record, "url")),
        .age.fetched = records->fetched,
    };
    out->year = isnan(year) ? 0 : (int)year;
    return out->text && !isnan(year);
}
