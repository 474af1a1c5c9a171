#include "layout/updated.h"

const char *updated_text(struct sheet *sheet, struct age age, millis wall) {
    char when[LOCALE_TEXT];
    const struct layout_env *env = sheet->env;
    if (!age.is_stale || age.fetched <= 0) {
        return NULL;
    }
    millis local = env_local(env, age.fetched);
    bool is_today = env_local(env, wall) / DAY == local / DAY;
    locale_date(env->locale, is_today ? LOCALE_TIME : LOCALE_SHORT_DATE, local, when);
    return words_format(env->words, is_today ? WORD_UPDATED : WORD_UPDATED_ON, sheet->arena, when, NULL);
}
