#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "decode/caseless.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    const char *text, *form;
} forms[] = {
    {"Ministers agree GAS-transit deal!", " ministers agree gas transit deal "},
    {"  two   blanks ", " two blanks "},
    {"", ""},
    {"— … !? ", ""},
    {"Don't", " don t "},
    {"Don’t", " don t "},
    {"5 % of 10 000", " 5 of 10 000 "},
    {"Ærø café naïve", " ærø cafe naive "},
    {"STRASSE Straße", " strasse strasse "},
    {"ﬁnance Ｇ７ ①", " finance g7 1 "},
    {"soft\xC2\xADhyphen", " softhyphen "},
    {"Ёлка и ЁЖ, май и маи", " елка и еж маи\xCC\x86 и маи "},
    {"Київ ґанок п'ять п’ять пʼять", " киів ґанок п ять п ять п ять "},
    {"Αθήνα ΑΘΗΝΑ Οδυσσεύς ΟΔΥΣΣΕΥΣ", " αθηνα αθηνα οδυσσευσ οδυσσευσ "},
    {"Diyarbakır DİYARBAKIR diyarbakir", " diyarbakir diyarbakir diyarbakir "},
    {"مُحَمَّد محمـــد إلى أثر", " محمد محمد الى اثر "},
    {"۱۲۳ ١٢٣", " 123 123 "},
    {"שָׁלוֹם", " שלום "},
    {"北京时间", " 北 京 时 间 "},
    {"iPhone手机", " iphone 手 机 "},
    {"がか ガ ｶﾞ", " か\xE3\x82\x99 か カ\xE3\x82\x99 カ\xE3\x82\x99 "},
    {"हिन्दी समाचार", " हिन्दी समाचार "},
    {"서울 뉴스", " 서울 뉴스 "},
    {"กรุงเทพ", " ก รุ ง เ ท พ "},
    {"Đà Nẵng", " đa nang "},
    {"broken \xFF byte", " broken byte "},
};

static void form_of_any_script(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(forms); i++) {
        struct strbuf form;
        strbuf_init(&form, LIMIT_STRING);
        caseless_add(forms[i].text, &form);
        if (strcmp(strbuf_text(&form), forms[i].form) != 0) {
            fail_msg("\"%s\" is \"%s\"", forms[i].text, strbuf_text(&form));
        }
        strbuf_finish(&form);
    }
}

static const struct {
    const char *words, *text;
    bool found;
} searches[] = {
    {"gas", "A GAS deal", true},
    {"gas", "Gasoline", false},
    {"gas*", "Gasoline", true},
    {"gas*", "Biogas", false},
    {"gas transit", "the gas-transit deal", true},
    {"gas transit", "gas and transit", false},
    {"cafe", "Le Café", true},
    {"CAFÉ", "le cafe", true},
    {"газ", "Газовый транзит", false},
    {"газ*", "Газовый транзит", true},
    {"елка", "Новогодняя ЁЛКА", true},
    {"мой", "мои друзья", false},
    {"αθηνα", "Στην Αθήνα", true},
    {"ΟΔΥΣΣΕΥΣ", "ο Οδυσσεύς", true},
    {"istanbul", "İSTANBUL'da", true},
    {"ısparta", "ISPARTA", true},
    {"Isparta", "ısparta", true},
    {"محمد", "قال مُحَمَّد", true},
    {"محمد", "محمدي", false},
    {"北京", "在北京召开", true},
    {"京召", "在北京召开", true},
    {"北召", "在北京召开", false},
    {"straße", "STRASSE GESPERRT", true},
    {"strasse", "Straßenbau", false},
    {"ข่าว", "อ่านข่าววันนี้", true},
    {"がく", "かく", false},
    {"서울*", "서울은 지금", true},
    {"g7", "Ｇ７サミット", true},
    {"***", "anything", false},
};

// Words are in a text if their form is in its form; no words are in none.
static void words_are_found(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(searches); i++) {
        struct strbuf words, text;
        strbuf_init(&words, LIMIT_STRING);
        strbuf_init(&text, LIMIT_STRING);
        caseless_add_pattern(searches[i].words, &words);
        caseless_add(searches[i].text, &text);
        bool found = words.len && strstr(strbuf_text(&text), strbuf_text(&words));
        if (found != searches[i].found) {
            fail_msg("\"%s\" in \"%s\": \"%s\" in \"%s\"", searches[i].words, searches[i].text,
                strbuf_text(&words), strbuf_text(&text));
        }
        strbuf_finish(&words);
        strbuf_finish(&text);
    }
}

// However long a text is and whatever it becomes: U+FDFA is eighteen characters when folded.
static void is_bounded(void **state) {
    (void)state;
    char text[3 * LIMIT_CASELESS + 1];
    for (size_t i = 0; i < LIMIT_CASELESS; i++) {
        memcpy(text + 3 * i, "\xEF\xB7\xBA", 4);
    }
    struct strbuf form;
    strbuf_init(&form, LIMIT_BODY);
    caseless_add(text, &form);
    assert_in_range(form.len, LIMIT_CASELESS, 20 * LIMIT_CASELESS);
    strbuf_finish(&form);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(form_of_any_script),
        cmocka_unit_test(words_are_found),
        cmocka_unit_test(is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
