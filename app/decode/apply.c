#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "decode/address.h"
#include "decode/date.h"
#include "decode/evaluation.h"
#include "decode/html_text.h"
#include "decode/plain_text.h"

// The text of a value, in the arena if it had to be spelled out; NULL if it is none.
static const char *text_of(struct evaluation *evaluation, struct value value) {
    char room[VALUE_TEXT_ROOM];
    const char *text = value_text(value, room);
    text = text == room ? evaluation_copy(evaluation, room, strlen(room)) : text;
    return text && evaluation_spend(evaluation, strlen(text) / 4) ? text : NULL;
}

static struct value trimmed(struct evaluation *evaluation, const char *text, size_t len) {
    while (len && strchr(" \t\r\n", text[0])) {
        text++;
        len--;
    }
    while (len && strchr(" \t\r\n", text[len - 1])) {
        len--;
    }
    return value_of_text(evaluation_copy(evaluation, text, len));
}

static struct value apply_cut(struct evaluation *evaluation, const struct steps *steps, struct value value) {
    const char *text = text_of(evaluation, value);
    if (!text) {
        return VALUE_NOTHING;
    }
    const char *after = steps->cut_after ? strstr(text, steps->cut_after) : NULL;
    if (after) {
        text = after + strlen(steps->cut_after);
    }
    const char *before = steps->cut_before ? strstr(text, steps->cut_before) : NULL;
    return trimmed(evaluation, text, before ? (size_t)(before - text) : strlen(text));
}

struct paragraphs {
    struct evaluation *evaluation;
    struct value_list list;
};

static void take_paragraph(void *context, const char *text, size_t len) {
    struct paragraphs *paragraphs = context;
    const char *copy = evaluation_copy(paragraphs->evaluation, text, len);
    if (copy) {
        value_list_add(paragraphs->evaluation, &paragraphs->list, value_of_text(copy));
    }
}

static struct value apply_text(struct evaluation *evaluation, const struct steps *steps, struct value value) {
    const char *text = text_of(evaluation, value);
    if (!text) {
        return VALUE_NOTHING;
    }
    if (steps->text == TEXT_HTML) {
        strbuf_clear(&evaluation->line);
        html_line(text, strlen(text), &evaluation->line);
        return value_of_text(
            evaluation_copy(evaluation, strbuf_text(&evaluation->line), evaluation->line.len));
    }
    struct paragraphs paragraphs = {.evaluation = evaluation};
    struct paragraph_sink sink = {&paragraphs, take_paragraph};
    if (steps->text == TEXT_HTML_PARAGRAPHS) {
        html_paragraphs(text, strlen(text), sink);
    } else {
        plain_paragraphs(text, strlen(text), sink);
    }
    return value_of_list(&paragraphs.list);
}

static bool operand_number(
    struct evaluation *evaluation, const struct operand *operand, const struct item *item, double *out) {
    if (operand->is_reference) {
        return value_number(reference_value(evaluation, &operand->reference, item), out);
    }
    *out = operand->number;
    return true;
}

static struct value apply_number(
    struct evaluation *evaluation, const struct steps *steps, struct value value, const struct item *item) {
    double number, mul = 1.0, div = 1.0, add = 0.0;
    bool known = value_number(value, &number) &&
                 (!steps->mul.is_given || operand_number(evaluation, &steps->mul, item, &mul)) &&
                 (!steps->div.is_given || operand_number(evaluation, &steps->div, item, &div)) &&
                 (!steps->add.is_given || operand_number(evaluation, &steps->add, item, &add));
    if (!known) {
        return VALUE_NOTHING;
    }
    // Dividing by nothing gives an infinity, which is absent.
    number = (steps->inverse ? 1.0 / number : number) * mul / div + add;
    return value_of_number(number);
}

static struct value apply_date(
    struct evaluation *evaluation, const struct steps *steps, struct value value, const struct item *item) {
    static const double farthest = 18.0 * 3600.0;
    double zone = 0.0;
    const char *text = text_of(evaluation, value);
    if (steps->zone.is_given && !operand_number(evaluation, &steps->zone, item, &zone)) {
        zone = 0.0;
    }
    if (!(fabs(zone) <= farthest)) {
        zone = 0.0;
    }
    struct moment moment;
    for (size_t i = 0; text && i < steps->date_count; i++) {
        if (date_read(text, steps->dates[i], (int32_t)zone, &moment)) {
            return (struct value){.kind = VALUE_DATE, .as.date = moment};
        }
    }
    return VALUE_NOTHING;
}

static int word_order(const void *code, const void *word) {
    return strcmp(code, ((const struct word *)word)->code);
}

static struct value apply_map(struct evaluation *evaluation, const struct steps *steps, struct value value) {
    const char *code = value_is_absent(value) ? NULL : text_of(evaluation, value);
    const struct word *word = code && steps->word_count ? bsearch(code, steps->words, steps->word_count,
                                                              sizeof *steps->words, word_order)
                                                        : NULL;
    if (word) {
        return word->value;
    }
    bool wants_other = steps->has_otherwise && (steps->word_count || value_is_absent(value));
    return wants_other ? steps->otherwise : value;
}

static struct value apply_base(
    struct evaluation *evaluation, const struct steps *steps, struct value value, const struct item *item) {
    const char *text = text_of(evaluation, value);
    const char *base = template_text(evaluation, steps->base, item);
    char *resolved = text && base ? address_resolve(text, base) : NULL;
    struct value result =
        resolved ? value_of_text(evaluation_copy(evaluation, resolved, strlen(resolved))) : VALUE_NOTHING;
    free(resolved);
    return result;
}

static struct value apply_to_one(
    struct evaluation *evaluation, const struct steps *steps, struct value value, const struct item *item);

// Steps on a list are steps on its elements; the paragraphs of several texts are one list.
static void apply_to_element(struct evaluation *evaluation, const struct steps *steps, struct value element,
    const struct item *item, struct value_list *out) {
    struct value result = apply_to_one(evaluation, steps, element, item);
    if (result.kind != VALUE_LIST && !value_is_absent(result)) {
        value_list_add(evaluation, out, result);
    }
    for (size_t i = 0; result.kind == VALUE_LIST && i < result.count; i++) {
        value_list_add(evaluation, out, result.as.list[i]);
    }
}

static struct value apply_to_list(
    struct evaluation *evaluation, const struct steps *steps, struct value value, const struct item *item) {
    struct value_list list = {0};
    for (size_t i = 0; value.kind == VALUE_LIST && i < value.count; i++) {
        apply_to_element(evaluation, steps, value.as.list[i], item, &list);
    }
    const cJSON *child = value.kind == VALUE_NODE ? value.as.node->child : NULL;
    for (; child && !evaluation->error; child = child->next) {
        apply_to_element(evaluation, steps, value_of_node(child), item, &list);
    }
    return value_of_list(&list);
}

static struct value apply_to_one(
    struct evaluation *evaluation, const struct steps *steps, struct value value, const struct item *item) {
    if ((steps->cut_after || steps->cut_before) && !value_is_absent(value)) {
        value = apply_cut(evaluation, steps, value);
    }
    if (steps->text && !value_is_absent(value)) {
        value = apply_text(evaluation, steps, value);
    }
    if (steps->has_number && !value_is_absent(value)) {
        value = apply_number(evaluation, steps, value, item);
    }
    if (steps->dates && !value_is_absent(value)) {
        value = apply_date(evaluation, steps, value, item);
    }
    if (steps->word_count || steps->has_otherwise) {
        value = apply_map(evaluation, steps, value);
    }
    if (steps->base && !value_is_absent(value)) {
        value = apply_base(evaluation, steps, value, item);
    }
    return value;
}

struct value steps_apply(
    struct evaluation *evaluation, const struct steps *steps, struct value value, const struct item *item) {
    bool is_list = value.kind == VALUE_LIST || (value.kind == VALUE_NODE && cJSON_IsArray(value.as.node));
    return is_list ? apply_to_list(evaluation, steps, value, item)
                   : apply_to_one(evaluation, steps, value, item);
}
