#include "kiosk/check_config.h"

#include <string.h>

#include "config/config.h"
#include "config/layers.h"
#include "kiosk/check_named.h"

// The pointers of a rule's settings begin with those of the rule.
static const char *pointer_of(struct arena *arena, const struct config_rule *rule, const char *pointer) {
    return rule ? arena_printf(arena, "/times/%zu/set%s", rule->place, pointer) : arena_text(arena, pointer);
}

// Adds the addresses of a configuration that are not in the list yet. `rule` is the one that is on; NULL:
// none.
static void gather(struct wanted *wanted, const struct config *config, const struct config_rule *rule) {
    for (size_t i = 0; i < config->enclosure_count && wanted->count < LIMIT_ENCLOSURES; i++) {
        const struct config_enclosure *enclosure = &config->enclosures[i];
        size_t at = 0;
        while (at < wanted->count && strcmp(wanted->files[at].url, enclosure->url) != 0) {
            at++;
        }
        if (at == wanted->count && !enclosure->path) {
            wanted->files[wanted->count++] = (struct wanted_file){
                .url = arena_text(&wanted->arena, enclosure->url),
                .pointer = pointer_of(&wanted->arena, rule, enclosure->pointer),
                .is_picture = enclosure->is_picture,
            };
        }
    }
}

// The layers with this rule alone.
static struct layers_wish with_rule(const struct layers_wish *wish, const struct config_rule *rule) {
    struct layers_wish one = *wish;
    one.on = UINT32_C(1) << rule->place;
    return one;
}

enum error check_settings(const struct layers_wish *wish, struct strbuf *results, struct wanted *wanted) {
    struct config *config, *with;
    *wanted = (struct wanted){.count = 0};
    arena_init(&wanted->arena, 0);
    wanted->files = arena_array(&wanted->arena, LIMIT_ENCLOSURES, sizeof *wanted->files);
    enum error error = config_read_layers(wish, false, &config, results);
    gather(wanted, config, NULL);
    for (size_t i = 0, count = error ? 0 : config->rule_count; i < count; i++) { // they would repeat the rest
        const struct layers_wish one = with_rule(wish, &config->rules[i]);
        enum error fault = config_read_layers(&one, false, &with, results);
        gather(wanted, with, &config->rules[i]);
        error = error ? error : fault;
        config_destroy(with);
    }
    config_destroy(config);
    return error;
}

enum error check_names(const struct layers_wish *wish, struct strbuf *results) {
    struct config *config;
    struct strbuf faults; // not asked here
    struct known_profiles known;
    known_profiles_init(&known);
    bool is_good = check_named(wish, &known, results);
    strbuf_init(&faults, LIMIT_STRING);
    config_read_layers(wish, false, &config, &faults);
    for (size_t i = 0, count = is_good ? config->rule_count : 0; i < count; i++) {
        const struct layers_wish one = with_rule(wish, &config->rules[i]);
        is_good = check_named(&one, &known, results) && is_good;
    }
    config_destroy(config);
    known_profiles_finish(&known);
    strbuf_finish(&faults);
    return is_good ? ERROR_NONE : ERROR_INPUT;
}

enum error check_layers(const struct layers_wish *wish, struct strbuf *results) {
    struct wanted wanted;
    enum error error = check_settings(wish, results, &wanted);
    enum error named = check_names(wish, results);
    arena_finish(&wanted.arena);
    return error ? error : named;
}

enum error check_config(const char *path, const char *text, size_t len, struct strbuf *results) {
    return check_layers(&(struct layers_wish){.path = path, .text = text, .len = len}, results);
}
