#include <ctype.h>
#include <string.h>

#include "base/slots.h"
#include "chart/plot.h"

// What a channel is called where the spec does not say: made of its field (Vega-Lite docs, title), in the
// words of the kiosk's language.

static const char *const english[CHART_WORD_END] = {
#define WORD(name, key, text) [CHART_WORD_##name] = (text),
    CHART_WORDS(WORD)
#undef WORD
};

static const char *word(const struct plot *plot, enum chart_word word) {
    return plot->form->words ? plot->form->words[word] : english[word];
}

static const struct {
    const char *op;
    enum chart_word word;
} ops[] = {
    {"average", CHART_WORD_AVERAGE},
    {"distinct", CHART_WORD_DISTINCT},
    {"max", CHART_WORD_MAX},
    {"mean", CHART_WORD_MEAN},
    {"median", CHART_WORD_MEDIAN},
    {"min", CHART_WORD_MIN},
    {"missing", CHART_WORD_MISSING},
    {"q1", CHART_WORD_Q1},
    {"q3", CHART_WORD_Q3},
    {"stdev", CHART_WORD_STDEV},
    {"stdevp", CHART_WORD_STDEVP},
    {"sum", CHART_WORD_SUM},
    {"valid", CHART_WORD_VALID},
    {"variance", CHART_WORD_VARIANCE},
    {"variancep", CHART_WORD_VARIANCEP},
};

static const struct {
    enum time_part part;
    enum chart_word word;
} units[] = {
    {TIME_YEAR, CHART_WORD_YEAR},
    {TIME_QUARTER, CHART_WORD_QUARTER},
    {TIME_MONTH, CHART_WORD_MONTH},
    {TIME_WEEK, CHART_WORD_WEEK},
    {TIME_DAYOFYEAR, CHART_WORD_DAYOFYEAR},
    {TIME_DATE, CHART_WORD_DATE},
    {TIME_DAY, CHART_WORD_DAY},
    {TIME_HOURS, CHART_WORD_HOURS},
    {TIME_MINUTES, CHART_WORD_MINUTES},
    {TIME_SECONDS, CHART_WORD_SECONDS},
    {TIME_MILLISECONDS, CHART_WORD_MILLISECONDS},
};

// "year-month"
static const char *unit_words(const struct plot *plot, const struct time_unit *unit) {
    const char *all = NULL;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (unit->parts & (unsigned)units[i].part) {
            const char *one = word(plot, units[i].word);
            all = all ? slots_fill(plot->arena, word(plot, CHART_WORD_UNITS), all, one) : one;
        }
    }
    return all;
}

// "a\\.b" is called a.b
static const char *field_name(const struct plot *plot, const char *field) {
    char *name = arena_text(plot->arena, field), *to = name;
    for (const char *from = field; *from; from++) {
        from += *from == '\\' && from[1] && strchr(".[]", from[1]);
        *to++ = *from;
    }
    *to = '\0';
    return name;
}

// "MEAN(price)", "YEARMONTH(date)"
static const char *functional_title(
    const struct plot *plot, const struct encoding *encoding, const char *field) {
    char unit[64];
    time_unit_title(&encoding->unit, unit, sizeof unit);
    const char *function = encoding->aggregate ? encoding->aggregate : encoding->bin ? "bin" : unit;
    char *title = arena_printf(plot->arena, *function ? "%s(%s)" : "%s%s", function, field);
    size_t to = 0;
    for (size_t at = 0; *function && at < strlen(title); at++) {
        bool is_function = at < strlen(function);
        if (!is_function || title[at] != '-') {
            title[to++] = (char)(is_function ? toupper((unsigned char)title[at]) : title[at]);
        }
    }
    title[*function ? to : strlen(title)] = '\0';
    return title;
}

const char *encoding_title(const struct plot *plot, const struct encoding *encoding) {
    const struct tree *style = tree_member(plot->config, "fieldTitle");
    if (encoding->aggregate && !encoding->field) {
        return tree_text(tree_member(plot->config, "countTitle"), word(plot, CHART_WORD_COUNT));
    }
    const char *field = encoding->field ? field_name(plot, encoding->field) : NULL;
    if (tree_is_text(style, "plain") || !field) {
        return field;
    }
    if (tree_is_text(style, "functional")) {
        return functional_title(plot, encoding, field);
    }
    for (size_t i = 0; encoding->aggregate && i < sizeof ops / sizeof *ops; i++) {
        if (strcmp(ops[i].op, encoding->aggregate) == 0) {
            return slots_fill(plot->arena, word(plot, ops[i].word), field, NULL);
        }
    }
    if (encoding->unit.parts && !encoding->unit.binned) {
        return slots_fill(
            plot->arena, word(plot, CHART_WORD_IN_UNITS), field, unit_words(plot, &encoding->unit));
    }
    return encoding->bin ? slots_fill(plot->arena, word(plot, CHART_WORD_BINNED), field, NULL) : field;
}

const char *title_words(const struct plot *plot, const struct tree *title) {
    if (!tree_is(title, TREE_ARRAY)) {
        const char *text = tree_text(title, "");
        return *text ? text : NULL;
    }
    const char *all = NULL;
    for (size_t i = 0; i < title->count; i++) {
        const char *line = tree_text(&title->children[i], "");
        all = all && *line ? arena_printf(plot->arena, "%s %s", all, line) : *line ? line : all;
    }
    return all;
}
