#ifndef BROADSIDE_CHART_NUMBER_FORMAT_H
#define BROADSIDE_CHART_NUMBER_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "text/locale.h"

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

// False if the text is no specifier.
bool number_format_parse(const char *specifier, struct number_format *out);
// NaN and infinities are written as such. `locale` may be NULL: English, as d3 has it. What is for machines,
// hexadecimal and its like, keeps its digits; "s" has the short words of other languages: 1,2 млн.
void number_write(
    double value, const struct number_format *format, const struct locale *locale, char *out, size_t room);
// A number that JavaScript has written, or the digits in a text of a date, in the language's digits and
// point.
void number_localise(const char *plain, const struct locale *locale, char *out, size_t room);
// Decimals that tell ticks of this step apart (d3-format, precisionFixed).
int number_precision_fixed(double step);

#endif
