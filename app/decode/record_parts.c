#include <math.h>
#include <string.h>

#include "decode/records_batch.h"

void read_texts(struct records_batch *records, const struct record *record, const struct text_field *fields,
    size_t count, void *out) {
    for (size_t i = 0; i < count; i++) {
        const char **member = (const char **)(void *)((char *)out + fields[i].offset);
        *member = fields[i].read(records, record_value(record, fields[i].name));
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

const char *const *read_paragraphs(struct records_batch *records, struct value value, size_t *count) {
    size_t room = count_paragraphs(value);
    const char **paragraphs = batch_memory(records, (room + 1) * sizeof *paragraphs);
    *count = 0;
    for (size_t i = 0; paragraphs && i < value_length(value); i++) {
        struct value element = value_element(value, i);
        for (size_t k = 0; k < value_length(element) && *count < room; k++) {
            const char *text = display_text(records, value_element(element, k));
            if (text) {
                paragraphs[(*count)++] = text;
            }
        }
    }
    return paragraphs;
}

static bool is_map(struct value value) {
    return value.kind == VALUE_MAP || value.kind == VALUE_NODE;
}

// A point of interest is both shares or none.
static void read_focus(struct value x, struct value y, struct picture *out) {
    double across, down;
    if (value_number(x, &across) && value_number(y, &down) && across >= 0 && across <= 1 && down >= 0 &&
        down <= 1) {
        out->has_focus = true;
        out->focus_x = across;
        out->focus_y = down;
    }
}

static struct picture picture_of(struct records_batch *records, struct value value) {
    struct picture picture = {
        .url = absolute_url(records, is_map(value) ? value_member(value, "url") : value)};
    if (picture.url) {
        picture.caption = display_text(records, value_member(value, "caption"));
        picture.credit = display_text(records, value_member(value, "credit"));
        read_focus(value_member(value, "focus_x"), value_member(value, "focus_y"), &picture);
    }
    return picture;
}

const struct picture *read_picture(struct records_batch *records, const struct record *record) {
    struct picture found = picture_of(records, record_value(record, "picture"));
    found.url = found.url ? found.url : absolute_url(records, record_value(record, "image"));
    struct picture *picture = found.url ? batch_memory(records, sizeof *picture) : NULL;
    if (!picture) {
        return NULL;
    }
    *picture = found;
    if (!picture->caption) {
        picture->caption = display_text(records, record_value(record, "image_caption"));
    }
    if (!picture->credit) {
        picture->credit = display_text(records, record_value(record, "image_credit"));
    }
    return picture;
}

static void add_picture(struct picture *pictures, size_t *count, struct picture picture) {
    for (size_t i = 0; i < *count; i++) {
        if (strcmp(pictures[i].url, picture.url) == 0) {
            pictures[i].caption = pictures[i].caption ? pictures[i].caption : picture.caption;
            pictures[i].credit = pictures[i].credit ? pictures[i].credit : picture.credit;
            return;
        }
    }
    pictures[(*count)++] = picture;
}

const struct picture *read_pictures(
    struct records_batch *records, const struct record *record, size_t *count) {
    struct value list = record_value(record, "pictures");
    size_t others = is_map(list) && !cJSON_IsArray(list.kind == VALUE_NODE ? list.as.node : NULL)
                        ? 1
                        : value_length(list);
    others = others < LIMIT_PICTURES ? others : LIMIT_PICTURES;
    struct picture *pictures = batch_memory(records, (others + 1) * sizeof *pictures);
    struct picture lead = {.url = absolute_url(records, record_value(record, "image"))};
    *count = 0;
    if (pictures && lead.url) {
        lead.caption = display_text(records, record_value(record, "image_caption"));
        lead.credit = display_text(records, record_value(record, "image_credit"));
        read_focus(record_value(record, "image_focus_x"), record_value(record, "image_focus_y"), &lead);
        add_picture(pictures, count, lead);
    }
    for (size_t i = 0; pictures && i < others && *count < LIMIT_PICTURES; i++) {
        struct picture picture = picture_of(records, value_element(list, i));
        if (picture.url) {
            add_picture(pictures, count, picture);
        }
    }
    return pictures;
}

double read_number(const struct record *record, const char *name) {
    double number;
    return value_number(record_value(record, name), &number) && isfinite(number) ? number : (double)NAN;
}
