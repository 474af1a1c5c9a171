#include "courier/choice.h"

#include "base/limits.h"
#include "base/log.h"
#include "decode/caseless.h"

typedef void caseless(const char *text, struct strbuf *out);

static const char *form_of(const char *text, caseless *add, struct arena *arena) {
    struct strbuf form;
    strbuf_init(&form, LIMIT_STRING);
    if (text) {
        add(text, &form);
    }
    const char *copy = form.len ? arena_text(arena, strbuf_text(&form)) : NULL;
    strbuf_finish(&form);
    return copy;
}

struct texts {
    const char *const *texts;
    size_t count;
};

static struct texts forms_of(
    const struct source *source, struct texts from, caseless *add, struct arena *arena) {
    const char **forms = arena_array(arena, from.count + 1, sizeof *forms);
    size_t count = 0;
    for (size_t i = 0; i < from.count; i++) {
        forms[count] = form_of(from.texts[i], add, arena);
        if (!forms[count]) {
            log_warning("source %s: nothing can be found by \"%s\" (allowed: words with a letter or digit)",
                source->id, from.texts[i]);
        }
        count += forms[count] != NULL;
    }
    return (struct texts){forms, count};
}

static struct topic topic_of(
    const struct source *source, const struct source_topic *from, struct arena *arena) {
    struct texts sections =
        forms_of(source, (struct texts){from->sections, from->section_count}, caseless_add, arena);
    struct texts words =
        forms_of(source, (struct texts){from->words, from->word_count}, caseless_add_pattern, arena);
    return (struct topic){sections.texts, sections.count, words.texts, words.count};
}

struct selection choice_selection(const struct source *source, struct arena *arena) {
    return (struct selection){
        .include = topic_of(source, &source->include, arena),
        .exclude = topic_of(source, &source->exclude, arena),
        .section = form_of(source->section, caseless_add, arena),
        .max_age = source->max_age,
        .most = source->most,
    };
}
