#include "courier/assignment.h"

#include <stdlib.h>
#include <string.h>

#include "courier/choice.h"

static const char *const *copy_texts(struct arena *arena, const char *const *from, size_t count) {
    const char **texts = arena_array(arena, count + 1, sizeof *texts);
    for (size_t i = 0; i < count; i++) {
        texts[i] = arena_text(arena, from[i]);
    }
    return texts;
}

static void copy_topic(struct arena *arena, struct source_topic *topic) {
    topic->sections = copy_texts(arena, topic->sections, topic->section_count);
    topic->words = copy_texts(arena, topic->words, topic->word_count);
}

static const struct source_secrets *copy_secrets(struct arena *arena, const struct source_secrets *from) {
    struct source_secrets *to = arena_array(arena, 1, sizeof *to);
    struct source_secret *items = arena_array(arena, from->count + 1, sizeof *items);
    for (size_t i = 0; i < from->count; i++) {
        items[i] = (struct source_secret){
            .name = arena_text(arena, from->items[i].name),
            .value = arena_text(arena, from->items[i].value),
            .host = arena_text(arena, from->items[i].host),
        };
    }
    *to = (struct source_secrets){items, from->count, arena_text(arena, from->file)};
    return to;
}

static void copy_source(struct arena *arena, const struct source *from, struct source *to) {
    *to = *from;
    to->id = arena_text(arena, from->id);
    to->name = arena_text(arena, from->name);
    to->profile = arena_text(arena, from->profile);
    to->url = arena_text(arena, from->url);
    to->section = arena_text(arena, from->section);
    to->place = arena_text(arena, from->place);
    struct source_param *params = arena_array(arena, from->param_count + 1, sizeof *params);
    for (size_t i = 0; i < from->param_count; i++) {
        params[i].name = arena_text(arena, from->params[i].name);
        params[i].value = arena_text(arena, from->params[i].value);
        params[i].is_secret = from->params[i].is_secret;
    }
    to->params = params;
    to->lists = copy_texts(arena, from->lists, from->list_count);
    copy_topic(arena, &to->include);
    copy_topic(arena, &to->exclude);
}

struct assignment *assignment_create(const struct courier_options *options) {
    struct assignment *assignment = calloc(1, sizeof *assignment);
    if (!assignment) {
        abort();
    }
    struct arena *arena = &assignment->arena;
    arena_init(arena, 0); // as large as the configuration, which is bounded
    assignment->sources = arena_array(arena, options->source_count + 1, sizeof *assignment->sources);
    assignment->selections = arena_array(arena, options->source_count + 1, sizeof *assignment->selections);
    assignment->count = options->source_count;
    assignment->contact = arena_text(arena, options->contact);
    assignment->proxy = arena_text(arena, options->proxy);
    assignment->ca_file = arena_text(arena, options->ca_file);
    assignment->shelf = arena_text(arena, options->shelf);
    for (size_t i = 0; i < options->source_count; i++) {
        const struct source *source = &options->sources[i];
        copy_source(arena, source, &assignment->sources[i]);
        assignment->selections[i] = choice_selection(source, arena);
        bool are_same = i > 0 && source->secrets == source[-1].secrets; // as a rule
        if (are_same) {
            assignment->sources[i].secrets = assignment->sources[i - 1].secrets;
        } else if (source->secrets) {
            assignment->sources[i].secrets = copy_secrets(arena, source->secrets);
        }
    }
    return assignment;
}

void assignment_destroy(struct assignment *assignment) {
    if (assignment) {
        arena_finish(&assignment->arena);
        free(assignment);
    }
}

bool text_is_same(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool has_same_secrets(const struct source_secrets *a, const struct source_secrets *b) {
    bool alike = a && b ? a->count == b->count : a == b;
    for (size_t i = 0; alike && a && i < a->count; i++) {
        alike = text_is_same(a->items[i].name, b->items[i].name) &&
                text_is_same(a->items[i].value, b->items[i].value) &&
                text_is_same(a->items[i].host, b->items[i].host);
    }
    return alike;
}

bool source_has_same_secrets(const struct source *a, const struct source *b) {
    return has_same_secrets(a->secrets, b->secrets);
}

bool source_is_alike(const struct source *a, const struct source *b) {
    bool alike = text_is_same(a->id, b->id) && text_is_same(a->profile, b->profile) &&
                 text_is_same(a->url, b->url) && a->param_count == b->param_count;
    for (size_t i = 0; alike && i < a->param_count; i++) {
        alike = text_is_same(a->params[i].name, b->params[i].name) &&
                text_is_same(a->params[i].value, b->params[i].value) &&
                a->params[i].is_secret == b->params[i].is_secret;
    }
    return alike;
}
