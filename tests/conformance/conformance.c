// Runs a folder of source profiles over recorded answers and compares what they yield with what they must:
//
//   FOLDER/<profile>/profile.json            or a file of that name in assets/profiles
//   FOLDER/<profile>/NAME.answer.*           the service's answer
//   FOLDER/<profile>/NAME.records.json       {"feed": …, "story": […], "next": …}, or {"error": why it is
//   refused} FOLDER/<profile>/NAME.params.json        {"base": "EUR"}, if the answer needs parameters
//
// Usage: conformance [FOLDER]. Without one, the project's own set. Numbers agree within 1e-9, dates if they
// are the same instant with the same offset.

#include <dirent.h>
#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cjson/cJSON.h>

#include "base/file.h"
#include "decode/date.h"
#include "decode/profile.h"

#define MOST_PARAMS 16

static size_t answers, differences;

static bool same(const cJSON *want, const cJSON *got, const char *where, size_t depth);

static bool differ(const char *where, const char *what, const cJSON *want, const cJSON *got) {
    char *want_text = want ? cJSON_PrintUnformatted(want) : NULL;
    char *got_text = got ? cJSON_PrintUnformatted(got) : NULL;
    printf("  %s: %s\n    want %.300s\n    got  %.300s\n", where, what, want_text ? want_text : "nothing",
        got_text ? got_text : "nothing");
    cJSON_free(want_text);
    cJSON_free(got_text);
    return false;
}

static bool same_number(double want, double got) {
    return fabs(want - got) <= 1e-9 * fmax(1.0, fabs(want));
}

static bool same_text(const char *want, const char *got) {
    struct moment a, b;
    if (strcmp(want, got) == 0) {
        return true;
    }
    bool are_dates = strlen(want) >= 19 && want[10] == 'T' && date_read(want, "iso", 0, &a) &&
                     date_read(got, "iso", 0, &b);
    return are_dates && a.utc == b.utc && a.offset == b.offset;
}

static bool same_members(const cJSON *want, const cJSON *got, const char *where, size_t depth) {
    bool is_same = true;
    for (const cJSON *member = want->child; member; member = member->next) {
        char inner[300];
        snprintf(inner, sizeof inner, "%.200s/%.60s", where, member->string);
        is_same =
            same(member, cJSON_GetObjectItemCaseSensitive(got, member->string), inner, depth + 1) && is_same;
    }
    for (const cJSON *member = got->child; member; member = member->next) {
        if (!cJSON_GetObjectItemCaseSensitive(want, member->string)) {
            is_same = differ(where, member->string, NULL, member);
        }
    }
    return is_same;
}

static bool same_elements(const cJSON *want, const cJSON *got, const char *where, size_t depth) {
    bool is_same = true;
    if (cJSON_GetArraySize(want) != cJSON_GetArraySize(got)) {
        printf("  %s: want %d elements, got %d\n", where, cJSON_GetArraySize(want), cJSON_GetArraySize(got));
        is_same = false;
    }
    const cJSON *b = got->child;
    size_t index = 0;
    for (const cJSON *a = want->child; a && b && is_same; a = a->next, b = b->next, index++) {
        char inner[300];
        snprintf(inner, sizeof inner, "%.200s/%zu", where, index);
        is_same = same(a, b, inner, depth + 1) && is_same;
    }
    return is_same;
}

static bool same(const cJSON *want, const cJSON *got, const char *where, size_t depth) {
    if (!got) {
        return cJSON_IsNull(want) || differ(where, "missing", want, got);
    }
    if (cJSON_IsObject(want) && cJSON_IsObject(got)) {
        return same_members(want, got, where, depth);
    }
    if (cJSON_IsArray(want) && cJSON_IsArray(got)) {
        return same_elements(want, got, where, depth);
    }
    bool is_same =
        (cJSON_IsNumber(want) && cJSON_IsNumber(got) && same_number(want->valuedouble, got->valuedouble)) ||
        (cJSON_IsString(want) && cJSON_IsString(got) && same_text(want->valuestring, got->valuestring)) ||
        (cJSON_IsBool(want) && cJSON_IsBool(got) && want->type == got->type) ||
        (cJSON_IsNull(want) && cJSON_IsNull(got));
    return is_same || differ(where, "differs", want, got);
}

static char *read_text(const char *path, size_t *len) {
    struct reason reason = {""};
    char *text = NULL;
    if (file_read(path, LIMIT_BODY, &text, len, &reason)) {
        fprintf(stderr, "%s: %s\n", path, reason.text);
        exit(2);
    }
    return text;
}

static size_t read_params(const cJSON *json, struct profile_param params[MOST_PARAMS]) {
    size_t count = 0;
    for (const cJSON *member = json ? json->child : NULL; member && count < MOST_PARAMS;
         member = member->next) {
        params[count++] = (struct profile_param){member->string, member->valuestring, false};
    }
    return count;
}

static void compare(const char *path, const char *records_path, const struct strbuf *got_text) {
    size_t len;
    char *want_text = read_text(records_path, &len);
    cJSON *want = cJSON_Parse(want_text);
    cJSON *got = cJSON_Parse(strbuf_text(got_text));
    if (!want || !got || !same(want, got, "", 0)) {
        printf("%s: differs\n", path);
        differences++;
    }
    cJSON_Delete(want);
    cJSON_Delete(got);
    free(want_text);
}

static void write_refusal(const struct reason *reason, struct strbuf *out) {
    cJSON *refusal = cJSON_CreateObject();
    cJSON_AddStringToObject(refusal, "error", reason->text);
    char *text = cJSON_PrintUnformatted(refusal);
    strbuf_clear(out);
    strbuf_add_text(out, text);
    cJSON_free(text);
    cJSON_Delete(refusal);
}

static void run_answer(const struct profile *profile, const char *path) {
    char stem[1024], side[1100];
    snprintf(stem, sizeof stem, "%s", path);
    *strstr(stem, ".answer.") = '\0';
    snprintf(side, sizeof side, "%s.params.json", stem);
    size_t len, params_len;
    char *params_text = access(side, R_OK) == 0 ? read_text(side, &params_len) : NULL;
    cJSON *params_json = params_text ? cJSON_Parse(params_text) : NULL;
    struct profile_param params[MOST_PARAMS];
    char *bytes = read_text(path, &len);
    struct answer answer = {
        .bytes = bytes, .len = len, .params = params, .param_count = read_params(params_json, params)};
    struct strbuf out;
    strbuf_init(&out, 64u << 20);
    struct reason reason = {""};
    answers++;
    if (profile_decode_json(profile, &answer, &out, &reason)) {
        write_refusal(&reason, &out);
    }
    snprintf(side, sizeof side, "%s.records.json", stem);
    compare(path, side, &out);
    strbuf_finish(&out);
    free(bytes);
    cJSON_Delete(params_json);
    free(params_text);
}

static void run_profile(const char *folder, const char *name) {
    char path[1024], pattern[1024];
    snprintf(path, sizeof path, "%s/%s/profile.json", folder, name);
    if (access(path, R_OK) != 0) {
        snprintf(path, sizeof path, "assets/profiles/%s.json", name);
    }
    size_t len;
    char *text = read_text(path, &len);
    struct profile *profile;
    struct strbuf faults;
    strbuf_init(&faults, 64 << 10);
    if (profile_create(path, text, len, &profile, &faults, NULL)) {
        printf("%s", strbuf_text(&faults));
        differences++;
    } else {
        glob_t found;
        snprintf(pattern, sizeof pattern, "%s/%s/*.answer.*", folder, name);
        if (glob(pattern, 0, NULL, &found) == 0) {
            for (size_t i = 0; i < found.gl_pathc; i++) {
                run_answer(profile, found.gl_pathv[i]);
            }
            globfree(&found);
        }
    }
    profile_destroy(profile);
    strbuf_finish(&faults);
    free(text);
}

int main(int argc, char **argv) {
    const char *folder = argc > 1 ? argv[1] : "tests/conformance/sources";
    struct dirent **names;
    int count = scandir(folder, &names, NULL, alphasort);
    if (count < 0) {
        perror(folder);
        return 2;
    }
    for (int i = 0; i < count; i++) {
        if (names[i]->d_name[0] != '.') {
            run_profile(folder, names[i]->d_name);
        }
        free(names[i]);
    }
    free(names);
    printf("%zu answers, %zu wrong\n", answers, differences);
    return differences || !answers ? 1 : 0;
}
