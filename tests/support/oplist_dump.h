#ifndef BROADSIDE_TESTS_SUPPORT_OPLIST_DUMP_H
#define BROADSIDE_TESTS_SUPPORT_OPLIST_DUMP_H

#include "base/strbuf.h"
#include "layout/oplist.h"

// A draw list as text, one line an op, for people and for goldens:
//   text  headline-1   812,200 560x54 #f5f2ea @243 serif-bold 68 "Ministers agree"
// Everything that decides what is painted is in the line; of a path with many points their number and a hash.
void oplist_dump(const struct oplist *list, struct strbuf *out);

// The first op whose text is exactly `text`; NULL if there is none.
const struct op *oplist_find_text(const struct oplist *list, const char *text);
// All text of a role, one op after the other with blanks between; the caller frees it.
char *oplist_role_text(const struct oplist *list, enum role role);

#endif
