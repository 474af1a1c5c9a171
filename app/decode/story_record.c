#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "decode/number.h"
#include "decode/records_batch.h"

// Fields of a story record → members of struct story.
static const struct text_field {
    const char *name;
    size_t offset;
    const char *(*read)(struct records_batch *records, struct value value);
} texts[] = {
    {"id", offsetof(struct story, id), identity_text},
    {"url", offsetof(struct story, url), absolute_url},
    {"section", offsetof(struct story, section), display_text},
    {"headline", offsetof(struct story, headline), display_text},
    {"summary", offsetof(struct story, summary), display_text},
    {"dateline", offsetof(struct story, dateline), display_text},
    {"place", offsetof(struct story, place), display_text},
    {"byline", offsetof(struct story, byline), display_text},
    {"paper", offsetof(struct story, paper), display_text},
    {"source_name", offsetof(struct story, source_name), display_text},
    {"language", offsetof(struct story, language), identity_text},
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

static void read_texts(struct records_batch *records, const struct record *record, struct story *out) {
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char **member = (const char **)(void *)((char *)out + texts[i].offset);
        *member = texts[i].read(records, record_value(record, texts[i].name));
    }
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        *(struct moment *)(void *)((char *)out + dates[i].offset) =
            moment_of(record_value(record, dates[i].name));
    }
}

static size_t count_paragraphs(struct value value) {
    size_t count = 0;
    for (size_t i = 0; i < value_length(value) && count < LIMIT_PARAGRAPHS; i++) {
        struct value element = value_element(value, i);
        count += value_length(element);
    }
    return count < LIMIT_PARAGRAPHS ? count : LIMIT_PARAGRAPHS;
}

// A list of texts, one text, or a list of lists (the paragraphs of several blocks).
static void read_paragraphs(struct records_batch *records, struct value value, struct story *out) {
    size_t room = count_paragraphs(value);
    const char **paragraphs = batch_memory(records, (room + 1) * sizeof *paragraphs);
    for (size_t i = 0; paragraphs && i < value_length(value); i++) {
        struct value element = value_element(value, i);
        for (size_t k = 0; k < value_length(element) && out->paragraph_count < room; k++) {
            const char *text = display_text(records, value_element(element, k));
            if (text) {
                paragraphs[out->paragraph_count++] = text;
            }
        }
    }
    out->paragraphs = paragraphs;
}

// The lead picture (`image`, `image_caption`, `image_credit`), then the others, each address once.
static void add_picture(struct story *story, struct picture *pictures, struct picture picture) {
    for (size_t i = 0; i < story->picture_count; i++) {
        if (strcmp(pictures[i].url, picture.url) == 0) {
            pictures[i].caption = pictures[i].caption ? pictures[i].caption : picture.caption;
            pictures[i].credit = pictures[i].credit ? pictures[i].credit : picture.credit;
            return;
        }
    }
    pictures[story->picture_count++] = picture;
}

static void read_pictures(struct records_batch *records, const struct record *record, struct story *out) {
    struct value list = record_value(record, "pictures");
    size_t count = value_length(list) < LIMIT_PICTURES ? value_length(list) : LIMIT_PICTURES;
    struct picture *pictures = batch_memory(records, (count + 1) * sizeof *pictures);
    struct picture lead = {.url = absolute_url(records, record_value(record, "image"))};
    if (pictures && lead.url) {
        lead.caption = display_text(records, record_value(record, "image_caption"));
        lead.credit = display_text(records, record_value(record, "image_credit"));
        add_picture(out, pictures, lead);
    }
    for (size_t i = 0; pictures && i < count; i++) {
        struct value element = value_element(list, i);
        bool is_map = element.kind == VALUE_MAP || element.kind == VALUE_NODE;
        struct picture picture = {
            .url = absolute_url(records, is_map ? value_member(element, "url") : element)};
        if (picture.url && out->picture_count < LIMIT_PICTURES) {
            picture.caption = display_text(records, value_member(element, "caption"));
            picture.credit = display_text(records, value_member(element, "credit"));
            add_picture(out, pictures, picture);
        }
    }
    out->pictures = pictures;
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

bool story_from_record(struct records_batch *records, const struct record *record, struct story *out) {
    *out = (struct story){.published = MOMENT_NONE, .updated = MOMENT_NONE, .embargo = MOMENT_NONE};
    out->headline = display_text(records, record_value(record, "headline"));
    if (!out->headline) {
        return false;
    }
    read_texts(records, record, out);
    read_paragraphs(records, record_value(record, "paragraphs"), out);
    read_pictures(records, record, out);
    out->urgency = read_urgency(record_value(record, "urgency"));
    out->status = read_status(record_value(record, "status"));
    out->fetched = records->fetched;
    // A story without an id is known by its address, and without that by its headline.
    out->id = out->id ? out->id : out->url ? out->url : out->headline;
    return true;
}
