#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kiosk/bench.h"

// As many sources as a configuration may have become one edition: each has fifty stories, ten of which its
// neighbour has as well.

#define SOURCES LIMIT_SOURCES
#define STORIES 50
#define SHARED 10

static const char *const lists[] = {"feed", "top"};

static size_t length(const char *text) {
    return text ? strlen(text) : 0;
}

static size_t bytes_of(const struct story *story) {
    size_t bytes = sizeof *story + length(story->id) + length(story->url) + length(story->headline) +
                   length(story->summary) + length(story->section) + length(story->byline);
    for (size_t i = 0; i < story->paragraph_count; i++) {
        bytes += length(story->paragraphs[i]);
    }
    return bytes;
}

static enum error open_source(struct bench *bench, size_t number, struct reason *reason) {
    size_t len;
    char *text = bench_wordpress(number, number * (STORIES - SHARED), STORIES, &len);
    const struct answer answer = {
        .bytes = text, .len = len, .url = "https://news.example/", .fetched = bench->wall};
    struct batch *batch = NULL;
    enum error error = profile_decode(bench->wordpress, &answer, &batch, reason);
    free(text);
    for (size_t i = 0; batch && i < batch->story_count; i++) {
        bench->text_bytes += bytes_of(&batch->stories[i]);
    }
    bench->sources[bench->source_count++] = (struct contribution){
        .batch = batch,
        .source_name = "Site",
        .section = "World",
        .lists = lists,
        .list_count = 1 + number % 2,
        .age.fetched = bench->wall - (millis)number,
    };
    return error;
}

enum error bench_open_assembly(struct bench *bench, struct reason *reason) {
    enum error error = ERROR_NONE;
    bench->sources = calloc(SOURCES, sizeof *bench->sources);
    if (!bench->sources) {
        abort();
    }
    for (size_t i = 0; !error && i < SOURCES; i++) {
        error = open_source(bench, i, reason);
    }
    bench->texts = calloc(2, bench->text_bytes + 1);
    if (!bench->texts) {
        abort();
    }
    return error;
}

void bench_close_assembly(struct bench *bench) {
    for (size_t i = 0; i < bench->source_count; i++) {
        batch_destroy((struct batch *)(uintptr_t)bench->sources[i].batch);
    }
    free(bench->sources);
    free(bench->texts);
}

void bench_copy_stories(struct bench *bench) {
    memcpy(bench->texts + bench->text_bytes, bench->texts, bench->text_bytes);
    bench->texts[0]++; // so that no copy is the same as the one before
}

void bench_assemble(struct bench *bench) {
    edition_unref(edition_assemble(bench->sources, bench->source_count, NULL, bench->wall));
}
