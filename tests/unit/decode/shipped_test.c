#include <cjson/cJSON.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "decode/profile.h"
#include "tests/support/generated.h"
#include "tests/support/test.h"

// What every file of assets/profiles owes its users, and the table of them in docs/profiles.md.

#define LARGEST ((size_t)1 << 20)

struct shipped {
    const char *path;
    char name[64]; // the file's, without its ending
    cJSON *json;
    struct profile *profile;
};

static char *read_text(const char *path, size_t *len) {
    char *text;
    struct reason reason;
    if (file_read(path, LARGEST, &text, len, &reason)) {
        fail_msg("%s", reason.text);
    }
    return text;
}

static void shipped_init(struct shipped *shipped, const char *path) {
    size_t len;
    char *text = read_text(path, &len);
    struct reason reason = {""};
    const char *file = strrchr(path, '/') + 1;
    *shipped = (struct shipped){.path = path, .json = cJSON_Parse(text)};
    snprintf(shipped->name, sizeof shipped->name, "%.*s", (int)strcspn(file, "."), file);
    if (profile_create(path, text, len, &shipped->profile, NULL, &reason)) {
        fail_msg("%s", reason.text);
    }
    free(text);
}

static void shipped_finish(struct shipped *shipped) {
    cJSON_Delete(shipped->json);
    profile_destroy(shipped->profile);
}

static void for_each(void (*visit)(const struct shipped *shipped, struct strbuf *out), struct strbuf *out) {
    glob_t found;
    assert_int_equal(glob("assets/profiles/*.json", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct shipped shipped;
        shipped_init(&shipped, found.gl_pathv[i]);
        visit(&shipped, out);
        shipped_finish(&shipped);
    }
    globfree(&found);
}

static void check_words(const struct shipped *shipped, struct strbuf *out) {
    (void)out;
    const char *documentation = profile_documentation(shipped->profile);
    if (strcmp(profile_name(shipped->profile), shipped->name) != 0) {
        fail_msg("%s: its name is \"%s\"", shipped->path, profile_name(shipped->profile));
    }
    if (!profile_title(shipped->profile) || !profile_terms(shipped->profile) || !documentation) {
        fail_msg("%s: title, documentation and terms are owed", shipped->path);
        return;
    }
    bool is_address = strncmp(documentation, "https://", 8) == 0;
    if (!is_address && access(documentation, R_OK) != 0) {
        fail_msg("%s: %s is neither an address nor a file of ours", shipped->path, documentation);
    }
}

static void check_pace(const struct shipped *shipped, struct strbuf *out) {
    (void)out;
    millis every = profile_every(shipped->profile), at_least = profile_at_least(shipped->profile);
    if (at_least < MINUTE || every < at_least) {
        fail_msg("%s: no polite interval (\"at_least\" a minute, \"every\" no less)", shipped->path);
    }
}

// How many files of the profile's conformance folder end so.
static size_t count_files(const struct shipped *shipped, const char *ending) {
    char pattern[256];
    glob_t found;
    snprintf(pattern, sizeof pattern, "tests/conformance/sources/%s/*%s", shipped->name, ending);
    size_t count = glob(pattern, 0, NULL, &found) == 0 ? found.gl_pathc : 0;
    globfree(&found);
    return count;
}

static void check_answers(const struct shipped *shipped, struct strbuf *out) {
    (void)out;
    size_t answers = count_files(shipped, ".answer.*");
    if (!answers || count_files(shipped, ".records.json") != answers) {
        fail_msg("%s: tests/conformance/sources/%s has no answers with their records", shipped->path,
            shipped->name);
    }
}

static void add_pace(struct strbuf *out, millis pace) {
    strbuf_printf(
        out, pace % HOUR ? "%lld min" : "%lld h", (long long)(pace / (pace % HOUR ? MINUTE : HOUR)));
}

static void add_names(struct strbuf *out, const cJSON *names) {
    for (const cJSON *name = names ? names->child : NULL; name; name = name->next) {
        strbuf_printf(out, "%s%s", name == names->child ? "" : ", ", name->string);
    }
}

// Those that the configuration must give.
static void add_owed(struct strbuf *out, const cJSON *params) {
    const char *comma = "";
    for (const cJSON *param = params ? params->child : NULL; param; param = param->next) {
        bool is_secret = cJSON_GetObjectItem(param, "secret");
        if (cJSON_IsNull(param) || is_secret) {
            strbuf_printf(out, "%s%s`%s`", comma, is_secret ? "secret " : "",
                is_secret ? cJSON_GetObjectItem(param, "secret")->valuestring : param->string);
            comma = ", ";
        }
    }
}

static void add_row(const struct shipped *shipped, struct strbuf *out) {
    const char *documentation = profile_documentation(shipped->profile);
    strbuf_printf(out, "| `%s` | [%s](%s) | ", shipped->name, profile_title(shipped->profile),
        strncmp(documentation, "docs/", 5) == 0 ? documentation + 5 : documentation);
    const cJSON *records = cJSON_GetObjectItem(shipped->json, "records");
    add_names(out, records);
    strbuf_add_text(out, records ? "" : "feed");
    strbuf_add_text(out, " | ");
    add_owed(out, cJSON_GetObjectItem(shipped->json, "params"));
    strbuf_add_text(out, " | ");
    add_pace(out, profile_every(shipped->profile));
    strbuf_printf(out, " | %s |\n", profile_terms(shipped->profile));
}

static void each_says_what_it_is(void **state) {
    (void)state;
    for_each(check_words, NULL);
}

static void each_is_polite(void **state) {
    (void)state;
    for_each(check_pace, NULL);
}

static void each_has_answers_to_be_held_against(void **state) {
    (void)state;
    for_each(check_answers, NULL);
}

static void documentation_lists_them(void **state) {
    (void)state;
    struct strbuf table;
    strbuf_init(&table, LARGEST);
    strbuf_add_text(&table, "| profile | service | yields | must be given | every | terms |\n"
                            "|---|---|---|---|---|---|\n");
    for_each(add_row, &table);
    generated_part("docs/profiles.md", "shipped", &table);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_says_what_it_is),
        cmocka_unit_test(each_is_polite),
        cmocka_unit_test(each_has_answers_to_be_held_against),
        cmocka_unit_test(documentation_lists_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
