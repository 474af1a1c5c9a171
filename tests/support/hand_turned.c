#include "support/hand_turned.h"

#include "courier/loop.h"

void hand_turned_courier(struct courier *courier, struct instant now) {
    courier_turn(courier, now);
    while (http_running(courier->http)) {
        http_wait(courier->http, 100);
        courier_turn(courier, now);
    }
}

static void add_text(struct strbuf *out, const char *text) {
    strbuf_printf(out, " %s", text ? text : "-");
}

static void add_texts(struct strbuf *out, const char *const *texts, size_t count) {
    strbuf_printf(out, " %zu", count);
    for (size_t i = 0; i < count; i++) {
        add_text(out, texts[i]);
    }
}

static void add_topic(struct strbuf *out, const struct source_topic *topic) {
    add_texts(out, topic->sections, topic->section_count);
    add_texts(out, topic->words, topic->word_count);
}

static void add_station(struct strbuf *out, const struct station *station) {
    const struct source *source = station->source;
    const char *const texts[] = {source->id, source->name, source->profile, source->url, source->section,
        source->place, station->folder};
    add_texts(out, texts, sizeof texts / sizeof *texts);
    add_texts(out, source->lists, source->list_count);
    add_topic(out, &source->include);
    add_topic(out, &source->exclude);
    strbuf_printf(out, " every %lld keep %lld max_age %lld most %zu:", (long long)station->interval,
        (long long)source->keep, (long long)source->max_age, source->most);
    for (size_t i = 0; i < source->param_count; i++) {
        add_text(out, source->params[i].name);
        add_text(out, source->params[i].value);
    }
    strbuf_printf(out, " records %zu\n", station->batch ? batch_count(station->batch) : 0);
}

void hand_turned_describe(const struct courier *courier, struct strbuf *out) {
    for (size_t i = 0; i < courier->count; i++) {
        add_station(out, courier->stations[i]);
    }
    add_text(out, courier->user_agent);
    add_text(out, courier->assignment->proxy);
    add_text(out, courier->assignment->ca_file);
    strbuf_add_byte(out, '\n');
}
