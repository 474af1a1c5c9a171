#include "tests/support/golden.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "tests/support/test.h"

#define LARGEST ((size_t)4 << 20)
#define MOST_LINES 24

char *golden_actual_path(const char *name) {
    struct reason reason;
    char *path = file_join(BROADSIDE_BUILD_DIR "/golden", name);
    char *end = strrchr(path, '/');
    *end = '\0';
    if (file_make_folder(path, &reason) != ERROR_NONE) {
        fail_msg("%s", reason.text);
    }
    *end = '/';
    return path;
}

static size_t line_len(const char *text) {
    const char *end = strchr(text, '\n');
    return end ? (size_t)(end + 1 - text) : strlen(text);
}

// Where the next line of both is the same again, at most so many lines on; false if nowhere.
static bool find_again(const char *a, const char *b, size_t *skip_a, size_t *skip_b) {
    for (size_t sum = 1; sum < (size_t)2 * MOST_LINES; sum++) {
        for (size_t in_a = 0; in_a <= sum; in_a++) {
            const char *at = a, *bt = b;
            for (size_t i = 0; i < in_a; i++) {
                at += line_len(at);
            }
            for (size_t i = 0; i < sum - in_a; i++) {
                bt += line_len(bt);
            }
            size_t len = line_len(at);
            if (len && len == line_len(bt) && memcmp(at, bt, len) == 0) {
                *skip_a = (size_t)(at - a);
                *skip_b = (size_t)(bt - b);
                return true;
            }
        }
    }
    return false;
}

static void print_lines(const char *mark, const char *text, size_t len, int *room) {
    for (const char *at = text; at<text + len && * room> 0; at += line_len(at), (*room)--) {
        fprintf(stderr, "%s %.*s%s", mark, (int)line_len(at), at, at[line_len(at) - 1] == '\n' ? "" : "\n");
    }
}

// The lines that differ, as diff would print them; enough to see what has happened.
static void print_difference(const char *wanted, const char *got) {
    int room = 2 * MOST_LINES;
    while ((*wanted || *got) && room > 0) {
        size_t len = line_len(wanted);
        if (len == line_len(got) && memcmp(wanted, got, len) == 0) {
            wanted += len;
            got += len;
            continue;
        }
        size_t skip_wanted = strlen(wanted), skip_got = strlen(got);
        find_again(wanted, got, &skip_wanted, &skip_got);
        print_lines("-", wanted, skip_wanted, &room);
        print_lines("+", got, skip_got, &room);
        wanted += skip_wanted;
        got += skip_got;
    }
    fputs(room > 0 ? "" : "…\n", stderr);
}

bool golden_text(const char *name, struct strbuf *actual) {
    struct reason reason;
    char *golden = file_join("tests/golden", name), *path = golden_actual_path(name), *wanted = NULL;
    size_t len;
    if (file_write(path, strbuf_text(actual), actual->len, &reason) != ERROR_NONE) {
        fail_msg("%s", reason.text);
    }
    bool equal = false;
    if (file_read(golden, LARGEST, &wanted, &len, &reason) != ERROR_NONE) {
        fprintf(stderr, "%s: look at %s, then tests/golden/update\n", reason.text, path);
    } else if (strcmp(wanted, strbuf_text(actual)) != 0) {
        fprintf(stderr, "%s is not as it was; if %s is right: tests/golden/update\n", golden, path);
        print_difference(wanted, strbuf_text(actual));
    } else {
        equal = true;
    }
    free(wanted);
    free(path);
    free(golden);
    strbuf_finish(actual);
    return equal;
}
