#ifndef BROADSIDE_TESTS_SUPPORT_GENERATED_H
#define BROADSIDE_TESTS_SUPPORT_GENERATED_H

#include "base/strbuf.h"

// Files of the tree that the program itself can write. A test compares; `./toolchain/schemas` sets
// BROADSIDE_GENERATE and runs the same tests, which then write instead. Both free `wanted`.

void generated_file(const char *path, struct strbuf *wanted);
// Only what stands between the lines "<!-- NAME begin … -->" and "<!-- NAME end -->" of a file.
void generated_part(const char *path, const char *name, struct strbuf *wanted);

#endif
