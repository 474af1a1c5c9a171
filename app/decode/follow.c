#include <stdint.h>
#include <string.h>

#include "decode/evaluation.h"

void *evaluation_alloc(struct evaluation *evaluation, size_t size) {
    void *memory = evaluation->error ? NULL : arena_try(&evaluation->scratch, size);
    if (!memory && !evaluation->error) {
        evaluation->error = reason_set(
            evaluation->reason, ERROR_LIMIT, "one record needs more than %u MiB", LIMIT_BATCH_HEAP >> 20);
    }
    return memory;
}

const char *evaluation_copy(struct evaluation *evaluation, const char *text, size_t len) {
    char *copy = evaluation_alloc(evaluation, len + 1);
    if (copy && len) {
        memcpy(copy, text, len);
    }
    return copy;
}

bool value_list_add(struct evaluation *evaluation, struct value_list *list, struct value value) {
    if (list->count == list->room) {
        size_t room = list->room ? list->room * 2 : 8;
        struct value *values = evaluation_alloc(evaluation, room * sizeof *values);
        if (!values) {
            return false;
        }
        if (list->count) {
            memcpy(values, list->values, list->count * sizeof *values);
        }
        list->values = values;
        list->room = room;
    }
    list->values[list->count++] = value;
    return true;
}

struct value value_of_list(const struct value_list *list) {
    return list->count ? (struct value){.kind = VALUE_LIST, .count = list->count, .as.list = list->values}
                       : VALUE_NOTHING;
}

bool evaluation_spend(struct evaluation *evaluation, size_t cost) {
    if (evaluation->error) {
        return false;
    }
    if (cost > evaluation->work) {
        evaluation->error = reason_set(evaluation->reason, ERROR_LIMIT,
            "the profile reads the same parts of the answer over and over: too much work");
        return false;
    }
    evaluation->work -= cost;
    return true;
}

const char *param_value(const struct evaluation *evaluation, const char *name) {
    const struct plan *plan = evaluation->plan;
    for (size_t i = 0; i < evaluation->param_count; i++) {
        const struct profile_param *param = &evaluation->params[i];
        if (strcmp(param->name, name) == 0) {
            return param->is_secret ? NULL : param->value; // records are shown
        }
    }
    for (size_t i = 0; i < plan->param_count; i++) {
        if (strcmp(plan->params[i].name, name) == 0) {
            return plan->params[i].kind == PARAM_TEXT ? plan->params[i].value : NULL;
        }
    }
    return NULL;
}

// The digits of an array index as RFC 6901 wants them: no sign, no leading zero.
static bool read_index(const char *name, size_t *out) {
    size_t value = 0;
    if (!*name || (name[0] == '0' && name[1])) {
        return false;
    }
    for (const char *c = name; *c; c++) {
        if (*c < '0' || *c > '9' || value > LIMIT_BODY) {
            return false;
        }
        value = value * 10 + (size_t)(*c - '0');
    }
    *out = value;
    return true;
}

const cJSON *child_named(struct evaluation *evaluation, const cJSON *node, const char *name) {
    size_t index;
    if (cJSON_IsObject(node)) {
        return json_tree_member(evaluation->tree, node, name);
    }
    if (cJSON_IsArray(node) && read_index(name, &index)) {
        return json_tree_element(evaluation->tree, node, index);
    }
    return NULL;
}

const char *token_name(struct evaluation *evaluation, const struct token *token, const struct item *item) {
    return token->name ? token->name : template_text(evaluation, &token->parts, item);
}

static const cJSON *cell_named(const struct zip_row *row, const char *name) {
    for (size_t i = 0; i < row->count; i++) {
        if (strcmp(row->cells[i].key, name) == 0) {
            return row->cells[i].node;
        }
    }
    return NULL;
}

// A row as a value of its own: what "" names there.
static struct value row_value(struct evaluation *evaluation, const struct zip_row *row) {
    struct member *members = evaluation_alloc(evaluation, (row->count + 1) * sizeof *members);
    size_t count = 0;
    for (size_t i = 0; members && i < row->count; i++) {
        struct value value = value_of_node(row->cells[i].node);
        if (!value_is_absent(value)) {
            members[count++] = (struct member){row->cells[i].key, value};
        }
    }
    return count ? (struct value){.kind = VALUE_MAP, .count = count, .as.map = members} : VALUE_NOTHING;
}

struct value item_value(struct evaluation *evaluation, const struct item *item) {
    return item->row ? row_value(evaluation, item->row) : value_of_node(item->node);
}

static const struct item *enclosing(const struct item *item, size_t up) {
    for (; item && up > 0; up--) {
        item = item->up;
    }
    return item;
}

// The pointer of a reference from `start`; `item` is where its indirect parts are looked up.
static struct value pointer_value(struct evaluation *evaluation, const struct reference *reference,
    const struct item *start, const struct item *item) {
    if (reference->count == 0) {
        return item_value(evaluation, start);
    }
    const char *name = token_name(evaluation, &reference->tokens[0], item);
    const cJSON *node = !name        ? NULL
                        : start->row ? cell_named(start->row, name)
                                     : child_named(evaluation, start->node, name);
    for (size_t i = 1; node && i < reference->count; i++) {
        name = token_name(evaluation, &reference->tokens[i], item);
        node = name ? child_named(evaluation, node, name) : NULL;
    }
    return value_of_node(node);
}

struct value reference_value(
    struct evaluation *evaluation, const struct reference *reference, const struct item *item) {
    if (!evaluation_spend(evaluation, 1 + reference->count)) {
        return VALUE_NOTHING;
    }
    if (reference->start == FROM_PARAM) {
        return value_of_text(param_value(evaluation, reference->param));
    }
    struct item root = {.node = evaluation->tree->root};
    const struct item *start = reference->start == FROM_ROOT ? &root : enclosing(item, reference->up);
    if (!start) {
        return VALUE_NOTHING;
    }
    if (reference->start == FROM_KEY) {
        return value_of_text(start->key);
    }
    if (reference->start == FROM_INDEX) {
        return start->up ? value_of_number((double)start->index) : VALUE_NOTHING;
    }
    return pointer_value(evaluation, reference, start, item);
}

// A template may stand inside another's reference, so the text is gathered in the arena, not in
// evaluation->line.
const char *template_text(
    struct evaluation *evaluation, const struct template *template, const struct item *item) {
    const char **texts = evaluation_alloc(evaluation, (template->count + 1) * sizeof *texts);
    size_t len = 0;
    for (size_t i = 0; texts && i < template->count; i++) {
        const struct part *part = &template->parts[i];
        char room[VALUE_TEXT_ROOM];
        texts[i] = part->literal;
        if (!part->literal) {
            const char *text = value_text(reference_value(evaluation, part->reference, item), room);
            texts[i] = text == room ? evaluation_copy(evaluation, room, strlen(room)) : text;
        }
        if (!texts[i]) {
            return NULL;
        }
        len += strlen(texts[i]);
    }
    char *text = texts && evaluation_spend(evaluation, len) ? evaluation_alloc(evaluation, len + 1) : NULL;
    for (size_t i = 0, at = 0; text && i < template->count; i++) {
        size_t count = strlen(texts[i]);
        memcpy(text + at, texts[i], count);
        at += count;
    }
    return text;
}
