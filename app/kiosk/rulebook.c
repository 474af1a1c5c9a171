#include "kiosk/rulebook.h"

#include <stdlib.h>

#include "config/times.h"

void rulebook_read(struct rulebook *rulebook, const struct layers_wish *layers, millis wall) {
    struct layers_wish without = *layers;
    struct strbuf faults;
    struct reason reason;
    rulebook_finish(rulebook);
    strbuf_init(&faults, LIMIT_STRING);
    without.on = 0;
    config_read_layers(&without, false, &rulebook->plain, &faults);
    strbuf_finish(&faults);
    if (zone_create(rulebook->plain->kiosk.timezone, &rulebook->zone, &reason) &&
        zone_create("UTC", &rulebook->zone, &reason)) {
        abort(); // UTC needs no file
    }
    rulebook_turn(rulebook, wall);
}

void rulebook_finish(struct rulebook *rulebook) {
    config_destroy(rulebook->plain);
    zone_destroy(rulebook->zone);
    *rulebook = (struct rulebook){0};
}

bool rulebook_turn(struct rulebook *rulebook, millis wall) {
    uint32_t before = rulebook->on;
    rulebook->on = times_on(rulebook->plain, rulebook->zone, wall, &rulebook->change);
    return rulebook->on != before;
}

millis rulebook_due(const struct rulebook *rulebook, struct instant now) {
    if (rulebook->plain->rule_count == 0 || rulebook->change == MILLIS_NEVER) {
        return MILLIS_NEVER;
    }
    millis wait = rulebook->change - now.wall;
    return now.steady + (wait < MINUTE ? wait : MINUTE);
}
