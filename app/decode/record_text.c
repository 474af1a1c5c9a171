#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "decode/address.h"
#include "decode/date.h"
#include "decode/plain_text.h"
#include "decode/records_batch.h"

void *batch_memory(struct records_batch *records, size_t size) {
    void *memory = records->is_full ? NULL : arena_try(&records->batch->arena, size);
    records->is_full = records->is_full || !memory;
    return memory;
}

static const char *copy(struct records_batch *records, const char *text, size_t len) {
    char *memory = batch_memory(records, len + 1);
    if (memory) {
        memcpy(memory, text, len);
    }
    return memory;
}

const char *display_text(struct records_batch *records, struct value value) {
    char room[VALUE_TEXT_ROOM];
    const char *text = value_text(value, room);
    if (!text) {
        return NULL;
    }
    strbuf_clear(&records->line);
    plain_line(text, strlen(text), &records->line);
    size_t len = utf8_floor(strbuf_text(&records->line), records->line.len, LIMIT_STRING);
    bool is_visible = text_is_visible(strbuf_text(&records->line), len);
    return is_visible ? copy(records, strbuf_text(&records->line), len) : NULL;
}

const char *raw_text(struct records_batch *records, struct value value) {
    char room[VALUE_TEXT_ROOM];
    const char *text = value_text(value, room);
    return text && *text ? copy(records, text, strlen(text)) : NULL;
}

const char *absolute_url(struct records_batch *records, struct value value) {
    char room[VALUE_TEXT_ROOM];
    const char *text = value_text(value, room);
    char *resolved = text && *text ? address_resolve(text, records->url) : NULL;
    const char *url = resolved ? copy(records, resolved, strlen(resolved)) : NULL;
    free(resolved);
    return url;
}

// A profile should have a date step; a date that came without one is still read.
struct moment moment_of(struct value value) {
    struct moment moment;
    if (value.kind == VALUE_DATE) {
        return value.as.date;
    }
    bool known = value.kind == VALUE_TEXT && (date_read(value.as.text, "iso", 0, &moment) ||
                                                 date_read(value.as.text, "rfc822", 0, &moment));
    return known ? moment : MOMENT_NONE;
}

struct value value_member(struct value value, const char *name) {
    for (size_t i = 0; value.kind == VALUE_MAP && i < value.count; i++) {
        if (strcmp(value.as.map[i].name, name) == 0) {
            return value.as.map[i].value;
        }
    }
    if (value.kind == VALUE_NODE && cJSON_IsObject(value.as.node)) {
        return value_of_node(cJSON_GetObjectItemCaseSensitive(value.as.node, name));
    }
    return VALUE_NOTHING;
}

static bool is_array(struct value value) {
    return value.kind == VALUE_NODE && cJSON_IsArray(value.as.node);
}

size_t value_length(struct value value) {
    if (value.kind == VALUE_LIST) {
        return value.count;
    }
    return is_array(value) ? (size_t)cJSON_GetArraySize(value.as.node) : value_is_absent(value) ? 0 : 1;
}

struct value value_element(struct value value, size_t at) {
    if (value.kind == VALUE_LIST) {
        return value.as.list[at];
    }
    return is_array(value) ? value_of_node(cJSON_GetArrayItem(value.as.node, (int)at)) : value;
}
