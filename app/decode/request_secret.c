#include <string.h>

#include "decode/request.h"

// Secrets in a request: where their values come from, and where they must not be seen.

static void note(struct profile_request *request, const struct profile_secret *secret) {
    for (size_t i = 0; i < request->secret_count; i++) {
        if (strcmp(request->secrets[i].name, secret->name) == 0) {
            return;
        }
    }
    request->secrets[request->secret_count++] = (struct profile_secret){
        // one a parameter at most
        arena_text(&request->arena, secret->name),
        arena_text(&request->arena, secret->value),
        arena_text(&request->arena, secret->host),
    };
}

enum error request_secret(
    const struct filling *filling, const char *name, const char *secret, struct filled *out) {
    const struct profile_inputs *inputs = filling->inputs;
    for (size_t i = 0; i < inputs->secret_count; i++) {
        if (strcmp(inputs->secrets[i].name, secret) == 0) {
            *out = (struct filled){.text = inputs->secrets[i].value, .is_secret = true};
            note(filling->out, &inputs->secrets[i]);
            return ERROR_NONE;
        }
    }
    return reason_set(filling->reason, ERROR_INPUT,
        "profile %s: the parameter \"%.64s\" needs the secret \"%.64s\", which is not in %.200s",
        filling->plan->name, name, secret, inputs->secret_file ? inputs->secret_file : "the file of secrets");
}

#define STARS "***"
#define SHORTEST_BEGINNING 4 // that tells anything

// Puts stars in the place of `len` bytes, and answers where they end.
static char *mask_bytes(char *at, size_t len) {
    size_t shown = len < strlen(STARS) ? len : strlen(STARS);
    memcpy(at, STARS, shown);
    memmove(at + shown, at + len, strlen(at + len) + 1);
    return at + shown;
}

// Also a beginning of it at the end of the text, which may have been cut there.
static void mask_word(char *text, const char *word) {
    size_t len = strlen(word);
    for (char *at = len ? strstr(text, word) : NULL; at; at = strstr(at, word)) {
        at = mask_bytes(at, len);
    }
    size_t left = strlen(text);
    for (size_t part = len; part-- > SHORTEST_BEGINNING;) {
        if (part <= left && strncmp(text + left - part, word, part) == 0) {
            mask_bytes(text + left - part, part);
            return;
        }
    }
}

void request_mask(const struct profile_request *request, char *text) {
    for (size_t i = 0; i < request->secret_count; i++) {
        struct filled value = {.text = request->secrets[i].value};
        struct strbuf encoded;
        strbuf_init(&encoded, LIMIT_STRING);
        request_add_encoded(&encoded, &value);
        mask_word(text, value.text);
        mask_word(text, strbuf_text(&encoded));
        strbuf_finish(&encoded);
    }
}
