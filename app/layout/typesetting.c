#include "layout/typesetting.h"

#include <assert.h>
#include <string.h>

#include "base/strbuf.h"
#include "text/hyphens.h"

void typesetting_init(struct typesetting *set, const struct layout_env *env, struct arena *arena,
    const struct span *spans, size_t span_count) {
    assert(span_count >= 1 && span_count <= MOST_SPANS);
    *set = (struct typesetting){.env = env, .arena = arena, .spans = spans, .span_count = span_count};
    arena_init(&set->scratch, 0);
    for (size_t i = 0; i < span_count; i++) {
        set->types[i] = theme_type(env->theme, spans[i].role, env_scale(env));
    }
}

void typesetting_finish(struct typesetting *set) {
    arena_finish(&set->scratch);
}

const char *typesetting_language(const struct typesetting *set, size_t span) {
    const char *language = set->spans[span].language;
    return language ? language : locale_language(set->env->locale);
}

size_t typesetting_runs(
    const struct typesetting *set, const char *text, size_t len, struct run runs[MOST_RUNS]) {
    size_t count = text_runs(text, len, set->direction, runs, MOST_RUNS);
    for (size_t i = 0; i < count; i++) {
        runs[i].script = runs[i].script == SCRIPT_HAN ? set->han : runs[i].script;
    }
    return count;
}

int typesetting_width(const struct typesetting *set, const struct type *type, const char *text, size_t len) {
    struct run runs[MOST_RUNS];
    size_t count = typesetting_runs(set, text, len, runs);
    int width = 0;
    for (size_t i = 0; i < count; i++) {
        width += set->env->measure->width(set->env->measure->context, type, text, runs[i]);
    }
    return width;
}

size_t ink_length(const char *text, size_t len) {
    while (len && (text[len - 1] == ' ' || text[len - 1] == '\n' || text[len - 1] == '\t')) {
        len--;
    }
    return len;
}

bool ends_with(const char *text, size_t len, const char *end) {
    size_t n = strlen(end);
    return len >= n && memcmp(text + len - n, end, n) == 0;
}

static void join_spans(struct typesetting *set) {
    struct strbuf joined;
    strbuf_init(&joined, (size_t)LIMIT_STRING * 4);
    for (size_t i = 0; i < set->span_count; i++) {
        const char *text = set->spans[i].text ? set->spans[i].text : "";
        if (joined.len && *text) {
            strbuf_add_byte(&joined, ' ');
            for (size_t k = i; k > 0 && set->span_end[k - 1] + 1 == joined.len; k--) {
                set->span_end[k - 1] = joined.len; // the blank belongs to what stands before it
            }
        }
        if (set->types[i].caps) {
            size_t size = strlen(text) * 3 + 1; // UTF-8 capitals are at most three times as long
            char *upper = arena_alloc(&set->scratch, size);
            text = locale_upper(set->env->locale, text, upper, size);
        }
        if (set->has_hyphens) {
            const char *language = typesetting_language(set, i);
            hyphens_soften(breaker_hyphens(set->env->breaker), language, text, strlen(text), &joined);
        } else {
            strbuf_add_text(&joined, text);
        }
        set->span_end[i] = joined.len;
    }
    set->text = arena_text_n(&set->scratch, strbuf_text(&joined), joined.len);
    set->len = joined.len;
    strbuf_finish(&joined);
}

void typesetting_read(struct typesetting *set) {
    join_spans(set);
    set->direction = text_direction(typesetting_language(set, 0), set->text, set->len);
    set->han = text_han(typesetting_language(set, 0), set->text, set->len);
}
