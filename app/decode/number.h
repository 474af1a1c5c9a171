#ifndef BROADSIDE_DECODE_NUMBER_H
#define BROADSIDE_DECODE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

// A number as people and services write it: "1 234,56", "-0.5", "1e-5", "+3". Blanks (no-break ones too) may
// stand anywhere, the decimal separator is a point or a comma. Two separators ("1,234.56") are refused: which
// of them is the decimal one depends on the country, and a wrong rate is worse than none. False for anything
// else.
bool number_read(const char *text, double *out);

#define NUMBER_TEXT 40
// The shortest text that reads back the same; whole numbers below 2^53 without point or exponent.
const char *number_format(double number, char out[NUMBER_TEXT]);

// Whether the number is whole and below 2^53, so that it may be written as an integer.
bool number_is_whole(double number);

#endif
