#include <string.h>

#include "chart/plot.h"

// Vertical bars whose names do not fit below them lie down, where usermeta.kiosk says "turn": the document is
// drawn again with what is across and what is up in each other's places.

static const char *const pairs[][2] = {{"x", "y"}, {"x2", "y2"}, {"xOffset", "yOffset"}, {"width", "height"},
    {"-x", "-y"}, {"vertical", "horizontal"}};

static const char *other_of(const char *name) {
    for (size_t i = 0; name && i < sizeof pairs / sizeof *pairs; i++) {
        for (int k = 0; k < 2; k++) {
            if (strcmp(name, pairs[i][k]) == 0) {
                return pairs[i][1 - k];
            }
        }
    }
    return name;
}

// What of a document speaks of across and up. Data and names of fields do not, whatever they are called.
static bool is_turned_key(const struct tree *tree) {
    static const char *const keys[] = {"sort", "orient", "encoding", "channel"};
    for (size_t i = 0; tree->key && i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(tree->key, keys[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_kept(const struct tree *tree) {
    static const char *const keys[] = {
        "data", "datasets", "usermeta", "transform", "config", "title", "axis"};
    for (size_t i = 0; tree->key && i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(tree->key, keys[i]) == 0) {
            return true;
        }
    }
    return false;
}

// As deep as the document is. What is kept is shared: it is never asked for its parent on the way to a
// message, because the document has been drawn once.
static void copy(const struct tree *from, struct arena *arena, struct tree *out) {
    *out = *from;
    out->key = other_of(from->key);
    if (from->kind == TREE_TEXT && is_turned_key(from)) {
        out->text = other_of(from->text);
    }
    if (is_kept(from) || from->count == 0) {
        return;
    }
    struct tree *children = arena_array(arena, from->count, sizeof *children);
    for (size_t i = 0; i < from->count; i++) {
        copy(&from->children[i], arena, &children[i]);
        children[i].parent = out;
    }
    out->children = children;
}

const struct tree *turned(const struct tree *root, struct arena *arena) {
    struct tree *out = arena_array(arena, 1, sizeof *out);
    copy(root, arena, out);
    return out;
}

bool plot_may_turn(const struct plot *plot) {
    for (size_t i = 0; i < plot->unit_count; i++) {
        if (plot->units[i].mark != MARK_BAR || plot->units[i].is_horizontal) {
            return false;
        }
    }
    double names = (double)plot->scales[CH_X].count; // below each other they must fit
    bool have_room = names * plot->form->style.text * 1.1 < plot->form->height;
    return have_room && !plot->is_turned && tree_is_true(tree_member(plot->kiosk, "turn"));
}
