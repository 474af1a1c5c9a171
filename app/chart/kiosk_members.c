#include <string.h>

#include "base/nearest.h"
#include "chart/plot.h"

// The members of usermeta.kiosk. Vega-Lite heeds none of them, so that nobody but us can say what is wrong
// with one; a misspelt wish would be a chart that its makers did not want.

#define KIND(kind) (1u << (kind))
#define ANY (KIND(TREE_TEXT) | KIND(TREE_NUMBER) | KIND(TREE_BOOL) | KIND(TREE_ARRAY))

static const struct member_rule {
    const char *name;
    unsigned kinds;
    const char *allowed; // for messages
    const char *words[4];
} rules[] = {
    {"id", ANY, "", {NULL}},
    {"source", KIND(TREE_TEXT), "a text", {NULL}},
    {"highlight", ANY, "a value or a list of values", {NULL}},
    {"labels", KIND(TREE_TEXT), "\"direct\", \"legend\" or \"values\"", {"direct", "legend", "values", NULL}},
    {"turn", KIND(TREE_BOOL), "true or false", {NULL}},
    {"number", KIND(TREE_OBJECT), "an object", {NULL}},
    {"table", KIND(TREE_OBJECT), "an object", {NULL}},
    {"timeline", KIND(TREE_OBJECT), "an object", {NULL}},
};

#define RULES (sizeof rules / sizeof *rules)

static bool is_allowed(const struct member_rule *rule, const struct tree *member) {
    bool is_word = !rule->words[0];
    for (size_t i = 0; rule->words[i]; i++) {
        is_word = is_word || tree_is_text(member, rule->words[i]);
    }
    return is_word && (rule->kinds & KIND(member->kind));
}

static enum error check(struct plot *plot, const struct tree *member) {
    const char *names[RULES];
    for (size_t i = 0; i < RULES; i++) {
        names[i] = rules[i].name;
        if (strcmp(member->key, rules[i].name) == 0) {
            return is_allowed(&rules[i], member) ? ERROR_NONE
                                                 : plot_refuse(plot, member, "allowed: %s", rules[i].allowed);
        }
    }
    const char *near = nearest_word(member->key, names, RULES);
    return near ? plot_refuse(plot, member, "no such member (did you mean \"%s\"?)", near)
                : plot_refuse(plot, member, "no such member");
}

enum error kiosk_members_check(struct plot *plot) {
    enum error error = ERROR_NONE;
    if (plot->kiosk && !tree_is(plot->kiosk, TREE_OBJECT)) {
        return plot_refuse(plot, plot->kiosk, "allowed: an object");
    }
    for (size_t i = 0; plot->kiosk && !error && i < plot->kiosk->count; i++) {
        const struct tree *member = &plot->kiosk->children[i];
        bool is_absent = member->kind == TREE_NULL;
        error = is_absent ? ERROR_NONE : check(plot, member);
    }
    return error;
}
