#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "text/rules.h"

#define MOST 64

// The text with "_" for each blank at which no line should end.
static const char *ruled(struct breaker *breaker, const char *language, const char *text) {
    static char shown[512];
    struct text_break breaks[MOST];
    size_t count = text_breaks(breaker, text, strlen(text), breaks, MOST);
    rules_apply(language, text, strlen(text), breaks, count);
    snprintf(shown, sizeof shown, "%s", text);
    for (size_t i = 0; i < count; i++) {
        if (breaks[i].avoid) {
            shown[breaks[i].end - 1] = '_';
        }
    }
    return shown;
}

static const struct {
    const char *language, *text, *expected;
} rows[] = {
    {"en", "Ministers agree gas transit deal", "Ministers agree gas transit deal"},
    {"en", "exports of 92 bn m³ a year", "exports of 92_bn_m³ a year"},
    {"en", "up 5 % at 10 000 euros", "up 5_% at 10_000_euros"},
    {"en", "in 2026 12 people", "in 2026 12 people"},
    {"en", "as J. Smith said on p. 40", "as J._Smith said on p._40"},
    {"en", "talks – again — fail", "talks_– again_— fail"},
    {"en", "Talks © A. Photographer", "Talks ©_A._Photographer"},
    {"en", "a plan", "a plan"}, // not a rule of English
    {"ru", "92 млрд м³ газа", "92_млрд_м³ газа"},
    {"ru", "В Москве и в Киеве", "В_Москве и_в_Киеве"},
    {"ru", "Договор — это шаг к миру", "Договор_— это шаг к_миру"},
    {"ru", "если бы он знал, что же", "если_бы он знал, что_же"},
    {"ru", "сказал А. Иванов, «я устал»", "сказал А._Иванов, «я_устал»"},
    {"ru", "указ № 5 от 3 мая", "указ №_5 от 3 мая"},
    {"ru-RU", "за 10 000 руб.", "за 10_000_руб."},
    {"kk", "Ол в Астана", "Ол в_Астана"},
    {"fr", "Accord : « c’est fait » !", "Accord : «_c’est fait_» !"},
    {"fr", "de 6 h 30 à 20 h", "de 6_h_30 à 20_h"},
    {"fr", "à 90 km/h, 30 blessés", "à 90_km_h, 30 blessés"},
    {"de", "um 12 Uhr 2000 Gäste", "um 12_Uhr 2000 Gäste"},
    {"ru", "в 2 ч 05 мин", "в_2_ч_05_мин"},
    {"de", "um 12 Uhr in Köln", "um 12_Uhr in Köln"},
    {"en", "Rain · Wind 7 m/s", "Rain_· Wind 7_m_s"},
    {"ru", "ветер 90 км/ч.", "ветер 90_км_ч."},
    {"en", "Rain · Wind\u00A07\u00A0m/s", "Rain_· Wind\u00A07\u00A0m_s"},
    {"ru", "а\u00A0в Москве", "а\u00A0в_Москве"},
    {"fr", "à 12\u202F% de", "à 12\u202F% de"},
    {"en", "either/or, www.example.org/a", "either/or, www.example.org/a"},
    {NULL, "а я 5 km", "а я 5_km"},
    {"klingon", "а я", "а я"},
};

static void blanks_that_do_not_break(void **state) {
    (void)state;
    struct breaker *breaker;
    struct reason reason;
    assert_int_equal(breaker_create("en", &breaker, &reason), ERROR_NONE);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *got = ruled(breaker, rows[i].language, rows[i].text);
        if (strcmp(got, rows[i].expected) != 0) {
            print_error("%s: \"%s\", not \"%s\"\n", rows[i].language, got, rows[i].expected);
        }
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(ruled(breaker, rows[i].language, rows[i].text), rows[i].expected);
    }
    breaker_destroy(breaker);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(blanks_that_do_not_break)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
