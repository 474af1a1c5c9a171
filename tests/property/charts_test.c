#include "support/test.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/strbuf.h"
#include "support/chart_case.h"

// Charts damaged in every way that a newsroom's may be: cut, misspelt, mistyped, without data, with too many,
// with what is no number, below zero on a logarithmic axis. What comes of it is an error that says where, or
// a drawing of finite numbers whose marks lie in their cells; never a crash, never long.
//
//     property_charts_test [FOLDER…]      (tests/charts) every spec in the folders
//     BROADSIDE_ROUNDS=…                  (12) as many specs of each kind of damage that has more

#define MOST_SPECS 400
#define ROUNDS 12
#define MOST_MS 4000 // of CPU time for one damaged chart, ten times that of the largest
#define MILLION 1000000

static struct {
    char *paths[MOST_SPECS];
    size_t count, rounds;
    size_t drawn, held, refused; // charts so far; held: to their cells
} bench;

static double thread_ms(void) {
    struct timespec at;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

// ---- what must hold

static bool resolves(const struct tree *tree, const char *pointer, size_t len) {
    for (const char *at = pointer, *end = pointer + len; at < end;) {
        char step[TREE_POINTER];
        size_t n = 0;
        for (at++; at < end && *at != '/'; at++) {
            bool is_escape = *at == '~' && at + 1 < end;
            step[n++] = is_escape ? (at[1] == '0' ? '~' : '/') : *at;
            at += is_escape;
        }
        step[n] = '\0';
        tree = tree_is(tree, TREE_ARRAY) ? tree_at(tree, strtoul(step, NULL, 10)) : tree_member(tree, step);
        if (!tree) {
            return false;
        }
    }
    return true;
}

// "spec: /pointer: what is wrong", where the pointer is one of the spec.
static bool is_clear(const struct chart_case *it) {
    const char *reason = it->reason.text;
    if (strncmp(reason, "spec: ", 6) != 0 || !reason[6]) {
        return false;
    }
    const char *colon = strstr(reason + 6, ": ");
    return reason[6] != '/' || (colon && resolves(it->spec.root, reason + 6, (size_t)(colon - reason) - 6));
}

// Members by which marks may be meant to pass the ends of an axis.
static bool reaches_out(const cJSON *spec) {
    static const char *const names[] = {"domain", "domainMin", "domainMax", "value", "xOffset", "yOffset",
        "x2Offset", "y2Offset", "zero", "size", "width", "height", "band", "bandSize", "timeUnitBandSize",
        "timeUnitBandPosition", "thickness", "radius", "align", "padding", "paddingInner", "paddingOuter",
        "extent", "continuousBandSize"};
    for (const cJSON *child = spec ? spec->child : NULL; child; child = child->next) {
        for (size_t i = 0; child->string && i < sizeof names / sizeof *names; i++) {
            if (strcmp(child->string, names[i]) == 0) {
                return true;
            }
        }
        bool is_data = child->string && strcmp(child->string, "data") == 0;
        if (!is_data && reaches_out(child)) {
            return true;
        }
    }
    return false;
}

static void try(const char *text, size_t len, bool in_cells, const char *path, const char *damage) {
    struct chart_case it;
    double before = thread_ms();
    chart_case_init_in(&it, text, len, 1700, 900);
    double took = thread_ms() - before;
    const char *fault = took > MOST_MS               ? "too long"
                        : it.error && !is_clear(&it) ? "an error that does not say where"
                        : it.error                   ? NULL
                                                     : chart_case_fault(&it, in_cells);
    if (fault) {
        file_write(BROADSIDE_BUILD_DIR "/charts_test.json", text, len, NULL);
        fail_msg(
            "%s: %s: %s (%s); see charts_test.json in the build folder", path, damage, fault, it.reason.text);
    }
    bench.drawn += !it.error;
    bench.held += !it.error && in_cells;
    bench.refused += it.error != ERROR_NONE;
    chart_case_finish(&it);
}

static void try_tree(const cJSON *spec, const char *path, const char *damage) {
    char *text = cJSON_PrintUnformatted(spec);
    assert_non_null(text);
    try(text, strlen(text), !reaches_out(spec), path, damage);
    free(text);
}

// ---- the places of a spec

#define MOST_PLACES 4000

struct places {
    cJSON *at[MOST_PLACES];
    size_t count;
};

// Every value but the rows of data.
static void find_places(cJSON *tree, struct places *out) {
    for (cJSON *child = tree->child; child; child = child->next) {
        bool is_rows = child->string && strcmp(child->string, "values") == 0 && cJSON_IsArray(child);
        if (out->count < MOST_PLACES) {
            out->at[out->count++] = child;
        }
        if (!is_rows) {
            find_places(child, out);
        }
    }
}

// All "values" of "data".
static void find_data(cJSON *tree, struct places *out) {
    for (cJSON *child = tree->child; child; child = child->next) {
        cJSON *values = cJSON_GetObjectItemCaseSensitive(child, "values");
        if (child->string && strcmp(child->string, "data") == 0 && values && out->count < MOST_PLACES) {
            out->at[out->count++] = values;
        } else {
            find_data(child, out);
        }
    }
}

static bool replace(cJSON *place, cJSON *by) {
    char *key = place->string ? strdup(place->string) : NULL;
    cJSON old = *place;
    cJSON *next = place->next, *prev = place->prev;
    *place = *by;
    place->string = key;
    place->next = next;
    place->prev = prev;
    free(by);
    if (old.child) {
        cJSON_Delete(old.child);
    }
    free(old.valuestring);
    free(old.string);
    return true;
}

// ---- the ways of damage: each does the `which`-th of its kind, and says whether there is one

static bool cut_short(const char *text, size_t len, size_t which, size_t *out) {
    (void)text;
    *out = len * (which + 1) / (bench.rounds + 1);
    return which < bench.rounds;
}

static cJSON *wrong_value(size_t which) {
    switch (which % 9) {
    case 0: return cJSON_CreateNull();
    case 1: return cJSON_CreateTrue();
    case 2: return cJSON_CreateNumber(-1);
    case 3: return cJSON_CreateRaw("1e308");
    case 4: return cJSON_CreateString("wrong");
    case 5: return cJSON_CreateArray();
    case 6: return cJSON_CreateObject();
    case 7: return cJSON_CreateRaw("[[null,{}],-1e-308]");
    default: return cJSON_CreateString("");
    }
}

// Spreads `rounds` tries evenly over `all`.
static bool pick(size_t which, size_t all, size_t *out) {
    size_t rounds = bench.rounds < all ? bench.rounds : all;
    *out = rounds ? which * all / rounds : 0;
    return which < rounds;
}

static bool mistype(cJSON *spec, size_t which) {
    struct places *places = calloc(1, sizeof *places);
    size_t at;
    find_places(spec, places);
    bool has = pick(which, places->count * 9, &at) && replace(places->at[at / 9], wrong_value(at));
    free(places);
    return has;
}

static bool misspell(cJSON *spec, size_t which) {
    struct places *places = calloc(1, sizeof *places);
    size_t at;
    find_places(spec, places);
    bool has = pick(which, places->count, &at);
    cJSON *place = has ? places->at[at] : NULL;
    if (place && place->string) {
        char *key = malloc(strlen(place->string) + 2);
        sprintf(key, "%sx", place->string);
        free(place->string);
        place->string = key;
    }
    free(places);
    return has;
}

static bool lose(cJSON *spec, size_t which) {
    struct places *places = calloc(1, sizeof *places);
    size_t at;
    find_places(spec, places);
    bool has = pick(which, places->count, &at);
    if (has) { // the parent has it by this pointer
        replace(places->at[at], cJSON_CreateNull());
    }
    free(places);
    return has;
}

// What stands in place of a cell: nothing, no number, too much of one, another kind of value.
static cJSON *wrong_cell(size_t which) {
    switch (which % 7) {
    case 0: return cJSON_CreateNull();
    case 1: return cJSON_CreateString("NaN");
    case 2: return cJSON_CreateRaw("1e999");
    case 3: return cJSON_CreateRaw("-1e308");
    case 4: return cJSON_CreateString("\u2014");
    case 5: return cJSON_CreateObject();
    default: return cJSON_CreateRaw("1e-320");
    }
}

// Every n-th cell of every row, in three densities.
static bool spoil_cells(cJSON *spec, size_t which) {
    static const size_t strides[] = {1, 2, 5};
    struct places *data = calloc(1, sizeof *data);
    size_t cell = which / 7 % 5;
    find_data(spec, data);
    for (size_t i = 0; i < data->count; i++) {
        for (cJSON *row = data->at[i]->child; row; row = row->next) {
            for (cJSON *one = row->child; one; one = one->next) {
                if (cell++ % strides[which / 7 % 3] == 0) {
                    replace(one, wrong_cell(which));
                }
            }
        }
    }
    free(data);
    return which < 21;
}

static bool empty_table(cJSON *spec, size_t which) {
    struct places *data = calloc(1, sizeof *data);
    find_data(spec, data);
    for (size_t i = 0; i < data->count; i++) {
        replace(data->at[i], which == 0   ? cJSON_CreateArray()
                             : which == 1 ? cJSON_CreateRaw("[{}]")
                             : which == 2 ? cJSON_CreateString("")
                                          : cJSON_CreateRaw("[null,3,\"a\",[1]]"));
    }
    free(data);
    return which < 4;
}

// As many rows as may be, in the shape of those that are there.
static bool many_rows(cJSON *spec, size_t which) {
    struct places *data = calloc(1, sizeof *data);
    find_data(spec, data);
    for (size_t i = 0; i < data->count; i++) {
        int rows = cJSON_GetArraySize(data->at[i]), most = which == 0 ? 1000 : LIMIT_CHART_ROWS;
        char *text = cJSON_PrintUnformatted(data->at[i]);
        struct strbuf all;
        strbuf_init(&all, (size_t)64 << 20);
        strbuf_add_text(&all, "[");
        for (int n = 0; rows > 0 && n + rows <= most; n += rows) {
            strbuf_add_text(&all, n ? "," : "");
            strbuf_add(&all, text + 1, strlen(text) - 2);
        }
        strbuf_add_text(&all, "]");
        if (rows > 0) {
            replace(data->at[i], cJSON_CreateRaw(strbuf_text(&all)));
        }
        strbuf_finish(&all);
        free(text);
    }
    free(data);
    return which < 2;
}

static bool million_rows(cJSON *spec, size_t which) {
    static char *csv, *json;
    if (!csv) {
        csv = malloc((size_t)MILLION * 4 + 1);
        json = malloc((size_t)MILLION * 2 + 3);
        for (size_t i = 0; i < MILLION; i++) {
            memcpy(csv + i * 4, i ? "1,2\n" : "a,b\n", 4);
            memcpy(json + i * 2 + 1, "1,", 2);
        }
        csv[(size_t)MILLION * 4] = '\0';
        json[0] = '[';
        memcpy(json + (size_t)MILLION * 2, "]", 2);
    }
    struct places *data = calloc(1, sizeof *data);
    find_data(spec, data);
    cJSON *holder = cJSON_GetObjectItemCaseSensitive(spec, "data");
    if (data->count && which == 0) {
        replace(data->at[0], cJSON_CreateRaw(json));
    } else if (data->count && holder && which == 1) {
        replace(data->at[0], cJSON_CreateString(csv));
        cJSON_DeleteItemFromObjectCaseSensitive(holder, "format");
        cJSON_AddRawToObject(holder, "format", "{\"type\":\"csv\"}");
    }
    bool has = data->count > 0 && which < 2;
    free(data);
    return has;
}

static void turn_numbers(cJSON *tree, size_t which, size_t *count) {
    for (cJSON *child = tree->child; child; child = child->next) {
        if (cJSON_IsNumber(child)) {
            bool is_turned = which == 0 || (which == 1 && *count == 0) || (which == 3 && *count % 2);
            double value = which == 2 && *count == 0 ? 0
                           : is_turned               ? -child->valuedouble
                                                     : child->valuedouble;
            cJSON_SetNumberValue(child, value);
            ++*count;
        }
        turn_numbers(child, which, count);
    }
}

static void make_logarithmic(cJSON *tree) {
    for (cJSON *child = tree->child; child; child = child->next) {
        bool is_axis = child->string && (strcmp(child->string, "x") == 0 || strcmp(child->string, "y") == 0 ||
                                            strcmp(child->string, "color") == 0);
        if (is_axis && cJSON_IsObject(child)) {
            cJSON_DeleteItemFromObjectCaseSensitive(child, "scale");
            cJSON_AddRawToObject(child, "scale", "{\"type\":\"log\"}");
        }
        make_logarithmic(child);
    }
}

// All below zero, the first, zero itself, every second.
static bool below_zero_in_log(cJSON *spec, size_t which) {
    struct places *data = calloc(1, sizeof *data);
    size_t count = 0;
    find_data(spec, data);
    for (size_t i = 0; i < data->count; i++) {
        turn_numbers(data->at[i], which, &count);
    }
    make_logarithmic(spec);
    free(data);
    return which < 4;
}

static const struct damage {
    const char *name;
    bool (*apply)(cJSON *spec, size_t which);
} damages[] = {
    {"mistyped", mistype},
    {"misspelt", misspell},
    {"null", lose},
    {"cells", spoil_cells},
    {"empty", empty_table},
    {"many rows", many_rows},
    {"a million rows", million_rows},
    {"below zero in log", below_zero_in_log},
};

static void damage_spec(const char *path, const char *text, size_t len) {
    size_t to;
    for (size_t which = 0; cut_short(text, len, which, &to); which++) {
        try(text, to, false, path, "cut");
    }
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        bool has = true;
        for (size_t which = 0; has; which++) {
            cJSON *spec = cJSON_Parse(text);
            assert_non_null(spec);
            has = damages[i].apply(spec, which);
            if (has) {
                try_tree(spec, path, damages[i].name);
            }
            cJSON_Delete(spec);
        }
    }
}

static void damaged_charts_are_refused_or_honest(void **state) {
    (void)state;
    for (size_t i = 0; i < bench.count; i++) {
        char *text;
        size_t len;
        struct reason reason;
        assert_int_equal(file_read(bench.paths[i], 16u << 20, &text, &len, &reason), ERROR_NONE);
        cJSON *spec = cJSON_Parse(text);
        assert_non_null(spec);
        try(text, len, !reaches_out(spec), bench.paths[i], "as it is");
        cJSON_Delete(spec);
        damage_spec(bench.paths[i], text, len);
        free(text);
    }
    print_message("%zu specs: %zu charts drawn, %zu of them in their cells, %zu refused\n", bench.count,
        bench.drawn, bench.held, bench.refused);
    assert_true(bench.held > 0 && bench.refused > 0);
}

static void list_folder(const char *folder) {
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        size_t len = strlen(entry->d_name);
        if (len > 5 && strcmp(entry->d_name + len - 5, ".json") == 0 && bench.count < MOST_SPECS) {
            bench.paths[bench.count++] = file_join(folder, entry->d_name);
        }
    }
    if (dir) {
        closedir(dir);
    }
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(damaged_charts_are_refused_or_honest)};
    const char *rounds = getenv("BROADSIDE_ROUNDS");
    bench.rounds = rounds ? strtoul(rounds, NULL, 10) : ROUNDS;
    for (int i = 1; i < argc; i++) {
        list_folder(argv[i]);
    }
    if (argc < 2) {
        list_folder("tests/charts");
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    for (size_t i = 0; i < bench.count; i++) {
        free(bench.paths[i]);
    }
    return failed;
}
