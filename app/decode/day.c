#include "decode/day.h"

#include <string.h>

static void write_year(struct strbuf *out, const struct day *day) {
    strbuf_printf(out, "%04d", day->civil.year);
}

static void write_year_of_century(struct strbuf *out, const struct day *day) {
    strbuf_printf(out, "%02d", day->civil.year % 100);
}

static void write_month(struct strbuf *out, const struct day *day) {
    strbuf_printf(out, "%02d", day->civil.month);
}

static void write_short_month(struct strbuf *out, const struct day *day) {
    strbuf_printf(out, "%d", day->civil.month);
}

static void write_day(struct strbuf *out, const struct day *day) {
    strbuf_printf(out, "%02d", day->civil.day);
}

static void write_short_day(struct strbuf *out, const struct day *day) {
    strbuf_printf(out, "%d", day->civil.day);
}

static void write_day_of_year(struct strbuf *out, const struct day *day) {
    strbuf_printf(out, "%03d", day->of_year);
}

static void write_date(struct strbuf *out, const struct day *day) {
    strbuf_printf(out, "%04d-%02d-%02d", day->civil.year, day->civil.month, day->civil.day);
}

static void write_unix(struct strbuf *out, const struct day *day) {
    strbuf_printf(out, "%lld", (long long)(day->begins / SECOND));
}

static void write_percent(struct strbuf *out, const struct day *day) {
    (void)day;
    strbuf_add_byte(out, '%');
}

static const struct directive {
    const char *name; // what follows the "%"
    void (*write)(struct strbuf *out, const struct day *day);
} directives[] = {
    {"Y", write_year},
    {"y", write_year_of_century},
    {"m", write_month},
    {"-m", write_short_month},
    {"d", write_day},
    {"-d", write_short_day},
    {"j", write_day_of_year},
    {"F", write_date},
    {"s", write_unix},
    {"%", write_percent},
};

// The directive that `text`, behind a "%", begins with; NULL if it is none.
static const struct directive *directive_at(const char *text) {
    for (size_t i = 0; i < sizeof directives / sizeof *directives; i++) {
        if (strncmp(text, directives[i].name, strlen(directives[i].name)) == 0) {
            return &directives[i];
        }
    }
    return NULL;
}

static millis offset_at(const struct zone *zone, int32_t offset, millis utc) {
    return (zone ? zone_offset(zone, utc) : offset) * SECOND;
}

// Unix time at which a local day begins; `local` is its midnight as if it were UTC. Looked up twice, since
// the offset is that of a moment, which is what is sought. Where the clock jumps over midnight, it is within
// the jump.
static millis beginning(const struct zone *zone, int32_t offset, millis local) {
    millis guess = local - offset_at(zone, offset, local);
    return local - offset_at(zone, offset, guess);
}

static millis floor_day(millis local) {
    millis past = local % DAY;
    return local - (past < 0 ? past + DAY : past);
}

struct day day_from(millis now, const struct zone *zone, int32_t offset, int days) {
    millis local = floor_day(now + offset_at(zone, offset, now)) + days * DAY;
    struct day day = {
        .civil = civil_from_millis(local),
        .begins = beginning(zone, offset, local),
        .ends = beginning(zone, offset, local + DAY),
    };
    millis new_year = civil_to_millis((struct civil){.year = day.civil.year, .month = 1, .day = 1});
    day.of_year = (int)((local - new_year) / DAY) + 1;
    return day;
}

void day_write(struct strbuf *out, const char *pattern, const struct day *day) {
    while (*pattern) {
        const struct directive *directive = *pattern == '%' ? directive_at(pattern + 1) : NULL;
        if (directive) {
            directive->write(out, day);
            pattern += 1 + strlen(directive->name);
        } else {
            strbuf_add_byte(out, *pattern++);
        }
    }
}

bool day_pattern_is_valid(const char *pattern, const char **wrong) {
    size_t count = 0;
    for (const char *at = strchr(pattern, '%'); at; at = strchr(at, '%')) {
        const struct directive *directive = directive_at(at + 1);
        if (!directive) {
            *wrong = at;
            return false;
        }
        count++;
        at += 1 + strlen(directive->name);
    }
    *wrong = "";
    return count > 0;
}
