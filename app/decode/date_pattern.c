#include "decode/date_pattern.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "decode/number.h"

// A directive that is a plain figure: where it goes and how many digits it may have.
static const struct figure {
    char letter;
    int least, most;
    size_t field;
} figures[] = {
    {'Y', 4, 4, offsetof(struct date_fields, civil.year)},
    {'m', 1, 2, offsetof(struct date_fields, civil.month)},
    {'d', 1, 2, offsetof(struct date_fields, civil.day)},
    {'e', 1, 2, offsetof(struct date_fields, civil.day)},
    {'j', 1, 3, offsetof(struct date_fields, day_of_year)},
    {'H', 1, 2, offsetof(struct date_fields, civil.hour)},
    {'k', 1, 2, offsetof(struct date_fields, civil.hour)},
    {'I', 1, 2, offsetof(struct date_fields, hour12)},
    {'l', 1, 2, offsetof(struct date_fields, hour12)},
    {'M', 1, 2, offsetof(struct date_fields, civil.minute)},
    {'S', 1, 2, offsetof(struct date_fields, civil.second)},
};

// A directive that stands for others.
static const struct shorthand {
    char letter;
    const char *pattern;
} shorthands[] = {
    {'D', "%m/%d/%y"},
    {'F', "%Y-%m-%d"},
    {'R', "%H:%M"},
    {'T', "%H:%M:%S"},
};

static bool read_year_of_century(const char **at, struct date_fields *fields) {
    int year;
    if (!cursor_number(at, 2, 2, &year)) {
        return false;
    }
    fields->civil.year = year + (year < 69 ? 2000 : 1900); // POSIX
    return true;
}

static bool read_month_name(const char **at, struct date_fields *fields) {
    return cursor_month(at, &fields->civil.month);
}

static bool read_weekday(const char **at, struct date_fields *fields) {
    (void)fields;
    return cursor_weekday(at);
}

static bool read_half(const char **at, struct date_fields *fields) {
    fields->is_pm = (**at | 32) == 'p';
    if (!cursor_any(at, "ap")) {
        return false;
    }
    cursor_character(at, '.');
    if (!cursor_any(at, "m")) {
        return false;
    }
    cursor_character(at, '.');
    return true;
}

static bool read_zone(const char **at, struct date_fields *fields) {
    fields->has_zone = cursor_zone(at, &fields->zone);
    return fields->has_zone;
}

static bool read_fraction(const char **at, struct date_fields *fields) {
    int scale = 100;
    const char *from = *at;
    fields->milli = 0;
    for (; **at >= '0' && **at <= '9'; ++*at, scale /= 10) {
        fields->milli += (**at - '0') * scale;
    }
    return *at > from;
}

static bool read_unix(const char **at, struct date_fields *fields) {
    char *end;
    fields->unix_seconds = strtod(*at, &end);
    fields->has_unix = end > *at;
    *at = end;
    return fields->has_unix;
}

static bool read_percent(const char **at, struct date_fields *fields) {
    (void)fields;
    return cursor_character(at, '%');
}

static bool read_blanks(const char **at, struct date_fields *fields) {
    (void)fields;
    cursor_blanks(at);
    return true;
}

static const struct word {
    char letter;
    bool (*read)(const char **at, struct date_fields *fields);
} words[] = {
    {'y', read_year_of_century},
    {'b', read_month_name},
    {'B', read_month_name},
    {'h', read_month_name},
    {'a', read_weekday},
    {'A', read_weekday},
    {'p', read_half},
    {'P', read_half},
    {'z', read_zone},
    {'Z', read_zone},
    {'f', read_fraction},
    {'s', read_unix},
    {'n', read_blanks},
    {'t', read_blanks},
    {'%', read_percent},
};

static const char *shorthand(char letter) {
    for (size_t i = 0; i < sizeof shorthands / sizeof *shorthands; i++) {
        if (shorthands[i].letter == letter) {
            return shorthands[i].pattern;
        }
    }
    return NULL;
}

static bool read_directive(const char **at, char letter, struct date_fields *fields) {
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        if (figures[i].letter == letter) {
            int *field = (int *)(void *)((char *)fields + figures[i].field);
            cursor_blanks(at); // " 9" where "09" was meant
            return cursor_number(at, figures[i].least, figures[i].most, field);
        }
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (words[i].letter == letter) {
            return words[i].read(at, fields);
        }
    }
    return false;
}

// Goes as far as the pattern; a shorthand's own pattern has no further shorthands.
static bool read_pattern(const char **at, const char *pattern, struct date_fields *fields) {
    for (; *pattern; pattern++) {
        if (*pattern == ' ' || (*pattern >= '\t' && *pattern <= '\r')) {
            cursor_blanks(at);
        } else if (*pattern == '%' && pattern[1]) {
            pattern++;
            const char *longer = shorthand(*pattern);
            if (longer ? !read_pattern(at, longer, fields) : !read_directive(at, *pattern, fields)) {
                return false;
            }
        } else if (!cursor_character(at, *pattern)) {
            return false;
        }
    }
    return true;
}

bool date_pattern_read(const char *text, const char *pattern, struct date_fields *fields) {
    cursor_blanks(&text);
    if (!read_pattern(&text, pattern, fields)) {
        return false;
    }
    cursor_blanks(&text);
    return *text == '\0';
}

static bool letter_is_known(char letter) {
    bool known = shorthand(letter) != NULL;
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        known = known || figures[i].letter == letter;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        known = known || words[i].letter == letter;
    }
    return known;
}

bool date_pattern_is_valid(const char *pattern, const char **wrong) {
    bool has_year = false;
    for (*wrong = pattern; **wrong; ++*wrong) {
        if (**wrong != '%') {
            continue;
        }
        char letter = (*wrong)[1];
        if (!letter || !letter_is_known(letter)) {
            return false;
        }
        has_year = has_year || strchr("YyDFs", letter);
        ++*wrong;
    }
    return has_year;
}
