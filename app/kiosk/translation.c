#include "kiosk/translation.h"

#include <stdlib.h>

#include "config/times.h"
#include "kiosk/assets.h"
#include "kiosk/place_params.h"
#include "layout/page.h"

static void translate_sections(struct studio *studio) {
    const struct config *config = studio->config;
    struct env_section *sections = arena_array(&studio->arena, config->section_count + 1, sizeof *sections);
    for (size_t i = 0; i < config->section_count; i++) {
        const struct config_section *section = &config->sections[i];
        sections[i] = (struct env_section){section->name, section->label, section->has_color, section->color};
    }
    studio->env.sections = sections;
    studio->env.section_count = config->section_count;
}

// In the studio's arena; NULL: always.
static const struct time_rule *times_of(struct studio *studio, const struct config_page *page) {
    struct time_rule rule;
    if (!times_of_page(page, &rule)) {
        return NULL;
    }
    struct time_rule *kept = arena_array(&studio->arena, 1, sizeof *kept);
    *kept = rule;
    return kept;
}

static void translate_rundown(struct studio *studio) {
    const struct config *config = studio->config;
    struct page_spec *specs = arena_array(&studio->arena, config->rundown_count + 1, sizeof *specs);
    for (size_t i = 0; i < config->rundown_count; i++) {
        const struct config_page *page = &config->rundown[i];
        const struct page_kind *kind = page_kind_find(page->page);
        if (kind) {
            specs[studio->form.spec_count++] = (struct page_spec){
                .kind = kind,
                .from = page->from,
                .section = page->section,
                .count = page->count,
                .pages = page->pages,
                .dwell = page->dwell,
                .when = times_of(studio, page),
            };
        }
    }
    studio->form.specs = specs;
    studio->form.ticker_lists = config->ticker.lists;
    studio->form.ticker_list_count = config->ticker.list_count;
}

static struct source_topic topic_of(const struct config_topic *from) {
    return (struct source_topic){from->sections, from->section_count, from->words, from->word_count};
}

static void translate_sources(struct studio *studio) {
    const struct config *config = studio->config;
    studio->sources = arena_array(&studio->arena, config->source_count + 1, sizeof *studio->sources);
    studio->source_count = config->source_count;
    for (size_t i = 0; i < config->source_count; i++) {
        const struct config_source *from = &config->sources[i];
        size_t param_count;
        const struct config_param *known = place_params(config, from, &studio->arena, &param_count);
        struct source_param *params = arena_array(&studio->arena, param_count + 1, sizeof *params);
        for (size_t j = 0; j < param_count; j++) {
            params[j] = (struct source_param){known[j].name, known[j].value, known[j].is_secret};
        }
        char *profile = assets_named("profiles", from->profile);
        studio->sources[i] = (struct source){
            .id = from->id,
            .name = from->title,
            .profile = arena_text(&studio->arena, profile),
            .url = from->url,
            .params = params,
            .param_count = param_count,
            .secrets = &studio->secrets,
            .every = from->every,
            .keep = from->keep,
            .section = from->section,
            .lists = from->lists,
            .list_count = from->list_count,
            .place = from->of_place,
            .include = topic_of(&from->include),
            .exclude = topic_of(&from->exclude),
            .max_age = from->max_age,
            .most = (size_t)from->most,
        };
        free(profile);
    }
}

void studio_translate(struct studio *studio) {
    translate_sections(studio);
    translate_rundown(studio);
    translate_sources(studio);
}
