#ifndef BROADSIDE_FETCH_LINK_H
#define BROADSIDE_FETCH_LINK_H

// What a Link header says (RFC 8288, Appendix B.2). Several headers are one, with commas between.

// The target of the first link whose relation is "next", as it is written. The caller frees it. NULL if there
// is none; `header` may be NULL.
char *link_next(const char *header);

#endif
