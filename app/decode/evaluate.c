#include "decode/evaluate.h"

#include <string.h>

#include "decode/evaluation.h"

// Work that any answer may cost, and what is allowed on top for each byte of it and each expression of the
// profile.
#define WORK_FLOOR ((size_t)4 << 20)
#define WORK_CEILING ((size_t)512 << 20)

struct reading {
    struct evaluation *evaluation;
    const struct record_plan *plan;
    struct record_sink sink;
    struct value *values;
    size_t taken, skipped, beyond;
};

struct value record_value(const struct record *record, const char *name) {
    for (size_t i = 0; i < record->map->count; i++) {
        if (strcmp(record->map->fields[i].name, name) == 0) {
            return record->values[i];
        }
    }
    return VALUE_NOTHING;
}

static size_t work_allowed(const struct plan *plan, size_t len) {
    size_t factor = 4 * (plan->expression_count + 1);
    return len > (WORK_CEILING - WORK_FLOOR) / factor ? WORK_CEILING : WORK_FLOOR + len * factor;
}

static bool has_required(const struct record_plan *plan, const struct value *values) {
    for (size_t i = 0; i < plan->require_count; i++) {
        if (value_is_absent(values[plan->require[i]])) {
            return false;
        }
    }
    return true;
}

static bool visit_record(void *context, const struct item *item) {
    struct reading *reading = context;
    struct evaluation *evaluation = reading->evaluation;
    const struct record_plan *plan = reading->plan;
    if (!tests_hold(evaluation, &plan->where, item)) {
        return !evaluation->error;
    }
    if (reading->taken == plan->kind->most) {
        reading->beyond++;
        return !evaluation->error;
    }
    evaluation->record++;
    field_map_values(evaluation, &plan->map, item, reading->values);
    if (!evaluation->error && has_required(plan, reading->values)) {
        struct record record = {&plan->map, reading->values};
        evaluation->error =
            reading->sink.take(reading->sink.context, plan->kind, &record, evaluation->reason);
        reading->taken++;
    } else {
        reading->skipped++;
    }
    arena_reset(&evaluation->scratch);
    return !evaluation->error && (plan->limit == 0 || reading->taken < plan->limit);
}

// The error says where: "story 17, field published: …".
static enum error located(const struct evaluation *evaluation) {
    if (evaluation->error && evaluation->reason && evaluation->kind && evaluation->field) {
        reason_prefix(
            evaluation->reason, "%s %zu, field %s", evaluation->kind, evaluation->record, evaluation->field);
    } else if (evaluation->error && evaluation->reason && evaluation->kind) {
        reason_prefix(evaluation->reason, "%s %zu", evaluation->kind, evaluation->record);
    }
    return evaluation->error;
}

static enum error read_records(struct evaluation *evaluation, const struct record_plan *plan,
    struct record_sink sink, struct value *values) {
    struct item root = {.node = evaluation->tree->root};
    struct reading reading = {evaluation, plan, sink, values, 0, 0, 0};
    evaluation->kind = plan->kind->name;
    evaluation->record = 0;
    sink.begin(sink.context, plan->kind);
    source_walk(evaluation, &plan->each, &root, (struct item_visitor){&reading, visit_record});
    sink.end(sink.context, plan->kind, reading.skipped, reading.beyond);
    enum error error = located(evaluation);
    evaluation->kind = NULL;
    return error;
}

static enum error check_guard(struct evaluation *evaluation, struct reason *reason) {
    struct item root = {.node = evaluation->tree->root};
    const struct tests *ok = &evaluation->plan->ok;
    for (size_t i = 0; i < ok->count; i++) {
        struct tests one = {&ok->tests[i], 1};
        if (tests_hold(evaluation, &one, &root)) {
            continue;
        }
        char room[VALUE_TEXT_ROOM], said_room[VALUE_TEXT_ROOM];
        const struct expression *error = evaluation->plan->error;
        const char *message = error ? value_text(expression_value(evaluation, error, &root), room) : NULL;
        if (message) {
            return reason_set(reason, ERROR_REFUSED, "the service answered: %.200s", message);
        }
        const struct reference *reference = &ok->tests[i].reference;
        const char *said = value_text(reference_value(evaluation, reference, &root), said_room);
        return reason_set(reason, ERROR_REFUSED, "not the answer that was asked for: %s is %.60s",
            reference->text, said ? said : "absent or empty");
    }
    return ERROR_NONE;
}

static enum error read_feed(struct evaluation *evaluation, struct record_sink sink, struct value *values) {
    struct item root = {.node = evaluation->tree->root};
    const struct field_map *feed = &evaluation->plan->feed;
    if (feed->count == 0) {
        return evaluation->error;
    }
    evaluation->kind = "feed";
    evaluation->record = 1;
    field_map_values(evaluation, feed, &root, values);
    if (!evaluation->error) {
        sink.feed(sink.context, &(struct record){feed, values});
    }
    enum error error = located(evaluation);
    evaluation->kind = NULL;
    arena_reset(&evaluation->scratch);
    return error;
}

static size_t most_fields(const struct plan *plan) {
    size_t most = plan->feed.count;
    for (size_t i = 0; i < plan->record_count; i++) {
        most = plan->records[i].map.count > most ? plan->records[i].map.count : most;
    }
    return most;
}

static enum error read_all(struct evaluation *evaluation, struct record_sink sink, struct value *values) {
    struct item root = {.node = evaluation->tree->root};
    const struct plan *plan = evaluation->plan;
    enum error error = check_guard(evaluation, evaluation->reason);
    if (!error) {
        error = read_feed(evaluation, sink, values);
    }
    for (size_t i = 0; !error && i < plan->record_count; i++) {
        error = read_records(evaluation, &plan->records[i], sink, values);
    }
    if (!error && plan->next) {
        sink.next(sink.context, expression_value(evaluation, plan->next, &root));
        error = evaluation->error;
    }
    return error;
}

enum error evaluate(const struct plan *plan, struct json_tree *tree, const struct answer *answer,
    struct record_sink sink, struct reason *reason) {
    struct evaluation evaluation = {
        .plan = plan,
        .tree = tree,
        .params = answer->params,
        .param_count = answer->param_count,
        .work = work_allowed(plan, answer->len),
        .reason = reason,
    };
    struct arena frame; // the values of one record; they outlive the resets of `scratch`
    arena_init(&frame, 0);
    arena_init(&evaluation.scratch, LIMIT_BATCH_HEAP);
    strbuf_init(&evaluation.line, LIMIT_BODY);
    struct value *values = arena_array(&frame, most_fields(plan) + 1, sizeof *values);
    enum error error = read_all(&evaluation, sink, values);
    strbuf_finish(&evaluation.line);
    arena_finish(&evaluation.scratch);
    arena_finish(&frame);
    return error;
}
