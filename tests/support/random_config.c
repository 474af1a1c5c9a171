#include "support/random_config.h"

#include <stdio.h>
#include <string.h>

#include "config/config_table.h"
#include "config/forms.h"
#include "config/setting_value.h"
#include "support/test.h"

#define SECONDS_OF_DAY 86400
#define COUNT(array) (sizeof(array) / sizeof *(array))
#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

// Sources of the demo edition.
static const struct origin {
    const char *id, *profile, *url;
} origins[] = {
    {"top", "json-feed", "file:top.json"},
    {"world", "json-feed", "file:world.json"},
    {"sport", "json-feed", "file:sport.json"},
    {"culture", "json-feed", "file:culture.json"},
    {"press", "json-feed", "file:press.json"},
    {"fx", "frankfurter-v2", "file:rates.json"},
    {"graphics", "infographics", "file:infographics.json"},
    {"photo", "gallery", "file:galleries.json"},
    {"history", "events", "file:events.json"},
    {"weather", "weather", "file:weather-moscow.json"},
    {"house", "sponsor", "file:sponsors.json"},
};
static const char *const places[] = {"Moscow", "Brussels", "Tokyo", "New York", NULL};
static const char *const sections[] = {"World", "Sport", "Science & Space", "Society & Culture", NULL};
static const char *const lists[] = {"top", "feed", "ticker", NULL};
static const char *const themes[] = {"day", "night", "high-contrast", NULL};
static const char *const zones[] = {"UTC", "Europe/Moscow", "America/New_York", "Asia/Kathmandu", NULL};
static const char *const hours[] = {"06:00..22:00", "22:00..06:00", "00:00..24:00", NULL};
static const char *const currencies[] = {"USD", "EUR", "RUB", "CNY", "GBP", NULL};

// Texts that name something, and texts of a form.
static const struct {
    const char *path;
    const struct setting_form *form;
    const char *const *values;
} texts[] = {
    {"kiosk.language", NULL, WORDS("en", "ru", "ar", "zh", "de", "fr", "es")},
    {"kiosk.words", NULL, WORDS("de", "fr", "es")},
    {"kiosk.theme", NULL, themes},
    {"kiosk.day_theme", NULL, themes},
    {"kiosk.place", NULL, places},
    {"kiosk.logo", NULL, WORDS("pictures/bee.jpg", "pictures/boats.jpg")},
    {"network.proxy", NULL, WORDS("http://127.0.0.1:9")},
    {"sources[].place", NULL, places},
    {"sources[].section", NULL, sections},
    {"sources[].include.sections", NULL, sections},
    {"sources[].exclude.sections", NULL, sections},
    {"sources[].include.words", NULL, WORDS("the", "ministers", "a*", "moon")},
    {"sources[].exclude.words", NULL, WORDS("goal*", "coffee", "moon")},
    {"rundown[].section", NULL, sections},
    {NULL, &form_id, lists},
    {NULL, &form_zone, zones},
    {NULL, &form_moment, WORDS("2026-11-24T14:05:00+03:00", "2026-11-24T02:30:00Z")},
    {NULL, &form_currency, currencies},
    {NULL, &form_hours, hours},
    {NULL, &form_clock, WORDS("00:00", "06:30", "22:00", "24:00")},
    {NULL, &form_dates, WORDS("11-24", "12-24..01-06", "2026-11-24")},
};

// Settings that say who the device is, or where its files are.
static const char *const kept[] = {
    "kiosk.id", "kiosk.groups", "cache", "secrets", "status", "remote", "screen.renderer", NULL};
// Settings that others refer to: always said, so that whatever is said of them is true.
static const char *const needed[] = {"sources", "sources[].url", "sources[].lists", "places",
    "places[].latitude", "places[].longitude", "rundown", "ticker", "ticker.lists", NULL};
// Small numbers, or decks would be long.
static const char *const small[] = {"rundown[].count", "rundown[].pages", NULL};

struct generator {
    uint64_t *seed;
    struct strbuf *out;
    char path[128];
    size_t element; // of the list of objects that is being written
    size_t offset;  // where in `origins` its first source is
};

static bool one_in(const struct generator *generator, int count) {
    return test_random_between(generator->seed, 1, count) == 1;
}

static bool is_among(const char *word, const char *const *words) {
    while (*words && strcmp(*words, word) != 0) {
        words++;
    }
    return *words;
}

static const char *one_of(const struct generator *generator, const char *const *words) {
    int count = 1;
    while (words[count]) {
        count++;
    }
    return words[test_random_between(generator->seed, 0, count - 1)];
}

static void write_text(const struct generator *generator, const struct setting *setting) {
    const struct origin *origin = &origins[(generator->offset + generator->element) % COUNT(origins)];
    const char *path = generator->path, *value = NULL;
    value = strcmp(path, "sources[].id") == 0 ? origin->id : value;
    value = strcmp(path, "sources[].profile") == 0 ? origin->profile : value;
    value = strcmp(path, "sources[].url") == 0 ? origin->url : value;
    value = strcmp(path, "sections[].name") == 0 ? sections[generator->element] : value;
    value = strcmp(path, "places[].name") == 0 ? places[generator->element] : value;
    for (size_t i = 0; !value && i < COUNT(texts); i++) {
        bool is_meant = texts[i].path ? strcmp(texts[i].path, path) == 0
                                      : setting->form && setting->form == texts[i].form;
        value = is_meant ? one_of(generator, texts[i].values) : NULL;
    }
    if (!value && setting->form && strcmp(path, "kiosk.contact") != 0) {
        fail_msg("%s: a text of what form? (tests/support/random_config.c)", path);
    }
    value = value ? value : one_of(generator, WORDS("Harbour", "Lighthouse", "Ferry", "Абв", "港"));
    strbuf_printf(generator->out, "\"%s\"", value);
}

static int whole_number(const struct generator *generator, const struct setting *setting) {
    double most = setting->most - setting->least > 1000 ? setting->least + 1000 : setting->most;
    most = is_among(generator->path, small) ? 3 : most;
    return test_random_between(generator->seed, (int)setting->least, (int)most);
}

static void write_duration(const struct generator *generator, const struct setting *setting) {
    int most = setting->most < SECONDS_OF_DAY ? (int)setting->most : SECONDS_OF_DAY;
    strbuf_printf(generator->out, "\"%ds\"", test_random_between(generator->seed, (int)setting->least, most));
}

static void write_value(struct generator *generator, const struct setting *setting);

static void write_object(struct generator *generator, const struct setting *fields) {
    size_t len = strlen(generator->path);
    const char *between = "";
    strbuf_add_text(generator->out, "{");
    for (const struct setting *field = fields; field->key; field++) {
        snprintf(generator->path + len, sizeof generator->path - len, "%s%s", len ? "." : "", field->key);
        bool is_said = field->required || is_among(generator->path, needed) || one_in(generator, 3);
        if (field->type != SETTING_PLACE && !is_among(generator->path, kept) && is_said) {
            strbuf_printf(generator->out, "%s\"%s\":", between, field->key);
            write_value(generator, field);
            between = ",";
        }
        generator->path[len] = '\0';
    }
    strbuf_add_text(generator->out, "}");
}

static size_t length_of(const struct generator *generator, const struct setting *list) {
    const char *path = generator->path;
    bool are_all =
        strcmp(path, "places") == 0 || (strcmp(path, "sources[].lists") == 0 && !generator->element);
    if (are_all || strcmp(path, "sections") == 0) {
        return are_all && list->element ? COUNT(lists) - 1 : COUNT(places) - 1;
    }
    int least = setting_is_bounded(list) && list->least > 0 ? (int)list->least : 0;
    int most = strcmp(path, "sources") == 0 ? (int)COUNT(origins) : 4;
    return (size_t)test_random_between(generator->seed, least > 1 ? least : 1, most);
}

static void write_list(struct generator *generator, const struct setting *list) {
    size_t len = strlen(generator->path), outer = generator->element, count = length_of(generator, list);
    bool are_lists = strcmp(generator->path, "sources[].lists") == 0 && outer == 0;
    if (strcmp(generator->path, "sources") == 0) {
        generator->offset = (size_t)(test_random(generator->seed) % COUNT(origins));
    }
    strbuf_add_text(generator->out, "[");
    for (size_t i = 0; i < count; i++) {
        strbuf_add_text(generator->out, i ? "," : "");
        if (are_lists) {
            strbuf_printf(generator->out, "\"%s\"", lists[i]);
        } else if (list->element) {
            write_value(generator, list->element);
        } else {
            generator->element = i;
            snprintf(generator->path + len, sizeof generator->path - len, "[]");
            write_object(generator, list->fields);
            generator->path[len] = '\0';
        }
    }
    generator->element = outer;
    strbuf_add_text(generator->out, "]");
}

static void write_value(struct generator *generator, const struct setting *setting) {
    struct strbuf *out = generator->out;
    double fraction = test_random_between(generator->seed, 0, 1000) / 1000.0;
    switch (setting->type) {
    case SETTING_BOOL: strbuf_add_text(out, one_in(generator, 4) ? "false" : "true"); break;
    case SETTING_INT:
        if (setting->words) {
            strbuf_add_text(out, one_of(generator, setting->words));
        } else {
            strbuf_printf(out, "%d", whole_number(generator, setting));
        }
        break;
    case SETTING_NUMBER:
        strbuf_printf(out, "%.3f", setting->least + fraction * (setting->most - setting->least));
        break;
    case SETTING_TEXT: write_text(generator, setting); break;
    case SETTING_WORD:
    case SETTING_CHOICE: strbuf_printf(out, "\"%s\"", one_of(generator, setting->words)); break;
    case SETTING_DURATION: write_duration(generator, setting); break;
    case SETTING_COLOR:
        strbuf_printf(out, "\"#%06x\"", (unsigned)(test_random(generator->seed) & 0xFFFFFF));
        break;
    case SETTING_OBJECT: write_object(generator, setting->fields); break;
    case SETTING_LIST: write_list(generator, setting); break;
    case SETTING_MAP: strbuf_add_text(out, "{}"); break;
    case SETTING_PATCH:
        strbuf_printf(out, "{\"ticker\":{\"speed\":%d}}", test_random_between(generator->seed, 20, 1000));
        break;
    case SETTING_PLACE: break;
    }
}

void random_config_write(uint64_t *seed, struct strbuf *out) {
    struct generator generator = {.seed = seed, .out = out};
    write_object(&generator, config_table);
}
