#include <stdlib.h>
#include <string.h>

#include "decode/compiler.h"

// Pointers longer than a document may be deep lead nowhere.
#define LONGEST_POINTER 64
// {/a/{%b}}: a reference inside a reference; nobody needs a third level.
#define DEEPEST_REFERENCE 8 // a reference in a token counts two

static bool read_reference(struct compiler *compiler, const struct path *path, const char *text, size_t len,
    int depth, struct reference *out);

// The length of text up to the brace that closes what `text` opens, or 0.
static size_t closing_brace(const char *text, size_t len) {
    size_t depth = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '{') {
            depth++;
        } else if (text[i] == '}' && --depth == 0) {
            return i;
        }
    }
    return 0;
}

static size_t count_parts(const char *text, size_t len) {
    size_t count = 1;
    for (size_t i = 0; i < len; i++) {
        count += text[i] == '{' ? 2 : 0;
    }
    return count;
}

// ~1 is "/" and ~0 is "~" (RFC 6901) in pointers; a template has no escapes.
static const char *unescaped(struct compiler *compiler, const char *text, size_t len, bool is_pointer) {
    char *copy = arena_text_n(compiler->arena, text, len);
    if (!is_pointer) {
        return copy;
    }
    char *to = copy;
    for (const char *from = copy; *from; from++) {
        if (*from == '~' && (from[1] == '0' || from[1] == '1')) {
            from++;
            *to++ = *from == '0' ? '~' : '/';
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
    return copy;
}

static bool read_parts(struct compiler *compiler, const struct path *path, const char *text, size_t len,
    int depth, struct template *out) {
    bool is_pointer = depth > 0;
    struct part *parts = compiler_array(compiler, count_parts(text, len), sizeof *parts);
    size_t count = 0;
    for (size_t at = 0; at < len;) {
        if (text[at] != '{') {
            size_t end = at;
            while (end < len && text[end] != '{') {
                end++;
            }
            parts[count++].literal = unescaped(compiler, text + at, end - at, is_pointer);
            at = end;
            continue;
        }
        size_t end = closing_brace(text + at, len - at);
        if (!end) {
            compiler_fault(compiler, path, "\"{\" without its \"}\" in \"%.*s\"", (int)(len - at), text + at);
            return false;
        }
        struct reference *reference = compiler_array(compiler, 1, sizeof *reference);
        if (!read_reference(compiler, path, text + at + 1, end - 1, depth + 1, reference)) {
            return false;
        }
        parts[count++].reference = reference;
        at += end + 1;
    }
    *out = (struct template){parts, count};
    return true;
}

bool compile_template(
    struct compiler *compiler, const struct path *path, const char *text, struct template *out) {
    return read_parts(compiler, path, text, strlen(text), 0, out);
}

// The length of the token at `text`; a "/" inside braces belongs to the reference there.
static size_t token_length(const char *text, size_t len) {
    size_t depth = 0, i = 0;
    for (; i < len && (depth > 0 || text[i] != '/'); i++) {
        depth += text[i] == '{';
        depth -= text[i] == '}' && depth > 0;
    }
    return i;
}

static bool read_token(struct compiler *compiler, const struct path *path, const char *text, size_t len,
    int depth, struct token *out) {
    out->is_star = len == 1 && text[0] == '*';
    if (!memchr(text, '{', len)) {
        out->name = unescaped(compiler, text, len, true);
        return true;
    }
    return read_parts(compiler, path, text, len, depth + 1, &out->parts);
}

// "/a/0/b", or "" for the start itself.
static bool read_pointer(struct compiler *compiler, const struct path *path, const char *text, size_t len,
    int depth, struct reference *out) {
    struct token *tokens = compiler_array(compiler, count_parts(text, 0) + len, sizeof *tokens);
    for (size_t at = 0; at < len;) {
        if (out->count == LONGEST_POINTER) {
            compiler_fault(compiler, path, "the pointer has more than %d steps", LONGEST_POINTER);
            return false;
        }
        size_t count = token_length(text + at + 1, len - at - 1);
        if (!read_token(compiler, path, text + at + 1, count, depth, &tokens[out->count++])) {
            return false;
        }
        at += count + 1;
    }
    out->tokens = tokens;
    return true;
}

static bool refuse(struct compiler *compiler, const struct path *path, const char *text, size_t len) {
    compiler_fault(compiler, path,
        "\"%.*s\" is no reference (allowed: \"\", /pointer, $/pointer, ../pointer, @key, @index, "
        "%%parameter)",
        len > 80 ? 80 : (int)len, text);
    return false;
}

static bool is_word(const char *text, size_t len, const char *word) {
    return len == strlen(word) && memcmp(text, word, len) == 0;
}

// After any "../" there may be a pointer without its first "/", or @key, @index, or nothing.
static bool read_after_dots(struct compiler *compiler, const struct path *path, const char *text, size_t len,
    int depth, struct reference *out) {
    if (is_word(text, len, "@key") || is_word(text, len, "@index")) {
        out->start = text[1] == 'k' ? FROM_KEY : FROM_INDEX;
        return true;
    }
    if (len == 0) {
        return true;
    }
    const char *pointer = arena_printf(compiler->arena, "/%.*s", (int)len, text);
    return read_pointer(compiler, path, pointer, len + 1, depth, out);
}

// Secrets are not for records, which everybody may read; what day it is, no answer asks.
static void check_param(struct compiler *compiler, const struct path *path, const char *name) {
    const struct plan *plan = compiler->plan;
    compiler->has_next_param = compiler->has_next_param || strcmp(name, "next") == 0;
    for (size_t i = 0; !compiler->is_in_request && i < plan->param_count; i++) {
        if (plan->params[i].kind != PARAM_TEXT && strcmp(plan->params[i].name, name) == 0) {
            compiler_fault(compiler, path, "%%%.40s is %s: it can only stand in the request", name,
                plan->params[i].kind == PARAM_SECRET ? "a secret" : "a day");
        }
    }
}

static bool read_reference(struct compiler *compiler, const struct path *path, const char *text, size_t len,
    int depth, struct reference *out) {
    *out = (struct reference){.text = arena_text_n(compiler->arena, text, len)};
    if (depth > DEEPEST_REFERENCE || len > 1024) {
        compiler_fault(compiler, path, "references inside references are nested too deep or too long");
        return false;
    }
    if (len == 0 || text[0] == '/') {
        return read_pointer(compiler, path, text, len, depth, out);
    }
    if (text[0] == '$' && (len == 1 || text[1] == '/')) {
        out->start = FROM_ROOT;
        return read_pointer(compiler, path, text + 1, len - 1, depth, out);
    }
    if (text[0] == '%' && len > 1) {
        out->start = FROM_PARAM;
        out->param = arena_text_n(compiler->arena, text + 1, len - 1);
        check_param(compiler, path, out->param);
        return true;
    }
    if (text[0] == '@' && (is_word(text, len, "@key") || is_word(text, len, "@index"))) {
        return read_after_dots(compiler, path, text, len, depth, out);
    }
    if (len >= 2 && memcmp(text, "..", 2) == 0 && (len == 2 || text[2] == '/')) {
        while (len >= 2 && memcmp(text, "..", 2) == 0 && (len == 2 || text[2] == '/')) {
            size_t step = len == 2 ? 2 : 3;
            text += step;
            len -= step;
            out->up++;
        }
        return read_after_dots(compiler, path, text, len, depth, out);
    }
    return refuse(compiler, path, text, len);
}

bool compile_reference_text(
    struct compiler *compiler, const struct path *path, const char *text, struct reference *out) {
    return read_reference(compiler, path, text, strlen(text), 1, out);
}

bool compile_reference(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct reference *out) {
    if (!cJSON_IsString(node)) {
        compiler_fault(compiler, path, "a reference was expected, such as \"/pointer\"");
        *out = (struct reference){.text = ""};
        return false;
    }
    return compile_reference_text(compiler, path, node->valuestring, out);
}

void compile_body_text(
    struct compiler *compiler, const struct path *path, const char *text, struct template *out) {
    struct part *parts = compiler_array(compiler, 2 * count_parts(text, strlen(text)), sizeof *parts);
    size_t count = 0;
    for (const char *at = text; *at;) {
        const char *open = strstr(at, "{%");
        const char *close = open ? strchr(open, '}') : NULL;
        size_t plain = close ? (size_t)(open - at) : strlen(at);
        if (plain) {
            parts[count++].literal = arena_text_n(compiler->arena, at, plain);
        }
        at += plain;
        if (close) {
            struct reference *reference = compiler_array(compiler, 1, sizeof *reference);
            const char *name = arena_text_n(compiler->arena, open + 1, (size_t)(close - open) - 1);
            compile_reference_text(compiler, path, name, reference);
            parts[count++].reference = reference;
            at = close + 1;
        }
    }
    *out = (struct template){parts, count};
}
