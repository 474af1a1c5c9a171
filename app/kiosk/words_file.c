#include "kiosk/words_file.h"

#include <stdio.h>

#include "config/settings.h"
#include "kiosk/text_file.h"

_Static_assert(WORD_COUNT <= SETTINGS_MOST, "more words than a table of settings has room for");

// The words are their own table; layout knows nothing of files.
static void make_table(struct setting table[WORD_COUNT + 1]) {
    for (int i = 0; i < WORD_COUNT; i++) {
        table[i] = (struct setting){
            .key = word_key((enum word)i),
            .type = SETTING_TEXT,
            .offset = offsetof(struct words, text) + (size_t)i * sizeof(const char *),
            .least = 1,
            .most = 200,
        };
    }
    table[WORD_COUNT] = (struct setting){0};
}

// Which {n} a text has, as bits; -1 for a brace that is none of {0} and {1}.
static int slots(const char *text) {
    int bits = 0;
    for (; *text; text++) {
        if (*text == '{' && (text[1] == '0' || text[1] == '1') && text[2] == '}') {
            bits |= 1 << (text[1] - '0');
            text += 2;
        } else if (*text == '{' || *text == '}') {
            return -1;
        }
    }
    return bits;
}

static void check_slots(struct words *words, struct document *document) {
    static const char *const wanted[] = {"no {n}", "{0}", "{1}", "{0} and {1}"};
    for (int i = 0; i < WORD_COUNT; i++) {
        const char *english = words_english()->text[i];
        if (slots(words->text[i]) != slots(english)) {
            char pointer[64];
            snprintf(pointer, sizeof pointer, "/%s", word_key((enum word)i));
            document_fault(document, pointer, "other places to fill than \"%s\" (allowed: %s)", english,
                wanted[slots(english) & 3]);
            words->text[i] = english;
        }
    }
}

enum error words_read_text(const char *name, const char *text, size_t len, struct arena *arena,
    struct words *out, struct strbuf *faults) {
    struct setting table[WORD_COUNT + 1];
    struct document *document;
    make_table(table);
    enum error error = document_create(name, text, len, faults, &document);
    settings_read_document(table, document, arena, out);
    if (document_root(document)) {
        check_slots(out, document);
    }
    if (!error && document_faults(document)) {
        error = ERROR_INPUT;
    }
    document_destroy(document);
    return error;
}

enum error words_read(const char *path, struct arena *arena, struct words *out, struct strbuf *faults) {
    struct text_file file;
    enum error error = text_file_open(&file, path, faults);
    enum error fault = words_read_text(file.name, file.text, file.len, arena, out, faults);
    text_file_finish(&file);
    return error ? error : fault;
}

void words_report_missing(const char *name, const struct document *document, struct strbuf *out) {
    size_t missing = 0;
    for (int i = 0; i < WORD_COUNT; i++) {
        char pointer[64];
        snprintf(pointer, sizeof pointer, "/%s", word_key((enum word)i));
        if (!document_has(document, pointer)) {
            const char *first = missing++ ? "" : name;
            strbuf_printf(out, "%s%s\"%s\"", first, *first ? ": English stands in for " : ", ", pointer + 1);
        }
    }
    if (missing) {
        strbuf_add_text(out, "\n");
    }
}

bool words_is_document(const struct document *document) {
    for (int i = 0; i < WORD_COUNT; i++) {
        char pointer[64];
        snprintf(pointer, sizeof pointer, "/%s", word_key((enum word)i));
        if (i != WORD_CURRENCY && document_has(document, pointer)) { // a configuration has that one, too
            return true;
        }
    }
    return false;
}
