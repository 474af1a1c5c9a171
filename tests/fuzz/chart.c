// Any bytes as a chart's spec: refused with a reason, or drawn with every number finite and a dump that is
// JSON.
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_syntax.h"
#include "base/limits.h"
#include "chart/chart.h"
#include "decode/chart.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static double half_an_em(void *context, enum chart_face face, double size, const char *text) {
    (void)context;
    (void)face;
    return (double)strlen(text) * size / 2;
}

static void check_finite(const double *numbers, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(numbers[i])) {
            abort();
        }
    }
}

static void check_points(const struct drawing_item *item) {
    for (size_t i = 0; i < item->point_count; i++) {
        const struct drawing_point *point = &item->points[i];
        const double all[] = {point->x, point->y, point->x2, point->y2};
        check_finite(all, point->is_gap ? 0 : item->kind == DRAWING_AREA ? 4 : 2);
    }
}

static void check(const struct drawing *drawing) {
    for (size_t i = 0; i < drawing->count; i++) {
        const struct drawing_item *item = &drawing->items[i];
        const double all[] = {item->size, item->corner, item->alpha, item->width, item->text.size,
            item->text.x, item->text.baseline, item->text.leading};
        check_finite(item->box, 4);
        check_finite(item->at, 2);
        check_finite(item->angle, 2);
        check_finite(item->radius, 2);
        check_finite(all, sizeof all / sizeof *all);
        check_points(item);
    }
    struct strbuf dump;
    struct json_syntax syntax;
    strbuf_init(&dump, (size_t)16 << 20);
    drawing_write(drawing, &dump);
    if (!dump.full && json_syntax_check(strbuf_text(&dump), dump.len, &syntax) == ERROR_INPUT) {
        abort();
    }
    strbuf_finish(&dump);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct chart_form form = {.x = 40, .y = 40, .width = 1200, .height = 600, .has_head = true};
    form.style = (struct chart_style){.background = 0x0d1420, .ink = 0xffffff, .dim = 0xb0b8c8, .text = 30};
    chart_palette(form.style.background, &form.style);
    form.measure.width = half_an_em;
    static const char *const languages[] = {"ar", "de", "es"};
    struct locale *locale = NULL;
    struct arena arena;
    struct chart_spec spec;
    struct drawing drawing;
    struct reason reason = {""};
    arena_init(&arena, 0);
    enum error error = chart_spec_read((const char *)bytes, len, "fuzz", &arena, &spec, &reason);
    if (!error && len % 4) { // most of them in another language than English
        error = locale_create(languages[len % 4 - 1], &locale, &reason);
        form.locale = locale;
    }
    struct chart_data data[LIMIT_CHART_DATA];
    for (size_t i = 0; !error && i < spec.data_count; i++) { // what it names is the spec itself, or awaited
        data[i] = spec.data[i];
        data[i].is_known = true;
        data[i].rows = i % 2 ? NULL : spec.root;
    }
    spec.data = data;
    error = error ? error : chart_draw(&spec, &form, &arena, &drawing, &reason);
    if (!error) {
        check(&drawing);
    } else if (!reason.text[0]) {
        abort();
    }
    arena_finish(&arena);
    locale_destroy(locale);
    return 0;
}
