#include "support/scale_case.h"

#include <string.h>

#include "base/limits.h"
#include "base/strbuf.h"
#include "decode/chart.h"
#include "support/chart_case.h"

static void add_rows(struct strbuf *text, const char *values) {
    const char *next = values;
    while (*next) {
        size_t len = strcspn(next, ",");
        strbuf_add_text(text, next == values ? "{\"v\":" : ",{\"v\":");
        strbuf_add(text, next, len);
        strbuf_add_text(text, "}");
        next += len + (next[len] == ',');
    }
}

const struct scale *scale_case_init(
    struct scale_case *it, const char *mark, const char *values, const char *channel, const char *def) {
    struct strbuf text;
    *it = (struct scale_case){.form = chart_case_form(1700, 600)};
    arena_init(&it->arena, 0);
    strbuf_init(&text, LIMIT_STRING);
    strbuf_add_text(&text, "{\"data\":{\"values\":[");
    add_rows(&text, values);
    strbuf_add_text(&text, "]},\"mark\":\"");
    strbuf_add_text(&text, mark);
    strbuf_add_text(&text, "\",\"encoding\":{\"");
    strbuf_add_text(&text, channel);
    strbuf_add_text(&text, "\":{\"field\":\"v\",");
    strbuf_add_text(&text, def);
    strbuf_add_text(&text, "}}}");
    it->error = chart_spec_read(
        strbuf_text(&text), strlen(strbuf_text(&text)), "s", &it->arena, &it->spec, &it->reason);
    it->plot = (struct plot){.arena = &it->arena,
        .form = &it->form,
        .spec = &it->spec,
        .name = "s",
        .root = it->spec.root,
        .drawing = &it->drawing,
        .reason = &it->reason,
        .scale = 1,
        .held = arena_held(&it->arena)};
    it->error = it->error ? it->error : units_read(&it->plot);
    it->error = it->error ? it->error : scales_build(&it->plot);
    strbuf_finish(&text);
    return &it->plot.scales[channel_of_name(channel)];
}

void scale_case_finish(struct scale_case *it) {
    arena_finish(&it->arena);
}
