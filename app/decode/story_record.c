#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "decode/caseless.h"
#include "decode/number.h"
#include "decode/records_batch.h"

// Fields of a story record → members of struct story.
static const struct text_field texts[] = {
    {"id", offsetof(struct story, id), display_text},
    {"url", offsetof(struct story, url), absolute_url},
    {"section", offsetof(struct story, section), display_text},
    {"headline", offsetof(struct story, headline), display_text},
    {"summary", offsetof(struct story, summary), display_text},
    {"dateline", offsetof(struct story, dateline), display_text},
    {"place", offsetof(struct story, place), display_text},
    {"byline", offsetof(struct story, byline), display_text},
    {"paper", offsetof(struct story, paper), display_text},
    {"source_name", offsetof(struct story, source_name), display_text},
    {"language", offsetof(struct story, language), display_text},
};

static const struct date_field {
    const char *name;
    size_t offset;
} dates[] = {
    {"published", offsetof(struct story, published)},
    {"updated", offsetof(struct story, updated)},
    {"embargo", offsetof(struct story, embargo)},
};

// ninjs pubstatus, and the words that services use for the same.
static const struct {
    const char *word;
    enum story_status status;
} statuses[] = {
    {"usable", STORY_USABLE},
    {"withheld", STORY_WITHHELD},
    {"canceled", STORY_CANCELLED},
    {"cancelled", STORY_CANCELLED},
};

static void read_dates(const struct record *record, struct story *out) {
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        *(struct moment *)(void *)((char *)out + dates[i].offset) =
            moment_of(record_value(record, dates[i].name));
    }
}

static int read_urgency(struct value value) {
    double number;
    bool known = value_number(value, &number) && number_is_whole(number) && number >= 1.0 && number <= 9.0;
    return known ? (int)number : 0;
}

static enum story_status read_status(struct value value) {
    char room[VALUE_TEXT_ROOM];
    const char *word = value_text(value, room);
    // "icn:usable" and "stat:usable" are ninjs spellings, too.
    const char *colon = word ? strrchr(word, ':') : NULL;
    word = colon ? colon + 1 : word;
    for (size_t i = 0; word && i < sizeof statuses / sizeof *statuses; i++) {
        if (strcasecmp(word, statuses[i].word) == 0) {
            return statuses[i].status;
        }
    }
    return STORY_USABLE;
}

static const char *caseless_text(struct records_batch *records, const char *text) {
    strbuf_clear(&records->line);
    if (text) {
        caseless_add(text, &records->line);
    }
    size_t len = records->line.len;
    char *copy = len ? batch_memory(records, len + 1) : NULL;
    return copy ? memcpy(copy, strbuf_text(&records->line), len + 1) : NULL;
}

static void read_caseless(struct records_batch *records, struct story *out) {
    const char *first = out->paragraph_count ? out->paragraphs[0] : NULL;
    out->caseless.headline = caseless_text(records, out->headline);
    out->caseless.lede = caseless_text(records, out->summary ? out->summary : first);
    out->caseless.section = caseless_text(records, out->section);
}

bool story_from_record(struct records_batch *records, const struct record *record, void *into) {
    struct story *out = into;
    *out = (struct story){.published = MOMENT_NONE, .updated = MOMENT_NONE, .embargo = MOMENT_NONE};
    out->headline = display_text(records, record_value(record, "headline"));
    if (!out->headline) {
        return false;
    }
    read_texts(records, record, texts, sizeof texts / sizeof *texts, out);
    read_dates(record, out);
    out->paragraphs = read_paragraphs(records, record_value(record, "paragraphs"), &out->paragraph_count);
    out->pictures = read_pictures(records, record, &out->picture_count);
    out->urgency = read_urgency(record_value(record, "urgency"));
    out->status = read_status(record_value(record, "status"));
    out->age.fetched = records->fetched;
    read_caseless(records, out);
    // A story without an id is known by its address, and without that by its headline.
    out->id = out->id ? out->id : out->url ? out->url : out->headline;
    return true;
}
