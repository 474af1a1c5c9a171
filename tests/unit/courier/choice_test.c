#include "support/test.h"

#include <string.h>

#include "base/strbuf.h"
#include "courier/choice.h"
#include "decode/profile.h"
#include "model/assemble.h"

// From what a person writes in a configuration and a service in its answer to what is shown: words and
// headlines in many languages.

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct profile *profile;

static int open_profile(void **state) {
    (void)state;
    static const char text[] =
        "{\"profile\": \"plain\", \"records\": {\"story\": {\"each\": \"\", \"fields\": {\"headline\": "
        "\"/h\", "
        "\"section\": \"/s\", \"summary\": \"/l\", \"published\": {\"get\": \"/d\", \"date\": \"iso\"}}}}}";
    struct reason reason;
    return profile_create("plain.json", text, strlen(text), &profile, NULL, &reason) != ERROR_NONE;
}

static int close_profile(void **state) {
    (void)state;
    profile_destroy(profile);
    return 0;
}

static struct batch *batch_of(const char *answer) {
    struct batch *batch;
    struct reason reason;
    struct answer bytes = {.bytes = answer, .len = strlen(answer)};
    if (profile_decode(profile, &bytes, &batch, &reason)) {
        fail_msg("%s", reason.text);
    }
    return batch;
}

static const struct {
    const char *answer;          // of one story
    const char *words, *section; // of the filter; NULL: none
    bool found;
} filters[] = {
    {"[{\"h\": \"Gas deal <b>agreed</b>\"}]", "GAS DEAL", NULL, true},
    {"[{\"h\": \"Gasoline prices rise\"}]", "gas", NULL, false},
    {"[{\"h\": \"Prices rise\", \"l\": \"Gas is dearer\"}]", "gas", NULL, true},
    {"[{\"h\": \"Штаб поставил ёлку\"}]", "ЕЛКУ", NULL, true},
    {"[{\"h\": \"Газопровод достроен\"}]", "газ*", NULL, true},
    {"[{\"h\": \"Газопровод достроен\"}]", "газ", NULL, false},
    {"[{\"h\": \"Συνομιλίες στην Αθήνα\"}]", "ΑΘΗΝΑ", NULL, true},
    {"[{\"h\": \"IRAK'LA GÖRÜŞMELER\"}]", "ırak", NULL, true},
    {"[{\"h\": \"İzmir'de deprem\"}]", "izmir", NULL, true},
    {"[{\"h\": \"افتتاح مَعْرِض الكتاب\"}]", "معرض", NULL, true},
    {"[{\"h\": \"معرضان للكتاب\"}]", "معرض", NULL, false},
    {"[{\"h\": \"天然气运输协议达成\"}]", "运输", NULL, true},
    {"[{\"h\": \"天然气运输协议达成\"}]", "石油", NULL, false},
    {"[{\"h\": \"Außenminister tagen\"}]", "AUSSENMINISTER", NULL, true},
    {"[{\"h\": \"x\", \"s\": \"Économie\"}]", NULL, "economie", true},
    {"[{\"h\": \"x\", \"s\": \"Спорт\"}]", NULL, "СПОРТ", true},
    {"[{\"h\": \"x\", \"s\": \"Sports\"}]", NULL, "sport", false},
    {"[{\"h\": \"x\"}]", NULL, "Of the source", true},
    {"[{\"h\": \"anything\"}]", "«…»", NULL, true}, // no word: as if it were not there
};

static size_t stories_shown(const struct batch *batch, const struct source *source) {
    struct arena arena;
    arena_init(&arena, 0);
    struct selection selection = choice_selection(source, &arena);
    struct contribution one = {.batch = batch, .source_name = "S", .selection = &selection};
    struct edition *edition = edition_assemble(&one, 1, NULL, 0);
    size_t count = edition->story_count;
    edition_unref(edition);
    arena_finish(&arena);
    return count;
}

static void filters_know_every_language(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(filters); i++) {
        struct batch *batch = batch_of(filters[i].answer);
        struct source_topic topic = {.words = &filters[i].words,
            .word_count = filters[i].words != NULL,
            .sections = &filters[i].section,
            .section_count = filters[i].section != NULL};
        struct source including = {.id = "s", .section = "of the source", .include = topic};
        struct source excluding = {.id = "s", .section = "of the source", .exclude = topic};
        bool has_words = !filters[i].words || strcmp(filters[i].words, "«…»") != 0;
        if ((stories_shown(batch, &including) == 1) != filters[i].found ||
            (stories_shown(batch, &excluding) == 1) != (!filters[i].found || !has_words)) {
            fail_msg("%s in %s", filters[i].words ? filters[i].words : filters[i].section, filters[i].answer);
        }
        batch_destroy(batch);
    }
}

static const struct {
    const char *a, *b; // headlines of two services on one day
    bool one;
} headlines[] = {
    {"Ministers agree “gas transit” deal", "MINISTERS AGREE GAS-TRANSIT DEAL", true},
    {"Ministers agree gas transit deal", "Ministers agree oil transit deal", false},
    {"Учёные нашли воду на спутнике", "УЧЕНЫЕ НАШЛИ ВОДУ НА СПУТНИКЕ", true},
    {"Ξεκίνησαν οι συνομιλίες στην Αθήνα", "ΞΕΚΙΝΗΣΑΝ ΟΙ ΣΥΝΟΜΙΛΙΕΣ ΣΤΗΝ ΑΘΗΝΑ", true},
    {"Diyarbakır'da görüşmeler başladı", "DİYARBAKIR’DA GÖRÜŞMELER BAŞLADI", true},
    {"Straßen in Köln wegen Sturms gesperrt", "STRASSEN IN KÖLN WEGEN STURMS GESPERRT", true},
    {"بدأت المُحادثات في العاصمة", "بدأت المحادثات في العاصمة", true},
    {"天然气运输协议达成（更新）", "天然气运输协议达成 (更新)", true},
    {"天然气运输协议达成", "天然气运输协议破裂", false},
};

static void a_headline_is_known_again_in_every_language(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(headlines); i++) {
        struct batch *batches[2];
        struct contribution both[2];
        const char *texts[] = {headlines[i].a, headlines[i].b};
        for (size_t k = 0; k < 2; k++) {
            struct strbuf answer;
            strbuf_init(&answer, 1024);
            strbuf_printf(&answer, "[{\"h\": \"%s\", \"d\": \"2026-11-24T1%zu:00:00Z\"}]", texts[k], k);
            batches[k] = batch_of(strbuf_text(&answer));
            both[k] = (struct contribution){.batch = batches[k], .source_name = "S"};
            strbuf_finish(&answer);
        }
        struct edition *edition = edition_assemble(both, 2, NULL, batches[1]->stories[0].published.utc);
        if ((edition->story_count == 1) != headlines[i].one) {
            fail_msg("%s, %s: %zu stories", texts[0], texts[1], edition->story_count);
        }
        edition_unref(edition);
        batch_destroy(batches[0]);
        batch_destroy(batches[1]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filters_know_every_language),
        cmocka_unit_test(a_headline_is_known_again_in_every_language),
    };
    return cmocka_run_group_tests(tests, open_profile, close_profile);
}
