#ifndef BROADSIDE_CHART_NUMBER_FORMAT_H
#define BROADSIDE_CHART_NUMBER_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

// d3-format: [[fill]align][sign][symbol][0][width][,][.precision][~][type].

struct number_format {
    char align; // '>' '<' '^' '='
    char fill;
    char sign;   // '-' '+' '(' ' '
    char symbol; // '$', '#' or 0
    bool comma, trim;
    int width;     // 0: none
    int precision; // -1: none given
    char type;     // e f g r s % p d n b c o x X, or 0
};

// How a language writes numbers.
struct number_signs {
    const char *decimal; // "."
    const char *group;   // ","
};

// False if the text is no specifier.
bool number_format_parse(const char *specifier, struct number_format *out);
// NaN and infinities are written as such. `signs` may be NULL: English.
void number_write(double value, const struct number_format *format, const struct number_signs *signs,
    char *out, size_t room);
// Decimals that tell ticks of this step apart (d3-format, precisionFixed).
int number_precision_fixed(double step);

#endif
