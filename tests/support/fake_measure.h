#ifndef BROADSIDE_TESTS_SUPPORT_FAKE_MEASURE_H
#define BROADSIDE_TESTS_SUPPORT_FAKE_MEASURE_H

#include "layout/measure.h"

// A font that a test can do sums with: every character half an em wide (a soft hyphen nothing), ascent 0.8
// em, descent 0.2 em, capitals 0.7 em.
extern const struct measure fake_measure;

// Width of whole text in that font.
int fake_width(const char *text, int size);

#endif
