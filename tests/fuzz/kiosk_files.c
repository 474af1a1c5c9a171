// Any bytes as a theme and as a locale file: every default is there, and what is at fault is said.
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "kiosk/theme_file.h"
#include "kiosk/words_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void read_theme(const char *text, size_t len) {
    struct arena arena;
    struct strbuf faults;
    struct theme theme;
    arena_init(&arena, 0);
    strbuf_init(&faults, LIMIT_CONFIG_FILE);
    enum error error = theme_read_text("fuzz.json", text, len, &arena, &theme, &faults);
    if (error != ERROR_NONE && faults.len == 0) {
        abort();
    }
    for (size_t i = 0; i < ROLE_TEXT_COUNT; i++) {
        if (!(theme.styles[i].size > 0) || !(theme.styles[i].leading > 0)) {
            abort();
        }
    }
    strbuf_finish(&faults);
    arena_finish(&arena);
}

static void read_words(const char *text, size_t len) {
    struct arena arena;
    struct strbuf faults;
    struct words words = *words_english();
    arena_init(&arena, 0);
    strbuf_init(&faults, LIMIT_CONFIG_FILE);
    enum error error = words_read_text("fuzz.json", text, len, &arena, &words, &faults);
    if (error != ERROR_NONE && faults.len == 0) {
        abort();
    }
    for (size_t i = 0; i < WORD_COUNT; i++) {
        if (!words.text[i]) {
            abort();
        }
    }
    strbuf_finish(&faults);
    arena_finish(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    read_theme((const char *)bytes, len);
    read_words((const char *)bytes, len);
    return 0;
}
