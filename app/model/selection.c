#include "model/selection.h"

#include <string.h>

static bool has_section(const struct topic *topic, const char *section) {
    for (size_t i = 0; section && i < topic->section_count; i++) {
        if (strcmp(topic->sections[i], section) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_word(const struct topic *topic, const struct story_caseless *story) {
    for (size_t i = 0; i < topic->word_count; i++) {
        if ((story->headline && strstr(story->headline, topic->words[i])) ||
            (story->lede && strstr(story->lede, topic->words[i]))) {
            return true;
        }
    }
    return false;
}

bool selection_wants(const struct selection *selection, const struct story *story) {
    const struct topic *include = &selection->include, *exclude = &selection->exclude;
    const char *section = story->section ? story->caseless.section : selection->section;
    return (!include->section_count || has_section(include, section)) &&
           (!include->word_count || has_word(include, &story->caseless)) && !has_section(exclude, section) &&
           !has_word(exclude, &story->caseless);
}
