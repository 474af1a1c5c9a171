#include <string.h>

#include "chart/plot.h"
#include "chart/subset_rules.h"

// What no table names is refused by name, because a chart that leaves a part of its spec unheeded is a wrong
// chart.

static const struct rule *rule_of(const struct rule *rules, const char *name) {
    for (; rules->name; rules++) {
        if (strcmp(rules->name, name) == 0 || strcmp(rules->name, "*") == 0) {
            return rules;
        }
    }
    return NULL;
}

// An expression may stand in any value that is taken.
static enum error check_value(struct plot *plot, const struct tree *tree) {
    if (tree_is(tree, TREE_OBJECT) &&
        (tree_member(tree, "expr") || tree_member(tree, "signal") || tree_member(tree, "param"))) {
        bool is_param = tree_member(tree, "param") != NULL;
        return plot_refuse(plot, tree, "outside the subset: %s", is_param ? "parameters" : "expressions");
    }
    enum error error = ERROR_NONE;
    for (size_t i = 0; !error && tree && i < tree->count; i++) {
        error = check_value(plot, &tree->children[i]);
    }
    return error;
}

static enum error check(struct plot *plot, const struct tree *tree, const struct rule *rules) {
    enum error error = ERROR_NONE;
    if (tree_is(tree, TREE_ARRAY)) {
        for (size_t i = 0; !error && i < tree->count; i++) {
            error = check(plot, &tree->children[i], rules);
        }
        return error;
    }
    bool is_object = tree_is(tree, TREE_OBJECT);
    for (size_t i = 0; !error && is_object && i < tree->count; i++) {
        const struct tree *member = &tree->children[i];
        const struct rule *rule = rule_of(rules, member->key);
        const char *feature = subset_feature(member->key);
        if (rule && rule->verdict == INTO) {
            error = check(plot, member, rule->into);
        } else if (rule && rule->verdict == TAKEN) {
            error = strcmp(member->key, "data") == 0 ? ERROR_NONE : check_value(plot, member);
        } else if (!rule) {
            error =
                plot_refuse(plot, member, feature ? "outside the subset: %s" : "outside the subset: \"%s\"",
                    feature ? feature : member->key);
        }
    }
    return error;
}

enum error subset_check(struct plot *plot) {
    if (!tree_is(plot->root, TREE_OBJECT)) {
        return plot_refuse(plot, plot->root, "a chart is an object");
    }
    return check(plot, plot->root, subset_rules);
}
