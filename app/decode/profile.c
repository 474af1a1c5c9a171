#include "decode/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/json_position.h"
#include "base/json_syntax.h"
#include "decode/compiler.h"
#include "decode/document.h"
#include "decode/evaluate.h"
#include "decode/record_kind.h"
#include "decode/records_batch.h"
#include "decode/records_json.h"
#include "decode/repair.h"
#include "decode/request.h"

// The records of one answer as text: names and escapes make them longer than the answer was.
#define LONGEST_RECORDS_TEXT ((size_t)32 << 20)

struct profile {
    struct arena arena;
    struct plan plan;
};

// A fault before there are pointers to name: broken JSON, too long a file.
static enum error refuse_file(struct compiler *compiler, enum error error, size_t offset, const char *what) {
    size_t line, column;
    json_position_at(compiler->text, compiler->len, offset, &line, &column);
    if (compiler->faults) {
        strbuf_printf(compiler->faults, "%s:%zu:%zu: %s\n", compiler->file, line, column, what);
    }
    return reason_set(compiler->reason, error, "%s:%zu:%zu: %s", compiler->file, line, column, what);
}

// A profile is written by a person, so it is read strictly: nothing is repaired in silence.
static enum error compile(struct compiler *compiler, struct plan *plan) {
    struct json_syntax syntax;
    if (compiler->len > LIMIT_CONFIG_FILE) {
        return refuse_file(compiler, ERROR_LIMIT, 0, "the file is too large");
    }
    enum error error = json_syntax_check(compiler->text, compiler->len, &syntax);
    if (error) {
        return refuse_file(compiler, error, syntax.offset, syntax.fault.text);
    }
    struct json_tree tree;
    struct repaired repaired;
    struct reason why = {""};
    json_tree_init(&tree);
    error = repair_json(compiler->text, compiler->len, &repaired, &why);
    if (!error) {
        error = json_tree_parse(&tree, &repaired, &why);
    }
    if (error) {
        refuse_file(compiler, error, 0, why.text);
    } else {
        compile_plan(compiler, tree.root, plan);
        error = compiler->fault_count ? ERROR_INPUT : ERROR_NONE;
    }
    json_tree_finish(&tree);
    repaired_finish(&repaired);
    return error;
}

enum error profile_create(const char *name, const char *text, size_t len, struct profile **out,
    struct strbuf *faults, struct reason *reason) {
    struct profile *profile = calloc(1, sizeof *profile);
    if (!profile) {
        abort();
    }
    arena_init(&profile->arena, 0);
    struct compiler compiler = {
        .file = name, .text = text, .len = len, .arena = &profile->arena, .faults = faults, .reason = reason};
    enum error error = compile(&compiler, &profile->plan);
    if (error) {
        profile_destroy(profile);
        profile = NULL;
    }
    *out = profile;
    return error;
}

void profile_destroy(struct profile *profile) {
    if (profile) {
        arena_finish(&profile->arena);
        free(profile);
    }
}

const char *profile_name(const struct profile *profile) {
    return profile->plan.name;
}

const char *profile_title(const struct profile *profile) {
    return profile->plan.title;
}

const char *profile_documentation(const struct profile *profile) {
    return profile->plan.documentation;
}

const char *profile_terms(const struct profile *profile) {
    return profile->plan.terms;
}

const char *profile_source_name(const struct profile *profile) {
    return profile->plan.source_name;
}

millis profile_every(const struct profile *profile) {
    return profile->plan.every;
}

millis profile_at_least(const struct profile *profile) {
    return profile->plan.at_least;
}

bool profile_may_be_empty(const struct profile *profile) {
    return profile->plan.may_be_empty;
}

bool profile_brings_table(const struct profile *profile) {
    for (size_t i = 0; i < profile->plan.record_count; i++) {
        if (profile->plan.records[i].kind->target == TARGET_TABLE) {
            return true;
        }
    }
    return false;
}

size_t profile_pages(const struct profile *profile) {
    return profile->plan.pages;
}

const char *profile_address(const struct profile *profile) {
    return profile->plan.address;
}

bool profile_has_next_param(const struct profile *profile) {
    return profile->plan.has_next_param;
}

bool profile_next_is_link(const struct profile *profile) {
    return profile->plan.next_is_link_header;
}

enum error profile_request_init(struct profile_request *out, const struct profile *profile,
    const struct profile_inputs *inputs, struct reason *reason) {
    return request_fill(&profile->plan, inputs, out, reason);
}

void profile_request_mask(const struct profile_request *request, char *text) {
    request_mask(request, text);
}

void profile_request_finish(struct profile_request *request) {
    arena_finish(&request->arena);
    *request = (struct profile_request){0};
}

static enum error read_answer(const struct profile *profile, const struct answer *answer,
    struct record_sink sink, struct reason *reason) {
    struct json_tree tree;
    json_tree_init(&tree);
    const struct document_bytes bytes = {
        answer->bytes, answer->len, answer->content_type, profile->plan.may_be_text};
    enum error error = document_read(&tree, &bytes, reason);
    if (!error) {
        error = evaluate(&profile->plan, &tree, answer, sink, reason);
    }
    if (error && reason) {
        reason_prefix(reason, "profile %s", profile->plan.name);
    }
    json_tree_finish(&tree);
    return error;
}

enum error profile_decode(
    const struct profile *profile, const struct answer *answer, struct batch **out, struct reason *reason) {
    struct batch *batch = batch_create();
    struct records_batch records;
    struct record_sink sink = records_batch_begin(&records, batch, answer);
    enum error error = read_answer(profile, answer, sink, reason);
    records_batch_end(&records);
    if (!error && records.is_full) {
        error = reason_set(reason, ERROR_LIMIT, "profile %s: the records need more than %u MiB",
            profile->plan.name, LIMIT_BATCH_HEAP >> 20);
    }
    if (error) {
        batch_destroy(batch);
        batch = NULL;
    }
    *out = batch;
    return error;
}

enum error profile_decode_json(
    const struct profile *profile, const struct answer *answer, struct strbuf *out, struct reason *reason) {
    struct strbuf text;
    strbuf_init(&text, LONGEST_RECORDS_TEXT);
    struct records_json records;
    struct record_sink sink = records_json_begin(&records, &text);
    enum error error = read_answer(profile, answer, sink, reason);
    records_json_end(&records);
    if (!error && (text.full || !strbuf_add(out, strbuf_text(&text), text.len))) {
        error = reason_set(
            reason, ERROR_LIMIT, "profile %s: the records are too large as text", profile->plan.name);
    }
    strbuf_finish(&text);
    return error;
}
