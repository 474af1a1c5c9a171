#include "platform/rpi/power.h"

static int target(const struct power *power) {
    return power->on ? power->brightness : 0;
}

void power_init(struct power *power, const struct power_hands *hands, millis now) {
    *power = (struct power){
        .hands = hands, .on = true, .brightness = 100, .from = 100, .begun = now - POWER_FADE, .shown = -1};
}

int power_light(const struct power *power, millis now) {
    millis passed = now - power->begun;
    int to = target(power);
    return passed >= POWER_FADE ? to : power->from + (int)((to - power->from) * passed / POWER_FADE);
}

void power_want(struct power *power, bool on, int brightness, millis now) {
    if (on == power->on && brightness == power->brightness) {
        return;
    }
    power->from = power_light(power, now);
    power->begun = power->shown < 0 ? now - POWER_FADE : now; // nobody knows what it was: it is set at once
    if (on != power->on) {
        power->is_settled = false;
    }
    power->on = on;
    power->brightness = brightness;
}

void power_doubt(struct power *power) {
    power->is_settled = false;
    power->shown = -1;
}

millis power_seen_until(const struct power *power) {
    return power->has_light && !power->on && power->from > 0 ? power->begun + POWER_FADE : 0;
}

static bool is_fading(const struct power *power, millis now) {
    return now - power->begun < POWER_FADE && power->from != target(power);
}

// The output goes on before the light comes up and goes off after the light is out.
static void settle(struct power *power, millis now) {
    power->hands->output(power->on);
    power->hands->television(power->on);
    power->is_settled = true;
    power->told = now;
}

millis power_turn(struct power *power, millis now) {
    bool fades = is_fading(power, now);
    if (power->is_settled && now - power->told >= POWER_AGAIN) {
        power_doubt(power);
    }
    if (!power->is_settled && (power->on || !fades)) {
        settle(power, now);
    }
    int light = power_light(power, now);
    if (light != power->shown) {
        power->has_light = power->hands->light(light);
        power->shown = light;
    }
    return fades ? now + POWER_STEP : power->told + POWER_AGAIN;
}
