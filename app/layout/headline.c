#include "layout/headline.h"

#include "layout/leading.h"

struct paragraph headline_set(
    struct sheet *sheet, struct headline_text text, const enum role *roles, int width, int max_height) {
    struct paragraph paragraph = {0}, whole = {0};
    for (const enum role *role = roles; *role != ROLE_COUNT; role++) {
        struct type type = theme_type(sheet->env->theme, *role, sheet->grid->scale);
        int lines = max_height / leading_of(&type, text.text);
        struct span span = {text.text, *role, text.language};
        struct paragraph_form form = {width, lines > 1 ? lines : 1, FIT_BALANCED};
        paragraph = paragraph_set(sheet->env, sheet->arena, &span, 1, &form);
        if (!paragraph.cut && !paragraph.has_broken) {
            return paragraph;
        }
        if (!paragraph.cut && !whole.count) {
            whole = paragraph;
        }
    }
    return whole.count ? whole : paragraph;
}
