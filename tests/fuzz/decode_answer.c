// The name of a shipped profile, a newline, an answer: what is decoded keeps the model's promises.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "decode/profile.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#define MOST_PROFILES 100
#define LONGEST_NAME 64

static struct {
    char name[LONGEST_NAME];
    struct profile *profile;
} known[MOST_PROFILES];
static size_t known_count;

static struct profile *read_profile(const char *name) {
    char path[512];
    char *text;
    size_t len;
    struct profile *profile = NULL;
    snprintf(path, sizeof path, "%s/assets/profiles/%s.json", BROADSIDE_SOURCE_DIR, name);
    if (file_read(path, LIMIT_CONFIG_FILE, &text, &len, NULL) == ERROR_NONE) {
        profile_create(name, text, len, &profile, NULL, NULL);
        free(text);
    }
    return profile;
}

// Each is compiled once. A name is letters, digits and "-": it goes into a path.
static const struct profile *profile_named(const char *name, size_t len) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    for (size_t i = 0; i < known_count; i++) {
        if (strlen(known[i].name) == len && memcmp(known[i].name, name, len) == 0) {
            return known[i].profile;
        }
    }
    char copy[LONGEST_NAME];
    snprintf(copy, sizeof copy, "%.*s", (int)len, name);
    if (len == 0 || len >= LONGEST_NAME || strspn(copy, letters) != len || known_count == MOST_PROFILES) {
        return NULL;
    }
    struct profile *profile = read_profile(copy);
    if (profile) {
        memcpy(known[known_count].name, copy, len + 1);
        known[known_count++].profile = profile;
    }
    return profile;
}

static void check_text(const char *text) {
    size_t len = text ? strlen(text) : 0;
    if (!utf8_is_valid(text ? text : "", len) || len > LIMIT_STRING) {
        abort();
    }
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7F) {
            abort();
        }
    }
}

static void check_needed(const char *text) {
    if (!text || !text[0]) {
        abort();
    }
    check_text(text);
}

// profiles.md: a date outside 1970 to 2100 is absent.
static void check_moment(struct moment moment) {
    if (moment_is_known(moment) && (moment.utc < 0 || moment.utc > 4133980800000)) {
        abort();
    }
}

static void check_story(const struct story *story) {
    check_needed(story->id);
    check_needed(story->headline);
    check_text(story->section);
    check_text(story->summary);
    check_text(story->byline);
    check_moment(story->published);
    check_moment(story->updated);
    if (story->paragraph_count > LIMIT_PARAGRAPHS || story->picture_count > LIMIT_PICTURES) {
        abort();
    }
    for (size_t i = 0; i < story->paragraph_count; i++) {
        check_needed(story->paragraphs[i]);
    }
    for (size_t i = 0; i < story->picture_count; i++) {
        check_needed(story->pictures[i].url);
    }
}

static void check(const struct batch *batch) {
    if (batch->story_count > LIMIT_RECORDS || batch->infographic_count > LIMIT_RECORDS) {
        abort();
    }
    for (size_t i = 0; i < batch->story_count; i++) {
        check_story(&batch->stories[i]);
    }
    for (size_t i = 0; i < batch->fixing_count; i++) {
        if (!isfinite(batch->fixings[i].value) || batch->fixings[i].value <= 0) {
            abort();
        }
        check_needed(batch->fixings[i].base);
        check_needed(batch->fixings[i].quote);
        check_moment(batch->fixings[i].date);
    }
    for (size_t i = 0; i < batch->alert_count; i++) {
        check_needed(batch->alerts[i].headline);
    }
    for (size_t i = 0; i < batch->infographic_count; i++) {
        check_needed(batch->infographics[i].title);
    }
    for (size_t i = 0; i < batch->event_count; i++) {
        check_needed(batch->events[i].text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    static const struct profile_param params[] = {{"url", "https://x.example/a", false},
        {"base", "USD", false}, {"latitude", "55.75", false}, {"longitude", "37.62", false},
        {"place", "Town", false}};
    const char *text = (const char *)bytes;
    const char *end = len ? memchr(text, '\n', len) : NULL;
    const struct profile *profile = end ? profile_named(text, (size_t)(end - text)) : NULL;
    if (!profile) {
        return 0;
    }
    struct answer answer = {.bytes = end + 1,
        .len = len - (size_t)(end + 1 - text),
        .url = "https://x.example/d/f",
        .params = params,
        .param_count = sizeof params / sizeof *params,
        .fetched = 1795500000000};
    struct batch *batch;
    struct reason reason = {""};
    enum error error = profile_decode(profile, &answer, &batch, &reason);
    if (!error) {
        check(batch);
    } else if (!reason.text[0]) {
        abort();
    }
    batch_destroy(batch);
    return 0;
}
